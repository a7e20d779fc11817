import Diagnostics
import LessonText

extension MarkdownWriter {
  // The reader limits how deep blocks nest.
  func blocks(_ blocks: [Block], tight: Bool = false) -> [String] {
    var parts: [[String]] = []
    for (index, block) in blocks.enumerated() {
      // Two lists in a row would become one.
      if index > 0, case .list = block.kind, case .list = blocks[index - 1].kind { parts.append(["<!-- -->"]) }
      parts.append(self.block(block))
    }
    return tight ? Array(parts.joined()) : Self.separated(parts)
  }

  private func block(_ block: Block) -> [String] {
    switch block.kind {
    case .heading(let level, let content, _):
      let words = inlines(content).split(separator: "\n").joined(separator: " ")
      let shown = block.range.lower == titleStart ? 1 : min(level + headingShift, 6)
      return [String(repeating: "#", count: shown) + " " + words]
    case .paragraph(let content): return inlines(content).lines.map(Escaping.markdownLine)
    case .quote(let content): return blocks(content).prefixed(first: "> ", rest: "> ")
    case .list(let start, let tight, let items): return list(start, tight, items)
    case .code(let language, let code): return fence(code, language ?? "")
    case .cell(let index): return cell(index)
    case .html(let source): return fence(source, "html")
    case .thematicBreak: return ["---"]
    case .table(let table): return self.table(table)
    case .formula(let formula): return displayFormula(formula)
    case .callout(let callout): return self.callout(callout, at: block.range.lower)
    }
  }

  private func list(_ start: Int?, _ tight: Bool, _ items: [Block.ListItem]) -> [String] {
    let parts = items.enumerated().map { index, item in
      let mark = start.map { "\($0 + index). " } ?? "- "
      let task = item.done.map { $0 ? "[x] " : "[ ] " } ?? ""
      let lines = blocks(item.blocks, tight: tight)
      return (lines.isEmpty ? [""] : lines)
        .prefixed(first: mark + task, rest: String(repeating: " ", count: mark.utf8.count))
    }
    return tight ? Array(parts.joined()) : Self.separated(parts)
  }

  /// Code between marks that it does not hold itself.
  func fence(_ code: String, _ language: String) -> [String] {
    let lines = code.droppingLineEnd.lines
    let mark = String(repeating: "`", count: max(3, code.longestRun(of: "`") + 1))
    // What a language is called cannot hold the mark.
    let name = language.filter { $0 != "`" && $0 != "\n" }.visible()
    return [mark + name] + lines.map(Escaping.plainLine) + [mark]
  }

  private func table(_ table: Block.Table) -> [String] {
    let rules = table.alignments.map { alignment in
      switch alignment {
      case .none: "---"
      case .left: ":--"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    return self.table(table.header.map(tableCell), rules, table.rows.map { $0.map(tableCell) })
  }

  func table(_ header: [String], _ rules: [String], _ rows: [[String]]) -> [String] {
    ([header, rules] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }

  /// Bars of formulas would end the cell as others would, and escaped ones mean a norm.
  private func tableCell(_ content: [Inline]) -> String {
    inlines(content, isInTable: true).lines.joined(separator: " ")
  }

  private func displayFormula(_ formula: Formula) -> [String] {
    let number = formula.label.flatMap { references.equationNumbers[$0] }
    return display(formula.tex, number: number)
  }

  /// A forge wants no blank line in a formula.
  func display(_ tex: String, number: Int? = nil) -> [String] {
    let lines = tex.lines.filter { $0.contains { $0 != " " && $0 != "\t" } }.map(Escaping.texLine)
    guard let number else { return ["$$"] + lines + ["$$"] }
    let numbersItself = ["\\tag", "\\begin{align}", "\\begin{gather}"].contains { !tex.ranges(ofText: $0).isEmpty }
    return numbersItself ? ["$$"] + lines + ["$$", "", "(\(number))"] : ["$$"] + lines + ["\\tag{\(number)}", "$$"]
  }

  /// Those that forges know as such; a teacher's as quotes, and those that fold as what a forge folds.
  private func callout(_ callout: Block.Callout, at start: Int) -> [String] {
    let number = references.exerciseNumbers[start].map { " \($0)" } ?? ""
    let title = callout.title.isEmpty ? "" : inlines(callout.title).lines.joined(separator: " ")
    let content = blocks(callout.blocks)
    switch callout.kind {
    case .note, .tip, .important, .warning, .caution:
      let head = Self.separated([title.isEmpty ? [] : ["**\(title)**"], content])
      return (["[!\(callout.kind.rawValue.uppercased())]"] + head).prefixed(first: "> ", rest: "> ")
    case .exercise:
      let head = ["**\(callout.kind.title)\(number)**" + (title.isEmpty ? "" : " " + title)]
      return Self.separated([head, content]).prefixed(first: "> ", rest: "> ")
    case .hint, .solution, .answer:
      let name = callout.kind.title + (title.isEmpty ? "" : ": " + callout.title.plainText)
      return folded(name, content)
    }
  }

  /// What readers open themselves.
  func folded(_ name: String, _ content: [String]) -> [String] {
    var summary = OutputBuffer(capacity: 64)
    summary.text(name.lines.joined(separator: " ").visible())
    return Self.separated([["<details>", "<summary>\(summary.text)</summary>"], content, ["</details>"]])
  }
}

extension String {
  /// Without line feeds at their ends; at least one.
  var lines: [String] {
    utf8.split(separator: .newline, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }

  var droppingLineEnd: String { utf8.last == .newline ? String(dropLast()) : self }

  func longestRun(of character: Character) -> Int {
    var (longest, run) = (0, 0)
    for next in self {
      run = next == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  fileprivate func ranges(ofText text: String) -> [Int] {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    return bytes.indices.filter { bytes[$0...].starts(with: wanted) }
  }
}
