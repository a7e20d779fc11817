import Diagnostics
import Elementary

/// `sin(u) ** m * cos(u) ** n` for a linear `u`.
private struct CircularProduct {
  let argument: Handle
  var sines = 0
  var cosines = 0
}

extension Integrator {
  /// Products of powers of sine and cosine, powers of the tangent, and products of waves of two frequencies.
  mutating func trigonometricPowers(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    if let result = try tangentPower(f, x, &pool) { return result }
    if let result = try waves(f, x, &pool) { return result }
    guard let product = circularProduct(f), let (slope, _) = try pool.linear(product.argument, in: x) else {
      return nil
    }
    if product.sines % 2 == 1 || product.cosines % 2 == 1 { return try oddPower(f, product, slope, x, &pool) }
    guard product.sines + product.cosines <= 16 else { return nil }
    let double = try pool.apply(.cos, try pool.product(.two, product.argument))
    let sine = try pool.product(.half, try pool.difference(.one, double))
    let cosine = try pool.product(.half, try pool.sum(.one, double))
    let image = try pool.expand(
      try pool.product(
        try pool.power(sine, try pool.integer(product.sines / 2)),
        try pool.power(cosine, try pool.integer(product.cosines / 2))))
    guard case .sum(let terms) = image.form else { return nil }
    return try termwise(Array(terms), f, x, .trigonometricPowers, &pool)
  }

  private func circularProduct(_ f: Handle) -> CircularProduct? {
    let factors = f.node.op == .product ? Array(f.operands) : [f]
    var result: CircularProduct?
    for factor in factors {
      let (base, exponent) = factor.basePower
      guard case .function(let g, let u) = base.form, g == .sin || g == .cos, let n = exponent.number?.word,
        (1...32).contains(n), result == nil || result?.argument == u
      else { return nil }
      var product = result ?? CircularProduct(argument: u)
      if g == .sin { product.sines = n } else { product.cosines = n }
      result = product
    }
    return result
  }

  /// One factor goes with the differential, the others are even and become polynomials in the other function.
  private mutating func oddPower(
    _ f: Handle, _ product: CircularProduct, _ slope: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    let isSine = product.sines % 2 == 1
    let (odd, other) = isSine ? (product.sines, product.cosines) : (product.cosines, product.sines)
    let t = try pool.symbol(SymbolRecord(name: "u", assumptions: []))
    guard !f.contains(t) else { return nil }
    let inner = try pool.apply(isSine ? .cos : .sin, product.argument)
    let even = try pool.power(
      try pool.difference(.one, try pool.power(t, .two)), try pool.integer((odd - 1) / 2))
    let scale = try pool.quotient(isSine ? .minusOne : .one, slope)
    let g = try pool.expand(try pool.product([scale, even, try pool.power(t, try pool.integer(other))]))
    log(.substitution, f, x, try Self.open(g, t, &pool), detail: "u = \(excerpt(inner))")
    return try integral(of: g, t, &pool).map { result throws(Fault) in try pool.replace([t: inner], in: result) }
  }

  /// `tan(u) ** n` is `tan(u) ** (n - 2) * (1 / cos(u) ** 2 - 1)`.
  private mutating func tangentPower(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard case .power(let base, let exponent) = f.form, case .function(.tan, let u) = base.form,
      let n = exponent.number?.word, (3...32).contains(n), let (slope, _) = try pool.linear(u, in: x)
    else { return nil }
    let first = try pool.quotient(
      try pool.power(base, try pool.integer(n - 1)), try pool.product(slope, try pool.integer(n - 1)))
    let rest = try pool.power(base, try pool.integer(n - 2))
    log(.trigonometricPowers, f, x, try pool.difference(first, try Self.open(rest, x, &pool)))
    return try integral(of: rest, x, &pool).map { inner throws(Fault) in try pool.difference(first, inner) }
  }

  /// A product of two waves is a sum of waves of the sum and the difference of their frequencies.
  private mutating func waves(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard case .product(let factors) = f.form, factors.count == 2, case .function(let g, let u) = factors[0].form,
      case .function(let h, let v) = factors[1].form, u != v, [g, h].allSatisfy({ $0 == .sin || $0 == .cos }),
      try pool.linear(u, in: x) != nil, try pool.linear(v, in: x) != nil
    else { return nil }
    let (sum, difference) = (try pool.sum(u, v), try pool.difference(u, v))
    let kind: ElementaryFunction = g == h ? .cos : .sin
    var terms = [try pool.apply(kind, sum), try pool.apply(kind, difference)]
    switch (g, h) {
    case (.sin, .sin): terms[0] = try pool.negative(terms[0])
    case (.cos, .sin): terms[1] = try pool.negative(terms[1])
    default: break
    }
    var halves: [Handle] = []
    for term in terms { halves.append(try pool.product(.half, term)) }
    return try termwise(halves, f, x, .trigonometricPowers, &pool)
  }
}
