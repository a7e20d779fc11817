import Diagnostics

extension PrimeField {
  /// The irreducible factors, by Cantor and Zassenhaus (A new algorithm for factoring polynomials over finite fields,
  /// 1981). - Precondition: `f` is monic without square factors, the prime is odd.
  func factors(of f: [UInt64], _ effort: inout Effort) throws(Fault) -> [[UInt64]] {
    var list: [[UInt64]] = []
    var random = SplitMix()
    for (degree, product) in try factorsByDegree(f, &effort) {
      list += try split(product, into: degree, &random, &effort)
    }
    return list
  }

  /// The products of all irreducible factors of equal degree: those of degree `d` divide `x ** (p ** d) - x`.
  func factorsByDegree(
    _ f: [UInt64], _ effort: inout Effort
  ) throws(Fault) -> [(degree: Int, product: [UInt64])] {
    var (rest, frobenius, degree) = (f, [0, 1] as [UInt64], 0)
    var list: [(degree: Int, product: [UInt64])] = []
    while rest.count > 2 * (degree + 1) {
      degree += 1
      try spend(squaring: rest, &effort)
      frobenius = power(remainder(frobenius, rest), prime, modulo: rest)
      let product = gcd(rest, difference(frobenius, [0, 1]))
      if product.count > 1 {
        list.append((degree, product))
        rest = quotientAndRemainder(rest, product).quotient
      }
    }
    if rest.count > 1 { list.append((rest.count - 1, rest)) }
    return list
  }

  private func spend(squaring f: [UInt64], _ effort: inout Effort) throws(Fault) {
    try effort.spend(3 * f.count * f.count * (UInt64.bitWidth - prime.leadingZeroBitCount))
  }

  private func split(
    _ product: [UInt64], into degree: Int, _ random: inout SplitMix, _ effort: inout Effort
  ) throws(Fault) -> [[UInt64]] {
    var (open, found) = ([product], [[UInt64]]())
    while let f = open.popLast() {
      if f.count - 1 <= degree {
        found.append(f)
        continue
      }
      let candidate = (0..<f.count - 1).map { _ in random.next() % prime }
      let divisor = gcd(f, difference(try halfOrderPower(candidate, degree, modulo: f, &effort), [1]))
      if divisor.count > 1 && divisor.count < f.count {
        open += [divisor, quotientAndRemainder(f, divisor).quotient]
      } else {
        open.append(f)
      }
    }
    return found
  }

  /// `a ** ((p ** d - 1) / 2)`: the product of the conjugates of `a`, to `(p - 1) / 2`.
  private func halfOrderPower(
    _ a: [UInt64], _ degree: Int, modulo f: [UInt64], _ effort: inout Effort
  ) throws(Fault) -> [UInt64] {
    var (conjugate, norm) = (remainder(a, f), [UInt64(1)])
    norm = conjugate
    for _ in 1..<max(degree, 1) {
      try spend(squaring: f, &effort)
      conjugate = power(conjugate, prime, modulo: f)
      norm = remainder(product(norm, conjugate), f)
    }
    try spend(squaring: f, &effort)
    return power(norm, (prime - 1) / 2, modulo: f)
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014), from a fixed start: the same choices in every run.
struct SplitMix {
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
