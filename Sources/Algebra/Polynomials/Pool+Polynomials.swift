import Diagnostics

/// Writes polynomials in some generators as expressions.
struct PolynomialWriter {
  private let generators: Generators
  private var powers: [[Int: Handle]]
  /// Whether no two generators' powers can merge, so that a product of them is canonical as it stands.
  private let isPlain: Bool

  init(_ generators: Generators) {
    self.generators = generators
    powers = Array(repeating: [:], count: generators.list.count)
    isPlain = generators.list.allSatisfy { $0.index == 1 && $0.unit == .one && !$0.base.isMerging }
  }

  /// The sum of the terms, each times `scale`.
  mutating func write(_ f: Polynomial, times scale: Rational = .one, in pool: inout Pool) throws(Fault) -> Handle {
    var terms: [Handle] = []
    terms.reserveCapacity(f.count)
    for (monomial, coefficient) in zip(f.monomials, f.coefficients) {
      let number = number(scale * Rational(coefficient))
      terms.append(try pool.scaled(number, try write(monomial, &pool)))
    }
    if terms.count < 2 || !isPlain || generators.hasDecimals { return try pool.sum(terms) }
    return try pool.nary(.sum, terms.sorted())
  }

  func number(_ value: Rational) -> Numeric {
    generators.hasDecimals && !value.isInteger ? .decimal(value.double) : .exact(value)
  }

  private mutating func write(_ monomial: UInt64, _ pool: inout Pool) throws(Fault) -> Handle {
    var factors: [Handle] = []
    for place in generators.list.indices {
      let exponent = generators.layout.exponent(of: place, in: monomial)
      if exponent > 0 { factors.append(try power(place, exponent, &pool)) }
    }
    if factors.count < 2 { return factors.first ?? .one }
    return isPlain ? try pool.nary(.product, factors.sorted()) : try pool.product(factors)
  }

  private mutating func power(_ place: Int, _ exponent: Int, _ pool: inout Pool) throws(Fault) -> Handle {
    if let known = powers[place][exponent] { return known }
    let generator = generators.list[place]
    let fraction = Rational(.small(exponent), .small(generator.index))
    let power = try pool.power(generator.base, try pool.scaled(.exact(fraction), generator.unit))
    powers[place][exponent] = power
    return power
  }
}

extension Handle {
  /// Whether powers of it can merge with powers of others: numbers and exponentials.
  fileprivate var isMerging: Bool {
    switch form {
    case .number, .constant: true
    case .function(.exp, _), .power, .scaled, .sum, .product: true
    case .function, .symbol, .maximum, .minimum, .choice, .applied, .derivative: false
    }
  }
}

// MARK: - Operations on expressions

extension Pool {
  /// One fraction in lowest terms, numerator and denominator multiplied out.
  ///
  /// A fault where that has more terms than `termLimit`.
  mutating func cancel(_ x: Handle, termLimit: Int = .max, _ effort: inout Effort) throws(Fault) -> Handle {
    let reader = try RationalReader([x], &effort)
    let fraction = try reader.fraction(of: x, &effort)
    try fraction.check(termLimit)
    var writer = PolynomialWriter(reader.generators)
    if let number = fraction.denominator.constant {
      return try writer.write(fraction.numerator, times: Rational(number).reciprocal, in: &self)
    }
    return try quotient(
      try writer.write(fraction.numerator, in: &self), try writer.write(fraction.denominator, in: &self))
  }

  /// One fraction in lowest terms, with the denominator in factors.
  mutating func together(_ x: Handle, _ effort: inout Effort) throws(Fault) -> Handle {
    let reader = try RationalReader([x], &effort)
    let fraction = try reader.fraction(of: x, &effort)
    var writer = PolynomialWriter(reader.generators)
    if fraction.denominator.constant != nil { return try cancel(x, &effort) }
    let content = fraction.numerator.isZero ? .one : fraction.numerator.content
    let above = try writer.write(fraction.numerator.divided(by: content), in: &self)
    let below = try factors(of: fraction.denominator, &writer, sign: -1, &effort)
    let number = writer.number(Rational(content, below.content))
    return try scaled(number, try product([above] + below.factors))
  }

  /// The product of the powers of irreducible polynomials over the rationals.
  ///
  /// A fault where these have more terms than `termLimit` multiplied out.
  mutating func factor(_ x: Handle, termLimit: Int = .max, _ effort: inout Effort) throws(Fault) -> Handle {
    let reader = try RationalReader([x], &effort)
    let fraction = try reader.fraction(of: x, &effort)
    try fraction.check(termLimit)
    if fraction.isZero { return .zero }
    var writer = PolynomialWriter(reader.generators)
    let above = try factors(of: fraction.numerator, &writer, sign: 1, &effort)
    let below = try factors(of: fraction.denominator, &writer, sign: -1, &effort)
    let number = writer.number(Rational(above.content, below.content))
    return try scaled(number, try product(above.factors + below.factors))
  }

  private mutating func factors(
    of f: Polynomial, _ writer: inout PolynomialWriter, sign: Int, _ effort: inout Effort
  ) throws(Fault) -> (content: Integer, factors: [Handle]) {
    let factorization = try f.factorization(&effort)
    var list: [Handle] = []
    for (base, exponent) in factorization.factors {
      list.append(try power(try writer.write(base, in: &self), try integer(sign * exponent)))
    }
    return (factorization.content, list)
  }

  /// The greatest common divisor of two polynomials; a fault for what has a denominator.
  mutating func gcd(_ l: Handle, _ r: Handle, _ effort: inout Effort) throws(Fault) -> Handle {
    let reader = try RationalReader([l, r], &effort)
    let (a, b) = (try reader.fraction(of: l, &effort), try reader.fraction(of: r, &effort))
    guard let m = a.denominator.constant, let n = b.denominator.constant else {
      throw Fault(
        .invalidArgument, "gcd takes polynomials, and \(excerpt(a.denominator.constant == nil ? l : r)) is none")
    }
    let divisor = try Polynomial.gcd(n * a.numerator, m * b.numerator, &effort)
    var writer = PolynomialWriter(reader.generators)
    return try writer.write(divisor, times: Rational(m * n).reciprocal, in: &self)
  }
}

// MARK: - By powers of one variable

extension Pool {
  /// Partial fractions in a variable, which has to be a generator of its own.
  mutating func apart(_ x: Handle, by variable: Handle, _ effort: inout Effort) throws(Fault) -> Handle {
    let reader = try RationalReader([x], &effort)
    let fraction = try reader.fraction(of: x, &effort)
    guard let place = try reader.generators.place(ofVariable: variable, in: x),
      fraction.denominator.degree(in: place) > 0
    else { return try cancel(x, &effort) }
    let parts = try PartialFractions(fraction, variable: place, &effort)
    var writer = PolynomialWriter(reader.generators)
    var terms = [try write(parts.whole, place, &writer, &effort)]
    for part in parts.parts {
      let base = try power(try writer.write(part.base, in: &self), try integer(-part.exponent))
      terms.append(try product(try write(part.numerator, place, &writer, &effort), base))
    }
    return try sum(terms)
  }

  /// Coefficients of rising powers, over one denominator.
  private mutating func write(
    _ coefficients: [Fraction], _ place: Int, _ writer: inout PolynomialWriter, _ effort: inout Effort
  ) throws(Fault) -> Handle {
    guard let layout = coefficients.first?.numerator.layout else { return .zero }
    var terms: [Fraction] = []
    for (exponent, coefficient) in coefficients.enumerated() {
      let power = Fraction(try Polynomial(layout, variable: place, exponent: exponent))
      terms.append(try coefficient.times(power, &effort))
    }
    return try write(try Fraction.sum(terms, layout, &effort), &writer)
  }

  /// A fraction with numbers in front: `(3 * x + 1) / 2`.
  private mutating func write(_ fraction: Fraction, _ writer: inout PolynomialWriter) throws(Fault) -> Handle {
    if fraction.isZero { return .zero }
    let (above, below) = (fraction.numerator.content, fraction.denominator.content)
    let numerator = try writer.write(fraction.numerator.divided(by: above), in: &self)
    let denominator = try writer.write(fraction.denominator.divided(by: below), in: &self)
    return try scaled(writer.number(Rational(above, below)), try quotient(numerator, denominator))
  }

  /// Multiplied out and put in order by the powers of `variable`, each with all that it is multiplied by.
  mutating func collect(_ x: Handle, by variable: Handle) throws(Fault) -> Handle {
    let expanded = try expand(x)
    guard case .sum(let terms) = expanded.form else { return expanded }
    var groups: [Handle: [Handle]] = [:]
    for term in Array(terms) {
      let power = term.power(of: variable)
      groups[power, default: []].append(try quotient(term, power))
    }
    var list: [Handle] = []
    for (power, coefficients) in groups.sorted(by: { $0.key < $1.key }) {
      list.append(try product(try sum(coefficients), power))
    }
    return try sum(list)
  }
}

extension Handle {
  /// The factor of a term that is a power of `variable`, 1 where there is none.
  fileprivate func power(of variable: Handle) -> Handle {
    let rest = split.rest
    let factors = rest.node.op == .product ? Array(rest.operands) : [rest]
    let (base, unit) = (variable.basePower.base, variable.basePower.exponent.split.rest)
    return factors.first { factor in
      let power = factor.basePower
      return power.base == base && (unit == .one || power.exponent.split.rest == unit)
    } ?? .one
  }
}

extension Generators {
  /// The place of a symbol, `nil` where it does not occur; a fault where it occurs in something else than its powers.
  func place(ofVariable variable: Handle, in x: Handle) throws(Fault) -> Int? {
    for (place, generator) in list.enumerated() where generator.base.contains(variable) {
      guard generator.base == variable, generator.unit == .one, generator.index == 1 else { continue }
      let others = list.enumerated().contains {
        $0.offset != place && ($0.element.base.contains(variable) || $0.element.unit.contains(variable))
      }
      if !others { return place }
    }
    guard x.contains(variable) else { return nil }
    throw Fault(.invalidArgument, "\(excerpt(x)) is no rational function of \(excerpt(variable))")
  }
}
