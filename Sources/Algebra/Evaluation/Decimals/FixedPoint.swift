/// Integers as binary fixed-point numbers: the arithmetic below ``EnclosureArithmetic``.
extension Integer {
  /// The greatest integer not above the value times `2 ** exponent`.
  func scaled(byPowerOfTwo exponent: Int) -> Integer {
    if exponent >= 0 {
      let zeros = [UInt](repeating: 0, count: self == .zero ? 0 : exponent / UInt.bitWidth)
      return Integer(isNegative: isNegative, limbs: zeros + Limbs.shiftedLeft(limbs, by: exponent % UInt.bitWidth))
    }
    let (whole, bits) = (-exponent / UInt.bitWidth, -exponent % UInt.bitWidth)
    let limbs = limbs
    let kept = Limbs.shiftedRight(Array(limbs.dropFirst(whole)), by: bits)
    let result = Integer(isNegative: isNegative, limbs: kept)
    guard isNegative else { return result }
    let isExact = result.scaled(byPowerOfTwo: -exponent) == self
    return isExact ? result : result - .one
  }

  /// The greatest integer not above the quotient. - Precondition: `divisor > 0`.
  func floorDivided(by divisor: Integer) -> Integer {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder.isNegative ? quotient - .one : quotient
  }

  /// The greatest integer whose square is not above the value, by Newton from above. - Precondition: `self >= 0`.
  var squareRoot: Integer {
    if self == .zero { return .zero }
    var root = Integer.one.scaled(byPowerOfTwo: (bitWidth + 1) / 2)
    while true {
      let next = (root + quotientAndRemainder(dividingBy: root).quotient).scaled(byPowerOfTwo: -1)
      if next >= root { return root }
      root = next
    }
  }
}

/// Elementary functions of one fixed-point number with `bits` binary places.
///
/// Each result is off by less than 2 ** 40 units of its last place: there are fewer roundings than that, each of a unit
/// or two, and what the last steps amplify stays below it too for arguments that ``EnclosureArithmetic`` lets through.
struct FixedPoint {
  let bits: Int

  var one: Integer { Integer.one.scaled(byPowerOfTwo: bits) }

  func product(_ a: Integer, _ b: Integer) -> Integer { (a * b).scaled(byPowerOfTwo: -bits) }

  func quotient(_ a: Integer, _ b: Integer) -> Integer {
    let scaled = a.scaled(byPowerOfTwo: bits)
    return b.isNegative ? (-scaled).floorDivided(by: -b) : scaled.floorDivided(by: b)
  }

  // MARK: Constants

  /// Machin's formula (1706).
  var pi: Integer {
    .small(16) * arctangent(ofReciprocal: 5) - .small(4) * arctangent(ofReciprocal: 239)
  }

  /// As three inverse hyperbolic tangents (Arndt and Haenel, Pi Unleashed, 2001, chapter 11).
  var log2: Integer {
    .small(18) * arctangent(ofReciprocal: 26, sign: 1) - .small(2) * arctangent(ofReciprocal: 4_801, sign: 1)
      + .small(8) * arctangent(ofReciprocal: 8_749, sign: 1)
  }

  /// The inverse tangent of `1 / n`, or with the sign 1 the inverse hyperbolic tangent.
  private func arctangent(ofReciprocal n: Int, sign: Int = -1) -> Integer {
    var term = one.floorDivided(by: .small(n))
    var (total, k) = (term, 1)
    while term != .zero {
      term = (.small(sign) * term).quotientAndRemainder(dividingBy: .small(n * n)).quotient
      k += 2
      total = total + term.quotientAndRemainder(dividingBy: .small(k)).quotient
    }
    return total
  }

  // MARK: Functions

  /// The exponential as a number from about 0.7 through 1.5 times a power of two.
  func exponential(_ x: Integer) -> (fraction: Integer, exponent: Int) {
    let log2 = log2
    let exponent = (x + log2.scaled(byPowerOfTwo: -1)).floorDivided(by: log2)
    let halvings = 12
    let small = (x - exponent * log2).scaled(byPowerOfTwo: -halvings)
    var (total, term, k) = (one, one, 1)
    while term != .zero && term != .small(-1) {
      term = product(term, small).quotientAndRemainder(dividingBy: .small(k)).quotient
      total = total + term
      k += 1
    }
    for _ in 0..<halvings { total = product(total, total) }
    return (total, exponent.word ?? 0)
  }

  /// - Precondition: `x > 0`.
  func logarithm(_ x: Integer) -> Integer {
    var exponent = x.bitWidth
    var fraction = x.scaled(byPowerOfTwo: bits - exponent)
    exponent -= bits
    if fraction < Integer.small(11).scaled(byPowerOfTwo: bits - 4) {
      fraction = fraction + fraction
      exponent -= 1
    }
    let y = quotient(fraction - one, fraction + one)
    return .small(2) * series(y, sign: 1) + .small(exponent) * log2
  }

  func arctangent(_ x: Integer) -> Integer {
    if x.isNegative { return -arctangent(-x) }
    if x > one { return pi.scaled(byPowerOfTwo: -1) - arctangent(quotient(one, x)) }
    var y = x
    for _ in 0..<3 {
      let root = (one + product(y, y)).scaled(byPowerOfTwo: bits).squareRoot
      y = quotient(y, one + root)
    }
    return .small(8) * series(y, sign: -1)
  }

  /// `y + sign * y ** 3 / 3 + y ** 5 / 5 ...`
  private func series(_ y: Integer, sign: Int) -> Integer {
    let square = Integer.small(sign) * product(y, y)
    var (total, power, k) = (y, y, 1)
    while power != .zero && power != .small(-1) {
      power = product(power, square)
      k += 2
      total = total + power.quotientAndRemainder(dividingBy: .small(k)).quotient
    }
    return total
  }

  func sineAndCosine(_ x: Integer) -> (sine: Integer, cosine: Integer) {
    let wide = FixedPoint(bits: bits + max(0, x.bitWidth - bits))
    let extra = wide.bits - bits
    let quarter = wide.pi.scaled(byPowerOfTwo: -1)
    let turns = (x.scaled(byPowerOfTwo: extra) + quarter.scaled(byPowerOfTwo: -1)).floorDivided(by: quarter)
    let angle = (x.scaled(byPowerOfTwo: extra) - turns * quarter).scaled(byPowerOfTwo: -extra)
    let (sine, cosine) = (alternating(angle, angle, from: 1), alternating(one, angle, from: 0))
    switch turns.floorRemainder(by: 4) {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// `first - first * x ** 2 / ((n + 1) * (n + 2)) ...`
  private func alternating(_ first: Integer, _ x: Integer, from n: Int) -> Integer {
    let square = -product(x, x)
    var (total, term, k) = (first, first, n)
    while term != .zero && term != .small(-1) {
      term = product(term, square).quotientAndRemainder(dividingBy: .small((k + 1) * (k + 2))).quotient
      total = total + term
      k += 2
    }
    return total
  }
}

extension Integer {
  fileprivate func floorRemainder(by divisor: Int) -> Int {
    (self - .small(divisor) * floorDivided(by: .small(divisor))).word ?? 0
  }
}
