import Typesetting

/// One statement of a formula: what stands between its relation signs.
struct FormulaStatement {
  /// The row of the formula in which each side begins.
  var rows: [Int]
  var sides: [[MathLayout]]
  var relations: [String] = []

  var row: Int { rows.first ?? 0 }

  /// Whether all its relations say that something equals something.
  var isEquation: Bool { !relations.isEmpty && relations.allSatisfy(Self.equalities.contains) }
  var isDefinition: Bool { relations.first.map(Self.definitions.contains) ?? false }

  private static let definitions: Set<String> = [":=", "≔", "≝", "≜"]
  private static let equalities = definitions.union(["=", "≡"])

  /// The statements of a formula, which commas, words, wide spaces and lines set apart.
  static func statements(of layout: MathLayout) -> [FormulaStatement] {
    var splitter = StatementSplitter()
    for (number, row) in layout.formulaRows.enumerated() { splitter.append(row, number) }
    splitter.finish()
    return splitter.statements
  }
}

extension MathLayout {
  /// The rows of an aligned formula, or the one row of another.
  var formulaRows: [[MathLayout]] {
    let items = formulaItems
    if items.count == 1, case .table(let table) = items[0], table.joined { return table.rows.flatMap(Self.rows) }
    if items.count == 1, case .fenced("", .table(let table), "") = items[0] { return table.rows.flatMap(Self.rows) }
    return [items]
  }

  /// A row's cells in one, and its rows where all of it is an aligned formula again.
  private static func rows(of cells: [MathLayout]) -> [[MathLayout]] {
    if cells.count == 1, case let inner = cells[0].formulaItems, inner.count == 1, case .table(let table) = inner[0],
      table.joined
    {
      return table.rows.map { row(of: $0) }
    }
    return [row(of: cells)]
  }

  /// Every second column begins another equation.
  private static func row(of cells: [MathLayout]) -> [MathLayout] {
    cells.enumerated().flatMap { number, cell in
      (number > 0 && number.isMultiple(of: 2) ? [MathLayout.space(36)] : []) + cell.formulaItems
    }
  }
}

private struct StatementSplitter {
  var statements: [FormulaStatement] = []
  private var current = FormulaStatement(rows: [0], sides: [[]])
  private var depth = 0

  private static let separators: Set<String> = [",", ";", ".", "⟹", "⟺", "⇒", "⇔", "∴", "∵", "⟸", "⇐"]

  mutating func append(_ items: [MathLayout], _ row: Int) {
    if let first = items.first, !continues(first) { finish() }
    if current.isEmpty { current.rows = [row] }
    for item in items { append(item, row) }
  }

  /// Whether a new row goes on with the statement of the one before it.
  private func continues(_ first: MathLayout) -> Bool {
    if current.isEmpty || depth > 0 { return true }
    if case .symbol(_, .binary)? = current.sides.last?.last { return true }
    if case .symbol(_, .binary) = first { return true }
    return first.isRelation || current.sides.last?.isEmpty == true
  }

  private mutating func append(_ item: MathLayout, _ row: Int) {
    if item.isOpening { depth += 1 }
    if item.isClosing { depth -= 1 }
    if depth <= 0 && isSeparator(item) { return finish() }
    if depth <= 0, case .symbol(let sign, .relation) = item.scriptParts.base, sign != "∣" {
      return relate(sign, row)
    }
    current.sides[current.sides.count - 1].append(item)
  }

  private func isSeparator(_ item: MathLayout) -> Bool {
    switch item {
    case .space, .text: true
    case .symbol(let sign, _): Self.separators.contains(sign)
    default: false
    }
  }

  private mutating func relate(_ sign: String, _ row: Int) {
    // `:=` typed as two signs.
    if sign == "=", current.relations.last == ":", current.sides.last?.isEmpty == true {
      return current.relations[current.relations.count - 1] = ":="
    }
    current.relations.append(sign)
    current.sides.append([])
    current.rows.append(row)
  }

  mutating func finish() {
    if !current.isEmpty { statements.append(current) }
    current = FormulaStatement(rows: current.rows.suffix(1), sides: [[]])
    depth = 0
  }
}

extension FormulaStatement {
  fileprivate var isEmpty: Bool { relations.isEmpty && sides.allSatisfy(\.isEmpty) }
}
