import Diagnostics

/// What an identity made of a part of an expression.
struct Firing {
  let identity: ReadIdentity
  let bindings: Bindings
  let before: Handle
  let after: Handle
}

extension Pool {
  /// Wider sums are left alone: each pair of terms is looked at.
  private static var widthLimit: Int { 60 }

  /// The first identity that fits the node, with what it makes of it.
  mutating func firing(at x: Handle, _ book: IdentityBook) throws(Fault) -> Firing? {
    switch x.form {
    case .sum(let terms) where terms.count <= Self.widthLimit:
      return try firing(atSum: Array(terms), x, book)
    case .product(let factors) where factors.count <= Self.widthLimit:
      return try firing(atProduct: Array(factors), x, book)
    case .power, .function: return try firing(atWhole: x, book)
    case .sum, .product, .number, .constant, .symbol, .scaled, .maximum, .minimum, .choice, .applied, .derivative:
      return nil
    }
  }

  private mutating func firing(atWhole x: Handle, _ book: IdentityBook) throws(Fault) -> Firing? {
    for identity in book.identities {
      guard case .whole = identity.identity.shape else { continue }
      var bindings = Bindings()
      guard book.matches(identity.first, x, &bindings), isAllowed(identity, bindings) else { continue }
      let after = try book.fill(identity.replacement, bindings, &self)
      if after != x { return Firing(identity: identity, bindings: bindings, before: x, after: after) }
    }
    return nil
  }

  private func isAllowed(_ identity: ReadIdentity, _ bindings: Bindings) -> Bool {
    switch identity.identity.requirement {
    case .realArgument: !(bindings.u?.hasImaginary ?? true)
    case nil: true
    }
  }

  // MARK: Sums

  private mutating func firing(atSum terms: [Handle], _ x: Handle, _ book: IdentityBook) throws(Fault) -> Firing? {
    for identity in book.identities {
      guard case .terms = identity.identity.shape, let second = identity.second else { continue }
      for (place, term) in terms.enumerated() {
        for (bindings, cofactor) in try matches(identity.first, in: term, book) {
          var bindings = bindings
          guard
            let partner = try partner(of: second, times: cofactor, in: terms, besides: place, &bindings, book),
            let after = try merge(term, terms[partner], cofactor, identity, bindings, book)
          else { continue }
          let rest = terms.enumerated().filter { $0.offset != place && $0.offset != partner }.map(\.element)
          return Firing(identity: identity, bindings: bindings, before: x, after: try sum(rest + [after]))
        }
      }
    }
    return nil
  }

  /// Every way in which a term is the pattern times something.
  private mutating func matches(
    _ pattern: Handle, in term: Handle, _ book: IdentityBook
  ) throws(Fault) -> [(Bindings, cofactor: Handle)] {
    let factors = term.factorList
    var found: [(Bindings, cofactor: Handle)] = []
    let patterns = pattern.factorList
    for (i, factor) in factors.enumerated() {
      var bindings = Bindings()
      guard book.matches(patterns[0], factor, &bindings) else { continue }
      if patterns.count == 1 {
        found.append((bindings, try quotient(term, factor)))
        continue
      }
      for (j, other) in factors.enumerated() where j != i {
        var bindings = bindings
        guard book.matches(patterns[1], other, &bindings) else { continue }
        found.append((bindings, try quotient(term, try product(factor, other))))
      }
    }
    return found
  }

  /// The other term of an identity. A letter that is still free may stand for anything that fits.
  private mutating func partner(
    of pattern: Handle, times cofactor: Handle, in terms: [Handle], besides place: Int, _ bindings: inout Bindings,
    _ book: IdentityBook
  ) throws(Fault) -> Int? {
    if bindings.v != nil || !pattern.contains(book.v) {
      let wanted = try product(cofactor, try book.fill(pattern, bindings, &self)).split
      return terms.indices.first {
        $0 != place && terms[$0].split.rest == wanted.rest
          && terms[$0].split.coefficient.isNegative == wanted.coefficient.isNegative
      }
    }
    for index in terms.indices where index != place {
      let candidate = try quotient(terms[index], cofactor)
      if book.matches(pattern, candidate, &bindings) { return index }
    }
    return nil
  }

  /// The two terms as the identity has them, and what is left of the one that is larger.
  private mutating func merge(
    _ l: Handle, _ r: Handle, _ cofactor: Handle, _ identity: ReadIdentity, _ bindings: Bindings, _ book: IdentityBook
  ) throws(Fault) -> Handle? {
    guard let second = identity.second else { return nil }
    let wanted = try product(cofactor, try book.fill(second, bindings, &self))
    let left = wanted.split.coefficient.magnitude, right = r.split.coefficient.magnitude
    guard let a = left.rational, let b = right.rational else { return nil }
    let share = Numeric.exact(b < a ? b * a.reciprocal : .one)
    let image = try product([try number(share), cofactor, try book.fill(identity.replacement, bindings, &self)])
    let restOfLeft = try scaled(.one - share, l)
    let restOfRight = try difference(r, try product(try number(share), wanted))
    return try sum([image, restOfLeft, restOfRight])
  }

  // MARK: Products

  private mutating func firing(
    atProduct factors: [Handle], _ x: Handle, _ book: IdentityBook
  ) throws(Fault) -> Firing? {
    for identity in book.identities {
      guard case .factors = identity.identity.shape, let second = identity.second else { continue }
      for (i, factor) in factors.enumerated() {
        for (j, other) in factors.enumerated() where i != j {
          var bindings = Bindings()
          guard let count = common(identity.first, factor, second, other, &bindings, book) else { continue }
          let image = try power(try book.fill(identity.replacement, bindings, &self), try integer(count))
          let used = try power(
            try product(try book.fill(identity.first, bindings, &self), try book.fill(second, bindings, &self)),
            try integer(-count))
          let after = try product(factors + [used, image])
          if after != x { return Firing(identity: identity, bindings: bindings, before: x, after: after) }
        }
      }
    }
    return nil
  }

  /// How often both patterns are in two powers: twice for `sin(u)` and `1 / cos(u)` in `sin(x) ** 2 / cos(x) ** 3`.
  private func common(
    _ first: Handle, _ l: Handle, _ second: Handle, _ r: Handle, _ bindings: inout Bindings, _ book: IdentityBook
  ) -> Int? {
    if book.matches(first, l, &bindings), book.matches(second, r, &bindings) { return 1 }
    bindings = Bindings()
    let (a, b, p, q) = (l.basePower, r.basePower, first.basePower, second.basePower)
    guard a.base != .e, p.base != .e, book.matches(p.base, a.base, &bindings), book.matches(q.base, b.base, &bindings),
      let m = a.exponent.number?.word, let n = b.exponent.number?.word,
      let s = p.exponent.number?.word, let t = q.exponent.number?.word
    else { return nil }
    // Both counts have the same sign: a quotient turned over counts from below.
    let (i, j) = (m / s, n / t)
    return i == 0 || j == 0 || i.signum() != j.signum() ? nil : i.signum() * min(abs(i), abs(j))
  }
}

extension Handle {
  /// The factors of a term besides its number.
  fileprivate var factorList: [Handle] {
    let rest = split.rest
    return rest.node.op == .product ? Array(rest.operands) : [rest]
  }
}
