import Diagnostics

extension Handle {
  /// The expressions that this one is made of, one level down.
  var parts: [Handle] {
    switch form {
    case .number, .constant, .symbol: []
    case .scaled(_, let rest): [rest]
    case .sum(let parts), .product(let parts): Array(parts)
    case .power(let l, let r), .maximum(let l, let r), .minimum(let l, let r), .derivative(let l, let r): [l, r]
    case .function(_, let x): [x]
    case .choice(let choice): choice.parts
    case .applied(_, let arguments): Array(arguments)
    }
  }

  /// Every expression in this one, each once, parts before what they are part of. Complexity: O(n log n).
  func reachable(where enters: (Handle) -> Bool = { _ in true }) -> [Handle] {
    var seen: Set<Handle> = [self]
    var stack = [self]
    while let next = stack.popLast() {
      for part in next.parts where enters(part) && seen.insert(part).inserted { stack.append(part) }
    }
    return seen.sorted()
  }

  /// Whether `part` occurs in this expression.
  func contains(_ part: Handle) -> Bool {
    if self == part { return true }
    let node = part.node
    guard self.node.symbols.isSuperset(of: node.symbols) else { return false }
    if node.op == .symbol && !node.symbols.contains(.others) { return true }
    return reachable { $0 >= part && $0.node.symbols.isSuperset(of: node.symbols) }.contains(part)
  }
}

extension Pool {
  /// The same kind of expression over other parts, brought into canonical form again.
  mutating func rebuild(_ x: Handle, _ image: (Handle) -> Handle) throws(Fault) -> Handle {
    switch x.form {
    case .number, .constant, .symbol: x
    case .scaled(let c, let rest): try product(c, image(rest))
    case .sum(let terms): try sum(terms.map(image))
    case .product(let factors): try product(factors.map(image))
    case .power(let base, let exponent): try power(image(base), image(exponent))
    case .function(let f, let argument): try apply(f, image(argument))
    case .maximum(let l, let r): try extremum(.maximum, image(l), image(r))
    case .minimum(let l, let r): try extremum(.minimum, image(l), image(r))
    case .choice(let c): try choice(margin: image(c.margin), image(c.value), otherwise: image(c.otherwise))
    case .applied(let head, let arguments): try apply(head, arguments.map(image))
    case .derivative(let body, let variable): try derivative(of: image(body), by: image(variable))
    }
  }
}
