import Diagnostics
import Elementary

extension Integrator {
  /// How many new variables are tried.
  private static var candidateLimit: Int { 24 }

  /// An inner function as the new variable, where its derivative stands beside it.
  mutating func substitution(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let t = try pool.symbol(SymbolRecord(name: "u", assumptions: []))
    guard x != t, !f.contains(t) else { return nil }
    for inner in f.innerFunctions(of: x).prefix(Self.candidateLimit) + (try pool.rootsOfPowers(in: f, x)) {
      guard let g = try substituted(inner, in: f, x, t, &pool), !pending.contains(g) else { continue }
      let mark = steps.count
      log(
        .substitution, f, x, try Self.open(g, t, &pool), detail: "u = \(excerpt(inner))")
      if let result = try integral(of: g, t, &pool) { return try pool.replace([t: inner], in: result) }
      steps.removeSubrange(mark...)
    }
    return nil
  }

  /// `f / inner'` in terms of `t = inner`; `nil` where `x` is left over.
  private func substituted(
    _ inner: Handle, in f: Handle, _ x: Handle, _ t: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    let slope = try pool.derivative(of: inner, by: x)
    if slope == .zero { return nil }
    let ratio = try pool.quotient(f, slope)
    let plain = try pool.replaced(inner, by: t, in: ratio)
    if !plain.contains(x) { return plain }
    var effort = Effort(Effort.standard / 100)
    guard let lowest = try? pool.cancel(try pool.replaced(inner, by: t, in: f), over: slope, &effort) else {
      return nil
    }
    let image = try pool.replaced(inner, by: t, in: lowest)
    return image.contains(x) ? nil : image
  }

  /// Roots of a linear expression and exponentials as the new variable: what is left is a fraction of polynomials.
  mutating func rationalizing(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let t = try pool.symbol(SymbolRecord(name: "u", assumptions: Assumptions([.positive])))
    guard !f.contains(t) else { return nil }
    for part in f.reachable().suffix(4 * Self.candidateLimit).reversed() where part.contains(x) {
      guard let (image, slope, inverse) = try rationalization(part, x, t, &pool) else { continue }
      let g = try pool.product(try pool.replace([x: image], in: f), slope)
      guard g.isRational(in: t) else { continue }
      let mark = steps.count
      log(.substitution, f, x, try Self.open(g, t, &pool), detail: "u = \(excerpt(inverse))")
      if let result = try integral(of: g, t, &pool) { return try pool.replace([t: inverse], in: result) }
      steps.removeSubrange(mark...)
    }
    return nil
  }

  private func rationalization(
    _ part: Handle, _ x: Handle, _ t: Handle, _ pool: inout Pool
  ) throws(Fault) -> (image: Handle, slope: Handle, inverse: Handle)? {
    switch part.form {
    case .power(let base, let exponent):
      guard let (a, b) = try pool.linear(base, in: x), let value = exponent.number?.rational, !value.isInteger,
        let index = value.denominator.word, index < 8
      else { return nil }
      let n = try pool.integer(index)
      let image = try pool.quotient(try pool.difference(try pool.power(t, n), b), a)
      let slope = try pool.product([n, try pool.power(t, try pool.integer(index - 1)), try pool.power(a, .minusOne)])
      return (image, slope, try pool.power(base, try pool.power(n, .minusOne)))
    case .function(.exp, let u):
      guard let (a, b) = try pool.linear(u, in: x), b == .zero else { return nil }
      let image = try pool.quotient(try pool.apply(.log, t), a)
      return (image, try pool.power(try pool.product(a, t), .minusOne), part)
    default: return nil
    }
  }

  // MARK: By parts

  mutating func parts(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    let factors = f.node.op == .product ? Array(f.operands) : [f]
    guard let u = differentiatedFactor(of: factors, x) else { return nil }
    let rest = try pool.product(factors.filter { $0 != u })
    let mark = steps.count
    guard let v = try rest.contains(x) ? integral(of: rest, x, &pool) : pool.product(rest, x) else { return nil }
    steps.removeSubrange(mark...)
    let slope = try pool.derivative(of: u, by: x)
    let next = try pool.expand(try pool.product(v, slope))
    let product = try pool.product(u, v)
    log(
      .parts, f, x, try pool.difference(product, try Self.open(next, x, &pool)),
      detail: "u = \(excerpt(u)), v = \(excerpt(v))")
    return try integral(of: next, x, &pool).map { inner throws(Fault) in try pool.difference(product, inner) }
  }

  /// Logarithms and inverse functions first, then polynomials beside something that is easy to integrate.
  private func differentiatedFactor(of factors: [Handle], _ x: Handle) -> Handle? {
    if let inverse = factors.first(where: { $0.isInverseFunction(of: x) }) { return inverse }
    guard factors.count > 1,
      factors.contains(where: { $0.basePower.base.node.op == .function || $0.basePower.base == .e })
        || factors.contains(where: { !$0.basePower.base.contains(x) })
    else { return nil }
    return factors.first { $0 == x || ($0.contains(x) && $0.isPolynomial(in: x, limit: 10)) }
  }

  /// `exp(p) * sin(q)` and `exp(p) * cos(q)` for linear `p` and `q`.
  mutating func cyclic(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard case .product(let factors) = f.form, factors.count == 2,
      let exponential = factors.first(where: { $0.basePower.base == .e }),
      let wave = factors.first(where: { $0 != exponential }), case .function(let g, let q) = wave.form,
      g == .sin || g == .cos, let (a, _) = try pool.linear(exponential.basePower.exponent, in: x),
      let (b, _) = try pool.linear(q, in: x)
    else { return nil }
    let other = try pool.apply(g == .sin ? .cos : .sin, q)
    let second = try pool.product([g == .sin ? .minusOne : .one, b, other])
    let above = try pool.sum(try pool.product(a, wave), second)
    let below = try pool.sum(try pool.power(a, .two), try pool.power(b, .two))
    let result = try pool.product([exponential, above, try pool.power(below, .minusOne)])
    log(.cyclic, f, x, result)
    return result
  }
}

extension Handle {
  fileprivate func isInverseFunction(of x: Handle) -> Bool {
    let (base, exponent) = basePower
    guard contains(x), case .function(let f, _) = base.form, let n = exponent.number?.word, n > 0, n < 9 else {
      return false
    }
    switch f {
    case .log, .log2, .log10, .asin, .acos, .atan, .asinh, .acosh, .atanh, .erf: return true
    default: return false
    }
  }

  /// What can be the new variable: arguments and bases that are not linear, the inner ones first.
  fileprivate func innerFunctions(of x: Handle) -> [Handle] {
    var list: Set<Handle> = []
    for part in reachable() where part.contains(x) && part != x {
      switch part.form {
      case .function(_, let u):
        list.insert(u)
        list.insert(part)
      case .power(let base, let exponent):
        list.insert(base)
        if exponent.contains(x) { list.insert(exponent) }
        if let n = exponent.number?.word, n > 2, n.isMultiple(of: 2), !base.contains(.e) { list.insert(part) }
      case .sum: list.insert(part)
      default: break
      }
    }
    return list.filter { $0.contains(x) && $0 != self && !$0.isPolynomial(in: x, limit: 1) }.sorted()
  }
}

extension Pool {
  /// `f` in terms of `t = inner`, powers of `inner` within other powers included.
  mutating func replaced(_ inner: Handle, by t: Handle, in f: Handle) throws(Fault) -> Handle {
    var images = [inner: t]
    // A sum with one term that varies gives that term: u = x ** 2 + 1 makes x ** 2 into u - 1.
    var (varying, unit) = (inner, t)
    if case .sum(let terms) = inner.form {
      let moving = terms.filter { !$0.node.symbols.isEmpty }
      if moving.count == 1 {
        (varying, unit) = (moving[0], try difference(t, try sum(terms.filter { $0.node.symbols.isEmpty })))
      }
    }
    let (coefficient, rest) = (varying.split.coefficient, varying.split.rest)
    if coefficient != .one {
      unit = try product(unit, try power(try number(coefficient), .minusOne))
      images[rest] = unit
    }
    if case .power(let base, let exponent) = rest.form, let n = exponent.number {
      images[rest] = unit
      for part in f.reachable() {
        guard case .power(base, let other) = part.form, let m = other.number, !n.isZero,
          let ratio = n.rational, let value = m.rational
        else { continue }
        let multiple = value * ratio.reciprocal
        if multiple.isInteger { images[part] = try power(unit, try number(.exact(multiple))) }
      }
    }
    if case .function(.exp, let u) = inner.form {
      for part in f.reachable() {
        guard case .function(.exp, let v) = part.form, v.split.rest == u.split.rest,
          let a = u.split.coefficient.rational, let b = v.split.coefficient.rational
        else { continue }
        let multiple = b * a.reciprocal
        if multiple.isInteger { images[part] = try power(t, try number(.exact(multiple))) }
      }
    }
    return try replace(images, in: f)
  }

  /// `x ** 2` and `x ** 3` where only their powers occur.
  fileprivate mutating func rootsOfPowers(in f: Handle, _ x: Handle) throws(Fault) -> [Handle] {
    let exponents = f.reachable().compactMap { part in
      part.basePower.base == x ? part.basePower.exponent.number?.word.map { abs($0) } : nil
    }
    guard let largest = exponents.max(), largest > 2 else { return [] }
    return [try power(x, .two), try power(x, try integer(3))]
  }

  mutating func cancel(_ l: Handle, over r: Handle, _ effort: inout Effort) throws(Fault) -> Handle {
    try cancel(try quotient(l, r), &effort)
  }
}
