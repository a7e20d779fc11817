import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Pool {
  /// `base` to the power `exponent`, in canonical form; powers are merged only where that holds for real numbers.
  mutating func power(_ base: Handle, _ exponent: Handle) throws(Fault) -> Handle {
    let exponent = try wholeExponent(exponent)
    if exponent == .zero {
      if base == .zero { throw Fault(.domain, "0 ** 0 has no value") }
      return .one
    }
    if exponent == .one || base == .one { return base }
    if let value = base.number { return try power(ofNumber: value, base, exponent) }
    if let value = exponent.number { return try power(base, toNumber: value, exponent) }
    switch base.form {
    case .constant(.e): return try apply(.exp, exponent)
    case .function(.exp, let inner) where !exponent.hasImaginary && !inner.hasImaginary:
      return try apply(.exp, try product(inner, exponent))
    case .power(let inner, let first) where inner.isNonnegative() && !exponent.hasImaginary:
      return try power(inner, try product(first, exponent))
    case .number, .constant, .symbol, .scaled, .sum, .product, .power, .function, .maximum, .minimum, .choice, .applied,
      .derivative:
      return try binary(.power, base, exponent)
    }
  }

  /// A decimal exponent without fraction becomes exact, so that `x ** 2.0` is `x ** 2`.
  private mutating func wholeExponent(_ exponent: Handle) throws(Fault) -> Handle {
    guard case .decimal(let value)? = exponent.number, value == value.rounded(), let word = Int(exactly: value) else {
      return exponent
    }
    return try integer(word)
  }

  // MARK: Powers of numbers

  private mutating func power(ofNumber value: Numeric, _ base: Handle, _ exponent: Handle) throws(Fault) -> Handle {
    guard let power = exponent.number else { return try binary(.power, base, exponent) }
    if let integer = power.integer { return try number(try value.power(integer)) }
    if value.isZero {
      if power.isNegative { throw Fault(.divisionByZero, "division by zero") }
      return .zero
    }
    if let exact = value.rational, let fraction = power.rational { return try root(of: exact, fraction) }
    return try number(.decimal(pow(value.double, power.double)))
  }

  // MARK: Powers to numbers

  private mutating func power(_ base: Handle, toNumber value: Numeric, _ exponent: Handle) throws(Fault) -> Handle {
    let integer = value.integer
    switch base.form {
    case .constant(.e): return try apply(.exp, exponent)
    case .constant(.i):
      guard let integer else { return try binary(.power, base, exponent) }
      return try imaginaryPower(integer)
    case .constant(.infinity): return value.isNegative ? .zero : .infinity
    case .function(.exp, let inner) where integer != nil || !inner.hasImaginary:
      return try apply(.exp, try product(inner, exponent))
    case .scaled(let c, let rest):
      if let split = try power(ofScaled: c, rest, value, exponent) { return split }
      return try binary(.power, base, exponent)
    case .product(let factors):
      if let split = try power(ofProduct: Array(factors), isInteger: integer != nil, exponent) { return split }
      return try binary(.power, base, exponent)
    case .power(let inner, let first) where canMerge(inner, first, integer != nil):
      return try power(inner, try product(first, exponent))
    case .number, .constant, .symbol, .sum, .power, .function, .maximum, .minimum, .choice, .applied, .derivative:
      return try binary(.power, base, exponent)
    }
  }

  /// `(x ** a) ** b` is `x ** (a * b)` for integer `b`, for `x >= 0`, and for fractional `a`, which asks for `x >= 0`.
  private func canMerge(_ inner: Handle, _ first: Handle, _ isInteger: Bool) -> Bool {
    if isInteger || inner.isNonnegative() { return true }
    guard let value = first.number else { return false }
    return value.integer == nil
  }

  private mutating func imaginaryPower(_ n: Integer) throws(Fault) -> Handle {
    switch (n.quotientAndRemainder(dividingBy: .small(4)).remainder.word ?? 0) & 3 {
    case 0: .one
    case 1: .i
    case 2: .minusOne
    default: try negative(.i)
    }
  }

  /// Numbers leave the base: all of them for integer exponents, positive ones for others.
  private mutating func power(
    ofScaled c: Handle, _ rest: Handle, _ value: Numeric, _ exponent: Handle
  ) throws(Fault) -> Handle? {
    guard let coefficient = c.number else { return nil }
    if value.integer != nil { return try product(try power(c, exponent), try power(rest, exponent)) }
    if coefficient.isNegative {
      guard c != .minusOne else { return nil }
      let base = try negative(rest)
      return try product(try power(try number(-coefficient), exponent), try binary(.power, base, exponent))
    }
    return try product(try power(c, exponent), try power(rest, exponent))
  }

  private mutating func power(
    ofProduct factors: [Handle], isInteger: Bool, _ exponent: Handle
  ) throws(Fault) -> Handle? {
    let free = factors.filter { isInteger || $0.isNonnegative() }
    if free.isEmpty { return nil }
    var parts: [Handle] = []
    for factor in free { parts.append(try power(factor, exponent)) }
    let rest = try product(factors.filter { !free.contains($0) })
    if rest != .one { parts.append(try power(rest, exponent)) }
    return try product(parts)
  }
}

// MARK: - Roots of numbers

extension Pool {
  /// `value ** exponent` for a fractional exponent: whole parts and perfect powers leave the root.
  private mutating func root(of value: Rational, _ exponent: Rational) throws(Fault) -> Handle {
    if value.isNegative {
      let isSquareRoot = exponent.denominator == .small(2)
      guard isSquareRoot else { return try binary(.power, try number(.exact(value)), try number(.exact(exponent))) }
      return try product([try imaginaryPower(exponent.numerator), try root(of: -value, exponent)])
    }
    let above = try rootParts(of: value.numerator, exponent)
    let below = try rootParts(of: value.denominator, -exponent)
    return try product(above + below)
  }

  private mutating func rootParts(of n: Integer, _ exponent: Rational) throws(Fault) -> [Handle] {
    if n == .one { return [] }
    let whole = exponent.floor
    let outside = try Numeric.exact(Rational(n)).power(whole)
    let radical = Radical(n, exponent - Rational(whole))
    var parts = [try number(outside), try number(.exact(Rational(radical.outside)))]
    if radical.inside != .one {
      let base = try number(.exact(Rational(radical.inside)))
      parts.append(try binary(.power, base, try number(.exact(radical.exponent))))
    }
    return parts
  }
}

/// `outside * inside ** exponent`, with the inside as small as trial division finds it.
private struct Radical {
  var outside = Integer.one
  var inside: Integer
  var exponent: Rational

  /// - Precondition: `n > 1`, `0 < exponent < 1`.
  init(_ n: Integer, _ exponent: Rational) {
    (inside, self.exponent) = (n, exponent)
    guard let n = n.word, let p = exponent.numerator.word, let q = exponent.denominator.word else { return }
    let factors = Self.factors(of: n)
    // The exponents of the primes may share a divisor with the root's index: 4 ** (1/4) is 2 ** (1/2).
    let shared = factors.reduce(q) { gcd($0, $1.exponent * p) }
    let (index, scale) = (q / shared, shared)
    var rest = Integer.one
    for (prime, count) in factors {
      let total = count * p / scale
      outside = outside * Integer.small(prime).power(total / index)
      rest = rest * Integer.small(prime).power(total % index)
    }
    self.inside = rest
    self.exponent = Rational(.one, .small(index))
  }

  /// Prime factors up to a bound; what is left counts as prime unless it is a square.
  private static func factors(of n: Int) -> [(prime: Int, exponent: Int)] {
    var (rest, factors) = (n, [(prime: Int, exponent: Int)]())
    var prime = 2
    while prime <= 1_000 && prime * prime <= rest {
      var count = 0
      while rest % prime == 0 { (rest, count) = (rest / prime, count + 1) }
      if count > 0 { factors.append((prime, count)) }
      prime += prime == 2 ? 1 : 2
    }
    if rest > 1 {
      let root = Int(Double(rest).squareRoot())
      let isSquare = root.multipliedReportingOverflow(by: root) == (rest, false)
      factors.append(isSquare ? (root, 2) : (rest, 1))
    }
    return factors
  }
}
