import Diagnostics

/// The sums of an equation whose upper ends hold one symbol, `n`.
struct OpenSums {
  private let sums: [FormulaContext.OpenSum]
  private static let degreeLimit = 12
  private static let sampleCount = 5

  init(_ sums: [FormulaContext.OpenSum]) { self.sums = sums }

  /// Compares two sides: for the first few `n` with the sums written out, then for all, by the closed forms of the sums
  /// whose terms are polynomials and by induction over the others.
  func compare(_ left: Expr, _ right: Expr) throws(Fault) -> Equivalence {
    guard let n = sums.first?.upper.freeSymbols.first, sums.allSatisfy({ $0.upper.freeSymbols == [n] }) else {
      return .undecided
    }
    var starts: [Int] = []
    for sum in sums {
      if sum.body.handle.contains(n.handle) {
        throw Fault(.undecided, "a sum whose terms hold its end is not computed")
      }
      guard let shift = try sum.upper.subtracting(n).smallInteger, abs(shift) < 1000 else { return .undecided }
      starts.append(sum.lower - shift)
    }
    let start = starts.max() ?? 1
    for count in start..<start + Self.sampleCount {
      let outcome = try sample(left, right, n, count)
      if outcome != .equal { return outcome }
    }
    var images: [Expr: Expr] = [:]
    for sum in sums { images[sum.symbol] = try closedForm(of: sum, n) }
    let (l, r) = (try left.substituted(images), try right.substituted(images))
    return try step(l, n).compared(to: try step(r, n)) == .equal ? .equal : .undecided
  }

  private func sample(_ left: Expr, _ right: Expr, _ n: Expr, _ count: Int) throws(Fault) -> Equivalence {
    var images = [n: Expr(count)]
    for sum in sums {
      guard let last = try sum.upper.substituted([n: Expr(count)]).smallInteger else { return .undecided }
      images[sum.symbol] = try value(of: sum, to: last)
    }
    let outcome = try left.substituted(images).compared(to: try right.substituted(images))
    guard case .different(let witness) = outcome else { return outcome }
    let point = [Equivalence.Coordinate(variable: n, value: Double(count))] + witness.point
    return .different(witness: Equivalence.Witness(point: point, values: witness.values))
  }

  private func value(of sum: FormulaContext.OpenSum, to last: Int) throws(Fault) -> Expr {
    var total = Expr.zero
    for index in sum.lower..<max(last + 1, sum.lower) { total = try total.adding(try term(of: sum, at: Expr(index))) }
    return total
  }

  private func term(of sum: FormulaContext.OpenSum, at index: Expr) throws(Fault) -> Expr {
    try sum.body.substituted([sum.index: index])
  }

  /// The polynomial that a sum of polynomial terms is, by Newton's forward differences; `nil` for other terms.
  private func closedForm(of sum: FormulaContext.OpenSum, _ n: Expr) throws(Fault) -> Expr? {
    var differences: [Expr] = []
    var slope = sum.body
    while slope != .zero, differences.count <= Self.degreeLimit {
      differences.append(try value(of: sum, to: sum.lower + differences.count))
      slope = try slope.differentiated(by: [sum.index]).expanded()
    }
    guard slope == .zero, !differences.isEmpty else { return nil }
    differences.append(try value(of: sum, to: sum.lower + differences.count))
    let offset = try sum.upper.subtracting(Expr(sum.lower))
    var (total, binomial) = (Expr.zero, Expr(1))
    for order in differences.indices {
      total = try total.adding(try binomial.multiplied(by: differences[order]))
      binomial = try binomial.multiplied(by: try offset.subtracting(Expr(order))).divided(by: Expr(order + 1))
      for later in differences.indices.reversed() where later > order {
        differences[later] = try differences[later].subtracting(differences[later - 1])
      }
    }
    return total
  }

  /// By how much a side grows from `n - 1` to `n`; sides that agree at one place and grow alike agree everywhere.
  private func step(_ side: Expr, _ n: Expr) throws(Fault) -> Expr {
    var images = [n: try n.subtracting(Expr(1))]
    for sum in sums { images[sum.symbol] = try sum.symbol.subtracting(try term(of: sum, at: sum.upper)) }
    return try side.subtracting(try side.substituted(images))
  }
}
