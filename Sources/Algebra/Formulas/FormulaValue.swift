import Diagnostics

/// What a part of a formula stands for.
enum FormulaValue: Hashable {
  case scalar(Expr)
  case matrix(Matrix)

  /// A tuple or a gradient: a column.
  static func column(_ entries: [Expr]) throws(Fault) -> FormulaValue {
    entries.count == 1 ? .scalar(entries[0]) : .matrix(try Matrix(checking: entries.map { [$0] }))
  }

  func negated() throws(Fault) -> FormulaValue { try map { e throws(Fault) in try e.negated() } }

  func map(_ body: (Expr) throws(Fault) -> Expr) throws(Fault) -> FormulaValue {
    switch self {
    case .scalar(let e): return .scalar(try body(e))
    case .matrix(let m):
      var rows: [[Expr]] = []
      for row in m.rows {
        var entries: [Expr] = []
        for entry in row { entries.append(try body(entry)) }
        rows.append(entries)
      }
      return .matrix(try Matrix(checking: rows))
    }
  }

  func adding(_ other: FormulaValue) throws(Fault) -> FormulaValue {
    switch (self, other) {
    case (.scalar(let a), .scalar(let b)): .scalar(try a.adding(b))
    case (.matrix(let a), .matrix(let b)): .matrix(try a.adding(b))
    case (.scalar, .matrix), (.matrix, .scalar): throw Fault(.shape, "a number cannot be added to a matrix")
    }
  }

  /// The product; of two columns that a dot joins, their inner product.
  func multiplied(by other: FormulaValue, isDot: Bool = false) throws(Fault) -> FormulaValue {
    switch (self, other) {
    case (.scalar(let a), .scalar(let b)): return .scalar(try a.multiplied(by: b))
    case (.scalar(let a), .matrix(let m)), (.matrix(let m), .scalar(let a)): return .matrix(try m.multiplied(by: a))
    case (.matrix(let a), .matrix(let b)):
      let left = isDot && a.columnCount == 1 && b.columnCount == 1 ? a.transpose : a
      let product = try left.multiplied(by: b)
      return product.rowCount == 1 && product.columnCount == 1 ? .scalar(product[0, 0]) : .matrix(product)
    }
  }

  func divided(by other: FormulaValue) throws(Fault) -> FormulaValue {
    guard case .scalar(let divisor) = other else { throw Fault(.shape, "nothing can be divided by a matrix") }
    return try map { e throws(Fault) in try e.divided(by: divisor) }
  }

  func raised(to exponent: FormulaValue) throws(Fault) -> FormulaValue {
    guard case .scalar(let n) = exponent else { throw Fault(.shape, "a matrix cannot be an exponent") }
    switch self {
    case .scalar(let base): return .scalar(try base.raised(to: n))
    case .matrix(let base):
      guard let count = n.smallInteger, (1...20).contains(count) else {
        throw Fault(.shape, "a matrix can be raised to the whole numbers from 1 to 20")
      }
      var power = base
      for _ in 1..<count { power = try power.multiplied(by: base) }
      return .matrix(power)
    }
  }

  func scalar(_ role: String) throws(Fault) -> Expr {
    guard case .scalar(let e) = self else { throw Fault(.shape, "\(role) must be a number, not a matrix") }
    return e
  }
}

extension Expr {
  /// The value, where the expression is a whole number that fits.
  var smallInteger: Int? {
    guard case .number(let value) = handle.form, case .small(let n)? = value.integer else { return nil }
    return n
  }
}
