import Diagnostics
import Elementary

/// Looks for an antiderivative by the methods of a first course, in their order, and writes down what it did.
struct Integrator {
  struct Step {
    let rule: IntegrationRule
    let detail: String
    let integrand: Handle
    let variable: Handle
    /// What the integral became, in which integrals still to be found stand as they are.
    let after: Handle
    let condition: String?
  }

  var steps: [Step] = []
  private var attempts = 0
  private var depth = 0
  /// Integrands under way: one that comes back leads nowhere.
  var pending: Set<Handle> = []

  private static let attemptLimit = 400
  private static let depthLimit = 12

  /// An integral that is still to be found, as it stands in a step.
  static func open(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    try pool.statement(.integral, [f, x])
  }

  /// An antiderivative of `f`, or `nil` where none of the methods finds one.
  mutating func integral(of f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    attempts += 1
    guard attempts < Self.attemptLimit, depth < Self.depthLimit, !pending.contains(f) else { return nil }
    depth += 1
    pending.insert(f)
    defer {
      depth -= 1
      pending.remove(f)
    }
    for method in Method.allCases {
      let mark = steps.count
      if let result = try apply(method, to: f, x, &pool) { return result }
      steps.removeSubrange(mark...)
    }
    return nil
  }

  /// In the order in which they are tried.
  private enum Method: CaseIterable {
    case constant, linearity, known, gaussian, radical, rational, substitution, trigonometricPowers, cyclic, parts
    case expansion, rationalizing
  }

  private mutating func apply(
    _ method: Method, to f: Handle, _ x: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    switch method {
    case .constant: try constant(f, x, &pool)
    case .linearity: try linearity(f, x, &pool)
    case .known: try known(f, x, &pool)
    case .gaussian: try gaussian(f, x, &pool)
    case .radical: try radical(f, x, &pool)
    case .rational: try rational(f, x, &pool)
    case .substitution: try substitution(f, x, &pool)
    case .trigonometricPowers: try trigonometricPowers(f, x, &pool)
    case .cyclic: try cyclic(f, x, &pool)
    case .parts: try parts(f, x, &pool)
    case .expansion: try expansion(f, x, &pool)
    case .rationalizing: try rationalizing(f, x, &pool)
    }
  }

  mutating func log(
    _ rule: IntegrationRule, _ f: Handle, _ x: Handle, _ after: Handle, detail: String = "", condition: String? = nil
  ) {
    steps.append(
      Step(rule: rule, detail: detail, integrand: f, variable: x, after: after, condition: condition))
  }
}

// MARK: - Constants, factors, sums

extension Integrator {
  mutating func constant(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    guard !f.contains(x) else { return nil }
    let result = try pool.product(f, x)
    log(.constant, f, x, result)
    return result
  }

  private mutating func linearity(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    if case .sum(let terms) = f.form { return try termwise(Array(terms), f, x, .sum, &pool) }
    let (constant, rest) = try pool.separated(f, x)
    guard constant != .one else { return nil }
    log(.constantMultiple, f, x, try pool.product(constant, try Self.open(rest, x, &pool)))
    return try integral(of: rest, x, &pool).map { inner throws(Fault) in try pool.distributed(constant, inner) }
  }

  mutating func termwise(
    _ terms: [Handle], _ f: Handle, _ x: Handle, _ rule: IntegrationRule, _ pool: inout Pool
  ) throws(Fault) -> Handle? {
    guard terms.count < 200 else { return nil }
    let ordered = terms
    var open: [Handle] = []
    for term in ordered { open.append(try Self.open(term, x, &pool)) }
    log(rule, f, x, try pool.sum(open))
    var parts: [Handle] = []
    for term in ordered {
      guard let part = try integral(of: term, x, &pool) else { return nil }
      parts.append(part)
    }
    return try pool.sum(parts)
  }

  private mutating func expansion(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle? {
    if let plain = try pool.withoutTangents(f, x) {
      log(.expansion, f, x, try Self.open(plain, x, &pool))
      return try integral(of: plain, x, &pool)
    }
    let expanded = try pool.expand(f)
    guard expanded != f, case .sum(let terms) = expanded.form else { return nil }
    return try termwise(Array(terms), f, x, .expansion, &pool)
  }
}

extension Pool {
  /// The tangent as sine over cosine, where those stand beside it.
  fileprivate mutating func withoutTangents(_ f: Handle, _ x: Handle) throws(Fault) -> Handle? {
    var images: [Handle: Handle] = [:]
    for part in f.reachable() {
      guard case .function(.tan, let u) = part.form, u.contains(x) else { continue }
      let (sine, cosine) = (try apply(.sin, u), try apply(.cos, u))
      guard f.contains(sine) || f.contains(cosine) else { continue }
      images[part] = try quotient(sine, cosine)
    }
    return images.isEmpty ? nil : try replace(images, in: f)
  }

  /// The factors of a term that do not depend on `x`, and those that do.
  mutating func separated(_ f: Handle, _ x: Handle) throws(Fault) -> (constant: Handle, rest: Handle) {
    let (coefficient, rest) = (f.split.coefficient, f.split.rest)
    let factors = rest.node.op == .product ? Array(rest.operands) : [rest]
    let fixed = factors.filter { !$0.contains(x) }
    let constant = try product(fixed + [try number(coefficient)])
    return (constant, try product(factors.filter { $0.contains(x) }))
  }

  /// A constant times each term of a sum, so that no parentheses are left.
  mutating func distributed(_ constant: Handle, _ f: Handle) throws(Fault) -> Handle {
    guard case .sum(let terms) = f.split.rest.form else { return try product(constant, f) }
    let factor = try product(constant, try number(f.split.coefficient))
    var list: [Handle] = []
    for term in Array(terms) { list.append(try product(factor, term)) }
    return try sum(list)
  }

  /// The coefficients of rising powers of `x`, `nil` for what is no polynomial in it.
  mutating func coefficients(of f: Handle, in x: Handle, limit: Int = 64) throws(Fault) -> [Handle]? {
    if !f.contains(x) { return [f] }
    guard f.isPolynomial(in: x, limit: limit) else { return nil }
    let expanded = try expand(f)
    let terms = expanded.node.op == .sum ? Array(expanded.operands) : [expanded]
    var groups = [[Handle]](repeating: [], count: limit + 1)
    for term in terms {
      let (constant, rest) = try separated(term, x)
      let exponent = rest == .one ? 0 : rest == x ? 1 : rest.basePower.exponent.number?.word ?? -1
      guard (0...limit).contains(exponent), rest == .one || rest.basePower.base == x else { return nil }
      groups[exponent].append(constant)
    }
    var list = try groups.indices.map { $0 }.mapped { index throws(Fault) in try sum(groups[index]) }
    while let last = list.last, last == .zero || vanishes(last) { list.removeLast() }
    return list
  }

  /// `a` and `b` where `f` is `a * x + b` with `a` other than 0.
  mutating func linear(_ f: Handle, in x: Handle) throws(Fault) -> (slope: Handle, constant: Handle)? {
    if f == x { return (.one, .zero) }
    guard let list = try coefficients(of: f, in: x, limit: 1), list.count == 2 else { return nil }
    return (list[1], list[0])
  }
}

extension Array<Int> {
  func mapped<R>(_ image: (Int) throws(Fault) -> R) throws(Fault) -> [R] {
    var list: [R] = []
    for index in self { list.append(try image(index)) }
    return list
  }
}

extension Handle {
  /// Whether the form shows a polynomial in `x` of a degree within a limit, as far as that can be seen cheaply.
  func isPolynomial(in x: Handle, limit: Int) -> Bool {
    reachable { $0.contains(x) }.allSatisfy { part in
      guard part.contains(x), part != x else { return true }
      switch part.form {
      case .sum, .product, .scaled: return true
      case .power(let base, let exponent):
        guard let n = exponent.number?.word else { return false }
        return n > 0 && n <= limit && base.contains(x)
      default: return false
      }
    }
  }
}
