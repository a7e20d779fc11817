import Diagnostics
import Elementary

/// A sine that is known exactly: `(n/d) * sqrt(radicand)` at `twelfths` of π.
private struct KnownSine {
  let twelfths: Int
  let radicand: Int
  let denominator: Int
}

/// The first quarter of the circle; the other three mirror it.
private let knownSines = [
  KnownSine(twelfths: 0, radicand: 0, denominator: 1), KnownSine(twelfths: 2, radicand: 1, denominator: 2),
  KnownSine(twelfths: 3, radicand: 2, denominator: 2), KnownSine(twelfths: 4, radicand: 3, denominator: 2),
  KnownSine(twelfths: 6, radicand: 1, denominator: 1),
]

extension Pool {
  /// Sine, cosine and tangent at multiples of π/6 and π/4, and of their own inverses.
  mutating func exactTrigonometric(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle? {
    switch (f, x.form) {
    case (.sin, .function(.asin, let y)), (.cos, .function(.acos, let y)), (.tan, .function(.atan, let y)): return y
    default: break
    }
    guard let angle = twelfths(of: x) else { return nil }
    switch f {
    case .sin: return try sine(ofTwelfths: angle)
    case .cos: return try sine(ofTwelfths: angle + 6)
    default:
      guard let above = try sine(ofTwelfths: angle), let below = try sine(ofTwelfths: angle + 6) else { return nil }
      if below == .zero { throw Fault(.domain, "the tangent of an odd multiple of pi / 2 has no value") }
      return try quotient(above, below)
    }
  }

  /// How many twelfths of π an angle is, from 0 to 23.
  private func twelfths(of x: Handle) -> Int? {
    if x == .zero { return 0 }
    let term = x.split
    guard term.rest == .pi, let value = term.coefficient.rational else { return nil }
    let turns = value * Rational(12)
    guard turns.isInteger else { return nil }
    let remainder = turns.numerator.quotientAndRemainder(dividingBy: .small(24)).remainder.word ?? 0
    return (remainder + 24) % 24
  }

  private mutating func sine(ofTwelfths angle: Int) throws(Fault) -> Handle? {
    let half = angle % 24
    let isNegative = half >= 12
    let quarter = half % 12
    guard let known = knownSines.first(where: { $0.twelfths == min(quarter, 12 - quarter) }) else { return nil }
    let root = try power(try integer(known.radicand), .half)
    return try scaled(.exact(Rational(.small(isNegative ? -1 : 1), .small(known.denominator))), root)
  }

  /// The inverse functions at the same values.
  mutating func exactInverse(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle? {
    if f == .atan && x == .infinity { return try scaled(.exact(.half), .pi) }
    // All but the cosine are odd and come back here without their sign.
    let isNegative = x.split.coefficient.isNegative
    if isNegative && f != .acos { return nil }
    let magnitude = isNegative ? try negative(x) : x
    for known in knownSines {
      let angle = Rational(.small(known.twelfths), .small(12))
      guard try value(f, at: known) == magnitude else { continue }
      return try scaled(.exact(f == .acos ? Rational.half + (isNegative ? angle : -angle) : angle), .pi)
    }
    return nil
  }

  private mutating func value(_ f: ElementaryFunction, at known: KnownSine) throws(Fault) -> Handle? {
    guard f == .atan else { return try sine(ofTwelfths: known.twelfths) }
    return known.twelfths == 6
      ? nil
      : try exactTrigonometric(
        .tan,
        try scaled(
          .exact(Rational(.small(known.twelfths), .small(12))), .pi))
  }
}
