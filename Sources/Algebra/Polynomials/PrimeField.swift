/// Arithmetic on polynomials over the integers modulo a prime: coefficients from 0 below the prime, the constant first,
/// no leading zeros.
struct PrimeField {
  let prime: UInt64

  /// - Precondition: `prime` is one, below 2 ** 31.
  init(_ prime: UInt64) {
    self.prime = prime
  }

  @inline(__always)
  func product(_ a: UInt64, _ b: UInt64) -> UInt64 { a * b % prime }

  @inline(__always)
  func difference(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a - b : a + prime - b }

  /// By Fermat's little theorem. - Precondition: `a` is not 0.
  func inverse(_ a: UInt64) -> UInt64 {
    var (result, square, rest) = (UInt64(1), a, prime - 2)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }

  func residue(_ value: Integer) -> UInt64 {
    let remainder = value.quotientAndRemainder(dividingBy: .small(Int(prime))).remainder.word ?? 0
    return remainder < 0 ? prime - remainder.magnitude.asUInt64 : UInt64(remainder)
  }

  func residues(_ polynomial: [Integer]) -> [UInt64] { trimmed(polynomial.map(residue)) }

  private func trimmed(_ a: [UInt64]) -> [UInt64] {
    var a = a
    while a.last == 0 { a.removeLast() }
    return a
  }
}

extension UInt {
  fileprivate var asUInt64: UInt64 { UInt64(self) }
}

// MARK: - Polynomials

extension PrimeField {
  func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    trimmed(
      (0..<max(a.count, b.count)).map { difference($0 < a.count ? a[$0] : 0, $0 < b.count ? b[$0] : 0) })
  }

  func product(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    if a.isEmpty || b.isEmpty { return [] }
    // Products stay below 2 ** 62: subtracting the square of the prime keeps every partial sum in a word.
    let bound = prime * prime
    return [UInt64](unsafeUninitializedCapacity: a.count + b.count - 1) { result, count in
      count = a.count + b.count - 1
      for k in 0..<count {
        var total: UInt64 = 0
        for i in max(0, k - b.count + 1)...min(k, a.count - 1) {
          total += a[i] * b[k - i]
          if total >= bound { total -= bound }
        }
        result[k] = total % prime
      }
    }
  }

  func scaled(_ a: [UInt64], by factor: UInt64) -> [UInt64] { a.map { product($0, factor) } }

  func monic(_ a: [UInt64]) -> [UInt64] {
    guard let leading = a.last, leading != 1 else { return a }
    return scaled(a, by: inverse(leading))
  }

  /// - Precondition: `b` is not empty.
  func quotientAndRemainder(_ a: [UInt64], _ b: [UInt64]) -> (quotient: [UInt64], remainder: [UInt64]) {
    if a.count < b.count { return ([], a) }
    let scale = b[b.count - 1] == 1 ? 1 : inverse(b[b.count - 1])
    var rest = a
    var quotient = [UInt64](repeating: 0, count: a.count - b.count + 1)
    for k in quotient.indices.reversed() {
      let factor = product(rest[k + b.count - 1], scale)
      quotient[k] = factor
      if factor == 0 { continue }
      let negative = prime - factor
      for i in b.indices { rest[k + i] = (rest[k + i] + negative * b[i]) % prime }
    }
    rest.removeLast(rest.count - b.count + 1)
    return (quotient, trimmed(rest))
  }

  func remainder(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] { quotientAndRemainder(a, b).remainder }

  /// Monic, or empty where both are.
  func gcd(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var (a, b) = (a, b)
    while !b.isEmpty { (a, b) = (b, remainder(a, b)) }
    return monic(a)
  }

  /// The inverse of `a` modulo `m`. - Precondition: they have no common factor.
  func inverse(_ a: [UInt64], modulo m: [UInt64]) -> [UInt64] {
    var (r0, r1) = (m, remainder(a, m))
    var (t0, t1) = ([UInt64](), [UInt64(1)])
    while r1.count > 1 {
      let (quotient, rest) = quotientAndRemainder(r0, r1)
      (r0, r1) = (r1, rest)
      (t0, t1) = (t1, difference(t0, product(quotient, t1)))
    }
    return r1.isEmpty ? [] : remainder(scaled(t1, by: inverse(r1[0])), m)
  }

  func derivative(_ a: [UInt64]) -> [UInt64] {
    trimmed(a.indices.dropFirst().map { product(a[$0], UInt64($0) % prime) })
  }

  /// `a ** exponent` modulo `m`.
  func power(_ a: [UInt64], _ exponent: UInt64, modulo m: [UInt64]) -> [UInt64] {
    var result: [UInt64] = [1]
    for bit in (0..<(UInt64.bitWidth - exponent.leadingZeroBitCount)).reversed() {
      result = remainder(product(result, result), m)
      if exponent >> UInt64(bit) & 1 == 1 { result = remainder(product(result, a), m) }
    }
    return result
  }
}
