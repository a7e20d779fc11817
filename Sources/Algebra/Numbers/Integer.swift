/// An integer of any size: a machine word where it fits, limbs where it does not.
enum Integer: Hashable, Sendable {
  case small(Int)
  /// Never a value that ``small(_:)`` could hold.
  case large(isNegative: Bool, limbs: [UInt])

  static let zero = Integer.small(0)
  static let one = Integer.small(1)

  init(isNegative: Bool, limbs: [UInt]) {
    let limbs = Limbs.normalized(limbs)
    if limbs.isEmpty {
      self = .zero
    } else if limbs.count == 1, limbs[0] <= UInt(Int.max) {
      self = .small(isNegative ? -Int(limbs[0]) : Int(limbs[0]))
    } else if limbs.count == 1, isNegative, limbs[0] == UInt(Int.max) + 1 {
      self = .small(.min)
    } else {
      self = .large(isNegative: isNegative, limbs: limbs)
    }
  }

  init(_ value: StaticBigInt) {
    let words = (0..<(value.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth).map { value[$0] }
    if value.signum() >= 0 {
      self.init(isNegative: false, limbs: words)
    } else {
      let complement = Limbs.normalized(words.map { ~$0 })
      self.init(isNegative: true, limbs: Limbs.sum(complement, [1]))
    }
  }

  var isNegative: Bool {
    switch self {
    case .small(let value): value < 0
    case .large(let isNegative, _): isNegative
    }
  }

  var isOdd: Bool { limbs.first.map { $0 & 1 == 1 } ?? false }

  /// The magnitude's limbs.
  var limbs: [UInt] {
    switch self {
    case .small(0): []
    case .small(let value): [value.magnitude]
    case .large(_, let limbs): limbs
    }
  }

  /// The number of bits of the magnitude.
  var bitWidth: Int {
    switch self {
    case .small(let value): UInt.bitWidth - value.magnitude.leadingZeroBitCount
    case .large(_, let limbs): Limbs.bitWidth(limbs)
    }
  }

  var magnitude: Integer { isNegative ? -self : self }

  /// The machine word, where it fits.
  var word: Int? {
    if case .small(let value) = self { value } else { nil }
  }
}

// MARK: - Arithmetic

extension Integer {
  static prefix func - (x: Integer) -> Integer {
    if case .small(let value) = x, value != .min { return .small(-value) }
    return Integer(isNegative: !x.isNegative, limbs: x.limbs)
  }

  static func + (l: Integer, r: Integer) -> Integer {
    if case .small(let a) = l, case .small(let b) = r {
      let (total, overflow) = a.addingReportingOverflow(b)
      if !overflow { return .small(total) }
    }
    let (a, b) = (l.limbs, r.limbs)
    if l.isNegative == r.isNegative { return Integer(isNegative: l.isNegative, limbs: Limbs.sum(a, b)) }
    return Limbs.isLess(a, b)
      ? Integer(isNegative: r.isNegative, limbs: Limbs.difference(b, a))
      : Integer(isNegative: l.isNegative, limbs: Limbs.difference(a, b))
  }

  static func - (l: Integer, r: Integer) -> Integer { l + -r }

  static func * (l: Integer, r: Integer) -> Integer {
    if case .small(let a) = l, case .small(let b) = r {
      let (total, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return .small(total) }
    }
    return Integer(isNegative: l.isNegative != r.isNegative, limbs: Limbs.product(l.limbs, r.limbs))
  }

  /// The quotient rounded towards zero and the remainder with the dividend's sign. - Precondition: `divisor` is not 0.
  func quotientAndRemainder(dividingBy divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    if case .small(let a) = self, case .small(let b) = divisor, !(a == .min && b == -1) {
      return (.small(a / b), .small(a % b))
    }
    let (quotient, remainder) = Limbs.quotientAndRemainder(limbs, divisor.limbs)
    return (
      Integer(isNegative: isNegative != divisor.isNegative, limbs: quotient),
      Integer(isNegative: isNegative, limbs: remainder)
    )
  }

  /// The greatest common divisor, never negative.
  static func gcd(_ l: Integer, _ r: Integer) -> Integer {
    var (a, b) = (l, r)
    while b != .zero { (a, b) = (b, a.quotientAndRemainder(dividingBy: b).remainder) }
    return a.magnitude
  }

  /// `self` to a power, by repeated squaring. - Precondition: `exponent >= 0`, and the result has been found small enough.
  func power(_ exponent: Int) -> Integer {
    var (result, base, rest) = (Integer.one, self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = result * base }
      rest >>= 1
      if rest > 0 { base = base * base }
    }
    return result
  }

  static func < (l: Integer, r: Integer) -> Bool { (l - r).isNegative }
}

// MARK: - Text and decimals

extension Integer: CustomStringConvertible {
  /// The largest power of ten in one limb, and its number of zeros.
  private static let chunk: (value: UInt, digits: Int) = (1_000_000_000_000_000_000, 18)

  /// Reads decimal digits; `nil` where there are none or something else.
  init?(digits: some Sequence<UInt8>) {
    var limbs: [UInt] = []
    var isEmpty = true
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      Limbs.multiply(&limbs, by: 10, adding: UInt(digit - UInt8(ascii: "0")))
      isEmpty = false
    }
    if isEmpty { return nil }
    self.init(isNegative: false, limbs: limbs)
  }

  var description: String {
    if case .small(let value) = self { return String(value) }
    var rest = limbs
    var chunks: [String] = []
    while !rest.isEmpty {
      let digits = String(Limbs.divide(&rest, by: Self.chunk.value))
      chunks.append(rest.isEmpty ? digits : String(repeating: "0", count: Self.chunk.digits - digits.count) + digits)
    }
    return (isNegative ? "-" : "") + chunks.reversed().joined()
  }

  /// The leading 64 bits as a fraction in [1/2, 1), and the power of two that belongs to it.
  var significand: (fraction: Double, exponent: Int) {
    let limbs = limbs
    let bits = bitWidth
    guard let top = limbs.last else { return (0, 0) }
    let shift = top.leadingZeroBitCount
    var leading = top << shift
    if limbs.count > 1, shift > 0 { leading |= limbs[limbs.count - 2] >> (UInt.bitWidth - shift) }
    let fraction = Double(sign: .plus, exponent: -UInt.bitWidth, significand: Double(leading))
    return (isNegative ? -fraction : fraction, bits)
  }
}
