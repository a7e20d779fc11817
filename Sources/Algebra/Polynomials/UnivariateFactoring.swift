import Diagnostics

/// Factoring over the integers by Zassenhaus (On Hensel factorization I, 1969): factors modulo a prime, lifted to a power
/// of it that is larger than any coefficient of a true factor, and put together again.
///
/// FLINT does the same with lattice reduction in place of the last step, which matters from about 20 factors modulo every
/// prime on. Nothing in a lesson has so many, so that no library has to be found, loaded and kept in step with.
struct UnivariateFactoring {
  /// - Precondition: `f` is primitive without square factors, its degree is at least 1, its last coefficient is positive.
  static func factors(of f: DensePolynomial, _ effort: inout Effort) throws(Fault) -> [DensePolynomial] {
    if f.degree == 1 { return [f] }
    if f[0] == .zero { return [[.zero, .one]] + (try factors(of: Array(f.dropFirst()), &effort)) }
    let (field, modular) = try modularFactors(f, &effort)
    if modular.count == 1 { return [f] }
    var lifting = HenselLifting(f, field, modular)
    try lifting.lift(beyond: bound(f), &effort)
    var combination = Recombination(f, lifting.factors, lifting.modulus)
    return try combination.factors(&effort)
  }

  /// Twice a bound on the coefficients of factors of at most half the degree: Landau's on the measure of `f`, times the
  /// greatest binomial coefficient (Mignotte, An inequality about factors of polynomials, 1974).
  private static func bound(_ f: DensePolynomial) -> Integer {
    let half = f.degree / 2
    let bits = f.heightInBits + (Integer.small(f.count).bitWidth + 1) / 2
    return Integer.small(2).power(bits + half + 1)
  }

  /// The primes tried: the one with the fewest factors is the best.
  private static let primes: [UInt64] = [
    13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131,
    137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241, 251, 257,
  ]

  private static func modularFactors(
    _ f: DensePolynomial, _ effort: inout Effort
  ) throws(Fault) -> (PrimeField, [[UInt64]]) {
    var best: (field: PrimeField, image: [UInt64], count: Int)?
    var tried = 0
    // Small polynomials are put together faster than another prime is tried.
    let attempts = f.degree < 6 ? 1 : f.degree < 16 ? 3 : 5
    for prime in primes where tried < attempts {
      let field = PrimeField(prime)
      let image = field.residues(f)
      guard image.count == f.count, field.gcd(image, field.derivative(image)).count == 1 else { continue }
      tried += 1
      let monic = field.monic(image)
      let count = try field.factorsByDegree(monic, &effort).reduce(0) { $0 + ($1.product.count - 1) / $1.degree }
      if count < best?.count ?? .max { best = (field, monic, count) }
      if count == 1 { break }
    }
    guard let best else { throw Fault(.limit, "the polynomial has too large a discriminant to be factored") }
    return (best.field, try best.field.factors(of: best.image, &effort))
  }
}

/// Factors modulo a prime, made into factors modulo its powers.
private struct HenselLifting {
  private let f: DensePolynomial
  private let field: PrimeField
  private let modular: [[UInt64]]
  /// For each factor the inverse of the leading coefficient times the others, modulo it: what an error is shared by.
  private let shares: [[UInt64]]
  private(set) var factors: [DensePolynomial]
  private(set) var modulus: Integer

  init(_ f: DensePolynomial, _ field: PrimeField, _ modular: [[UInt64]]) {
    self.f = f
    self.field = field
    self.modular = modular
    factors = modular.map { $0.map { .small(Int($0)) } }
    modulus = .small(Int(field.prime))
    let image = field.residues(f)
    shares = modular.map { field.inverse(field.quotientAndRemainder(image, $0).quotient, modulo: $0) }
  }

  mutating func lift(beyond bound: Integer, _ effort: inout Effort) throws(Fault) {
    while modulus < bound {
      let next = modulus * .small(Int(field.prime))
      let error = field.residues(try self.error(modulo: next, &effort))
      for index in factors.indices {
        try effort.spend(4 * error.count * modular[index].count)
        let share = field.remainder(field.product(error, shares[index]), modular[index])
        for (place, digit) in share.enumerated() where digit != 0 {
          factors[index][place] = factors[index][place] + modulus * .small(Int(digit))
        }
      }
      modulus = next
    }
  }

  /// How far `f` is from the product, in units of the modulus reached.
  private func error(modulo next: Integer, _ effort: inout Effort) throws(Fault) -> DensePolynomial {
    var product: DensePolynomial = [f[f.degree]]
    for factor in factors { product = try product.product(factor, modulo: next, &effort) }
    return zip(f, product).map { ($0 - $1).quotientAndRemainder(dividingBy: modulus).quotient }
  }
}

/// The search for products of lifted factors that divide over the integers.
private struct Recombination {
  private var rest: DensePolynomial
  private var open: [DensePolynomial]
  private let modulus: Integer

  init(_ f: DensePolynomial, _ factors: [DensePolynomial], _ modulus: Integer) {
    rest = f
    open = factors
    self.modulus = modulus
  }

  mutating func factors(_ effort: inout Effort) throws(Fault) -> [DensePolynomial] {
    var found: [DensePolynomial] = []
    var size = 1
    while 2 * size <= open.count {
      if let factor = try nextFactor(ofSize: size, &effort) { found.append(factor) } else { size += 1 }
    }
    return rest.degree > 0 ? found + [rest] : found
  }

  /// Takes the first true factor that `size` of the lifted ones make.
  private mutating func nextFactor(ofSize size: Int, _ effort: inout Effort) throws(Fault) -> DensePolynomial? {
    for choice in Combinations(of: size, from: open.count) {
      try effort.spend(16 * size)
      guard let (factor, quotient) = try divide(by: choice, &effort) else { continue }
      rest = quotient
      for index in choice.reversed() { open.remove(at: index) }
      return factor
    }
    return nil
  }

  /// The factor that a choice makes and the quotient. Of the choice and what it leaves, the one of lower degree is
  /// tried: the bound on coefficients is made for that.
  private func divide(
    by choice: [Int], _ effort: inout Effort
  ) throws(Fault) -> (factor: DensePolynomial, quotient: DensePolynomial)? {
    let degree = choice.reduce(0) { $0 + open[$1].degree }
    let isLower = 2 * degree <= rest.degree
    let indices = isLower ? choice : open.indices.filter { !choice.contains($0) }
    let leading = rest[rest.degree]
    // The constant coefficient tells most wrong choices apart at little cost.
    let constant = indices.reduce(leading) { ($0 * open[$1][0]).symmetricRemainder(dividingBy: modulus) }
    guard constant != .zero,
      (leading * rest[0]).quotientAndRemainder(dividingBy: constant).remainder == .zero
    else { return nil }
    var product: DensePolynomial = [leading]
    for index in indices { product = try product.product(open[index], modulo: modulus, &effort) }
    let candidate = product.primitivePart
    guard let quotient = try rest.quotient(candidate, &effort) else { return nil }
    return isLower ? (candidate, quotient) : (quotient, candidate)
  }
}
