import Diagnostics

/// A truncated series in a variable `t` that tends to 0 from above, with whole or fractional exponents, negative ones
/// included: term `k` is `coefficients[k] * t ** ((valuation + k) / ramification)`.
///
/// The coefficients do not depend on `t`. What comes from ``end`` on is not known.
struct PowerSeries {
  var valuation: Int
  var coefficients: [Handle]
  var ramification = 1

  /// The first exponent that is not known, times the ramification.
  var end: Int { valuation + coefficients.count }

  /// The coefficient of an exponent times the ramification, below ``end``.
  func coefficient(at exponent: Int) -> Handle {
    let index = exponent - valuation
    return coefficients.indices.contains(index) ? coefficients[index] : .zero
  }

  /// The same series with its exponents counted in finer steps.
  func refined(by factor: Int) -> PowerSeries {
    if factor == 1 { return self }
    var list = [Handle](repeating: .zero, count: coefficients.count * factor)
    for (index, coefficient) in coefficients.enumerated() { list[index * factor] = coefficient }
    return PowerSeries(valuation: valuation * factor, coefficients: list, ramification: ramification * factor)
  }

  /// Both series with the same ramification.
  static func aligned(_ l: PowerSeries, _ r: PowerSeries) -> (PowerSeries, PowerSeries) {
    if l.ramification == r.ramification { return (l, r) }
    let common = l.ramification / gcd(l.ramification, r.ramification) * r.ramification
    return (l.refined(by: common / l.ramification), r.refined(by: common / r.ramification))
  }
}

func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? abs(a) : gcd(b, a % b) }

// MARK: - Arithmetic

extension Pool {
  mutating func sum(_ l: PowerSeries, _ r: PowerSeries) throws(Fault) -> PowerSeries {
    let (l, r) = PowerSeries.aligned(l, r)
    let (start, end) = (min(l.valuation, r.valuation), min(l.end, r.end))
    var list: [Handle] = []
    for exponent in start..<max(start, end) {
      list.append(try settled(try sum(l.coefficient(at: exponent), r.coefficient(at: exponent))))
    }
    return PowerSeries(valuation: start, coefficients: list, ramification: l.ramification)
  }

  mutating func scaled(_ factor: Handle, _ s: PowerSeries) throws(Fault) -> PowerSeries {
    var result = s
    for index in s.coefficients.indices {
      result.coefficients[index] = try settled(try product(factor, s.coefficients[index]))
    }
    return result
  }

  /// Complexity: O(n²) products of coefficients.
  mutating func product(_ l: PowerSeries, _ r: PowerSeries) throws(Fault) -> PowerSeries {
    let (l, r) = PowerSeries.aligned(l, r)
    let count = min(l.coefficients.count, r.coefficients.count)
    var list: [Handle] = []
    for k in 0..<count {
      list.append(try convolution(0...k) { (.one, l.coefficients[$0], r.coefficients[k - $0]) })
    }
    return PowerSeries(valuation: l.valuation + r.valuation, coefficients: list, ramification: l.ramification)
  }

  /// The sum of weight times product; numbers are summed as numbers, so that only the result enters the pool.
  mutating func convolution(
    _ range: ClosedRange<Int>, _ term: (Int) -> (weight: Numeric, l: Handle, r: Handle)
  ) throws(Fault) -> Handle {
    var total = Numeric.zero
    var rest: [Handle] = []
    for index in range {
      let (weight, l, r) = term(index)
      if l == .zero || r == .zero || weight.isZero { continue }
      if let a = l.number, let b = r.number {
        total = total + weight * a * b
      } else {
        rest.append(try scaled(weight, try product(l, r)))
      }
    }
    if rest.isEmpty { return try number(total) }
    rest.append(try number(total))
    return try settled(try sum(rest))
  }

  /// A coefficient multiplied out, so that terms meet and cancel.
  mutating func settled(_ coefficient: Handle) throws(Fault) -> Handle {
    guard coefficient.node.op.isComposed, coefficient.isModest else { return coefficient }
    return try expand(coefficient)
  }

  /// The powers of `s`, whose first coefficient is not 0, by J. C. P. Miller's recurrence (Knuth, The Art of Computer
  /// Programming 2, section 4.7). Complexity: O(n²).
  mutating func power(_ s: PowerSeries, _ exponent: Handle) throws(Fault) -> PowerSeries {
    guard let lead = s.coefficients.first else { throw Fault(.undecided, "the series has no term that is known") }
    let shift = try exponentShift(s, exponent)
    let s = s.refined(by: shift.refinement)
    let inverse = try power(lead, .minusOne)
    var list = [try power(lead, exponent)]
    for k in 1..<max(1, s.coefficients.count) {
      let terms = try (1...k).mapped { i throws(Fault) in
        try scaled(try sum(product(integer(i), exponent), integer(i - k)), s.coefficients[i], list[k - i])
      }
      let total = try settled(try sum(terms))
      list.append(try settled(try product([total, inverse, try number(.exact(Rational(.one, .small(k))))])))
    }
    return PowerSeries(valuation: shift.valuation, coefficients: list, ramification: s.ramification)
  }

  private mutating func scaled(_ weight: Handle, _ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    if l == .zero || r == .zero || weight == .zero { return .zero }
    if let w = weight.number, let a = l.number, let b = r.number { return try number(w * a * b) }
    return try product([weight, l, r])
  }

  /// Where `t ** (valuation / ramification)` goes when it is raised to a power.
  private func exponentShift(
    _ s: PowerSeries, _ exponent: Handle
  ) throws(Fault) -> (refinement: Int, valuation: Int) {
    if s.valuation == 0 { return (1, 0) }
    guard let value = exponent.number?.rational, let p = value.numerator.word, let q = value.denominator.word,
      abs(p) < 10_000, q < 64, s.ramification * q <= 64
    else { throw Fault(.undecided, "no series is known for a power with the exponent \(excerpt(exponent))") }
    let whole = s.valuation * p
    return whole.isMultiple(of: q) ? (1, whole / q) : (q, whole)
  }
}

extension ClosedRange<Int> {
  /// `map` that keeps the type of what it throws.
  func mapped<R>(_ image: (Int) throws(Fault) -> R) throws(Fault) -> [R] {
    var list: [R] = []
    for index in self { list.append(try image(index)) }
    return list
  }
}

extension Node.Op {
  /// Whether terms may meet when an expression of this kind is multiplied out.
  fileprivate var isComposed: Bool {
    switch self {
    case .sum, .product, .scaled, .power: true
    case .integer, .fraction, .large, .decimal, .constant, .symbol, .function, .maximum, .minimum, .choice, .applied,
      .derivative:
      false
    }
  }
}

extension Handle {
  /// Whether multiplying out is cheap: no large sums, no high powers of sums.
  fileprivate var isModest: Bool {
    let parts = reachable()
    return parts.count < 200
      && parts.allSatisfy { part in
        guard case .power(let base, let exponent) = part.form, base.node.op == .sum else { return true }
        return exponent.number?.word.map { abs($0) <= 8 } ?? true
      }
  }
}
