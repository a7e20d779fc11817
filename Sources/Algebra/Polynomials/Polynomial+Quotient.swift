import Diagnostics

extension Polynomial {
  /// The quotient where `divisor` divides the polynomial, `nil` where it does not. - Precondition: `divisor` is not 0.
  func quotient(_ divisor: Polynomial, _ effort: inout Effort) throws(Fault) -> Polynomial? {
    if isZero { return self }
    if let number = divisor.constant { return quotient(byNumber: number) }
    guard zip(degrees, divisor.degrees).allSatisfy({ $0 >= $1 }) else { return nil }
    let guards = layout.guards
    var rest = self
    var (monomials, coefficients) = ([UInt64](), [Integer]())
    while let monomial = rest.monomials.first {
      guard layout.divides(divisor.monomials[0], monomial, guards: guards) else { return nil }
      let (factor, remainder) = rest.leading.quotientAndRemainder(dividingBy: divisor.leading)
      guard remainder == .zero else { return nil }
      try effort.spend(4 * (rest.count + divisor.count), multiplying: factor.bitWidth, by: divisor.bitWidth)
      monomials.append(monomial - divisor.monomials[0])
      coefficients.append(factor)
      // A quotient of too high a degree in some variable would carry into the next field.
      guard let shifted = divisor.shifted(by: monomial - divisor.monomials[0]) else { return nil }
      rest = rest - factor * shifted
    }
    return Polynomial(layout, monomials: monomials, coefficients: coefficients)
  }

  private func quotient(byNumber number: Integer) -> Polynomial? {
    var quotients: [Integer] = []
    for coefficient in coefficients {
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: number)
      if remainder != .zero { return nil }
      quotients.append(quotient)
    }
    return Polynomial(layout, monomials: monomials, coefficients: quotients)
  }

  private func shifted(by monomial: UInt64) -> Polynomial? {
    let guards = layout.guards
    let products = monomials.map { $0 &+ monomial }
    guard products.allSatisfy({ $0 & guards == 0 }) else { return nil }
    return Polynomial(layout, monomials: products, coefficients: coefficients)
  }
}
