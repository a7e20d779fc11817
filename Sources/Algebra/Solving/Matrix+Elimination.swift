import Diagnostics

extension Matrix {
  private static var eliminationLimit: Int { 24 }

  /// The inverse. Stops for a matrix that is not square or has none.
  public var inverse: Matrix { trapping { () throws(Fault) in try inverted() } }

  package func inverted() throws(Fault) -> Matrix {
    try requireSquare("inverse")
    let identity = (0..<rowCount).map { i in (0..<rowCount).map { Expr($0 == i ? .one : .zero) } }
    return try solution(of: try Matrix(checking: identity))
  }

  /// The matrix `x` with `self * x = b`.
  public func solve(_ b: Matrix) -> Matrix { trapping { () throws(Fault) in try solution(of: b) } }

  /// By elimination, each entry in lowest terms. Complexity: O(n³) operations on expressions.
  package func solution(of b: Matrix) throws(Fault) -> Matrix {
    try requireSquare("unique solution")
    guard b.rowCount == rowCount else {
      throw Fault(.shape, "a matrix of \(rowCount) rows and a right side of \(b.rowCount) do not belong together")
    }
    guard rowCount <= Self.eliminationLimit else {
      throw Fault(.limit, "matrices are inverted up to \(Self.eliminationLimit) rows; this one has \(rowCount)")
    }
    let rows = try withPool { pool throws(Fault) in
      var rows = zip(self.rows, b.rows).map { ($0 + $1).map(\.handle) }
      for column in rows.indices { try Self.eliminate(column, &rows, &pool) }
      return rows.map { $0.dropFirst(rowCount).map { Expr($0) } }
    }
    return try Matrix(checking: rows)
  }

  private static func eliminate(_ column: Int, _ rows: inout [[Handle]], _ pool: inout Pool) throws(Fault) {
    let candidates = rows.indices.dropFirst(column).filter { !pool.vanishes(rows[$0][column]) }
    // Numbers make the shortest quotients.
    guard let pivot = candidates.first(where: { rows[$0][column].number != nil }) ?? candidates.first else {
      throw Fault(.domain, "the matrix has no inverse: its determinant is 0")
    }
    rows.swapAt(column, pivot)
    let scale = try pool.power(rows[column][column], .minusOne)
    rows[column] = try rows[column].mapped { entry throws(Fault) in
      try pool.lowest(try pool.product(entry, scale))
    }
    for row in rows.indices where row != column && rows[row][column] != .zero {
      let factor = rows[row][column]
      for k in rows[row].indices {
        let entry = try pool.difference(rows[row][k], try pool.product(factor, rows[column][k]))
        rows[row][k] = try pool.lowest(entry)
      }
    }
  }

  private func requireSquare(_ noun: String) throws(Fault) {
    guard rowCount == columnCount, rowCount > 0 else {
      throw Fault(.shape, "a matrix of \(rowCount) by \(columnCount) has no \(noun)")
    }
  }

  /// The real eigenvalues, each once, in rising order where they are numbers.
  public var eigenvalues: [Expr] { trapping { () throws(Fault) in try realEigenvalues() } }

  package func realEigenvalues() throws(Fault) -> [Expr] {
    try requireSquare("eigenvalues")
    let variable = try Expr.make { pool throws(Fault) in try pool.symbol(.placeholder) }
    var shifted = rows
    for i in rows.indices { shifted[i][i] = try shifted[i][i].subtracting(variable) }
    return try Matrix(checking: shifted).expandedDeterminant().solved(for: variable)
  }
}
