import Diagnostics

/// A polynomial taken apart: a number times powers of irreducible polynomials.
struct Factorization {
  var content: Integer
  var factors: [(base: Polynomial, exponent: Int)]
}

extension Polynomial {
  /// The irreducible factors over the rationals. - Precondition: the polynomial is not 0.
  func factorization(_ effort: inout Effort) throws(Fault) -> Factorization {
    var list: [(base: Polynomial, exponent: Int)] = []
    let common = commonMonomial
    for variable in 0..<layout.count where layout.exponent(of: variable, in: common) > 0 {
      let base = try Polynomial(layout, variable: variable)
      list.append((base, layout.exponent(of: variable, in: common)))
    }
    let content = content
    let rest = divided(by: content).divided(byMonomial: common)
    for (base, exponent) in try rest.squareFree(&effort) {
      for factor in try base.irreducibleFactors(&effort) { list.append((factor, exponent)) }
    }
    return Factorization(content: content, factors: list)
  }

  /// Factors without square factors of their own, with their exponents, by Yun (On square-free decomposition algorithms,
  /// 1976). - Precondition: the polynomial is primitive.
  func squareFree(_ effort: inout Effort) throws(Fault) -> [(base: Polynomial, exponent: Int)] {
    guard let variable = degrees.firstIndex(where: { $0 > 0 }) else { return [] }
    let content = try Polynomial.gcd(
      coefficients(of: variable).map(\.coefficient), Polynomial(layout, constant: .zero), &effort)
    let primitive = try quotient(content, &effort) ?? self
    return try primitive.squareFree(in: variable, &effort) + content.squareFree(&effort)
  }

  private func squareFree(
    in variable: Int, _ effort: inout Effort
  ) throws(Fault) -> [(base: Polynomial, exponent: Int)] {
    let slope = derivative(in: variable)
    let repeated = try Polynomial.gcd(self, slope, &effort)
    var (rest, slopes) = (try quotient(repeated, &effort) ?? self, try slope.quotient(repeated, &effort) ?? slope)
    var (list, exponent) = ([(base: Polynomial, exponent: Int)](), 1)
    while rest.degree(in: variable) > 0 {
      let difference = slopes - rest.derivative(in: variable)
      let base = try Polynomial.gcd(rest, difference, &effort)
      if base.degree(in: variable) > 0 { list.append((base, exponent)) }
      rest = try rest.quotient(base, &effort) ?? rest
      slopes = try difference.quotient(base, &effort) ?? difference
      exponent += 1
    }
    return list
  }

  /// - Precondition: the polynomial is primitive without square factors, also as a polynomial in its first variable.
  private func irreducibleFactors(_ effort: inout Effort) throws(Fault) -> [Polynomial] {
    let used = degrees.indices.filter { degrees[$0] > 0 }
    guard let last = used.last else { return [] }
    if used.count == 1 {
      try effort.spend(256 * degree(in: last))
      return try UnivariateFactoring.factors(of: DensePolynomial(self, variable: last), &effort)
        .map { $0.polynomial(layout, variable: last) }
    }
    var search = try ImageFactoring(self, &effort)
    return try search.factors(&effort)
  }
}
