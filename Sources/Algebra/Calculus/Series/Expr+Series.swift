import Diagnostics
import Elementary

extension SymbolRecord {
  /// Names that no reader can make, for variables of the engine's own.
  static let small = SymbolRecord(name: "•t", assumptions: Assumptions([.positive]))
  static let near = SymbolRecord(name: "•s", assumptions: [])
  static let growing = SymbolRecord(name: "•x", assumptions: Assumptions([.positive]))
}

/// The series of `e` around a point: the terms below the degree `order`.
///
/// Poles give negative powers, roots fractional ones; at `.infinity` it is a series in `1 / x`. Coefficients may hold
/// `log(x)`. Stops where no such series is known.
public func series(_ e: Expr, _ x: Expr, at point: Expr = 0, order: Int = 6) -> Expr {
  trapping { () throws(Fault) in try e.series(by: x, at: point, order: order) }
}

extension Expr {
  private static var seriesOrderLimit: Int { 400 }

  package func series(by x: Expr, at point: Expr, order: Int) throws(Fault) -> Expr {
    try requireSymbol(x, "to expand in")
    try requireSize(self)
    guard order <= Self.seriesOrderLimit else {
      throw Fault(.limit, "a series has at most the order \(Self.seriesOrderLimit)")
    }
    return try .make { pool throws(Fault) in
      let place = try SeriesPlace(x: x.handle, point: point.handle, &pool)
      return try pool.taylor(handle, place, below: order)
    }
  }
}

func requireSymbol(_ x: Expr, _ purpose: String) throws(Fault) {
  guard x.handle.isSymbol else { throw Fault(.notASymbol, "\(excerpt(x.handle)) is not a symbol \(purpose)") }
}

/// The searches of the calculus look at each part many times over: larger expressions would take them minutes.
func requireSize(_ expressions: Expr...) throws(Fault) {
  let limit = 1000
  for e in expressions {
    let count = e.handle.reachable().count
    if count > limit {
      throw Fault(.limit, "the expression has \(count) different parts: at most \(limit) are searched through")
    }
  }
}

/// Where a series is taken: the variable in terms of one that tends to 0 from above, and back.
struct SeriesPlace {
  let x: Handle
  let small: Handle
  /// What stands for the variable, in ``small``.
  let image: Handle
  /// ``small`` and its logarithm in terms of the variable.
  let inverse: Handle
  let logarithm: Handle
  let isTwoSided: Bool

  init(x: Handle, point: Handle, _ pool: inout Pool) throws(Fault) {
    self.x = x
    if point.split.rest == .infinity {
      small = try pool.symbol(.small)
      let sign = try pool.number(point.split.coefficient)
      image = try pool.quotient(sign, small)
      inverse = try pool.quotient(sign, x)
      logarithm = try pool.negative(try pool.apply(.log, try pool.product(sign, x)))
      isTwoSided = false
    } else {
      if point.contains(x) { throw Fault(.invalidArgument, "the point \(excerpt(point)) depends on \(excerpt(x))") }
      small = try pool.symbol(.near)
      image = try pool.sum(point, small)
      inverse = try pool.difference(x, point)
      logarithm = try pool.apply(.log, inverse)
      isTwoSided = true
    }
  }
}

extension Pool {
  /// The terms below a degree; more of them are computed until enough are left after what cancels.
  mutating func taylor(_ f: Handle, _ place: SeriesPlace, below order: Int) throws(Fault) -> Handle {
    let carried = try carryOutDerivatives(f)
    let shifted = try replace([place.x: place.image], in: carried)
    var length = max(order, 1) + 1
    for _ in 0..<5 {
      var expander = SeriesExpander(
        in: place.small, logarithm: place.logarithm, length: length, isTwoSided: place.isTwoSided
      ) { (coefficient, pool: inout Pool) throws(Fault) in pool.constantSign(of: coefficient) }
      do throws(Fault) {
        let series = try expander.expand(shifted, &self)
        if series.end >= order * series.ramification { return try polynomial(series, place, below: order) }
      } catch {
        if error.code != .undecided || length > 4 * max(order, 4) { throw error }
      }
      length = length * 2 + 4
    }
    throw Fault(.undecided, "too many leading terms of the series cancel")
  }

  private mutating func polynomial(_ s: PowerSeries, _ place: SeriesPlace, below order: Int) throws(Fault) -> Handle {
    var terms: [Handle] = []
    for (index, coefficient) in s.coefficients.enumerated() where s.valuation + index < order * s.ramification {
      if coefficient == .zero { continue }
      let exponent = Numeric.exact(Rational(.small(s.valuation + index), .small(s.ramification)))
      terms.append(try product(coefficient, try power(place.inverse, try number(exponent))))
    }
    return try sum(terms)
  }

  /// The sign of what does not vary: from its form, else from its value; `nil` where it is not known.
  mutating func constantSign(of x: Handle) -> Int? {
    if let value = x.number { return value.isZero ? 0 : value.isNegative ? -1 : 1 }
    let (coefficient, rest) = (x.split.coefficient, x.split.rest)
    if rest.isNonnegative() && rest.isNonzero() { return coefficient.isNegative ? -1 : 1 }
    guard x.node.symbols.isEmpty, let value = try? CompiledFunction(x, inputs: []).value(at: []), value.isFinite else {
      return nil
    }
    if vanishes(x) { return 0 }
    return value < 0 ? -1 : 1
  }

  /// Derivatives that stand as they are, carried out; those of unknown functions remain.
  mutating func carryOutDerivatives(_ x: Handle) throws(Fault) -> Handle {
    let open = x.reachable().filter { $0.node.op == .derivative }
    if open.isEmpty { return x }
    var images: [Handle: Handle] = [:]
    for part in open {
      guard case .derivative(let body, let variable) = part.form else { continue }
      images[part] = try derivative(of: try replace(images, in: body), by: variable)
    }
    return try replace(images, in: x)
  }
}
