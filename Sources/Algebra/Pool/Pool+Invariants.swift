extension Pool {
  /// Whether a new node is in canonical form; asked in debug builds only.
  func checkInvariants(_ handle: Handle) -> Bool {
    switch handle.form {
    case .number, .constant, .symbol, .applied, .derivative, .function: true
    case .scaled(let c, let rest): isCanonicalScaled(c, rest)
    case .sum(let terms): isCanonicalSum(terms)
    case .product(let factors): isCanonicalProduct(factors)
    case .power(let base, let exponent): exponent != .zero && exponent != .one && base != .one
    case .maximum(let l, let r), .minimum(let l, let r): l < r
    case .choice(let choice): choice.margin.number == nil && choice.value != choice.otherwise
    }
  }

  private func isCanonicalScaled(_ c: Handle, _ rest: Handle) -> Bool {
    guard let value = c.number else { return false }
    return !value.isZero && c != .one && rest.number == nil && rest.node.op != .scaled
  }

  private func isCanonicalSum(_ terms: Operands) -> Bool {
    let keys = terms.map { $0.number == nil ? $0.split.rest : .one }
    return terms.count > 1 && isSorted(terms) && Set(keys).count == keys.count
      && keys.allSatisfy { $0.node.op != .sum } && !terms.contains(.zero)
  }

  private func isCanonicalProduct(_ factors: Operands) -> Bool {
    factors.count > 1 && isSorted(factors)
      && factors.allSatisfy { $0.number == nil && $0.node.op != .product && $0.node.op != .scaled }
  }

  private func isSorted(_ operands: Operands) -> Bool {
    zip(operands, operands.dropFirst()).allSatisfy { $0 < $1 }
  }
}
