import CellLanguage
import Diagnostics
import LessonText
import Running
import Tangent
import Typesetting

extension TerminalWriter {
  /// Code behind a thin line, then each output behind an arrow.
  func cell(_ index: Int, width: Int) -> [StyledLine] {
    let cell = lesson.cells[index]
    let result = index < transcript.cells.count ? transcript.cells[index] : CellResult(status: .unevaluated)
    let parts = CellParts(cell, result)
    var lines: [StyledLine] = []
    if let number = references.exerciseNumbers[cell.range.lower] {
      lines.append(StyledLine("  Exercise \(number)", TextStyle(bold: true, color: .violet)))
    }
    if let code = parts.code {
      let bar = StyledSpan("  │ ", TextStyle(color: result.status == .failed ? .red : .gray))
      lines += swift(code).prefixed(first: bar, rest: bar)
    }
    if let verdict = Verdict(of: cell, result) {
      lines.append(StyledLine("  \(verdict.sign) \(verdict.sentence)", TextStyle(bold: true, color: verdict.color)))
    }
    for output in parts.outputs {
      let content = self.output(output, width: width - 4)
      lines += content.prefixed(first: StyledSpan("  → ", .faint), rest: StyledSpan("    "))
    }
    if let caption = caption(of: cell, index, parts) { lines += caption.indented(4) }
    return lines + parts.diagnostics.flatMap { diagnostic($0, width: width) }
  }

  func swift(_ code: ColoredCode) -> [StyledLine] {
    var lines = [StyledLine()]
    for piece in code.pieces {
      for (index, part) in Escaping.terminalLines(String(piece.text)).enumerated() {
        if index > 0 { lines.append(StyledLine()) }
        lines[lines.count - 1].spans.append(StyledSpan(part, piece.kind.style))
      }
    }
    return lines
  }

  private func caption(of cell: Cell, _ index: Int, _ parts: CellParts) -> [StyledLine]? {
    guard parts.outputs.contains(where: { $0.isDrawing || $0.isTable }) else { return nil }
    let number = references.figureNumbers[index].map { "Figure \($0). " } ?? ""
    let italic = TextStyle(italic: true)
    let content = (number.isEmpty ? [] : [StyledSpan(number, italic)]) + spans(cell.caption, italic)
    return content.isEmpty ? nil : LineBreaker.lines(of: content, width: proseWidth(options.columns) - 8)
  }

  func output(_ output: Output, width: Int) -> [StyledLine] {
    guard !options.isPlain || output.isDrawing else {
      return Escaping.terminalLines(output.text.droppingLineEnd).map { StyledLine($0) }
    }
    switch output {
    case .text(let text): return Escaping.terminalLines(text.droppingLineEnd).map { StyledLine($0) }
    case .formula(let formula): return formula.layout.unicode(width: width).lines.map { StyledLine($0) }
    case .tensor(let tensor): return self.tensor(tensor)
    case .table(let table): return self.table(table, width: width)
    case .figure(let figure), .graph(let figure): return self.figure(figure, width: width)
    case .derivation(let derivation): return self.derivation(derivation, width: width)
    }
  }

  private func figure(_ figure: FigureOutput, width: Int) -> [StyledLine] {
    let drawing = figure.scene.terminal(columns: min(width, 100), color: options.color)
    let lines = drawing.map { StyledLine([StyledSpan(drawn: $0)]) }
    // Where colours are lost and lines may be read by a program or aloud, a chart says in words what it shows.
    guard options.isPlain, figure.scene.textForm == nil else { return lines }
    return lines + LineBreaker.lines(of: [StyledSpan(figure.text)], width: proseWidth(width))
  }

  private func tensor(_ tensor: TensorOutput) -> [StyledLine] {
    guard !tensor.shape.isEmpty, !tensor.cells.isEmpty else {
      return Escaping.terminalLines(tensor.text).map { StyledLine($0) }
    }
    let rows = tensor.cells.map { $0.map { Escaping.terminal($0 ?? "…") } }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0 }
    return rows.enumerated().map { index, row in
      let cells = zip(row, widths).map { String(repeating: " ", count: $1 - $0.displayWidth) + $0 }
      let (open, close) = Self.brackets(index, of: rows.count)
      let line = StyledLine("\(open) \(cells.joined(separator: "  ")) \(close)")
      guard index == rows.count - 1, tensor.shape.count > 1 else { return line }
      return StyledLine(
        line.spans + [StyledSpan("  " + tensor.shape.map(String.init).joined(separator: " × "), .faint)])
    }
  }

  private static func brackets(_ row: Int, of count: Int) -> (String, String) {
    if count == 1 { return ("[", "]") }
    return row == 0 ? ("⎡", "⎤") : row == count - 1 ? ("⎣", "⎦") : ("⎢", "⎥")
  }

  /// Of a long table, the first twelve rows and the last three.
  private func table(_ table: TableOutput, width: Int) -> [StyledLine] {
    let count = table.columns.map(\.cells.count).max() ?? 0
    var rows: [[[StyledSpan]]] = []
    for row in 0..<count where count <= 18 || row < 12 || row >= count - 3 {
      if count > 18 && row == count - 3 { rows.append(table.columns.map { _ in [StyledSpan("⋮", .faint)] }) }
      rows.append(table.columns.map { [StyledSpan(row < $0.cells.count ? $0.cells[row] : "")] })
    }
    let alignments = table.columns.map { $0.isNumeric ? TerminalTable.Alignment.right : .left }
    let header = table.columns.map { [StyledSpan($0.name)] }
    return TerminalTable(header: header, rows: rows, alignments: alignments).lines(width: width)
  }

  /// Numbered steps; the left side is left out where the step goes on from the one before.
  private func derivation(_ derivation: DerivationOutput, width: Int) -> [StyledLine] {
    var previous: String?
    let steps = derivation.steps.enumerated().flatMap { index, step in
      let isNext = step.before.text == previous
      previous = step.after.text
      return self.step(step, number: index + 1, isNext: isNext, width: width)
    }
    guard let result = derivation.result else { return steps }
    let whole = MathLayout.row([result.whole.layout, .symbol("=", .relation), result.value.layout])
    return steps + whole.unicode(width: width - 3).lines.map { StyledLine($0) }.indented(3)
  }

  private func step(_ step: DerivationOutput.Step, number: Int, isNext: Bool, width: Int) -> [StyledLine] {
    let mark = "\(number). "
    let sides = isNext ? [] : [step.before.layout]
    let layout = MathLayout.row(sides + [.symbol(step.relation, .relation), step.after.layout])
    let formula = layout.unicode(width: width - mark.count).lines.map { StyledLine($0) }
    var reason = [StyledSpan(step.rule, TextStyle(color: .teal)), StyledSpan(": " + step.sentence, .faint)]
    if let condition = step.condition { reason.append(StyledSpan(" (for \(condition))", .faint)) }
    let lines = formula + LineBreaker.lines(of: reason, width: proseWidth(width) - mark.count - 2).indented(2)
    return lines.prefixed(first: StyledSpan(mark, .faint), rest: StyledSpan(String(repeating: " ", count: mark.count)))
  }
}

extension Verdict {
  fileprivate var color: TextStyle.Color {
    switch answer {
    case .correct: .green
    case .incorrect: .red
    case .unfinished: .violet
    }
  }
}

extension CodeClass {
  fileprivate var style: TextStyle {
    switch self {
    case .plain: .plain
    case .keyword: TextStyle(color: .violet)
    case .string: TextStyle(color: .amber)
    case .number: TextStyle(color: .blue)
    case .comment: TextStyle(italic: true, color: .gray)
    case .type: TextStyle(color: .green)
    case .label, .attribute: TextStyle(color: .teal)
    case .placeholder: TextStyle(bold: true, color: .violet)
    }
  }
}
