import Diagnostics
import Elementary

/// One summand of a derivative: a factor that is known, times a part that is still to be differentiated.
struct Partial {
  let factor: Handle
  let inner: Handle
}

/// What a rule makes of an expression: the derivative is the sum of factor times derivative of inner.
struct RuleApplication {
  let rule: DerivativeRule
  let partials: [Partial]
  /// Where it is there, the first partial applies where it is above 0 and the second elsewhere; else they are added.
  var margin: Handle?

  init(_ rule: DerivativeRule, _ partials: [Partial], margin: Handle? = nil) {
    self.rule = rule
    self.partials = partials
    self.margin = margin
  }

  init(_ rule: DerivativeRule, _ factor: Handle, _ inner: Handle) {
    self.init(rule, [Partial(factor: factor, inner: inner)])
  }
}

extension Pool {
  /// The rule for an expression, applied.
  mutating func application(to u: Handle, by x: inout Dependence) throws(Fault) -> RuleApplication {
    switch u.form {
    case .number, .constant, .symbol: RuleApplication(u == x.symbol ? .variable : .constant, [])
    case .scaled(let c, let rest): try partials(ofScaled: u, c, rest, by: &x)
    case .sum(let terms):
      RuleApplication(.sum, terms.filter { x.holds(for: $0) }.map { Partial(factor: .one, inner: $0) })
    case .product(let factors): try partials(ofProduct: Array(factors), scaledBy: .one, by: &x)
    case .power(let base, let exponent): try partials(ofPower: u, base, exponent, by: &x)
    case .function(let f, let inner):
      RuleApplication(
        inner == x.symbol ? .function : .functionChain, try derivative(of: f, at: inner, value: u), inner)
    case .maximum(let l, let r): try partials(ofExtremum: l, r, l, r)
    case .minimum(let l, let r): try partials(ofExtremum: l, r, r, l)
    case .choice(let choice):
      RuleApplication(
        .piecewise, [Partial(factor: .one, inner: choice.value), Partial(factor: .one, inner: choice.otherwise)],
        margin: choice.margin)
    case .applied(let head, let arguments): try partials(ofUnknown: head, Array(arguments), by: &x)
    case .derivative(let body, let variable):
      RuleApplication(.evaluation, .one, try derivative(of: body, by: variable))
    }
  }

  /// What the partials' derivatives make together.
  mutating func combine(_ terms: [Handle], margin: Handle?) throws(Fault) -> Handle {
    guard let margin, terms.count == 2 else { return try sum(terms) }
    return try choice(margin: margin, terms[0], otherwise: terms[1])
  }

  private mutating func partials(
    ofScaled u: Handle, _ c: Handle, _ rest: Handle, by x: inout Dependence
  ) throws(Fault) -> RuleApplication {
    if case .product(let factors) = rest.form {
      return try partials(ofProduct: Array(factors), scaledBy: c, by: &x)
    }
    return RuleApplication(.constantMultiple, c, rest)
  }

  private mutating func partials(
    ofProduct factors: [Handle], scaledBy c: Handle, by x: inout Dependence
  ) throws(Fault) -> RuleApplication {
    let varying = factors.filter { x.holds(for: $0) }
    if varying.count < factors.count || c != .one {
      let constant = try product(factors.filter { !varying.contains($0) } + [c])
      return RuleApplication(.constantMultiple, constant, try product(varying))
    }
    let below = varying.filter { $0.isReciprocal }
    if !below.isEmpty && below.count < varying.count { return try partials(ofQuotient: varying) }
    var partials: [Partial] = []
    for (index, factor) in varying.enumerated() {
      let others = Array(varying[..<index] + varying[(index + 1)...])
      partials.append(Partial(factor: try product(others), inner: factor))
    }
    return RuleApplication(.product, partials)
  }

  private mutating func partials(ofQuotient factors: [Handle]) throws(Fault) -> RuleApplication {
    let numerator = try product(factors.filter { !$0.isReciprocal })
    let reciprocal = try product(factors.filter { $0.isReciprocal })
    let denominator = try power(reciprocal, .minusOne)
    let second = try negative(try product(numerator, try power(reciprocal, .two)))
    return RuleApplication(
      .quotient, [Partial(factor: reciprocal, inner: numerator), Partial(factor: second, inner: denominator)])
  }

  private mutating func partials(
    ofPower u: Handle, _ base: Handle, _ exponent: Handle, by x: inout Dependence
  ) throws(Fault) -> RuleApplication {
    if !x.holds(for: exponent) {
      let factor = try product(exponent, try power(base, try sum(exponent, .minusOne)))
      return RuleApplication(base == x.symbol ? .power : .powerChain, factor, base)
    }
    let second = Partial(factor: try product(u, try apply(.log, base)), inner: exponent)
    if !x.holds(for: base) { return RuleApplication(.exponential, [second]) }
    let lowered = try power(base, try sum(exponent, .minusOne))
    return RuleApplication(.generalPower, [Partial(factor: try product(exponent, lowered), inner: base), second])
  }

  /// `first` and `second` pass their derivatives on where `l > r` and where `l < r`.
  private mutating func partials(
    ofExtremum l: Handle, _ r: Handle, _ first: Handle, _ second: Handle
  ) throws(Fault) -> RuleApplication {
    let step = try apply(.heaviside, try difference(l, r))
    let opposite = try apply(.heaviside, try difference(r, l))
    return RuleApplication(
      .extremum,
      [Partial(factor: step, inner: first), Partial(factor: opposite, inner: second)])
  }

  private mutating func partials(
    ofUnknown head: FunctionHead, _ arguments: [Handle], by x: inout Dependence
  ) throws(Fault) -> RuleApplication {
    var partials: [Partial] = []
    for (position, argument) in arguments.enumerated() where x.holds(for: argument) {
      let factor = try apply(head.differentiated(by: position, of: arguments.count), arguments)
      partials.append(Partial(factor: factor, inner: argument))
    }
    let isPlain = partials.count == 1 && partials[0].inner == x.symbol
    return RuleApplication(isPlain ? .unknownFunction : .unknownFunctionChain, partials)
  }
}

extension Handle {
  /// A factor that belongs below the fraction line.
  var isReciprocal: Bool {
    guard case .power(_, let exponent) = form else { return false }
    return exponent.number?.isNegative ?? false
  }
}

extension FunctionHead {
  func differentiated(by position: Int, of count: Int) -> FunctionHead {
    var orders = orders.isEmpty ? [Int](repeating: 0, count: count) : orders
    orders[position] += 1
    return FunctionHead(name: name, orders: orders)
  }
}
