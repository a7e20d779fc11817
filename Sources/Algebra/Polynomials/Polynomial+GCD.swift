import Diagnostics

extension Polynomial {
  /// The greatest common divisor with a positive first coefficient, numbers included: the gcd of 4x and 6 is 2.
  ///
  /// GCDHEU (Char, Geddes and Gonnet, Heuristic polynomial GCD, 1989): values at one large integer, their gcd, and its
  /// digits to that base. What it finds divides both, which is the proof; a miss is tried again at another integer.
  static func gcd(_ l: Polynomial, _ r: Polynomial, _ effort: inout Effort) throws(Fault) -> Polynomial {
    if l.isZero { return r.leading.isNegative ? -r : r }
    if r.isZero { return l.leading.isNegative ? -l : l }
    let number = Integer.gcd(l.content, r.content)
    let (a, b) = (l.commonMonomial, r.commonMonomial)
    let monomial = l.layout.commonDivisor(a, b)
    let f = l.primitivePart.divided(byMonomial: a)
    let g = r.primitivePart.divided(byMonomial: b)
    let rest = try gcd(ofPrimitive: f, g, &effort)
    return Polynomial(
      l.layout, monomials: rest.monomials.map { $0 + monomial }, coefficients: rest.coefficients.map { number * $0 })
  }

  private static func gcd(
    ofPrimitive f: Polynomial, _ g: Polynomial, _ effort: inout Effort
  ) throws(Fault) -> Polynomial {
    if f.constant != nil || g.constant != nil { return Polynomial(f.layout, constant: .one) }
    if f == g { return f }
    var x = min(f.height, g.height) * .small(2) + .small(29)
    for _ in 0..<attempts {
      if let divisor = try candidate(f, g, at: x, &effort), try f.quotient(divisor, &effort) != nil,
        try g.quotient(divisor, &effort) != nil
      {
        return divisor
      }
      x = (x * .small(73_794)).quotientAndRemainder(dividingBy: .small(27_011)).quotient
    }
    throw Fault(.limit, "the common divisor of the polynomials was not found")
  }

  /// Each misses with a small chance; so many do not all.
  private static var attempts: Int { 12 }

  private static func candidate(
    _ f: Polynomial, _ g: Polynomial, at x: Integer, _ effort: inout Effort
  ) throws(Fault) -> Polynomial? {
    let (a, b) = (try f.evaluatedInLast(at: x, &effort), try g.evaluatedInLast(at: x, &effort))
    if a.isZero || b.isZero { return nil }
    let last = f.layout.count - 1
    let image = try gcd(ofImages: a, b, &effort)
    return image.withDigitsInLast(base: x, in: f.layout, limit: min(f.degree(in: last), g.degree(in: last)))?
      .primitivePart
  }

  private static func gcd(ofImages a: Polynomial, _ b: Polynomial, _ effort: inout Effort) throws(Fault) -> Polynomial {
    guard let m = a.constant, let n = b.constant else { return try gcd(a, b, &effort) }
    try effort.spend(max(m.bitWidth, n.bitWidth) / 16 + 1, multiplying: min(m.bitWidth, n.bitWidth), by: 1)
    return Polynomial(a.layout, constant: Integer.gcd(m, n))
  }

  /// The greatest common divisor of several. - Precondition: not all are 0.
  static func gcd(_ list: some Sequence<Polynomial>, _ zero: Polynomial, _ effort: inout Effort) throws(Fault)
    -> Polynomial
  {
    var divisor = zero
    for polynomial in list where !divisor.isOne { divisor = try gcd(divisor, polynomial, &effort) }
    return divisor
  }
}

extension MonomialLayout {
  func commonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
    (0..<count).reduce(0) { $0 | monomial($1, min(exponent(of: $1, in: a), exponent(of: $1, in: b))) }
  }
}
