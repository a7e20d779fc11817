extension Handle {
  /// How deep the questions below look; deeper expressions get the answer "not known".
  private static var depthLimit: Int { 12 }

  var hasImaginary: Bool { node.symbols.contains(.imaginary) }

  /// Whether the value is at least 0 wherever there is a real one, as far as the form shows it.
  func isNonnegative(depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit, !hasImaginary else { return false }
    let inner = { (y: Handle) in y.isNonnegative(depth: depth + 1) }
    return switch form {
    case .number(let value): !value.isNegative
    case .constant(let constant): constant != .i
    case .symbol(let record): record.assumptions.contains(.nonnegative)
    case .scaled(let c, let rest): inner(c) && inner(rest)
    case .sum(let parts), .product(let parts): parts.count < 64 && parts.allSatisfy(inner)
    case .power(let base, let exponent): inner(base) || exponent.number.map(Self.isEvenOrFractional) ?? false
    case .function(let f, let u): f.isNonnegative || (f.keepsNonnegative && inner(u))
    case .maximum(let l, let r): inner(l) || inner(r)
    case .minimum(let l, let r): inner(l) && inner(r)
    case .choice(let choice): inner(choice.value) && inner(choice.otherwise)
    case .applied, .derivative: false
    }
  }

  private static func isEvenOrFractional(_ exponent: Numeric) -> Bool {
    guard let rational = exponent.rational else { return true }
    return !rational.isInteger ? !rational.denominator.isOdd : !rational.numerator.isOdd
  }

  /// Whether the value is known to be a whole number.
  func isInteger(depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit else { return false }
    let inner = { (y: Handle) in y.isInteger(depth: depth + 1) }
    return switch form {
    case .number(let value): value.integer != nil
    case .symbol(let record): record.assumptions.contains(.integer)
    case .scaled(let c, let rest): inner(c) && inner(rest)
    case .sum(let parts), .product(let parts): parts.count < 64 && parts.allSatisfy(inner)
    case .power(let base, let exponent):
      inner(base) && exponent.number.map { !$0.isNegative && inner(exponent) } ?? false
    case .function(let f, let u): f == .floor || f == .sign || (f == .abs && inner(u))
    case .maximum(let l, let r), .minimum(let l, let r): inner(l) && inner(r)
    case .choice(let choice): inner(choice.value) && inner(choice.otherwise)
    case .constant, .applied, .derivative: false
    }
  }

  /// Whether the expression is known to differ from 0.
  func isNonzero(depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit else { return false }
    let inner = { (y: Handle) in y.isNonzero(depth: depth + 1) }
    return switch form {
    case .number(let value): !value.isZero
    case .constant: true
    case .symbol(let record): record.assumptions.contains(.nonzero)
    case .scaled(_, let rest): inner(rest)
    case .sum(let terms):
      terms.count < 64 && terms.allSatisfy { $0.isNonnegative(depth: depth + 1) } && terms.contains(where: inner)
    case .product(let factors): factors.count < 64 && factors.allSatisfy(inner)
    case .power(let base, _): inner(base)
    case .function(let f, let u): f.isPositive || (f == .abs && inner(u))
    case .choice(let choice): inner(choice.value) && inner(choice.otherwise)
    case .maximum, .minimum, .applied, .derivative: false
    }
  }
}
