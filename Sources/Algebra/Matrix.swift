import Diagnostics

/// A matrix of expressions.
public struct Matrix: Hashable, Sendable {
  public private(set) var rows: [[Expr]]

  /// Stops for rows of unequal length.
  public init(_ rows: [[Expr]]) {
    self = trapping { () throws(Fault) in try Matrix(checking: rows) }
  }

  package init(checking rows: [[Expr]]) throws(Fault) {
    if let first = rows.first, let odd = rows.firstIndex(where: { $0.count != first.count }) {
      throw Fault(.shape, "row \(odd) of the matrix has \(rows[odd].count) entries, row 0 has \(first.count)")
    }
    self.rows = rows
  }

  public var rowCount: Int { rows.count }
  public var columnCount: Int { rows.first?.count ?? 0 }

  public subscript(_ i: Int, _ j: Int) -> Expr {
    get { rows[i][j] }
    set { rows[i][j] = newValue }
  }

  package func entry(_ i: Int, _ j: Int) throws(Fault) -> Expr {
    guard rows.indices.contains(i), rows[i].indices.contains(j) else {
      throw Fault(.indexOutOfRange, "[\(i), \(j)] is outside a matrix of \(rowCount) by \(columnCount)")
    }
    return rows[i][j]
  }

  public var transpose: Matrix {
    var copy = self
    copy.rows = (0..<columnCount).map { j in rows.map { $0[j] } }
    return copy
  }

  public static func == (l: Matrix, r: Matrix) -> Bool { l.rows == r.rows }
}

// MARK: - Arithmetic

extension Matrix {
  package func adding(_ r: Matrix) throws(Fault) -> Matrix {
    guard rowCount == r.rowCount, columnCount == r.columnCount else { throw mismatch(r, "added to") }
    var result: [[Expr]] = []
    for (a, b) in zip(rows, r.rows) {
      var row: [Expr] = []
      for (x, y) in zip(a, b) { row.append(try x.adding(y)) }
      result.append(row)
    }
    return try Matrix(checking: result)
  }

  package func multiplied(by r: Matrix) throws(Fault) -> Matrix {
    guard columnCount == r.rowCount else { throw mismatch(r, "multiplied by") }
    let columns = r.transpose.rows
    var result: [[Expr]] = []
    for row in rows {
      var entries: [Expr] = []
      for column in columns { entries.append(try Self.dot(row, column)) }
      result.append(entries)
    }
    return try Matrix(checking: result)
  }

  package func multiplied(by factor: Expr) throws(Fault) -> Matrix {
    var result: [[Expr]] = []
    for row in rows {
      var entries: [Expr] = []
      for entry in row { entries.append(try factor.multiplied(by: entry)) }
      result.append(entries)
    }
    return try Matrix(checking: result)
  }

  private static func dot(_ a: [Expr], _ b: [Expr]) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in
      var terms: [Handle] = []
      for (x, y) in zip(a, b) { terms.append(try pool.product(x.handle, y.handle)) }
      return try pool.sum(terms)
    }
  }

  private func mismatch(_ r: Matrix, _ verb: String) -> Fault {
    let (l, r) = ("\(rowCount) by \(columnCount)", "\(r.rowCount) by \(r.columnCount)")
    return Fault(.shape, "a matrix of \(l) cannot be \(verb) one of \(r)")
  }

  public static func + (l: Matrix, r: Matrix) -> Matrix { trapping { () throws(Fault) in try l.adding(r) } }
  public static func - (l: Matrix, r: Matrix) -> Matrix { l + -r }
  public static func * (l: Matrix, r: Matrix) -> Matrix { trapping { () throws(Fault) in try l.multiplied(by: r) } }
  public static func * (l: Expr, r: Matrix) -> Matrix { trapping { () throws(Fault) in try r.multiplied(by: l) } }
  public static prefix func - (x: Matrix) -> Matrix { -1 * x }
}

// MARK: - Determinant

extension Matrix {
  private static var determinantLimit: Int { 10 }

  /// The determinant, expanded. Stops for a matrix that is not square or larger than 10 by 10.
  public var determinant: Expr { trapping { () throws(Fault) in try expandedDeterminant() } }

  /// By minors of the first rows, each computed once. Complexity: O(n * 2^n) products.
  package func expandedDeterminant() throws(Fault) -> Expr {
    guard rowCount == columnCount else {
      throw Fault(.shape, "a matrix of \(rowCount) by \(columnCount) has no determinant")
    }
    guard rowCount <= Self.determinantLimit else {
      throw Fault(.limit, "determinants are computed up to 10 by 10; this matrix has \(rowCount) rows")
    }
    return try .make { pool throws(Fault) in
      // minors[columns] is the determinant of the first rows and that set of columns.
      var minors = [0: Handle.one]
      for row in rows { minors = try Self.nextMinors(minors, row.map(\.handle), &pool) }
      return try pool.expand(minors[1 << rowCount - 1] ?? .one)
    }
  }

  private static func nextMinors(
    _ minors: [Int: Handle], _ row: [Handle], _ pool: inout Pool
  ) throws(Fault) -> [Int: Handle] {
    var terms: [Int: [Handle]] = [:]
    for (columns, minor) in minors.sorted(by: { $0.key < $1.key }) {
      for (j, entry) in row.enumerated() where columns & 1 << j == 0 && entry != .zero {
        let above = (columns >> (j + 1)).nonzeroBitCount
        let term = try pool.product(entry, minor)
        terms[columns | 1 << j, default: []].append(above.isMultiple(of: 2) ? term : try pool.negative(term))
      }
    }
    var next: [Int: Handle] = [:]
    for (columns, list) in terms { next[columns] = try pool.sum(list) }
    return next
  }
}

extension Matrix: CustomStringConvertible {
  public var description: String {
    let lines = rows.map { row in "[" + row.map(\.description).joined(separator: ", ") + "]" }
    return "Matrix([" + lines.joined(separator: ", ") + "])"
  }
}
