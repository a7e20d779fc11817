import Diagnostics

extension TeXParser {
  /// `\begin{name}` (the current token) to `\end{name}`.
  mutating func environment() -> MathLayout {
    let start = tokenStart
    guard let name = readEnvironmentName() else {
      problem(.formulaSyntax, "`\\begin` needs the name of an environment in braces")
      advance()
      return .source("\\begin")
    }
    let range = tokenOrigin ?? SourceRange(start, next)
    guard let environment = TeXEnvironment.all[name] else { return unknownEnvironment(name, from: start, range) }
    return nested { parser in
      var environment = environment
      if environment.hasCount { _ = parser.readRawArgument() }
      if environment.hasColumns || name.hasSuffix("*") { parser.readColumns(into: &environment) }
      if !environment.hasColumns { _ = parser.readRawOption { ["t", "b", "c"].contains($0) } }
      let saved = (parser.alphabet, parser.isBold, parser.bracketEnds, parser.tag, parser.hasRowRule)
      (parser.bracketEnds, parser.tag, parser.hasRowRule) = (false, nil, false)
      parser.advance()
      let body = parser.body(of: name, environment, range)
      (parser.alphabet, parser.isBold, parser.bracketEnds, parser.tag, parser.hasRowRule) = saved
      return body
    }
  }

  /// `{name}` right behind the current token.
  private mutating func readEnvironmentName() -> String? {
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "{"),
      let end = bytes[next...].prefix(64).firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let name = bytes[(next + 1)..<end].text
    next = end + 1
    return name
  }

  /// The whole environment as source, up to its own end if it has one.
  private mutating func unknownEnvironment(_ name: String, from start: Int, _ range: SourceRange) -> MathLayout {
    problem(.unknownCommand, unknownEnvironmentMessage(name), at: range)
    let end = Array("\\end{\(name)}".utf8)
    var index = next
    while index + end.count <= bytes.count, bytes[index..<(index + end.count)] != end[...] { index += 1 }
    next = index + end.count <= bytes.count ? index + end.count : bytes.count
    let text = bytes[min(start, next)..<next].text
    advance()
    return .source(text)
  }

  private func unknownEnvironmentMessage(_ name: String) -> String {
    let known = closestMatch(to: name, in: TeXEnvironment.all.keys.sorted()).map { "; did you mean `\($0)`?" }
    return "unknown environment `\(name)`" + (known ?? "")
  }

  /// `{l|cr}`, or `[r]` of a starred matrix.
  private mutating func readColumns(into environment: inout TeXEnvironment) {
    let text = environment.hasColumns ? readRawArgument() : readRawOption { $0.utf8.count == 1 }
    var columns: [MathLayout.Table.Alignment] = []
    for letter in text ?? [] {
      switch letter {
      case UInt8(ascii: "l"): columns.append(.left)
      case UInt8(ascii: "c"): columns.append(.center)
      case UInt8(ascii: "r"): columns.append(.right)
      case UInt8(ascii: "|") where environment.columnRules.last != columns.count:
        environment.columnRules.append(columns.count)
      default: break
      }
    }
    if !columns.isEmpty { environment.alignments = columns }
  }

  private mutating func body(of name: String, _ environment: TeXEnvironment, _ range: SourceRange) -> MathLayout {
    var rows = Rows()
    while true {
      rows.cell += row()
      switch token {
      case .align:
        advance()
        rows.endCell()
      case .command(_, .newRow?):
        endRow()
        rows.endRow(tag: takeTag(), isRuled: takeRowRule())
      case .command(_, .end?):
        endEnvironment(name, range)
        return environment.layout(rows.finished(tag: takeTag(), isRuled: takeRowRule()))
      case .end, .close, .command(_, .right?):
        problem(.formulaSyntax, "`\\begin{\(name)}` has no `\\end{\(name)}`", at: range)
        return environment.layout(rows.finished(tag: takeTag(), isRuled: takeRowRule()))
      default: rows.cell.append(misplaced())
      }
    }
  }

  private mutating func takeTag() -> MathLayout? {
    defer { tag = nil }
    return tag
  }

  private mutating func takeRowRule() -> Bool {
    defer { hasRowRule = false }
    return hasRowRule
  }

  /// Reads over `\\`, its star and its space.
  mutating func endRow() {
    if suspended.isEmpty { rowEnds.append((depth, SourceRange(tokenStart, next))) }
    skipStar()
    _ = readRawOption { TeXLength.mu($0) != nil }
    advance()
  }

  private mutating func endEnvironment(_ name: String, _ range: SourceRange) {
    let end = tokenStart
    let ending = readEnvironmentName()
    if ending != name {
      let found = ending.map { "`\\end{\($0)}`" } ?? "`\\end` without a name"
      problem(.formulaSyntax, "\(found) closes `\\begin{\(name)}`", at: tokenOrigin ?? SourceRange(end, next))
    }
    advance()
  }
}

/// The cells of an environment while they are read.
private struct Rows {
  var rows: [[MathLayout]] = []
  var tags: [MathLayout?] = []
  var rules: [Int] = []
  var cells: [MathLayout] = []
  var cell: [MathLayout] = []

  mutating func endCell() {
    cells.append(.joined(cell))
    cell = []
  }

  mutating func endRow(tag: MathLayout?, isRuled: Bool) {
    if isRuled { rules.append(rows.count) }
    endCell()
    rows.append(cells)
    tags.append(tag)
    cells = []
  }

  /// A `\\` at the end starts no row.
  consuming func finished(tag: MathLayout?, isRuled: Bool) -> Rows {
    if !(cell.isEmpty && cells.isEmpty && tag == nil) || rows.isEmpty {
      endRow(tag: tag, isRuled: isRuled)
    } else if isRuled {
      rules.append(rows.count)
    }
    return self
  }
}

extension TeXEnvironment {
  fileprivate func layout(_ content: Rows) -> MathLayout {
    var table = MathLayout.Table(
      rows: content.rows, alignments: alignments, joined: joined, display: display, tags: content.tags.trimmed)
    (table.columnRules, table.rowRules) = (columnRules, content.rules)
    var layout = MathLayout.table(table)
    if let style { layout = .styled(style, layout) }
    return open.isEmpty && close.isEmpty ? layout : .fenced(open: open, content: layout, close: close)
  }
}
