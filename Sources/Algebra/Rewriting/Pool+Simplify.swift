import Diagnostics
import Elementary

extension Pool {
  /// The shortest of the expression, its expansion, and what the identities below make of both.
  mutating func simplify(_ x: Handle) throws(Fault) -> Handle {
    var forms = [x]
    if Self.size(x) < 2_000, let expanded = try withinLimit({ pool throws(Fault) in try pool.expand(x) }) {
      forms.append(expanded)
    }
    for form in forms { forms.append(try applyIdentities(form)) }
    return forms.min { (Self.size($0), $0.index) < (Self.size($1), $1.index) } ?? x
  }

  /// `nil` where the expansion would be too large: then it is no simplification either.
  private mutating func withinLimit(_ body: (inout Pool) throws(Fault) -> Handle) throws(Fault) -> Handle? {
    do {
      return try body(&self)
    } catch {
      if error.code == .limit || error.code == .overflow { return nil }
      throw error
    }
  }

  /// How long an expression is to read, up to a bound.
  private static func size(_ x: Handle) -> Int { SourcePrinter.source(of: x, limit: 20_000).text.utf8.count }

  private mutating func applyIdentities(_ root: Handle) throws(Fault) -> Handle {
    var known: [Handle: Handle] = [:]
    for part in root.reachable() {
      var image = try rebuild(part) { known[$0, default: $0] }
      for identity in Identity.allCases { image = try apply(identity, to: image) ?? image }
      known[part] = image
    }
    return known[root, default: root]
  }
}

/// The identities that ``Pool/simplify(_:)`` knows beyond the canonical form.
enum Identity: CaseIterable {
  case pythagorean, hyperbolicPythagorean, rootOfSquare

  var name: String {
    switch self {
    case .pythagorean: "sin(u) ** 2 + cos(u) ** 2 = 1"
    case .hyperbolicPythagorean: "cosh(u) ** 2 - sinh(u) ** 2 = 1"
    case .rootOfSquare: "sqrt(u ** 2) = abs(u)"
    }
  }
}

extension Pool {
  fileprivate mutating func apply(_ identity: Identity, to x: Handle) throws(Fault) -> Handle? {
    switch identity {
    case .pythagorean: try mergeSquares(x, .sin, .cos, sign: .one)
    case .hyperbolicPythagorean: try mergeSquares(x, .cosh, .sinh, sign: .minusOne)
    case .rootOfSquare: try rootOfSquare(x)
    }
  }

  /// `c * first(u) ** 2 + sign * c * second(u) ** 2` within a sum is `c`.
  private mutating func mergeSquares(
    _ x: Handle, _ first: ElementaryFunction, _ second: ElementaryFunction, sign: Numeric
  ) throws(Fault) -> Handle? {
    guard case .sum(let operands) = x.form, operands.count < 500 else { return nil }
    var terms = Array(operands)
    var index = 0
    while index < terms.count {
      guard let factor = squaredCall(of: first, in: terms[index]) else {
        index += 1
        continue
      }
      let square = try power(factor, .two)
      let partner = try power(try apply(second, factor.parts[0]), .two)
      let cofactor = try quotient(terms[index], square)
      let wanted = try scaled(sign, try product(cofactor, partner))
      if let other = terms.firstIndex(of: wanted) {
        terms[index] = cofactor
        terms.remove(at: other)
      } else {
        index += 1
      }
    }
    return terms.count == operands.count ? nil : try sum(terms)
  }

  /// The call that occurs squared in a term.
  private func squaredCall(of f: ElementaryFunction, in term: Handle) -> Handle? {
    let rest = term.split.rest
    let factors = rest.node.op == .product ? Array(rest.operands) : [rest]
    for factor in factors {
      guard case .power(let base, .two) = factor.form, case .function(f, _) = base.form else { continue }
      return base
    }
    return nil
  }

  private mutating func rootOfSquare(_ x: Handle) throws(Fault) -> Handle? {
    guard case .power(let base, .half) = x.form, case .power(let inner, .two) = base.form, !inner.hasImaginary else {
      return nil
    }
    return try apply(.abs, inner)
  }
}
