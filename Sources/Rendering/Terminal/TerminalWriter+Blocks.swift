import LessonText

extension TerminalWriter {
  // The reader limits how deep blocks nest.
  func blocks(_ blocks: [Block], width: Int, tight: Bool = false) -> [StyledLine] {
    let parts = blocks.map { block($0, width: width) }
    return tight ? Array(parts.joined()) : Self.separated(parts)
  }

  private func block(_ block: Block, width: Int) -> [StyledLine] {
    switch block.kind {
    case .heading(let level, let content, _): heading(level, spans(content), width: width)
    case .paragraph(let content): LineBreaker.lines(of: spans(content), width: proseWidth(width))
    case .quote(let content):
      blocks(content, width: width - 2).prefixed(first: StyledSpan("> ", .faint), rest: StyledSpan("> ", .faint))
    case .list(let start, let tight, let items): list(start, tight, items, width: width)
    case .code(let language, let code): self.code(language, code)
    case .cell(let index): cell(index, width: width)
    case .html(let source): Escaping.terminalLines(source).map { StyledLine($0, .faint) }
    case .thematicBreak: [StyledLine("  *   *   *", .faint)]
    case .table(let table): self.table(table, width: width)
    case .formula(let formula): displayFormula(formula, width: width)
    case .callout(let callout): self.callout(callout, at: block.range.lower, width: width)
    }
  }

  private func list(_ start: Int?, _ tight: Bool, _ items: [Block.ListItem], width: Int) -> [StyledLine] {
    let numbers = items.indices.map { index in start.map { "\($0 + index)." } ?? "•" }
    let indent = (numbers.map(\.count).max() ?? 1) + 2
    let parts = zip(numbers, items).map { number, item in
      var lines = blocks(item.blocks, width: width - indent, tight: tight)
      if lines.isEmpty { lines = [StyledLine()] }
      if let done = item.done { lines[0] = lines[0].prefixed(StyledSpan(done ? "[x] " : "[ ] ")) }
      let mark = String(repeating: " ", count: indent - 1 - number.count) + number + " "
      let blank = StyledSpan(String(repeating: " ", count: indent))
      return lines.prefixed(first: StyledSpan(mark, .faint), rest: blank)
    }
    return tight ? Array(parts.joined()) : Self.separated(parts)
  }

  private func code(_ language: String?, _ code: String) -> [StyledLine] {
    var code = code[...]
    if code.utf8.last == .newline { code.removeLast() }
    if language?.hasPrefix("swift") == true { return swift(ColoredCode(String(code))).indented(4) }
    return Escaping.terminalLines(String(code)).map { StyledLine($0, TextStyle(color: .teal)) }.indented(4)
  }

  private func table(_ table: Block.Table, width: Int) -> [StyledLine] {
    let alignments = table.alignments.map { alignment -> TerminalTable.Alignment in
      switch alignment {
      case .none, .left: .left
      case .center: .center
      case .right: .right
      }
    }
    let rows = table.rows.map { $0.map { spans($0) } }
    return TerminalTable(header: table.header.map { spans($0) }, rows: rows, alignments: alignments).lines(width: width)
  }

  /// Indented, with its number at the right.
  private func displayFormula(_ formula: Formula, width: Int) -> [StyledLine] {
    let box = formula.layout.unicode(width: width - 12)
    var lines = box.lines.map { StyledLine($0) }.indented(4)
    let number = formula.label.flatMap { references.equationNumbers[$0] }.map { "(\($0))" } ?? ""
    let proof = transcript.proof(of: formula)
    guard !number.isEmpty || proof != nil, lines.indices.contains(box.baseline) else { return lines }
    let mark = proof.map { number.isEmpty ? $0.sign : $0.sign + " " } ?? ""
    lines[box.baseline].pad(to: min(proseWidth(width), 80) - mark.count - number.count)
    lines[box.baseline].spans.append(StyledSpan(" "))
    if let proof {
      lines[box.baseline].spans.append(StyledSpan(mark, TextStyle(color: proof.isProved ? .green : .red)))
    }
    lines[box.baseline].spans.append(StyledSpan(number, .faint))
    return lines
  }

  private func callout(_ callout: Block.Callout, at start: Int, width: Int) -> [StyledLine] {
    let style = TextStyle(bold: true, color: callout.kind.color)
    var title = [StyledSpan(callout.kind.title, style)]
    if let number = references.exerciseNumbers[start] { title.append(StyledSpan(" \(number)", style)) }
    if !callout.title.isEmpty { title += [StyledSpan(": ", style)] + spans(callout.title, .strong) }
    let lines = LineBreaker.lines(of: title, width: proseWidth(width) - 2) + blocks(callout.blocks, width: width - 2)
    let bar = StyledSpan("┃ ", TextStyle(color: callout.kind.color))
    return lines.prefixed(first: bar, rest: bar)
  }
}

extension Block.Callout.Kind {
  fileprivate var color: TextStyle.Color {
    switch self {
    case .note: .blue
    case .tip: .green
    case .important, .exercise: .violet
    case .warning: .amber
    case .caution: .red
    case .hint, .solution, .answer: .teal
    }
  }
}
