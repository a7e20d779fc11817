import Diagnostics
import LessonText
import Running
import Tangent

extension MarkdownWriter {
  /// The code, then each output in the form that a forge shows best.
  func cell(_ index: Int) -> [String] {
    let cell = lesson.cells[index]
    let result = index < transcript.cells.count ? transcript.cells[index] : CellResult(status: .unevaluated)
    let parts = CellParts(cell, result)
    var sections: [[String]] = []
    if let number = references.exerciseNumbers[cell.range.lower] { sections.append(["**Exercise \(number)**"]) }
    if let code = parts.code {
      let lines = fence(code.pieces.map { String($0.text) }.joined(), "swift")
      let isFolded = cell.options.codeFold || cell.options.check != nil
      sections.append(isFolded ? folded("Code", lines) : lines)
    }
    if let verdict = Verdict(of: cell, result) { sections.append(["**\(verdict.sign) \(verdict.sentence)**"]) }
    sections += parts.outputs.map(output)
    if let caption = caption(of: cell, index, parts) { sections.append([caption]) }
    return Self.separated(sections + parts.diagnostics.map(diagnostic))
  }

  private func caption(of cell: Cell, _ index: Int, _ parts: CellParts) -> String? {
    guard parts.outputs.contains(where: { $0.isDrawing || $0.isTable }) else { return nil }
    let number = references.figureNumbers[index].map { ["**Figure \($0).**"] } ?? []
    let words = cell.caption.isEmpty ? [] : [inlines(cell.caption).lines.joined(separator: " ")]
    return number.isEmpty && words.isEmpty ? nil : (number + words).joined(separator: " ")
  }

  func output(_ output: Output) -> [String] {
    switch output {
    case .text(let text): return text.isEmpty ? [] : fence(text, "text")
    case .formula(let formula): return display(formula.layout.tex)
    case .tensor(let tensor): return fence(tensor.text, "text")
    case .table(let table): return self.table(table)
    case .figure(let figure), .graph(let figure):
      let drawing = figure.scene.terminal(columns: 72, color: false)
      return Self.separated([
        fence(drawing.joined(separator: "\n"), "text"), ["*" + Escaping.markdown(figure.text) + "*"],
      ])
    case .derivation(let derivation): return self.derivation(derivation)
    }
  }

  /// Of a long table, the first twelve rows and the last three.
  private func table(_ table: TableOutput) -> [String] {
    let count = table.columns.map(\.cells.count).max() ?? 0
    var rows: [[String]] = []
    for row in 0..<count where count <= 18 || row < 12 || row >= count - 3 {
      if count > 18 && row == count - 3 { rows.append(table.columns.map { _ in "⋮" }) }
      rows.append(table.columns.map { row < $0.cells.count ? Escaping.markdownCell($0.cells[row]) : "" })
    }
    let rules = table.columns.map { $0.isNumeric ? "--:" : "---" }
    return self.table(table.columns.map { Escaping.markdownCell($0.name) }, rules, rows)
  }

  /// Numbered steps; the left side is left out where the step goes on from the one before.
  private func derivation(_ derivation: DerivationOutput) -> [String] {
    var previous: String?
    var lines = derivation.steps.enumerated().map { index, step in
      let left = step.before.text == previous ? "" : step.before.layout.tex + " "
      previous = step.after.text
      let relation = step.relation == "=" ? "=" : "\\Rightarrow"
      let condition = step.condition.map { " (for \(Escaping.markdown($0)))" } ?? ""
      let reason = "**\(Escaping.markdown(step.rule))**: \(Escaping.markdown(step.sentence))\(condition)"
      return "\(index + 1). \(formula("\(left)\(relation) \(step.after.layout.tex)"))\\\n   \(reason)"
    }
    if let result = derivation.result {
      lines += ["", formula("\(result.whole.layout.tex) = \(result.value.layout.tex)")]
    }
    return lines.flatMap(\.lines)
  }

  func diagnostic(_ diagnostic: Diagnostic) -> [String] {
    let text = CaretPrinter(columns: 80).text(of: diagnostic, in: shownFile)
    let kind = diagnostic.severity == .error ? "CAUTION" : "WARNING"
    guard diagnostic.severity > .note else { return ["*" + Escaping.markdown(diagnostic.message) + "*"] }
    return (["[!\(kind)]"] + fence(text, "text")).prefixed(first: "> ", rest: "> ")
  }
}
