/// An exact fraction in lowest terms with a positive denominator.
struct Rational: Hashable, Sendable {
  let numerator: Integer
  let denominator: Integer

  static let zero = Rational(0)
  static let one = Rational(1)
  static let half = Rational(reduced: .one, .small(2))

  init(_ value: Int) {
    self.init(.small(value))
  }

  init(_ value: Integer) {
    numerator = value
    denominator = .one
  }

  /// A fraction known to be in lowest terms.
  init(reduced numerator: Integer, _ denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// `numerator / denominator`, reduced. - Precondition: `denominator` is not 0.
  init(_ numerator: Integer, _ denominator: Integer) {
    if denominator == .one {
      self.init(numerator)
      return
    }
    let divisor = Integer.gcd(numerator, denominator)
    let scale = denominator.isNegative ? -divisor : divisor
    self.init(
      reduced: numerator.quotientAndRemainder(dividingBy: scale).quotient,
      denominator.quotientAndRemainder(dividingBy: scale).quotient)
  }

  var isInteger: Bool { denominator == .one }
  var isNegative: Bool { numerator.isNegative }
  var isZero: Bool { numerator == .zero }
  var magnitude: Rational { isNegative ? -self : self }

  /// The value as a machine word, where it is one.
  var word: Int? { isInteger ? numerator.word : nil }

  /// The greatest integer that is not above the value.
  var floor: Integer {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.isNegative ? quotient - .one : quotient
  }

  /// The nearest double, to within one unit in the last place for very large terms.
  var double: Double {
    if let n = numerator.word, let d = denominator.word, n.magnitude < 1 << 53, d < 1 << 53 {
      return Double(n) / Double(d)
    }
    let (n, d) = (numerator.significand, denominator.significand)
    let quotient = n.fraction / d.fraction
    return Double(sign: quotient < 0 ? .minus : .plus, exponent: n.exponent - d.exponent, significand: abs(quotient))
  }
}

extension Rational {
  static prefix func - (x: Rational) -> Rational { Rational(reduced: -x.numerator, x.denominator) }

  static func + (l: Rational, r: Rational) -> Rational {
    if l.isInteger && r.isInteger { return Rational(l.numerator + r.numerator) }
    return Rational(l.numerator * r.denominator + r.numerator * l.denominator, l.denominator * r.denominator)
  }

  static func - (l: Rational, r: Rational) -> Rational { l + -r }

  static func * (l: Rational, r: Rational) -> Rational {
    if l.isInteger && r.isInteger { return Rational(l.numerator * r.numerator) }
    return Rational(l.numerator * r.numerator, l.denominator * r.denominator)
  }

  /// - Precondition: the value is not 0.
  var reciprocal: Rational {
    isNegative
      ? Rational(reduced: -denominator, -numerator)
      : Rational(reduced: denominator, numerator)
  }

  /// - Precondition: not 0 with a negative exponent, and the result has been found small enough.
  func power(_ exponent: Int) -> Rational {
    let n = abs(exponent)
    let power = Rational(reduced: numerator.power(n), denominator.power(n))
    return exponent < 0 ? power.reciprocal : power
  }

  static func < (l: Rational, r: Rational) -> Bool { (l - r).isNegative }
}

extension Rational: CustomStringConvertible {
  var description: String { isInteger ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
