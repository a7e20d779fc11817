import Diagnostics

extension Pool {
  /// How many terms an expansion may have.
  static var expansionLimit: Int { 50_000 }

  /// Products and whole powers of sums multiplied out, everywhere in the expression.
  mutating func expand(_ root: Handle, limit: Int = expansionLimit) throws(Fault) -> Handle {
    var known: [Handle: Handle] = [:]
    for part in root.reachable() {
      let rebuilt = try rebuild(part) { known[$0, default: $0] }
      known[part] = try expandOuter(rebuilt, limit)
    }
    return known[root, default: root]
  }

  /// Multiplies out the outermost product or power; its parts are expanded already.
  private mutating func expandOuter(_ x: Handle, _ limit: Int) throws(Fault) -> Handle {
    switch x.form {
    case .scaled(let c, let rest): try expandedProduct([c, try expandOuter(rest, limit)], limit)
    case .product(let factors):
      try expandedProduct(try expandedPowers(Array(factors), limit), limit)
    case .power(let base, let exponent): try expandedPower(base, exponent, limit) ?? x
    case .number, .constant, .symbol, .sum, .function, .maximum, .minimum, .choice, .applied, .derivative: x
    }
  }

  private mutating func expandedPowers(_ factors: [Handle], _ limit: Int) throws(Fault) -> [Handle] {
    var list: [Handle] = []
    for factor in factors {
      guard case .power(let base, let exponent) = factor.form else {
        list.append(factor)
        continue
      }
      list.append(try expandedPower(base, exponent, limit) ?? factor)
    }
    return list
  }

  private mutating func expandedProduct(_ factors: [Handle], _ limit: Int) throws(Fault) -> Handle {
    var result = Handle.one
    for factor in factors { result = try multiplyOut(result, factor, limit) }
    return result
  }

  private mutating func multiplyOut(_ l: Handle, _ r: Handle, _ limit: Int) throws(Fault) -> Handle {
    let (a, b) = (l.summands, r.summands)
    if a.count == 1 && b.count == 1 { return try product(l, r) }
    if a.count * b.count > Self.smallExpansion, let dense = try expandedPolynomial(try product(l, r), limit) {
      return dense
    }
    if a.count * b.count > limit {
      throw Fault(.limit, "the expansion has more than \(limit) terms")
    }
    var terms: [Handle] = []
    for x in a { for y in b { terms.append(try product(x, y)) } }
    return try sum(terms)
  }

  /// Up to so many terms are multiplied out as expressions: reading them as polynomials takes longer.
  private static var smallExpansion: Int { 40 }

  /// Multiplied out as a polynomial; `nil` for negative powers, decimals, and what has too many different factors.
  private mutating func expandedPolynomial(_ x: Handle, _ limit: Int) throws(Fault) -> Handle? {
    guard let generators = try? Generators(of: [x]), generators.isPolynomial, !generators.hasDecimals else {
      return nil
    }
    var effort = Effort(limit * (Effort.standard / Self.expansionLimit))
    let reader = try RationalReader(generators, &effort)
    let fraction = try reader.fraction(of: x, &effort)
    guard fraction.numerator.count <= limit, let number = fraction.denominator.constant else {
      throw Fault(.limit, "the expansion has more than \(limit) terms")
    }
    var writer = PolynomialWriter(generators)
    return try writer.write(fraction.numerator, times: Rational(number).reciprocal, in: &self)
  }

  /// By squaring; negative powers expand below the fraction line.
  private mutating func expandedPower(_ base: Handle, _ exponent: Handle, _ limit: Int) throws(Fault) -> Handle? {
    guard base.node.op == .sum, let n = exponent.number?.word, n != 0 else { return nil }
    if n > 3, let dense = try expandedPolynomial(try power(base, exponent), limit) { return dense }
    var (result, square, rest) = (Handle.one, base, n.magnitude)
    while rest > 0 {
      if rest & 1 == 1 { result = try multiplyOut(result, square, limit) }
      rest >>= 1
      if rest > 0 { square = try multiplyOut(square, square, limit) }
    }
    return n < 0 ? try power(result, .minusOne) : result
  }
}

extension Handle {
  /// The terms of a sum, or the expression alone; a number times a sum counts as its terms only once multiplied out.
  fileprivate var summands: [Handle] { node.op == .sum ? Array(operands) : [self] }
}
