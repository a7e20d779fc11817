import Diagnostics

/// A derivative under way: the factors collected on the way down a chain, and the parts at its end.
private struct PendingDerivative {
  let root: Handle
  let factors: [Handle]
  /// What is left to differentiate; a single one is an end that is known.
  let partials: [Partial]
  let margin: Handle?
  /// The parts before this one are known.
  var next = 0

  init(root: Handle, factors: [Handle], _ application: RuleApplication) {
    self.root = root
    self.factors = factors
    partials = application.partials
    margin = application.margin
  }

  /// The first part whose derivative is not known yet.
  mutating func open(_ slopes: inout Slopes) -> Handle? {
    while next < partials.count, slopes.settled(partials[next].inner) != nil { next += 1 }
    return next < partials.count ? partials[next].inner : nil
  }
}

/// The derivatives that are known so far.
private struct Slopes {
  var dependence: Dependence
  var known: [Handle: Handle]

  init(by x: Handle) {
    dependence = Dependence(on: x)
    known = [x: .one]
  }

  mutating func settled(_ u: Handle) -> Handle? {
    known[u] ?? (dependence.holds(for: u) ? nil : .zero)
  }
}

extension Pool {
  /// The derivative of an expression by a symbol or by an applied unknown function, such as `g(x)`.
  mutating func derivative(of u: Handle, by x: Handle) throws(Fault) -> Handle {
    switch x.node.op {
    case .symbol: try derivative(of: u, bySymbol: x)
    case .applied: try derivative(of: u, byPart: x)
    default: try slotDerivative(of: u, by: x)
    }
  }

  /// The derivative by a part of the expression, as if it were a symbol.
  mutating func derivative(of u: Handle, byPart x: Handle) throws(Fault) -> Handle {
    if x.isSymbol { return try derivative(of: u, bySymbol: x) }
    let placeholder = try symbol(.placeholder)
    let slope = try derivative(of: try replace([x: placeholder], in: u), bySymbol: placeholder)
    return try replace([placeholder: x], in: slope)
  }

  /// Whether `x` is exactly one argument of the unknown function that `u` applies.
  private func isSlot(_ x: Handle, of u: Handle) -> Bool {
    guard case .applied(_, let arguments) = u.form else { return false }
    return arguments.count { $0 == x } == 1
  }

  /// `diff(f(2 * x), 2 * x)`: the derivative of an unknown function by the argument that reads so.
  private mutating func slotDerivative(of u: Handle, by x: Handle) throws(Fault) -> Handle {
    guard isSlot(x, of: u), x.number == nil, case .applied(let head, let arguments) = u.form,
      let position = arguments.firstIndex(of: x)
    else { throw Fault(.notASymbol, "\(excerpt(x)) is not a symbol to differentiate by") }
    return try apply(head.differentiated(by: position, of: arguments.count), Array(arguments))
  }

  /// Complexity: each part of `u` is differentiated once, however often it occurs.
  private mutating func derivative(of u: Handle, bySymbol x: Handle) throws(Fault) -> Handle {
    var slopes = Slopes(by: x)
    if let value = slopes.settled(u) { return value }
    var stack = [try descend(from: u, &slopes)]
    while var pending = stack.popLast() {
      if let inner = pending.open(&slopes) {
        stack.append(pending)
        stack.append(try descend(from: inner, &slopes))
      } else {
        slopes.known[pending.root] = try assemble(pending, &slopes)
      }
    }
    return slopes.known[u] ?? .zero
  }

  /// Follows a chain of functions inwards and keeps its factors in one list: a product of all of them is made once,
  /// where one product per link would take quadratic space.
  private mutating func descend(from root: Handle, _ slopes: inout Slopes) throws(Fault) -> PendingDerivative {
    var factors: [Handle] = []
    var current = root
    while true {
      let application = try application(to: current, by: &slopes.dependence)
      let partials = application.partials
      guard partials.count == 1, slopes.settled(partials[0].inner) == nil else {
        return PendingDerivative(root: root, factors: factors, application)
      }
      factors.append(partials[0].factor)
      current = partials[0].inner
    }
  }

  private mutating func assemble(_ pending: PendingDerivative, _ slopes: inout Slopes) throws(Fault) -> Handle {
    var terms: [Handle] = []
    for partial in pending.partials {
      guard let inner = slopes.settled(partial.inner), inner != .zero || pending.margin != nil else { continue }
      terms.append(try product(partial.factor, inner))
    }
    return try product(pending.factors + [try combine(terms, margin: pending.margin)])
  }

  /// The derivative by several variables in turn; a number after a variable repeats it: `x, 2, y`.
  mutating func derivative(of u: Handle, byAll xs: [Handle]) throws(Fault) -> Handle {
    var result = u
    for x in try variables(xs) { result = try derivative(of: result, by: x) }
    return result
  }

  private func variables(_ xs: [Handle]) throws(Fault) -> [Handle] {
    var list: [Handle] = []
    for x in xs {
      guard let value = x.number else {
        list.append(x)
        continue
      }
      guard let last = list.last, let order = value.word, (0...10_000).contains(order) else {
        throw Fault(.notASymbol, "\(excerpt(x)) is neither a symbol to differentiate by nor an order")
      }
      list.removeLast()
      list += Array(repeating: last, count: order)
    }
    return list
  }
}
