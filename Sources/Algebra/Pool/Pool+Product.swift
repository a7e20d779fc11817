import Diagnostics

/// A factor as a base and its exponents, to be added.
private struct Factor {
  var base: Handle
  var exponents: [Handle]
  /// The factor as it came, for those that meet no other with their base.
  var original: Handle
}

extension Handle {
  /// The base and exponent of a factor; exponentials are powers of `e`.
  var basePower: (base: Handle, exponent: Handle) {
    switch form {
    case .power(let base, let exponent): (base, exponent)
    case .function(.exp, let exponent): (.e, exponent)
    case .number, .constant, .symbol, .scaled, .sum, .product, .function, .maximum, .minimum, .choice, .applied,
      .derivative:
      (self, .one)
    }
  }
}

extension Pool {
  /// The product in canonical form: flattened, powers of one base merged, numbers folded, sums left as they are.
  ///
  /// Complexity: O(n log n) for n factors in all.
  mutating func product(_ parts: [Handle]) throws(Fault) -> Handle {
    var coefficient = Numeric.one
    var factors: [Handle] = []
    for part in parts {
      let term = part.split
      coefficient = try (coefficient * term.coefficient).checked()
      guard term.rest != .one else { continue }
      if term.rest.node.op == .product { factors += term.rest.operands } else { factors.append(term.rest) }
    }
    if coefficient.isZero && !factors.contains(.infinity) { return .zero }
    if factors.count < 2 { return try scaled(coefficient, factors.first ?? .one) }
    return try product(coefficient, merging: factors)
  }

  mutating func product(_ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    if l == .one { return r }
    return r == .one ? l : try product([l, r])
  }

  mutating func quotient(_ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    try product(l, try power(r, .minusOne))
  }

  private mutating func product(_ coefficient: Numeric, merging factors: [Handle]) throws(Fault) -> Handle {
    var list: [Handle] = []
    var isSettled = true
    for group in grouped(factors) {
      let merged = try merge(group)
      // A merged power can become a number or fall apart: then its parts meet the other factors once more.
      if group.exponents.count > 1 && !isSettledPower(merged, of: group) { isSettled = false }
      list.append(merged)
    }
    if isSettled, let (first, second) = mergeableRadicals(in: list) {
      let radical = try mergedRadical(list[first], list[second])
      list.remove(at: second)
      list[first] = radical
      isSettled = false
    }
    guard isSettled else { return try product(list + [try number(coefficient)]) }
    let rest = list.count > 1 ? try nary(.product, list.sorted()) : list.first ?? .one
    return try scaled(coefficient, rest)
  }

  /// Whether merging left a power of the same base; an exponential must also keep the kind that it was grouped by.
  private func isSettledPower(_ merged: Handle, of group: Factor) -> Bool {
    let (base, exponent) = merged.basePower
    guard base == group.base, merged.isFactor else { return false }
    return base != .e || exponent.split.rest == group.exponents[0].split.rest
  }

  private mutating func merge(_ group: Factor) throws(Fault) -> Handle {
    if group.exponents.count == 1 { return group.original }
    return try power(group.base, try sum(group.exponents))
  }

  /// Factors by base; exponentials only where their exponents are multiples of one expression, so that
  /// `exp(x) * exp(exp(x))` stays as it is.
  private func grouped(_ factors: [Handle]) -> [Factor] {
    let keyed = factors.map { factor in
      let (base, exponent) = factor.basePower
      return (base: base, kind: base == .e ? exponent.split.rest : .zero, exponent: exponent, factor: factor)
    }
    let order = keyed.indices.sorted { (keyed[$0].base, keyed[$0].kind, $0) < (keyed[$1].base, keyed[$1].kind, $1) }
    var groups: [Factor] = []
    var kind = Handle.zero
    for index in order {
      let next = keyed[index]
      if let last = groups.last, last.base == next.base, kind == next.kind {
        groups[groups.count - 1].exponents.append(next.exponent)
      } else {
        groups.append(Factor(base: next.base, exponents: [next.exponent], original: next.factor))
        kind = next.kind
      }
    }
    return groups
  }
}

// MARK: - Radicals of numbers

extension Handle {
  fileprivate var isFactor: Bool {
    switch form {
    case .number, .scaled, .product: false
    case .constant, .symbol, .sum, .power, .function, .maximum, .minimum, .choice, .applied, .derivative: true
    }
  }

  /// The base and exponent of a number's root, such as `sqrt(2)`.
  fileprivate var radical: (base: Numeric, exponent: Handle)? {
    guard case .power(let base, let exponent) = form, let value = base.number, exponent.number != nil,
      !value.isNegative
    else { return nil }
    return (value, exponent)
  }
}

extension Pool {
  /// Two roots of numbers of one index: `sqrt(2) * sqrt(3)` is `sqrt(6)`.
  private func mergeableRadicals(in list: [Handle]) -> (Int, Int)? {
    let radicals = list.enumerated().compactMap { index, factor in factor.radical.map { (index, $0.exponent) } }
    for (position, (first, exponent)) in radicals.enumerated() {
      if let other = radicals[(position + 1)...].first(where: { $0.1 == exponent }) { return (first, other.0) }
    }
    return nil
  }

  private mutating func mergedRadical(_ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    guard let a = l.radical, let b = r.radical else { return try product(l, r) }
    return try power(try number(a.base * b.base), a.exponent)
  }
}
