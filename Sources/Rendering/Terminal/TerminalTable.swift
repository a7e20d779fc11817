import Diagnostics

/// Sets rows of cells in columns, wrapping cells where the whole would be too wide.
struct TerminalTable {
  enum Alignment { case left, center, right }

  var header: [[StyledSpan]]
  var rows: [[[StyledSpan]]]
  var alignments: [Alignment]

  func lines(width: Int) -> [StyledLine] {
    let widths = columnWidths(within: width)
    let strong = header.map { $0.map { StyledSpan(styled: $0, bold: true) } }
    let rule = widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "┼")
    return row(strong, widths) + [StyledLine(rule, .faint)] + rows.flatMap { row($0, widths) }
  }

  private var columnCount: Int { max(header.count, rows.map(\.count).max() ?? 0) }

  /// The natural widths, the widest cut until all fit.
  private func columnWidths(within width: Int) -> [Int] {
    var widths = (0..<columnCount).map { column in
      ([header] + rows).map { column < $0.count ? StyledLine($0[column]).width : 0 }.max() ?? 0
    }
    let available = max(width - 3 * columnCount + 1, 4 * columnCount)
    while widths.reduce(0, +) > available, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) {
      let second = widths.enumerated().filter { $0.offset != widest }.map(\.element).max() ?? 0
      let excess = widths.reduce(0, +) - available
      widths[widest] -= min(excess, max(1, widths[widest] - max(second, 4)))
    }
    return widths
  }

  private func row(_ cells: [[StyledSpan]], _ widths: [Int]) -> [StyledLine] {
    let columns = widths.indices.map { column in
      LineBreaker.lines(of: column < cells.count ? cells[column] : [], width: widths[column])
    }
    return (0..<max(1, columns.map(\.count).max() ?? 1)).map { index in
      var line = StyledLine()
      for (column, lines) in columns.enumerated() {
        if column > 0 { line.spans.append(StyledSpan("│", .faint)) }
        let content = index < lines.count ? lines[index] : StyledLine()
        line.spans += aligned(content, widths[column], column < alignments.count ? alignments[column] : .left)
      }
      return line
    }
  }

  private func aligned(_ line: StyledLine, _ width: Int, _ alignment: Alignment) -> [StyledSpan] {
    let free = max(0, width - line.width)
    let before =
      switch alignment {
      case .left: 0
      case .center: free / 2
      case .right: free
      }
    return [Self.blank(before + 1)] + line.spans + [Self.blank(free - before + 1)]
  }

  private static func blank(_ count: Int) -> StyledSpan { StyledSpan(String(repeating: " ", count: count)) }
}

extension StyledSpan {
  init(styled span: StyledSpan, bold: Bool) {
    self = span
    style.bold = bold
  }
}
