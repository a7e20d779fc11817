extension UnicodeWriter {
  func fenced(_ open: String, _ content: MathLayout, _ close: String, _ depth: Int) -> TextBox {
    let body = content.isEmpty ? TextBox() : box(content, depth: depth)
    let left = GrowingDelimiters.box(open, height: body.height, baseline: body.baseline)
    let right = GrowingDelimiters.box(close, height: body.height, baseline: body.baseline)
    return .hconcat([left, body, right].compactMap { $0 })
  }

  func table(_ table: MathLayout.Table, _ depth: Int) -> TextBox {
    let rows = table.rows.map { cells in cells.map { self.cell($0, in: table, depth) } }
    let count = table.columnCount
    guard count > 0 else { return TextBox() }
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
    var lines = rows.indices.map { line(rows[$0], widths, of: table) }
    if !table.tags.isEmpty {
      lines = zip(lines, table.tags).map { line, tag in
        tag.map { .hconcat([line, .blank(width: 4), self.box($0, depth: depth)]) } ?? line
      }
    }
    let isOpen = lines.contains { $0.height > 1 }
    var parts: [TextBox] = []
    for (index, line) in lines.enumerated() {
      if table.rowRules.contains(index) {
        parts.append(rule(widths, of: table))
      } else if isOpen && !parts.isEmpty {
        parts.append(table.columnRules.isEmpty ? TextBox() : self.line([], widths, of: table))
      }
      parts.append(line)
    }
    if table.rowRules.contains(lines.count) { parts.append(rule(widths, of: table)) }
    var box = TextBox.vstack(parts, baselineOf: 0, alignment: .left)
    box.baseline = box.height == parts[0].height ? parts[0].baseline : box.height / 2
    return box
  }

  private func cell(_ cell: MathLayout, in table: MathLayout.Table, _ depth: Int) -> TextBox {
    // An aligned cell that starts with a relation is spaced as if its left side stood before it.
    if table.joined, case .relation? = AtomSpacing.classes(of: Array(cell.items.prefix(1))).first??.leading {
      return .hconcat([.blank(width: 1), box(cell, depth: depth)])
    }
    return box(cell, depth: depth)
  }

  private func line(_ cells: [TextBox], _ widths: [Int], of table: MathLayout.Table) -> TextBox {
    let above = cells.map(\.baseline).max() ?? 0
    let height = above + 1 + (cells.map(\.depth).max() ?? 0)
    let bar = TextBox(lines: Array(repeating: "│", count: height), baseline: above)
    var parts: [TextBox] = []
    for (column, width) in widths.enumerated() {
      let alignment = table.alignment(ofColumn: column)
      if table.columnRules.contains(column) {
        parts += column > 0 ? [.blank(width: 1), bar, .blank(width: 1)] : [bar, .blank(width: 1)]
      } else if column > 0 {
        parts.append(.blank(width: table.joined ? (alignment == .right ? 4 : 0) : 2))
      }
      let cell = column < cells.count ? cells[column] : TextBox()
      parts.append(cell.padded(to: width, TextBox.Alignment(alignment)))
    }
    if table.columnRules.contains(widths.count) { parts += [.blank(width: 1), bar] }
    return parts.isEmpty ? TextBox() : .hconcat(parts)
  }

  /// A line across all columns.
  private func rule(_ widths: [Int], of table: MathLayout.Table) -> TextBox {
    var line = ""
    for (column, width) in widths.enumerated() {
      if table.columnRules.contains(column) {
        line += column > 0 ? "─┼─" : "├─"
      } else if column > 0 {
        line += "──"
      }
      line += String(repeating: "─", count: width)
    }
    return TextBox(line + (table.columnRules.contains(widths.count) ? "─┤" : ""))
  }
}

extension TextBox.Alignment {
  init(_ alignment: MathLayout.Table.Alignment) {
    switch alignment {
    case .left: self = .left
    case .center: self = .center
    case .right: self = .right
    }
  }
}

/// Delimiters put together from Unicode's bracket pieces.
enum GrowingDelimiters {
  private struct Pieces {
    var top: String
    var fill: String
    var bottom: String
    var middle: String?
    /// The two halves of a brace two lines high.
    var halves: (String, String)?
  }

  private static func pieces(_ sign: String) -> Pieces? {
    switch sign {
    case "(": Pieces(top: "⎛", fill: "⎜", bottom: "⎝")
    case ")": Pieces(top: "⎞", fill: "⎟", bottom: "⎠")
    case "[": Pieces(top: "⎡", fill: "⎢", bottom: "⎣")
    case "]": Pieces(top: "⎤", fill: "⎥", bottom: "⎦")
    case "{": Pieces(top: "⎧", fill: "⎪", bottom: "⎩", middle: "⎨", halves: ("⎰", "⎱"))
    case "}": Pieces(top: "⎫", fill: "⎪", bottom: "⎭", middle: "⎬", halves: ("⎱", "⎰"))
    case "⌈": Pieces(top: "⎡", fill: "⎢", bottom: "⎢")
    case "⌉": Pieces(top: "⎤", fill: "⎥", bottom: "⎥")
    case "⌊": Pieces(top: "⎢", fill: "⎢", bottom: "⎣")
    case "⌋": Pieces(top: "⎥", fill: "⎥", bottom: "⎦")
    case "|": Pieces(top: "│", fill: "│", bottom: "│")
    case "‖": Pieces(top: "║", fill: "║", bottom: "║")
    case "⟨": Pieces(top: "╱", fill: "│", bottom: "╲")
    case "⟩": Pieces(top: "╲", fill: "│", bottom: "╱")
    default: nil
    }
  }

  /// The delimiter at this height; `nil` for none.
  static func box(_ sign: String, height: Int, baseline: Int) -> TextBox? {
    guard !sign.isEmpty else { return nil }
    guard height > 1, let pieces = pieces(sign) else { return TextBox(sign) }
    if height == 2, let (upper, lower) = pieces.halves { return TextBox(lines: [upper, lower], baseline: baseline) }
    var lines = Array(repeating: pieces.fill, count: height)
    lines[0] = pieces.top
    lines[height - 1] = pieces.bottom
    if let middle = pieces.middle { lines[height / 2] = middle }
    return TextBox(lines: lines, baseline: baseline)
  }
}
