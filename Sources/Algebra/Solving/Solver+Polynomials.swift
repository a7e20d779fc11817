import Diagnostics
import Elementary

extension Solver {
  mutating func polynomial(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    guard let coefficients = try pool.coefficients(of: f, in: x), coefficients.count > 1 else { return nil }
    if coefficients.count > 2, let factors = factors(of: f, x, &pool) {
      log(.factors, f, x, factors)
      var roots: [Handle] = []
      for factor in factors {
        guard let list = try pool.coefficients(of: factor, in: x) else { return nil }
        roots += try irreducible(factor, list, x, &pool)
      }
      return roots
    }
    return try irreducible(f, coefficients, x, &pool)
  }

  /// The factors over the rationals that hold the unknown, where there are several.
  private func factors(of f: Handle, _ x: Handle, _ pool: inout Pool) -> [Handle]? {
    var effort = Effort(Effort.standard / 10)
    guard let product = try? pool.factor(f, &effort) else { return nil }
    let rest = product.split.rest
    let factors = rest.node.op == .product ? Array(rest.operands) : [rest]
    let bases = factors.filter { $0.contains(x) }.map {
      $0.basePower.exponent.number?.word != nil ? $0.basePower.base : $0
    }
    return bases.count > 1 || (bases.count == 1 && bases[0] != f && factors != [f]) ? bases : nil
  }

  private mutating func irreducible(
    _ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    switch c.count {
    case 0, 1: return []
    case 2:
      let root = try pool.quotient(try pool.negative(c[0]), c[1])
      let condition = c[1].isNonzero() ? nil : "\(excerpt(c[1])) != 0"
      log(.linear, f, x, [try pool.difference(x, root)], condition: condition)
      return [root]
    case 3: return try quadratic(f, c, x, &pool)
    case 4: return try cubic(f, c, x, &pool)
    case 5: return try quartic(f, c, x, &pool)
    default:
      if let roots = try binomial(f, c, x, &pool) { return roots }
      return try numerically(f, x, &pool)
    }
  }

  private mutating func quadratic(
    _ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    let discriminant = try pool.discriminant(c)
    let sign = pool.constantSign(of: discriminant)
    if sign == -1 {
      log(.quadratic, f, x, [], condition: "\(excerpt(discriminant)) < 0: no real root")
      return []
    }
    let twice = try pool.power(try pool.product(.two, c[2]), .minusOne)
    let start = try pool.product([.minusOne, c[1], twice])
    let step = try pool.product(try pool.root(of: discriminant), twice)
    let roots = [try pool.difference(start, step), try pool.sum(start, step)]
    let conditions =
      (sign == nil && !discriminant.isNonnegative() ? ["\(excerpt(discriminant)) >= 0"] : [])
      + (c[2].isNonzero() ? [] : ["\(excerpt(c[2])) != 0"])
    let after = try roots.mapped { root throws(Fault) in try pool.difference(x, root) }
    log(.quadratic, f, x, after, condition: conditions.isEmpty ? nil : conditions.joined(separator: ", "))
    return sign == 0 ? [roots[0]] : roots
  }

  /// `a * x ** n + c`.
  private mutating func binomial(
    _ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle]? {
    guard c.dropFirst().dropLast().allSatisfy({ $0 == .zero }), let last = c.last else { return nil }
    let n = c.count - 1
    let value = try pool.quotient(try pool.negative(c[0]), last)
    return try roots(of: value, index: n, &pool).map { roots throws(Fault) in
      log(.undoing, f, x, try roots.mapped { root throws(Fault) in try pool.difference(x, root) })
      return roots
    }
  }

  /// The real numbers whose n-th power is a value; `nil` where its sign is not known.
  func roots(of value: Handle, index n: Int, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    guard let sign = pool.constantSign(of: value) ?? (value.isNonnegative() ? 1 : nil) else { return nil }
    let exponent = try pool.number(.exact(Rational(.one, .small(n))))
    if sign == 0 { return [.zero] }
    if sign < 0 {
      if n.isMultiple(of: 2) { return [] }
      return [try pool.negative(try pool.power(try pool.negative(value), exponent))]
    }
    let root = try pool.power(value, exponent)
    return n.isMultiple(of: 2) ? [try pool.negative(root), root] : [root]
  }

  // MARK: Cubics

  /// By Cardano's formula where one root is real, by cosines where three are (DLMF 1.11(iii)).
  private mutating func cubic(_ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle] {
    if let roots = try binomial(f, c, x, &pool) { return roots }
    let roots = try cubicRoots(c, &pool)
    let after = try roots.mapped { root throws(Fault) in try pool.difference(x, root) }
    log(roots.count == 1 ? .cubic : .trigonometricCubic, f, x, after)
    return roots
  }

  private func cubicRoots(_ c: [Handle], _ pool: inout Pool) throws(Fault) -> [Handle] {
    let third = try pool.number(.exact(Rational(.one, .small(3))))
    let (b, d) = (try pool.quotient(c[2], c[3]), try pool.quotient(c[0], c[3]))
    let middle = try pool.quotient(c[1], c[3])
    let shift = try pool.product(third, b)
    // x = t - shift turns it into t ** 3 + p * t + q.
    let p = try pool.expand(try pool.difference(middle, try pool.product([third, b, b])))
    let cube = try pool.product(try pool.integer(2), try pool.power(shift, try pool.integer(3)))
    let q = try pool.expand(try pool.sum([cube, try pool.negative(try pool.product(shift, middle)), d]))
    let halfQ = try pool.product(.half, q)
    let thirdP = try pool.product(third, p)
    let inner = try pool.expand(
      try pool.sum(try pool.power(halfQ, .two), try pool.power(thirdP, try pool.integer(3))))
    guard let sign = pool.constantSign(of: inner) else { throw Self.undecided }
    if sign < 0 { return try cosineRoots(thirdP, halfQ, shift, &pool) }
    let root = try pool.power(inner, .half)
    let u = try realCubeRoot(try pool.difference(root, halfQ), &pool)
    let v = try realCubeRoot(try pool.negative(try pool.sum(root, halfQ)), &pool)
    return [try pool.difference(try pool.sum(u, v), shift)]
  }

  private func cosineRoots(
    _ thirdP: Handle, _ halfQ: Handle, _ shift: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    let size = try pool.power(try pool.negative(thirdP), .half)
    let cosine = try pool.quotient(try pool.negative(halfQ), try pool.power(size, try pool.integer(3)))
    let third = Numeric.exact(Rational(.one, .small(3)))
    let angle = try pool.scaled(third, try pool.apply(.acos, cosine))
    return try [0, 1, 2].mapped { k throws(Fault) in
      let turn = try pool.scaled(.exact(Rational(.small(2 * k), .small(3))), .pi)
      let wave = try pool.apply(.cos, try pool.difference(angle, turn))
      return try pool.difference(try pool.product([.two, size, wave]), shift)
    }
  }

  private func realCubeRoot(_ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    let third = try pool.number(.exact(Rational(.one, .small(3))))
    guard let sign = pool.constantSign(of: x) else { throw Self.undecided }
    return sign < 0
      ? try pool.negative(try pool.power(try pool.negative(x), third)) : sign == 0 ? .zero : try pool.power(x, third)
  }

  // MARK: Quartics

  private mutating func quartic(
    _ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    if let roots = try binomial(f, c, x, &pool) { return roots }
    if c[1] == .zero && c[3] == .zero { return try biquadratic(f, c, x, &pool) }
    let quarter = try pool.number(.exact(Rational(.one, .small(4))))
    let lead = try pool.power(c[4], .minusOne)
    let shift = try pool.product([quarter, c[3], lead])
    let t = try pool.symbol(.near)
    // x = t - shift: t ** 4 + p * t ** 2 + q * t + r.
    let shifted = try pool.product(lead, try pool.replace([x: try pool.difference(t, shift)], in: f))
    guard let d = try pool.coefficients(of: shifted, in: t, limit: 4), d.count == 5 else { throw Self.undecided }
    // m ** 3 + p * m ** 2 + (p ** 2 / 4 - r) * m - q ** 2 / 8 has a positive root m.
    let resolvent = [
      try pool.product([try pool.number(.exact(Rational(.small(-1), .small(8)))), d[1], d[1]]),
      try pool.difference(try pool.product([quarter, d[2], d[2]]), d[0]), d[2], .one,
    ]
    let candidates = try cubicRoots(resolvent, &pool)
    guard let m = candidates.first(where: { pool.constantSign(of: $0) == 1 }) else { throw Self.undecided }
    let root = try pool.power(try pool.product(.two, m), .half)
    let base = try pool.sum(try pool.product(.half, d[2]), m)
    let tilt = try pool.quotient(d[1], try pool.product(.two, root))
    var roots: [Handle] = []
    for sign in [Handle.minusOne, .one] {
      let constant = try pool.sum(base, try pool.product(try pool.negative(sign), tilt))
      let quadratic = [constant, try pool.product(sign, root), .one]
      let discriminant = try pool.sum(
        try pool.product(.two, m), try pool.product(try pool.integer(-4), constant))
      guard let kind = pool.constantSign(of: discriminant) else { throw Self.undecided }
      if kind < 0 { continue }
      let middle = try pool.product([.minusOne, .half, quadratic[1]])
      let step = try pool.product(.half, try pool.power(discriminant, .half))
      for signed in [try pool.negative(step), step] {
        roots.append(try pool.sum([middle, signed, try pool.negative(shift)]))
      }
    }
    log(.quartic, f, x, try roots.mapped { root throws(Fault) in try pool.difference(x, root) })
    return roots
  }

  private mutating func biquadratic(
    _ f: Handle, _ c: [Handle], _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    let t = try pool.symbol(.near)
    let square = try pool.power(x, .two)
    let inner = try pool.polynomial([c[0], c[2], c[4]], t)
    log(.substitution, f, x, [try pool.replace([t: square], in: inner)])
    var roots: [Handle] = []
    for value in try quadratic(inner, [c[0], c[2], c[4]], t, &pool) {
      guard let signed = try self.roots(of: value, index: 2, &pool) else { throw Self.undecided }
      roots += signed
    }
    return roots
  }
}

extension Array<Handle> {
  func mapped<R>(_ image: (Handle) throws(Fault) -> R) throws(Fault) -> [R] {
    var list: [R] = []
    for element in self { list.append(try image(element)) }
    return list
  }
}
