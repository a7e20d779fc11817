import Diagnostics

extension Polynomial {
  /// The polynomial in the other variables that the last variable's value makes of it.
  func evaluatedInLast(at x: Integer, _ effort: inout Effort) throws(Fault) -> Polynomial {
    let last = layout.count - 1
    let degree = degree(in: last)
    try effort.spend(2 * (degree + count), multiplying: degree * x.bitWidth + bitWidth, by: x.bitWidth)
    let powers = (0..<degree).reduce(into: [Integer.one]) { list, _ in list.append(list[list.count - 1] * x) }
    var (monomials, coefficients) = ([UInt64](), [Integer]())
    for index in 0..<count {
      let monomial = self.monomials[index] >> UInt64(layout.width)
      let value = self.coefficients[index] * powers[layout.exponent(of: last, in: self.monomials[index])]
      if monomials.last == monomial {
        coefficients[coefficients.count - 1] = coefficients[coefficients.count - 1] + value
      } else {
        if coefficients.last == .zero { (_, _) = (monomials.removeLast(), coefficients.removeLast()) }
        monomials.append(monomial)
        coefficients.append(value)
      }
    }
    if coefficients.last == .zero { (_, _) = (monomials.removeLast(), coefficients.removeLast()) }
    return Polynomial(layout.prefix(last), monomials: monomials, coefficients: coefficients)
  }

  /// The inverse of ``evaluatedInLast(at:_:)``: the digits of the coefficients to base `x`, from `-x / 2` through
  /// `x / 2`, are the coefficients of the powers of a variable that `layout` has in addition. `nil` where there are more
  /// than `limit` digits.
  func withDigitsInLast(base x: Integer, in layout: MonomialLayout, limit: Int) -> Polynomial? {
    if limit == 0 { return extended(to: layout) }
    var terms: [(monomial: UInt64, coefficient: Integer)] = []
    for (monomial, coefficient) in zip(monomials, coefficients) {
      var (rest, exponent) = (coefficient, 0)
      while rest != .zero {
        guard exponent <= limit else { return nil }
        let digit = rest.symmetricRemainder(dividingBy: x)
        rest = (rest - digit).quotientAndRemainder(dividingBy: x).quotient
        let power = monomial << UInt64(layout.width) | UInt64(exponent)
        if digit != .zero { terms.append((power, digit)) }
        exponent += 1
      }
    }
    return Polynomial(layout, merging: terms)
  }
}

extension Polynomial {
  /// The same in its first variables alone. - Precondition: the others do not occur.
  func truncated(to count: Int) -> Polynomial {
    let shift = UInt64((layout.count - count) * layout.width)
    return Polynomial(layout.prefix(count), monomials: monomials.map { $0 >> shift }, coefficients: coefficients)
  }

  /// The same among more variables. - Precondition: the layout begins with the polynomial's own.
  func extended(to layout: MonomialLayout) -> Polynomial {
    let shift = UInt64((layout.count - self.layout.count) * layout.width)
    return Polynomial(layout, monomials: monomials.map { $0 << shift }, coefficients: coefficients)
  }
}

extension Integer {
  /// The remainder nearest to 0. - Precondition: `divisor > 0`.
  func symmetricRemainder(dividingBy divisor: Integer) -> Integer {
    let remainder = quotientAndRemainder(dividingBy: divisor).remainder
    if remainder + remainder > divisor { return remainder - divisor }
    if remainder + remainder < -divisor { return remainder + divisor }
    return remainder
  }
}
