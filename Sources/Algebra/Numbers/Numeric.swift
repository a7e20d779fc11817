import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The numbers in expressions: exact until a decimal takes part.
enum Numeric: Hashable, Sendable {
  case exact(Rational)
  /// Always finite.
  case decimal(Double)

  static let zero = Numeric.exact(.zero)
  static let one = Numeric.exact(.one)
  static let minusOne = Numeric.exact(Rational(-1))

  var isZero: Bool {
    switch self {
    case .exact(let value): value.isZero
    case .decimal(let value): value == 0
    }
  }

  var isNegative: Bool {
    switch self {
    case .exact(let value): value.isNegative
    case .decimal(let value): value < 0
    }
  }

  var isDecimal: Bool { rational == nil }

  var double: Double {
    switch self {
    case .exact(let value): value.double
    case .decimal(let value): value
    }
  }

  var rational: Rational? {
    if case .exact(let value) = self { value } else { nil }
  }

  var integer: Integer? { rational.flatMap { $0.isInteger ? $0.numerator : nil } }

  /// The value as a machine word, where it is exactly one.
  var word: Int? { rational?.word }

  var magnitude: Numeric { isNegative ? -self : self }
}

extension Numeric {
  static prefix func - (x: Numeric) -> Numeric {
    switch x {
    case .exact(let value): .exact(-value)
    case .decimal(let value): .decimal(-value)
    }
  }

  static func + (l: Numeric, r: Numeric) -> Numeric {
    if case .exact(let a) = l, case .exact(let b) = r { return .exact(a + b) }
    return .decimal(l.double + r.double)
  }

  static func - (l: Numeric, r: Numeric) -> Numeric { l + -r }

  static func * (l: Numeric, r: Numeric) -> Numeric {
    if case .exact(let a) = l, case .exact(let b) = r { return .exact(a * b) }
    return .decimal(l.double * r.double)
  }

  static func < (l: Numeric, r: Numeric) -> Bool { (l - r).isNegative }
}

// MARK: - Limits

extension Numeric {
  /// Exact numbers stay below this size, so that no operation on them is slow: about 100,000 decimal digits.
  static let bitLimit = 350_000

  /// The number itself, once it is known to be finite and not too large to work with.
  func checked() throws(Fault) -> Numeric {
    switch self {
    case .exact(let value):
      if value.numerator.bitWidth > Self.bitLimit || value.denominator.bitWidth > Self.bitLimit {
        throw Fault(.overflow, "a number of more than 100,000 digits is too large")
      }
    case .decimal(let value):
      if value.isNaN { throw Fault(.domain, "the result is not a real number") }
      if value.isInfinite { throw Fault(.overflow, "the result is too large for a decimal number") }
    }
    return self
  }

  /// `self` to an integer power, refused before it is computed where it would be too large.
  func power(_ exponent: Integer) throws(Fault) -> Numeric {
    if isZero && exponent.isNegative { throw Fault(.divisionByZero, "division by zero") }
    switch self {
    case .decimal(let value):
      return try Numeric.decimal(Double.raise(value, to: exponent)).checked()
    case .exact(let value):
      if value.isZero || value == .one { return self }
      if value.magnitude == .one { return exponent.isOdd ? self : .one }
      let bits = max(value.numerator.bitWidth, value.denominator.bitWidth)
      guard let n = exponent.word, Self.fits(bits: bits, exponent: n) else {
        throw Fault(
          .overflow, "\(Self.excerpt(of: value)) to the power \(Self.excerpt(of: Rational(exponent))) is too large")
      }
      return .exact(value.power(n))
    }
  }

  private static func fits(bits: Int, exponent: Int) -> Bool {
    let (product, overflow) = (bits - 1).multipliedReportingOverflow(by: Int(clamping: exponent.magnitude))
    return !overflow && product <= bitLimit && exponent.magnitude <= UInt(bitLimit)
  }

  private static func excerpt(of value: Rational) -> String {
    let text = value.description
    return text.utf8.count > 24 ? "\(text.prefix(20))…" : value.isInteger && !value.isNegative ? text : "(\(text))"
  }
}

extension Double {
  fileprivate static func raise(_ base: Double, to exponent: Integer) -> Double {
    pow(base, Rational(exponent).double)
  }
}
