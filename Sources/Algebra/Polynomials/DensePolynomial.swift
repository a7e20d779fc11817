import Diagnostics

/// Integer coefficients of one variable, the constant first: what factoring works on.
typealias DensePolynomial = [Integer]

extension [Integer] {
  init(_ polynomial: Polynomial, variable: Int) {
    self.init(repeating: .zero, count: polynomial.isZero ? 0 : polynomial.degree(in: variable) + 1)
    for (monomial, coefficient) in zip(polynomial.monomials, polynomial.coefficients) {
      self[polynomial.layout.exponent(of: variable, in: monomial)] = coefficient
    }
  }

  func polynomial(_ layout: MonomialLayout, variable: Int) -> Polynomial {
    let places = indices.reversed().filter { self[$0] != .zero }
    return Polynomial(
      layout, monomials: places.map { layout.monomial(variable, $0) }, coefficients: places.map { self[$0] })
  }

  var degree: Int { count - 1 }

  /// The size of the largest coefficient in bits.
  var heightInBits: Int { reduce(0) { Swift.max($0, $1.bitWidth) } }

  var primitivePart: DensePolynomial {
    var content = Integer.zero
    for coefficient in self where content != .one { content = Integer.gcd(content, coefficient) }
    if last?.isNegative ?? false { content = -content }
    return content == .one ? self : map { $0.quotientAndRemainder(dividingBy: content).quotient }
  }

  /// The quotient where `divisor` divides the polynomial.
  func quotient(_ divisor: DensePolynomial, _ effort: inout Effort) throws(Fault) -> DensePolynomial? {
    guard count >= divisor.count, let leading = divisor.last else { return nil }
    var (rest, quotient) = (self, DensePolynomial(repeating: .zero, count: count - divisor.count + 1))
    for k in quotient.indices.reversed() {
      let (factor, remainder) = rest[k + divisor.degree].quotientAndRemainder(dividingBy: leading)
      if remainder != .zero { return nil }
      if factor == .zero { continue }
      try effort.spend(4 * divisor.count, multiplying: factor.bitWidth, by: divisor.heightInBits)
      quotient[k] = factor
      for i in divisor.indices { rest[k + i] = rest[k + i] - factor * divisor[i] }
    }
    return rest.allSatisfy { $0 == .zero } ? quotient : nil
  }

  /// The product with every coefficient brought between minus and plus half the modulus.
  func product(
    _ r: DensePolynomial, modulo modulus: Integer, _ effort: inout Effort
  ) throws(Fault) -> DensePolynomial {
    try effort.spend(2 * count * r.count, multiplying: modulus.bitWidth, by: modulus.bitWidth)
    if let product = wordProduct(r, modulus) { return product }
    var result = DensePolynomial(repeating: .zero, count: count + r.count - 1)
    for i in indices { for j in r.indices { result[i + j] = result[i + j] + self[i] * r[j] } }
    return result.map { $0.symmetricRemainder(dividingBy: modulus) }
  }

  /// Sums in double words, where the modulus leaves room for them.
  private func wordProduct(_ r: DensePolynomial, _ modulus: Integer) -> DensePolynomial? {
    guard let m = modulus.word, m < 1 << 56, count < 1 << 14 else { return nil }
    let (a, b) = (compactMap(\.word), r.compactMap(\.word))
    guard a.count == count, b.count == r.count, let top = (a + b).map(\.magnitude).max(), top < 1 << 56 else {
      return nil
    }
    return (0..<a.count + b.count - 1).map { k in
      var total: Int128 = 0
      for i in Swift.max(0, k - b.count + 1)...Swift.min(k, a.count - 1) { total += Int128(a[i]) * Int128(b[k - i]) }
      let rest = Int(total % Int128(m))
      return .small(rest > m / 2 ? rest - m : rest < -(m / 2) ? rest + m : rest)
    }
  }
}
