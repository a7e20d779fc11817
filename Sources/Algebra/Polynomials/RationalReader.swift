import Diagnostics

/// Reads expressions as fractions of polynomials in common generators.
struct RationalReader {
  let generators: Generators
  private var known: [Handle: Fraction] = [:]
  /// Generators of which a power is a polynomial: the square of `sqrt(x + 1)`, of `i`.
  private var relations: [(place: Int, index: Int, value: Polynomial)] = []

  init(_ roots: [Handle], _ effort: inout Effort) throws(Fault) {
    try self.init(try Generators(of: roots), &effort)
  }

  init(_ generators: Generators, _ effort: inout Effort) throws(Fault) {
    self.generators = generators
    for node in generators.nodes { known[node] = try read(node, &effort) }
    try findRelations()
  }

  var layout: MonomialLayout { generators.layout }

  /// One of the roots, in lowest terms.
  func fraction(of root: Handle, _ effort: inout Effort) throws(Fault) -> Fraction {
    guard let fraction = known[root] else { return Fraction(layout, constant: .zero) }
    if relations.isEmpty { return fraction }
    let above = try reduced(fraction.numerator, &effort)
    let below = try reduced(fraction.denominator, &effort)
    if below.isZero { throw Fault(.divisionByZero, "division by zero") }
    return try Fraction(above, over: below, &effort)
  }

  private func read(_ node: Handle, _ effort: inout Effort) throws(Fault) -> Fraction {
    switch Arithmetic(node) {
    case .number(let value): return Fraction(layout, constant: value.writtenRational)
    case .scaled(let coefficient, let rest):
      return try Fraction(layout, constant: coefficient.writtenRational).times(part(rest), &effort)
    case .sum(let terms): return try Fraction.sum(terms.map(part), layout, &effort)
    case .product(let factors):
      var product = Fraction(layout, constant: .one)
      for factor in factors { product = try product.times(part(factor), &effort) }
      return product
    case .wholePower(let base, let exponent): return try part(base).power(exponent, &effort)
    case .generator(let base, let unit, let exponent):
      let (place, exponent) = try generators.place(base, unit, exponent)
      let power = try Polynomial(layout, variable: place, exponent: abs(exponent))
      return exponent >= 0 ? Fraction(power) : try Fraction(power).power(-1, &effort)
    }
  }

  private func part(_ x: Handle) -> Fraction {
    known[x] ?? Fraction(layout, constant: .zero)
  }
}

// MARK: - Relations

extension RationalReader {
  private mutating func findRelations() throws(Fault) {
    for (place, generator) in generators.list.enumerated() {
      if generator.base == .i {
        relations.append((place, 2, Polynomial(layout, constant: .small(-1))))
      } else if generator.index > 1, generator.unit == .one, let value = known[generator.base], value.denominator.isOne
      {
        relations.append((place, generator.index, value.numerator))
      }
    }
  }

  private func reduced(_ polynomial: Polynomial, _ effort: inout Effort) throws(Fault) -> Polynomial {
    var result = polynomial
    // A value can hold the generators of other relations.
    for _ in relations {
      for relation in relations where result.degree(in: relation.place) >= relation.index {
        result = try reduced(result, relation.place, relation.index, relation.value, &effort)
      }
    }
    return result
  }

  private func reduced(
    _ polynomial: Polynomial, _ place: Int, _ index: Int, _ value: Polynomial, _ effort: inout Effort
  ) throws(Fault) -> Polynomial {
    var total = Polynomial(layout, constant: .zero)
    for (exponent, coefficient) in polynomial.coefficients(of: place) {
      let whole = try value.power(exponent / index, &effort)
      let rest = try Polynomial(layout, variable: place, exponent: exponent % index)
      total = total + (try coefficient.times(whole, &effort).times(rest, &effort))
    }
    return total
  }
}

extension Numeric {
  /// The exact value of what is written: 0.1 is a tenth here and not the nearest double.
  var writtenRational: Rational {
    switch self {
    case .exact(let value): return value
    case .decimal(let value): return Rational(written: value)
    }
  }
}

extension Rational {
  /// The fraction that the shortest decimal text of a finite double stands for.
  fileprivate init(written value: Double) {
    let parts = value.magnitude.description.split(separator: "e")
    let digits = parts[0].split(separator: ".")
    let fraction = digits.count > 1 ? digits[1] : ""
    let numerator = Integer(digits: (digits[0] + fraction).utf8) ?? .zero
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.utf8.count
    let power = Rational(10).power(exponent)
    self = Rational(value < 0 ? -numerator : numerator) * power
  }
}
