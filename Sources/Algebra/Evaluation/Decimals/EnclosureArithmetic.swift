import Diagnostics

/// Two bounds between which a real number lies, in units of the last binary place.
struct Enclosure {
  var lower: Integer
  var upper: Integer

  var isPositive: Bool { lower > .zero }
  var isNegative: Bool { upper < .zero }
}

/// Why a number has no enclosure here.
enum EnclosureFailure: Error {
  /// More binary places may decide.
  case undecided
  case fault(Fault)
}

/// Arithmetic that keeps true values between its bounds: every operation rounds outwards.
struct EnclosureArithmetic {
  let bits: Int
  /// Functions are computed with more places, so that their error is a small part of a unit here.
  private static let guardBits = 64
  /// Larger exponents have results that nobody wants to see in full.
  private static let exponentLimit = 100_000

  private var one: Integer { Integer.one.scaled(byPowerOfTwo: bits) }

  func enclose(_ value: Rational) -> Enclosure {
    let lower = value.numerator.scaled(byPowerOfTwo: bits).floorDivided(by: value.denominator)
    return Enclosure(lower: lower, upper: value.isInteger ? lower : lower + .one)
  }

  // MARK: Arithmetic

  func sum(_ a: Enclosure, _ b: Enclosure) -> Enclosure {
    Enclosure(lower: a.lower + b.lower, upper: a.upper + b.upper)
  }

  func negative(_ a: Enclosure) -> Enclosure { Enclosure(lower: -a.upper, upper: -a.lower) }

  func product(_ a: Enclosure, _ b: Enclosure) -> Enclosure {
    let corners = [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper]
    let (least, greatest) = corners.dropFirst().reduce((corners[0], corners[0])) { (min($0.0, $1), max($0.1, $1)) }
    return Enclosure(lower: least.scaled(byPowerOfTwo: -bits), upper: ceiling(greatest, -bits))
  }

  private func ceiling(_ value: Integer, _ exponent: Int) -> Integer { -((-value).scaled(byPowerOfTwo: exponent)) }

  func reciprocal(_ a: Enclosure) throws(EnclosureFailure) -> Enclosure {
    guard a.isPositive || a.isNegative else { throw .undecided }
    if a.isNegative { return negative(try reciprocal(negative(a))) }
    let unit = Integer.one.scaled(byPowerOfTwo: 2 * bits)
    return Enclosure(lower: unit.floorDivided(by: a.upper), upper: unit.floorDivided(by: a.lower) + .one)
  }

  func quotient(_ a: Enclosure, _ b: Enclosure) throws(EnclosureFailure) -> Enclosure {
    product(a, try reciprocal(b))
  }

  func power(_ a: Enclosure, _ exponent: Int) throws(EnclosureFailure) -> Enclosure {
    if exponent < 0 { return try reciprocal(try power(a, -exponent)) }
    var (result, square, rest) = (Enclosure(lower: one, upper: one), a, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      rest >>= 1
      if rest > 0 { square = squared(square) }
      try check(square)
    }
    return result
  }

  /// Unlike a product of two numbers that happen to lie between the same bounds, never negative.
  private func squared(_ a: Enclosure) -> Enclosure {
    let square = product(a, a)
    return Enclosure(lower: max(square.lower, .zero), upper: square.upper)
  }

  private func check(_ a: Enclosure) throws(EnclosureFailure) {
    if max(a.lower.bitWidth, a.upper.bitWidth) > bits + 2 * Self.exponentLimit {
      throw .fault(Fault(.overflow, "the value is too large to be written out"))
    }
  }

  // MARK: Functions that rise

  func squareRoot(_ a: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if a.isNegative { throw outside("the square root", "a negative number") }
    guard !a.lower.isNegative else { throw .undecided }
    return Enclosure(
      lower: a.lower.scaled(byPowerOfTwo: bits).squareRoot, upper: a.upper.scaled(byPowerOfTwo: bits).squareRoot + .one)
  }

  func exponential(_ a: Enclosure) throws(EnclosureFailure) -> Enclosure {
    Enclosure(lower: max(try exponential(a.lower) - .one, .zero), upper: try exponential(a.upper) + .small(2))
  }

  private func exponential(_ x: Integer) throws(EnclosureFailure) -> Integer {
    guard x.bitWidth - bits < 13 else {
      if x.isNegative { return .zero }
      throw .fault(Fault(.overflow, "the value is too large to be written out"))
    }
    let whole = x.scaled(byPowerOfTwo: -bits).word ?? 0
    let wide = FixedPoint(bits: bits + Self.guardBits + max(0, 2 * whole))
    let (fraction, exponent) = wide.exponential(x.scaled(byPowerOfTwo: wide.bits - bits))
    return fraction.scaled(byPowerOfTwo: exponent - (wide.bits - bits))
  }

  func logarithm(_ a: Enclosure) throws(EnclosureFailure) -> Enclosure {
    if a.isNegative || a.upper == .zero { throw outside("the logarithm", "a number that is not positive") }
    guard a.isPositive else { throw .undecided }
    return rising(a) { $0.logarithm($1) }
  }

  func arctangent(_ a: Enclosure) -> Enclosure { rising(a) { $0.arctangent($1) } }

  private func rising(_ a: Enclosure, _ f: (FixedPoint, Integer) -> Integer) -> Enclosure {
    let wide = FixedPoint(bits: bits + Self.guardBits)
    func value(_ x: Integer) -> Integer {
      f(wide, x.scaled(byPowerOfTwo: Self.guardBits)).scaled(byPowerOfTwo: -Self.guardBits)
    }
    return Enclosure(lower: value(a.lower) - .one, upper: value(a.upper) + .small(2))
  }

  // MARK: Sine and cosine

  /// Neither changes faster than its argument.
  func sineAndCosine(_ a: Enclosure) throws(EnclosureFailure) -> (sine: Enclosure, cosine: Enclosure) {
    try check(a)
    let middle = (a.lower + a.upper).scaled(byPowerOfTwo: -1)
    let radius = a.upper - middle + .one
    let wide = FixedPoint(bits: bits + Self.guardBits)
    let (sine, cosine) = wide.sineAndCosine(middle.scaled(byPowerOfTwo: Self.guardBits))
    func enclosure(_ value: Integer) -> Enclosure {
      let value = value.scaled(byPowerOfTwo: -Self.guardBits)
      return Enclosure(lower: max(value - radius - .one, -one), upper: min(value + radius + .small(2), one))
    }
    return (enclosure(sine), enclosure(cosine))
  }

  var pi: Enclosure {
    let value = FixedPoint(bits: bits + Self.guardBits).pi.scaled(byPowerOfTwo: -Self.guardBits)
    return Enclosure(lower: value - .one, upper: value + .small(2))
  }

  func outside(_ function: String, _ what: String) -> EnclosureFailure {
    .fault(Fault(.domain, "\(function) of \(what) is no real number"))
  }
}
