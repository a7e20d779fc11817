import Diagnostics

/// Linear equations whose coefficients are polynomials.
struct LinearSystem {
  /// Each row holds the coefficients of the unknowns, then the right side.
  private var rows: [[Polynomial]]
  private let count: Int

  /// - Precondition: every row has one entry more than there are rows.
  init(_ rows: [[Polynomial]]) {
    self.rows = rows
    count = rows.count
  }

  /// The only solution, `nil` where there is none or more than one.
  ///
  /// Elimination without fractions (Bareiss, Sylvester's identity and multistep integer-preserving Gaussian
  /// elimination, 1968).
  mutating func solution(_ effort: inout Effort) throws(Fault) -> [Fraction]? {
    guard let layout = rows.first?.first?.layout else { return [] }
    var previous = Polynomial(layout, constant: .one)
    for pivot in 0..<count {
      guard let row = (pivot..<count).first(where: { !rows[$0][pivot].isZero }) else { return nil }
      rows.swapAt(pivot, row)
      for row in 0..<count where row != pivot { try eliminate(row, pivot, previous, &effort) }
      previous = rows[pivot][pivot]
    }
    var values: [Fraction] = []
    for index in 0..<count { values.append(try Fraction(rows[index][count], over: rows[index][index], &effort)) }
    return values
  }

  private mutating func eliminate(
    _ row: Int, _ pivot: Int, _ previous: Polynomial, _ effort: inout Effort
  ) throws(Fault) {
    let (head, factor) = (rows[pivot][pivot], rows[row][pivot])
    for column in 0...count {
      let left = try head.times(rows[row][column], &effort)
      let right = try factor.times(rows[pivot][column], &effort)
      // Exact by Sylvester's identity.
      rows[row][column] = try (left - right).quotient(previous, &effort) ?? (left - right)
    }
  }
}
