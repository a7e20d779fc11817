import Diagnostics
import Testing

@testable import Algebra

/// Polynomials made at random and by multiplication: what comes out must multiply back.
@Suite struct PolynomialTests {
  private static func random(
    _ layout: MonomialLayout, degree: Int, terms: Int, height: Int, _ generator: inout ExpressionGenerator
  ) -> Polynomial {
    let list = (0..<terms).map { _ in
      let monomial = (0..<layout.count).reduce(UInt64(0)) {
        $0 | layout.monomial($1, generator.next(degree + 1))
      }
      return (monomial: monomial, coefficient: Integer.small(generator.next(2 * height + 1) - height))
    }
    return Polynomial(layout, merging: list)
  }

  @Test(arguments: 1...4) func productsAgreeWithValues(variables: Int) throws {
    let layout = try MonomialLayout(count: variables)
    var generator = ExpressionGenerator(seed: UInt64(variables))
    var effort = Effort()
    for round in 0..<40 {
      let height = round.isMultiple(of: 2) ? 9 : 1 << 40
      let a = Self.random(layout, degree: 5, terms: 1 + round, height: height, &generator)
      let b = Self.random(layout, degree: 3, terms: 1 + round / 2, height: height, &generator)
      let product = try a.times(b, &effort)
      #expect(value(product) == value(a) * value(b))
      #expect(value(a + b) == value(a) + value(b) && value(a - b) == value(a) - value(b))
      guard !b.isZero else { continue }
      #expect(try product.quotient(b, &effort) == a)
      let one = Polynomial(layout, constant: .one)
      if b.constant == nil { #expect(try (product + one).quotient(b, &effort) == nil) }
    }
  }

  /// At a point with large prime coordinates.
  private func value(_ f: Polynomial) -> Integer {
    var total = Integer.zero
    for (monomial, coefficient) in zip(f.monomials, f.coefficients) {
      total =
        zip(f.layout.exponents(of: monomial), [1_000_003, 999_983, 1_299_709, 15_485_863])
        .reduce(coefficient) { $0 * Integer.small($1.1).power($1.0) } + total
    }
    return total
  }

  @Test(arguments: 1...3) func gcdHoldsWhatWasMultipliedIn(variables: Int) throws {
    let layout = try MonomialLayout(count: variables)
    var generator = ExpressionGenerator(seed: 7 + UInt64(variables))
    for round in 0..<60 {
      var effort = Effort()
      let common = Self.random(layout, degree: 3, terms: 4, height: 20, &generator)
      let a = Self.random(layout, degree: 4, terms: 1 + round % 7, height: 30, &generator)
      let b = Self.random(layout, degree: 4, terms: 1 + round % 5, height: 30, &generator)
      if common.isZero || a.isZero || b.isZero { continue }
      let (f, g) = (try a.times(common, &effort), try b.times(common, &effort))
      let divisor = try Polynomial.gcd(f, g, &effort)
      #expect(try divisor.quotient(common, &effort) != nil)
      let (p, q) = (try f.quotient(divisor, &effort), try g.quotient(divisor, &effort))
      let rest = try Polynomial.gcd(#require(p), #require(q), &effort)
      #expect(rest.isOne, "\(rest)")
    }
  }

  @Test(arguments: 1...3) func factorsMultiplyBack(variables: Int) throws {
    let layout = try MonomialLayout(count: variables)
    var generator = ExpressionGenerator(seed: 23 + UInt64(variables))
    for round in 0..<40 {
      var effort = Effort()
      var product = Polynomial(layout, constant: .small(round % 5 - 7))
      var count = 0
      for index in 0..<(2 + round % 3) {
        let factor = Self.random(layout, degree: 3, terms: 3, height: 8, &generator)
        if factor.constant != nil { continue }
        product = try product.times(try factor.power(1 + index % 2, &effort), &effort)
        count += 1 + index % 2
      }
      let factorization = try product.factorization(&effort)
      var back = Polynomial(layout, constant: factorization.content)
      for (base, exponent) in factorization.factors {
        back = try back.times(try base.power(exponent, &effort), &effort)
        #expect(base.leading > .zero && base.content == .one)
        let again = try base.factorization(&effort)
        #expect(again.factors.count == 1 && again.factors[0].exponent == 1)
      }
      #expect(back == product)
      #expect(factorization.factors.reduce(0) { $0 + $1.exponent } >= count)
    }
  }

  /// Factors modulo every prime that are none over the integers: the search for combinations has to fail honestly.
  @Test func irreducibleThoughItFallsApartModuloEveryPrime() throws {
    var effort = Effort()
    // Swinnerton-Dyer's polynomial with roots ±sqrt(2) ± sqrt(3) ± sqrt(5), and x ** 4 + 1.
    let swinnertonDyer: [Integer] = [576, 0, -960, 0, 352, 0, -40, 0, 1].map { .small($0) }
    #expect(try UnivariateFactoring.factors(of: swinnertonDyer, &effort) == [swinnertonDyer])
    let octic: [Integer] = [1, 0, 0, 0, 1].map { .small($0) }
    #expect(try UnivariateFactoring.factors(of: octic, &effort) == [octic])
  }

  @Test func cyclotomicPolynomials() throws {
    // x ** n - 1 has a factor for every divisor of n.
    for (n, divisors) in [(12, 6), (40, 8), (45, 6), (60, 12)] {
      var effort = Effort()
      let f = [Integer.minusOne] + Array(repeating: .zero, count: n - 1) + [.one]
      #expect(try UnivariateFactoring.factors(of: f, &effort).count == divisors)
    }
  }

  @Test func effortIsBounded() throws {
    let layout = try MonomialLayout(count: 2)
    var generator = ExpressionGenerator(seed: 99)
    var effort = Effort(10_000)
    let f = Self.random(layout, degree: 30, terms: 200, height: 9, &generator)
    #expect(throws: Fault.self) { try f.times(f.power(3, &effort), &effort) }
    #expect(throws: Fault.self) { try f.factorization(&effort) }
    #expect(throws: Fault.self) { try MonomialLayout(count: 21) }
    #expect(throws: Fault.self) { try f.power(1 << 40, &effort) }
  }
}

extension Integer {
  fileprivate static let minusOne = Integer.small(-1)
}
