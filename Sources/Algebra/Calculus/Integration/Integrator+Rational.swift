import Diagnostics

extension Integrator {
  /// A fraction of polynomials: by partial fractions, then logarithms and inverse tangents.
  mutating func rational(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard f.isRational(in: x) else { return nil }
    if let result = try quadraticFraction(f, x, &pool) { return result }
    var effort = Effort(Effort.standard / 10)
    guard let parts = try? pool.apart(f, by: x, &effort), parts != f else { return nil }
    guard case .sum(let terms) = parts.form else { return try integral(of: parts, x, &pool) }
    return try termwise(Array(terms), f, x, .partialFractions, &pool)
  }

  /// `(p * x + r) / q ** k` for a quadratic `q` without rational roots.
  private mutating func quadraticFraction(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let factors = f.node.op == .product ? Array(f.operands) : [f]
    let below = factors.filter(\.isReciprocal)
    guard below.count == 1, let power = below[0].basePower.exponent.number?.word, power >= -8,
      let q = try pool.coefficients(of: below[0].basePower.base, in: x, limit: 2), q.count == 3,
      let p = try pool.coefficients(of: try pool.product(factors.filter { !$0.isReciprocal }), in: x, limit: 1)
    else { return nil }
    let quadratic = below[0].basePower.base
    guard let (inverse, condition) = try inverse(of: quadratic, q, x, -power, &pool) else { return nil }
    let m = p.count == 2 ? try pool.quotient(p[1], try pool.product(.two, q[2])) : .zero
    let n = try pool.difference(p.first ?? .zero, try pool.product(m, q[1]))
    let first =
      power == -1
      ? try pool.apply(.log, try pool.apply(.abs, quadratic))
      : try pool.quotient(try pool.power(quadratic, try pool.integer(power + 1)), try pool.integer(power + 1))
    let result = try pool.sum(try pool.product(m, first), try pool.distributed(n, inverse))
    log(.quadratic, f, x, result, condition: condition)
    return result
  }

  /// The integral of `1 / q ** k`.
  private func inverse(
    of quadratic: Handle, _ q: [Handle], _ x: Handle, _ k: Int, _ pool: inout Pool
  ) throws(Fault) -> (Handle, condition: String?)? {
    let discriminant = try pool.discriminant(q)
    let opposite = try pool.negative(discriminant)
    let slope = try pool.sum(try pool.product([.two, q[2], x]), q[1])
    if k > 1 {
      guard discriminant != .zero, let (rest, condition) = try inverse(of: quadratic, q, x, k - 1, &pool) else {
        return nil
      }
      let scale = try pool.power(try pool.product(try pool.integer(k - 1), opposite), .minusOne)
      let lowered = try pool.power(quadratic, try pool.integer(1 - k))
      let share = try pool.product([try pool.integer(2 * (2 * k - 3)), q[2], scale])
      return (
        try pool.sum(try pool.product([slope, scale, lowered]), try pool.distributed(share, rest)), condition
      )
    }
    if discriminant == .zero { return (try pool.quotient(.minusOne, try pool.product(.half, slope)), nil) }
    if let sign = pool.constantSign(of: discriminant), sign > 0 {
      let root = try pool.root(of: discriminant)
      let ratio = try pool.quotient(try pool.difference(slope, root), try pool.sum(slope, root))
      return (try pool.quotient(try pool.apply(.log, try pool.apply(.abs, ratio)), root), nil)
    }
    guard opposite.isNonnegative() || pool.constantSign(of: opposite) == 1 else { return nil }
    let root = try pool.root(of: opposite)
    let angle = try pool.apply(.atan, try pool.expand(try pool.quotient(slope, root)))
    let isCertain = pool.constantSign(of: opposite) != nil
    return (
      try pool.product([.two, angle, try pool.power(root, .minusOne)]), isCertain ? nil : "\(excerpt(root)) != 0"
    )
  }
}

extension Pool {
  /// A number whose square is `x`: squares lose their exponent, whatever their sign.
  mutating func root(of x: Handle) throws(Fault) -> Handle {
    let (coefficient, rest) = (x.split.coefficient, x.split.rest)
    let outer = try power(try number(coefficient), .half)
    guard case .power(let base, .two) = rest.form else { return try product(outer, try power(rest, .half)) }
    return try product(outer, base)
  }
}

extension Handle {
  /// Whether the form shows a fraction of polynomials in `x`.
  func isRational(in x: Handle) -> Bool {
    reachable { $0.contains(x) }.allSatisfy { part in
      guard part.contains(x), part != x else { return true }
      switch part.form {
      case .sum, .product, .scaled: return true
      case .power(let base, let exponent):
        return base.contains(x) && (exponent.number?.word.map { abs($0) <= 64 } ?? false)
      default: return false
      }
    }
  }
}
