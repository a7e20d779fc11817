import Diagnostics

/// A quotient of polynomials without a common factor; the denominator's first coefficient is positive.
struct Fraction: Sendable {
  let numerator: Polynomial
  let denominator: Polynomial

  /// A polynomial over 1.
  init(_ numerator: Polynomial) {
    self.numerator = numerator
    denominator = Polynomial(numerator.layout, constant: .one)
  }

  /// In lowest terms. - Precondition: `denominator` is not 0.
  init(_ numerator: Polynomial, over denominator: Polynomial, _ effort: inout Effort) throws(Fault) {
    if denominator.isOne {
      self.init(numerator)
      return
    }
    let divisor = try Polynomial.gcd(numerator, denominator, &effort)
    let scale: Integer = denominator.leading.isNegative ? .small(-1) : .one
    self.init(
      reduced: scale * (try numerator.quotient(divisor, &effort) ?? numerator),
      scale * (try denominator.quotient(divisor, &effort) ?? denominator))
  }

  private init(reduced numerator: Polynomial, _ denominator: Polynomial) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ layout: MonomialLayout, constant: Rational) {
    numerator = Polynomial(layout, constant: constant.numerator)
    denominator = Polynomial(layout, constant: constant.denominator)
  }

  var isZero: Bool { numerator.isZero }

  func check(_ termLimit: Int) throws(Fault) {
    if max(numerator.count, denominator.count) > termLimit {
      throw Fault(.limit, "the fraction has more than \(termLimit) terms")
    }
  }
}

extension Fraction {
  /// The sum of many: polynomials are merged at once. Complexity: O(n log n) for n terms in all of these.
  static func sum(
    _ parts: [Fraction], _ layout: MonomialLayout, _ effort: inout Effort
  ) throws(Fault) -> Fraction {
    let common = parts.reduce(Integer.one) { common, part in
      part.denominator.constant.map { leastCommonMultiple(common, $0) } ?? common
    }
    var terms: [(monomial: UInt64, coefficient: Integer)] = []
    for part in parts {
      guard let number = part.denominator.constant else { continue }
      let scale = common.quotientAndRemainder(dividingBy: number).quotient
      for (monomial, coefficient) in zip(part.numerator.monomials, part.numerator.coefficients) {
        terms.append((monomial, scale * coefficient))
      }
    }
    try effort.spend(16 * terms.count)
    let whole = Polynomial(layout, merging: terms)
    var total = try Fraction(whole, over: Polynomial(layout, constant: common), &effort)
    for part in parts where part.denominator.constant == nil { total = try total.plus(part, &effort) }
    return total
  }

  private static func leastCommonMultiple(_ a: Integer, _ b: Integer) -> Integer {
    a == b || b == .one ? a : a * b.quotientAndRemainder(dividingBy: .gcd(a, b)).quotient
  }

  /// The sum, over the least common multiple of the denominators.
  func plus(_ r: Fraction, _ effort: inout Effort) throws(Fault) -> Fraction {
    if denominator.isOne && r.denominator.isOne { return Fraction(numerator + r.numerator) }
    let common = try Polynomial.gcd(denominator, r.denominator, &effort)
    let (left, right) = (
      try denominator.quotient(common, &effort) ?? denominator,
      try r.denominator.quotient(common, &effort) ?? r.denominator
    )
    let total = try numerator.times(right, &effort) + r.numerator.times(left, &effort)
    return try Fraction(total, over: denominator.times(right, &effort), &effort)
  }

  func times(_ r: Fraction, _ effort: inout Effort) throws(Fault) -> Fraction {
    if denominator.isOne && r.denominator.isOne { return Fraction(try numerator.times(r.numerator, &effort)) }
    // Each is in lowest terms: only what lies across can cancel.
    let a = try Fraction(numerator, over: r.denominator, &effort)
    let b = try Fraction(r.numerator, over: denominator, &effort)
    return Fraction(
      reduced: try a.numerator.times(b.numerator, &effort), try a.denominator.times(b.denominator, &effort))
  }

  /// A whole power; a fault for 0 to a negative one.
  func power(_ exponent: Int, _ effort: inout Effort) throws(Fault) -> Fraction {
    let above = try numerator.power(abs(exponent), &effort)
    let below = try denominator.power(abs(exponent), &effort)
    if exponent >= 0 { return Fraction(reduced: above, below) }
    if isZero { throw Fault(.divisionByZero, "division by zero") }
    let scale: Integer = above.leading.isNegative ? .small(-1) : .one
    return Fraction(reduced: scale * below, scale * above)
  }
}
