import Diagnostics

/// A fraction as a polynomial and fractions over powers of irreducible polynomials.
struct PartialFractions {
  /// A numerator's coefficients, the constant first, over a power of a polynomial.
  struct Part {
    var numerator: [Fraction]
    var base: Polynomial
    var exponent: Int
  }

  /// The quotient's coefficients, the constant first.
  let whole: [Fraction]
  let parts: [Part]

  /// By undetermined coefficients: the numerators over each power, of lower degree than its base, that add up.
  init(_ fraction: Fraction, variable: Int, _ effort: inout Effort) throws(Fault) {
    let divisor = fraction.denominator
    let (quotient, rest, scale) = try fraction.numerator.pseudoDivided(by: divisor, in: variable, &effort)
    whole = try quotient.dense(in: variable).map { coefficient throws(Fault) in
      try Fraction(coefficient, over: scale, &effort)
    }
    let bases = try divisor.factorization(&effort).factors.filter { $0.base.degree(in: variable) > 0 }
    var (open, columns) = ([Part](), [Polynomial]())
    for (base, exponent) in bases {
      var cofactor = divisor
      for power in 1...exponent {
        cofactor = try cofactor.quotient(base, &effort) ?? cofactor
        open.append(Part(numerator: [], base: base, exponent: power))
        columns.append(cofactor)
      }
    }
    let values = try Self.solve(columns, open, rest, divisor.degree(in: variable), variable, &effort)
    var next = 0
    parts = try open.map { part throws(Fault) in
      var part = part
      for _ in 0..<part.base.degree(in: variable) {
        part.numerator.append(try values[next].times(Fraction(scale).power(-1, &effort), &effort))
        next += 1
      }
      return part
    }
  }

  private static func solve(
    _ columns: [Polynomial], _ parts: [Part], _ rest: Polynomial, _ degree: Int, _ variable: Int,
    _ effort: inout Effort
  ) throws(Fault) -> [Fraction] {
    let zero = Polynomial(rest.layout, constant: .zero)
    var rows = Array(repeating: [Polynomial](), count: degree)
    for (column, part) in zip(columns, parts) {
      let coefficients = column.dense(in: variable)
      for shift in 0..<part.base.degree(in: variable) {
        for row in 0..<degree {
          rows[row].append(coefficients.indices.contains(row - shift) ? coefficients[row - shift] : zero)
        }
      }
    }
    let right = rest.dense(in: variable)
    for row in 0..<degree { rows[row].append(row < right.count ? right[row] : zero) }
    var system = LinearSystem(rows)
    guard let values = try system.solution(&effort) else {
      throw Fault(.limit, "the partial fractions were not found")
    }
    return values
  }
}

extension Polynomial {
  /// The coefficients of the powers of a variable, the constant first.
  func dense(in variable: Int) -> [Polynomial] {
    var list = Array(repeating: Polynomial(layout, constant: .zero), count: isZero ? 0 : degree(in: variable) + 1)
    for (exponent, coefficient) in coefficients(of: variable) { list[exponent] = coefficient }
    return list
  }

  /// `quotient` and `rest` with `scale * self = quotient * divisor + rest`, the rest of lower degree.
  func pseudoDivided(
    by divisor: Polynomial, in variable: Int, _ effort: inout Effort
  ) throws(Fault) -> (quotient: Polynomial, rest: Polynomial, scale: Polynomial) {
    let degree = divisor.degree(in: variable)
    let leading = divisor.coefficients(of: variable).first?.coefficient ?? divisor
    var (quotient, rest, scale) = (
      Polynomial(layout, constant: .zero), self, Polynomial(layout, constant: .one)
    )
    while !rest.isZero, rest.degree(in: variable) >= degree {
      let top = rest.coefficients(of: variable)[0]
      let common = try Polynomial.gcd(top.coefficient, leading, &effort)
      let (factor, scaling) = (
        try top.coefficient.quotient(common, &effort) ?? top.coefficient,
        try leading.quotient(common, &effort) ?? leading
      )
      let power = try Polynomial(layout, variable: variable, exponent: top.exponent - degree)
      let step = try factor.times(power, &effort)
      quotient = try quotient.times(scaling, &effort) + step
      rest = try rest.times(scaling, &effort) - step.times(divisor, &effort)
      scale = try scale.times(scaling, &effort)
    }
    return (quotient, rest, scale)
  }
}
