extension MathMLWriter {
  mutating func table(_ table: MathLayout.Table) {
    let outer = level
    level = table.display ? .display : outer == .script ? .script : .text
    defer { level = outer }
    within("mtable", attributes(of: table)) { writer in
      for (index, cells) in table.rows.enumerated() {
        let tag = index < table.tags.count ? table.tags[index] : nil
        writer.within("mtr") { $0.tableRow(cells, tag, index, of: table) }
      }
    }
  }

  private func attributes(of table: MathLayout.Table) -> String {
    var classes: [String] = []
    if table.joined { classes.append("math-joined") }
    if table.joined && !table.display { classes.append("math-lines") }
    if !table.tags.isEmpty { classes.append("math-tagged") }
    let list = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    return list + (table.display ? " displaystyle=\"true\"" : "")
  }

  private mutating func tableRow(
    _ cells: [MathLayout], _ tag: MathLayout?, _ index: Int, of table: MathLayout.Table
  ) {
    let isTagged = !table.tags.isEmpty
    if isTagged { out += "<mtd class=\"math-filler\"></mtd>" }
    for (column, cell) in cells.enumerated() {
      let alignment = table.alignment(ofColumn: column)
      out += "<mtd"
      let rules = table.hasRules ? ruleClasses(index, column, table) : []
      out += rules.isEmpty ? cellClass(alignment, column, table) : ruled(cellClass(alignment, column, table), rules)
      out += ">"
      let continues = table.joined && alignment == .left && column > 0
      row(cell.items, before: continues ? .ordinary : nil, padsStart: continues)
      out += "</mtd>"
    }
    guard isTagged else { return }
    for _ in cells.count..<max(cells.count, table.columnCount) { out += "<mtd></mtd>" }
    within("mtd", " class=\"math-tag\"") { writer in
      if let tag { writer.content(tag) }
    }
  }

  private func ruled(_ classes: String, _ rules: [String]) -> String {
    let names = rules.map { "math-rule-" + $0 }.joined(separator: " ")
    return classes.isEmpty ? " class=\"\(names)\"" : String(classes.dropLast()) + " " + names + "\""
  }

  private func ruleClasses(_ row: Int, _ column: Int, _ table: MathLayout.Table) -> [String] {
    let isLast = (row: row == table.rows.count - 1, column: column == table.columnCount - 1)
    let sides = [
      ("left", table.columnRules.contains(column)),
      ("right", isLast.column && table.columnRules.contains(column + 1)),
      ("top", table.rowRules.contains(row)),
      ("bottom", isLast.row && table.rowRules.contains(row + 1)),
    ]
    return sides.filter(\.1).map(\.0)
  }

  private func cellClass(_ alignment: MathLayout.Table.Alignment, _ column: Int, _ table: MathLayout.Table) -> String {
    let startsNext = table.joined && column > 0 && alignment == .right
    switch alignment {
    case .left: return " class=\"math-left\""
    case .right: return startsNext ? " class=\"math-right math-next\"" : " class=\"math-right\""
    case .center: return ""
    }
  }
}

extension MathLayout.Table {
  /// The alignment of a column: the last given repeats, in pairs where columns are joined as right and left.
  func alignment(ofColumn column: Int) -> Alignment {
    guard let last = alignments.last else { return .center }
    if column < alignments.count { return alignments[column] }
    return joined && alignments == [.right, .left] ? alignments[column % 2] : last
  }

  var hasRules: Bool { !columnRules.isEmpty || !rowRules.isEmpty }

  var columnCount: Int { rows.map(\.count).max() ?? 0 }
}
