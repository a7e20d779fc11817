import Diagnostics
import Elementary

extension Integrator {
  /// Powers, exponentials and functions of a linear argument.
  mutating func known(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    switch f.form {
    case .power(let base, let exponent):
      if let squared = try knownSquare(f, base, exponent, x, &pool) { return squared }
      return exponent.contains(x)
        ? try exponential(f, base, exponent, x, &pool) : try power(f, base, exponent, x, &pool)
    case .symbol where f == x: return try power(f, x, .one, x, &pool)
    case .function(let function, let u):
      guard let (slope, _) = try pool.linear(u, in: x), let result = try pool.antiderivative(of: function, u) else {
        return nil
      }
      let scaled = try pool.distributed(try pool.power(slope, .minusOne), result)
      log(.function, f, x, scaled)
      return scaled
    default: return nil
    }
  }

  private mutating func power(
    _ f: Handle, _ base: Handle, _ exponent: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    guard let (slope, _) = try pool.linear(base, in: x) else { return nil }
    if exponent == .minusOne {
      let result = try pool.quotient(try pool.apply(.log, try pool.apply(.abs, base)), slope)
      log(.reciprocal, f, x, result)
      return result
    }
    let raised = try pool.sum(exponent, .one)
    let below = try pool.power(try pool.product(slope, raised), .minusOne)
    let result = try pool.product(try pool.power(base, raised), below)
    log(.power, f, x, result, condition: raised.isNonzero() ? nil : "\(excerpt(exponent)) != -1")
    return result
  }

  private mutating func exponential(
    _ f: Handle, _ base: Handle, _ exponent: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    guard !base.contains(x), let (slope, _) = try pool.linear(exponent, in: x) else { return nil }
    let result = try pool.quotient(f, try pool.product(slope, try pool.apply(.log, base)))
    log(.exponential, f, x, result, condition: base.isNonnegative() ? nil : "\(excerpt(base)) > 0")
    return result
  }

  /// Squares and reciprocals of functions whose integrals are in every table.
  private mutating func knownSquare(
    _ f: Handle, _ base: Handle, _ exponent: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    guard case .function(let function, let u) = base.form, let n = exponent.number?.word,
      let (slope, _) = try pool.linear(u, in: x), let result = try pool.antiderivative(of: function, u, power: n)
    else { return nil }
    let scaled = try pool.distributed(try pool.power(slope, .minusOne), result)
    log(.function, f, x, scaled)
    return scaled
  }

  /// `exp(a * x ** 2 + b * x + c)`: the error function where `a` is below 0.
  mutating func gaussian(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard case .function(.exp, let u) = f.form, let list = try pool.coefficients(of: u, in: x, limit: 2),
      list.count == 3
    else { return nil }
    let (c, b, a) = (list[0], list[1], try pool.negative(list[2]))
    guard pool.constantSign(of: a) == 1 else { return nil }
    let root = try pool.power(a, .half)
    let shift = try pool.quotient(b, try pool.product(.two, root))
    let factor = try pool.apply(.exp, try pool.sum(c, try pool.power(shift, .two)))
    let error = try pool.apply(.erf, try pool.difference(try pool.product(root, x), shift))
    let scale = try pool.quotient(try pool.power(.pi, .half), try pool.product(.two, root))
    let result = try pool.product([factor, scale, error])
    log(.gaussian, f, x, result)
    return result
  }

  /// A power of the root of a quadratic: `1 / sqrt(q)` and `sqrt(q)`, with a factor linear in `x`.
  mutating func radical(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let factors = f.node.op == .product ? Array(f.operands) : [f]
    guard
      let root = factors.first(where: {
        guard case .power(_, let exponent) = $0.form, let value = exponent.number?.rational else { return false }
        return value == .half || value == -Rational.half
      }),
      let q = try pool.coefficients(of: root.basePower.base, in: x, limit: 2), q.count == 3
    else { return nil }
    let cofactor = try pool.product(factors.filter { $0 != root })
    guard var p = try pool.coefficients(of: cofactor, in: x, limit: 2) else { return nil }
    let isBelow = root.basePower.exponent != .half
    guard (1...(isBelow ? 3 : 2)).contains(p.count),
      let base = isBelow ? try inverseRoot(q, x, &pool) : try rootIntegral(root, q, x, &pool)
    else { return nil }
    var second = Handle.zero
    if p.count == 3 {
      // p = s * q and a linear rest: the first part is s times the root itself.
      let share = try pool.quotient(p[2], q[2])
      let plain = try pool.power(root.basePower.base, .half)
      guard let whole = try rootIntegral(plain, q, x, &pool) else { return nil }
      second = try pool.distributed(share, whole)
      p = try [0, 1].mapped { k throws(Fault) in try pool.difference(p[k], try pool.product(share, q[k])) }
    }
    // p = m * q' + n: the first part is a power of q, the second the integral of the root alone.
    let twice = try pool.product(.two, q[2])
    let m = p.count == 2 ? try pool.quotient(p[1], twice) : .zero
    let n = try pool.difference(p.first ?? .zero, try pool.product(m, q[1]))
    let raised = try pool.power(root.basePower.base, isBelow ? .half : try pool.sum(.one, .half))
    let first = try pool.product([m, raised, isBelow ? .two : try pool.quotient(.two, try pool.integer(3))])
    let result = try pool.sum([first, second, try pool.distributed(n, base)])
    log(.radical, f, x, result)
    return result
  }

  /// The integral of `1 / sqrt(a * x ** 2 + b * x + c)`.
  private func inverseRoot(_ q: [Handle], _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let (b, a) = (q[1], q[2])
    guard let sign = pool.constantSign(of: a), sign != 0 else { return nil }
    let discriminant = try pool.discriminant(q)
    let size = try pool.power(sign > 0 ? a : try pool.negative(a), .half)
    let slope = try pool.sum(try pool.product([.two, a, x]), b)
    guard let kind = pool.constantSign(of: discriminant) else { return nil }
    if kind == 0 { return nil }
    let magnitude = try pool.power(kind > 0 ? discriminant : try pool.negative(discriminant), .half)
    let ratio = try pool.expand(try pool.quotient(slope, magnitude))
    if sign < 0 {
      guard kind > 0 else { return nil }
      return try pool.quotient(try pool.apply(.asin, try pool.negative(ratio)), size)
    }
    if kind < 0 { return try pool.quotient(try pool.apply(.asinh, ratio), size) }
    let root = try pool.power(try pool.polynomial(q, x), .half)
    let inner = try pool.sum(slope, try pool.product([.two, size, root]))
    return try pool.quotient(try pool.apply(.log, try pool.apply(.abs, inner)), size)
  }

  /// `∫ sqrt(q) = (2ax + b) / 4a * sqrt(q) - D / 8a * ∫ 1 / sqrt(q)`, with the discriminant D.
  private func rootIntegral(_ root: Handle, _ q: [Handle], _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard let inverse = try inverseRoot(q, x, &pool) else { return nil }
    let slope = try pool.sum(try pool.product([.two, q[2], x]), q[1])
    let first = try pool.quotient(try pool.product(slope, root), try pool.product(try pool.integer(4), q[2]))
    let share = try pool.quotient(try pool.discriminant(q), try pool.product(try pool.integer(-8), q[2]))
    return try pool.sum(first, try pool.product(share, inverse))
  }
}

extension Pool {
  mutating func discriminant(_ q: [Handle]) throws(Fault) -> Handle {
    try expand(try difference(try power(q[1], .two), try product([try integer(4), q[2], q[0]])))
  }

  mutating func polynomial(_ coefficients: [Handle], _ x: Handle) throws(Fault) -> Handle {
    var terms: [Handle] = []
    for (exponent, coefficient) in coefficients.enumerated() {
      terms.append(try product(coefficient, exponent == 0 ? .one : try power(x, try integer(exponent))))
    }
    return try sum(terms)
  }

  /// The table of integrals: that of `f(u)` by `u`.
  mutating func antiderivative(of f: ElementaryFunction, _ u: Handle) throws(Fault) -> Handle? {
    let value = try apply(f, u)
    let square = try power(u, .two)
    switch f {
    case .exp: return value
    case .sin: return try negative(try apply(.cos, u))
    case .cos: return try apply(.sin, u)
    case .tan: return try negative(try logarithm(.cos, u))
    case .sinh: return try apply(.cosh, u)
    case .cosh: return try apply(.sinh, u)
    case .tanh: return try apply(.log, try apply(.cosh, u))
    case .log: return try difference(try product(u, value), u)
    case .log2, .log10:
      let base = try apply(.log, try integer(f == .log2 ? 2 : 10))
      return try difference(try product(u, value), try quotient(u, base))
    case .asin, .acos:
      let root = try power(try difference(.one, square), .half)
      return try sum(try product(u, value), f == .asin ? root : try negative(root))
    case .atan:
      let logarithm = try apply(.log, try sum(square, .one))
      return try difference(try product(u, value), try product(.half, logarithm))
    case .asinh: return try difference(try product(u, value), try power(try sum(square, .one), .half))
    case .acosh:
      let roots = try product(
        try power(try sum(u, .minusOne), .half), try power(try sum(u, .one), .half))
      return try difference(try product(u, value), roots)
    case .atanh:
      let logarithm = try apply(.log, try difference(.one, square))
      return try sum(try product(u, value), try product(.half, logarithm))
    case .erf:
      let bell = try quotient(try apply(.exp, try negative(square)), try power(.pi, .half))
      return try sum(try product(u, value), bell)
    case .sigmoid: return try apply(.softplus, u)
    case .abs: return try product([.half, u, value])
    case .sign: return try apply(.abs, u)
    case .relu: return try product(.half, try power(value, .two))
    case .heaviside: return try apply(.relu, u)
    case .cbrt: return try product([try number(.exact(Rational(.small(3), .small(4)))), u, value])
    case .sqrt, .floor, .softplus, .silu, .gelu: return nil
    }
  }

  /// That of a power of `f(u)`.
  mutating func antiderivative(of f: ElementaryFunction, _ u: Handle, power n: Int) throws(Fault) -> Handle? {
    switch (f, n) {
    case (.cos, -2): return try apply(.tan, u)
    case (.sin, -2): return try negative(try power(try apply(.tan, u), .minusOne))
    case (.cosh, -2): return try apply(.tanh, u)
    case (.sinh, -2): return try negative(try power(try apply(.tanh, u), .minusOne))
    case (.tan, 2): return try difference(try apply(.tan, u), u)
    case (.tanh, 2): return try difference(u, try apply(.tanh, u))
    case (.cos, -1): return try apply(.atanh, try apply(.sin, u))
    case (.sin, -1): return try logarithm(.tan, try product(.half, u))
    case (.tan, -1): return try logarithm(.sin, u)
    case (.cosh, -1): return try apply(.atan, try apply(.sinh, u))
    case (.sinh, -1): return try logarithm(.tanh, try product(.half, u))
    case (.tanh, -1): return try logarithm(.sinh, u)
    default: return nil
    }
  }

  private mutating func logarithm(_ f: ElementaryFunction, _ u: Handle) throws(Fault) -> Handle {
    try apply(.log, try apply(.abs, try apply(f, u)))
  }
}
