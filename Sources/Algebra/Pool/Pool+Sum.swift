import Diagnostics

/// A term as a number times the rest; a number alone has the rest 1.
struct Term {
  var coefficient: Numeric
  var rest: Handle
}

extension Handle {
  /// The term's number and what it multiplies.
  var split: Term {
    let form = form
    return switch form {
    case .number(let value): Term(coefficient: value, rest: .one)
    case .scaled(let c, let rest): Term(coefficient: c.number ?? .one, rest: rest)
    case .constant, .symbol, .sum, .product, .power, .function, .maximum, .minimum, .choice, .applied, .derivative:
      Term(coefficient: .one, rest: self)
    }
  }
}

extension Pool {
  /// The sum in canonical form: flattened, like terms merged, a number times a sum multiplied out.
  ///
  /// Complexity: O(n log n) for n terms in all.
  mutating func sum(_ parts: [Handle]) throws(Fault) -> Handle {
    let parts = parts.filter { $0 != .zero }
    if parts.count < 2 { return parts.first ?? .zero }
    var terms: [Term] = []
    for part in parts { try appendTerms(of: part, to: &terms) }
    if terms.contains(where: { $0.rest == .infinity }) { terms = try absorbingNumbers(terms) }
    return try sum(of: terms)
  }

  mutating func sum(_ l: Handle, _ r: Handle) throws(Fault) -> Handle { try sum([l, r]) }

  mutating func difference(_ l: Handle, _ r: Handle) throws(Fault) -> Handle { try sum([l, try negative(r)]) }

  private mutating func appendTerms(of part: Handle, to terms: inout [Term]) throws(Fault) {
    let term = part.split
    guard term.rest.node.op == .sum else {
      terms.append(term)
      return
    }
    for operand in term.rest.operands {
      let inner = operand.split
      terms.append(Term(coefficient: try (inner.coefficient * term.coefficient).checked(), rest: inner.rest))
    }
  }

  /// Infinity swallows every number; against its opposite it has no value.
  private func absorbingNumbers(_ terms: [Term]) throws(Fault) -> [Term] {
    let infinities = terms.filter { $0.rest == .infinity }
    let negative = infinities.count { $0.coefficient.isNegative }
    guard negative == 0 || negative == infinities.count else {
      throw Fault(.domain, "infinity minus infinity has no value")
    }
    return terms.filter { $0.rest != .infinity && $0.rest != .one }
      + [Term(coefficient: negative == 0 ? .one : .minusOne, rest: .infinity)]
  }

  /// Merges like terms, each in the order given, so that decimals round the same way every time.
  private mutating func sum(of terms: [Term]) throws(Fault) -> Handle {
    var list: [Handle] = []
    for group in grouped(terms) {
      guard !group.coefficient.isZero else { continue }
      list.append(try scaled(group.coefficient, group.rest))
    }
    if list.count < 2 { return list.first ?? .zero }
    // A merged term can be a number (1.0 times something gone), never a sum: those were taken apart.
    return try nary(.sum, list.sorted())
  }

  private func grouped(_ terms: [Term]) -> [Term] {
    let order = terms.indices.sorted { (terms[$0].rest, $0) < (terms[$1].rest, $1) }
    var groups: [Term] = []
    for index in order {
      if let last = groups.last, last.rest == terms[index].rest {
        groups[groups.count - 1].coefficient = last.coefficient + terms[index].coefficient
      } else {
        groups.append(terms[index])
      }
    }
    return groups
  }

  /// A number times an expression. Sums stay as they are: `2 * (x + 1)`.
  mutating func scaled(_ coefficient: Numeric, _ rest: Handle) throws(Fault) -> Handle {
    let term = rest.split
    let value = try (coefficient * term.coefficient).checked()
    if term.rest == .one { return try number(value) }
    if term.rest == .infinity { return try infinity(times: value) }
    if value.isZero { return .zero }
    let number = try number(value.magnitude.double == 1 ? .exact(Rational(value.isNegative ? -1 : 1)) : value)
    return number == .one ? term.rest : try binary(.scaled, number, term.rest)
  }

  private mutating func infinity(times value: Numeric) throws(Fault) -> Handle {
    if value.isZero { throw Fault(.domain, "0 times infinity has no value") }
    return value.isNegative ? try binary(.scaled, .minusOne, .infinity) : .infinity
  }

  mutating func negative(_ x: Handle) throws(Fault) -> Handle { try scaled(.minusOne, x) }
}
