import Diagnostics
import Typesetting

extension FormulaReader {
  /// What stands in parentheses at the current item: a value, a tuple, or a composition of functions with its arguments.
  mutating func group() throws(Fault) -> FormulaValue {
    guard let item = current, let group = FormulaGroup(in: items, at: position) else {
      throw current.map { unreadable($0) } ?? Fault(.formulaMeaning, "a parenthesis is never closed")
    }
    if let composition = try composition(group) { return composition }
    position = group.end
    let values = try arguments(in: group)
    guard values.count > 1 else {
      guard let value = values.first else { throw unreadable(item) }
      return try raised(value, group.sub, group.sup)
    }
    var entries: [Expr] = []
    for value in values { entries.append(try value.scalar("an entry")) }
    return try raised(try .column(entries), group.sub, group.sup)
  }

  /// `(f ∘ g)'(x)`.
  private mutating func composition(_ group: FormulaGroup) throws(Fault) -> FormulaValue? {
    let parts = group.content.pieces { $0.formulaSign == "∘" }
    guard parts.count > 1, let argument = FormulaGroup(in: items, at: group.end) else { return nil }
    var functions: [String] = []
    for part in parts {
      guard part.count == 1, let name = names.name(of: part[0]) else { throw unreadable(.row(part)) }
      functions.append(name)
    }
    position = argument.end
    let points = try arguments(in: argument)
    let (primes, rest) = splitPrimes(group.sup)
    let value = try composed(functions, points, primes)
    return try raised(try raised(value, group.sub, rest), argument.sub, argument.sup)
  }

  private func composed(_ functions: [String], _ points: [FormulaValue], _ primes: Int) throws(Fault) -> FormulaValue {
    guard primes > 0, points.count == 1 else {
      return try functions.reversed().reduced(points) { value, name throws(Fault) in
        [try context.apply(name, order: 0, to: value)]
      }[0]
    }
    let variable = "x"
    var value = try composed(functions, [.scalar(try context.symbol(variable))], 0)
    for _ in 0..<primes { value = try context.derivative(of: value, by: variable) }
    return try context.substituting(variable, try points[0].scalar("an argument"), in: value)
  }

  // MARK: Other fences

  func fenced(
    _ open: String, _ content: MathLayout, _ close: String, _ item: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?
  ) throws(Fault) -> FormulaValue {
    if open.isEmpty || open == ".", close == "|", let sub {
      return try evaluated(try value(of: content), at: sub, from: nil, sup)
    }
    if case .table(let table)? = content.formulaItems.first, content.formulaItems.count == 1 {
      return try raised(try tabular(open, table, close, item), sub, sup)
    }
    if case .fraction(let above, let below, false)? = content.formulaItems.first {
      return try raised(try value(of: .fraction(numerator: above, denominator: below, line: false)), sub, sup)
    }
    return try raised(try norm(open, try value(of: content), item), sub, sup)
  }

  private func norm(_ open: String, _ value: FormulaValue, _ item: MathLayout) throws(Fault) -> FormulaValue {
    switch (open, value) {
    case ("|", .scalar(let e)): return .scalar(try Expr.applying(.abs, to: e))
    case ("|", .matrix(let m)) where m.rowCount == m.columnCount && m.rowCount > 1:
      return .scalar(try m.expandedDeterminant())
    case ("‖", .scalar(let e)): return .scalar(try Expr.applying(.abs, to: e))
    case ("|", .matrix(let m)), ("‖", .matrix(let m)):
      guard m.columnCount == 1 || m.rowCount == 1 else { throw unreadable(item, "the norm is one of vectors") }
      var squares = Expr.zero
      for entry in m.rows.joined() { squares = try squares.adding(try entry.raised(to: Expr(2))) }
      return .scalar(try Expr.applying(.sqrt, to: squares))
    case ("⌊", .scalar(let e)): return .scalar(try Expr.applying(.floor, to: e))
    case ("⌈", .scalar(let e)): return .scalar(try Expr.applying(.floor, to: try e.negated()).negated())
    case ("(", _), ("[", _), ("{", _): return value
    default: throw unreadable(item)
    }
  }

  /// A matrix, a determinant, or a function in pieces.
  private func tabular(
    _ open: String, _ table: MathLayout.Table, _ close: String, _ item: MathLayout
  ) throws(Fault) -> FormulaValue {
    switch open {
    case "{" where close.isEmpty: return .scalar(try cases(table, item))
    case "|": return .scalar(try matrix(table).expandedDeterminant())
    case "(", "[": return .matrix(try matrix(table))
    default: throw unreadable(item)
    }
  }

  func matrix(_ table: MathLayout.Table) throws(Fault) -> Matrix {
    var rows: [[Expr]] = []
    for cells in table.rows {
      var row: [Expr] = []
      for cell in cells { row.append(try value(of: cell).scalar("an entry")) }
      rows.append(row)
    }
    return try Matrix(checking: rows)
  }

  private func cases(_ table: MathLayout.Table, _ item: MathLayout) throws(Fault) -> Expr {
    var result: Expr?
    for cells in table.rows.reversed() {
      guard let first = cells.first else { throw unreadable(item) }
      let piece = try value(of: first).scalar("a case")
      guard let rest = result else {
        result = piece
        continue
      }
      let condition = cells.dropFirst().flatMap(\.formulaItems).filter { if case .text = $0 { false } else { true } }
      guard let read = try FormulaCondition(condition, in: context) else { throw unreadable(.row(condition)) }
      result = try read.condition.choosing(piece, else: rest)
    }
    guard let result else { throw unreadable(item) }
    return result
  }

  /// `|...|` typed with plain bars.
  mutating func bars(_ item: MathLayout) throws(Fault) -> FormulaValue {
    position += 1
    let outer = isInBars
    isInBars = true
    let value = try sum()
    isInBars = outer
    guard let closing = current, closing.scriptParts.base == .symbol("|", .ordinary) else { throw unreadable(item) }
    position += 1
    return try raised(try norm("|", value, item), closing.scriptParts.sub, closing.scriptParts.sup)
  }

  /// A value with the names below the bar set to what they equal there.
  func evaluated(
    _ value: FormulaValue, at place: MathLayout, from: MathLayout?, _ sup: MathLayout?
  ) throws(Fault) -> FormulaValue {
    if let sup, !place.formulaItems.contains(where: { $0.formulaSign == "=" }) {
      return try raised(value, place, sup)
    }
    var result = try context.expanded(value)
    for piece in place.formulaItems.pieces(separatedBy: { $0.formulaSign == "," }) {
      let sides = piece.pieces { $0.formulaSign == "=" }
      guard sides.count == 2, sides[0].count == 1, let name = names.name(of: sides[0][0]) else {
        throw unreadable(place)
      }
      let point = try Self.value(of: sides[1], in: context).scalar("a point")
      result = try context.substituting(name, point, in: result)
    }
    return try raised(result, nil, sup)
  }
}

/// A comparison in a formula.
struct FormulaCondition {
  var left: Expr
  var sign: String
  var right: Expr
  var condition: Condition

  /// `nil` where the items are no comparison of two values.
  init?(_ items: [MathLayout], in context: FormulaContext) throws(Fault) {
    let signs = items.compactMap { item -> String? in item.isRelation ? item.formulaSign : nil }
    guard signs.count == 1, case let sides = items.pieces(separatedBy: \.isRelation), sides.count == 2 else {
      return nil
    }
    left = try FormulaReader.value(of: sides[0], in: context).scalar("a compared value")
    right = try FormulaReader.value(of: sides[1], in: context).scalar("a compared value")
    sign = signs[0]
    switch sign {
    case "<": condition = .less(left, right)
    case "≤", "⩽": condition = .lessOrEqual(left, right)
    case ">": condition = .greater(left, right)
    case "≥", "⩾": condition = .greaterOrEqual(left, right)
    case "≠": condition = .unequal(left, right)
    case "=": condition = .equal(Equation(left, right))
    default: return nil
    }
  }
}
