import Diagnostics
import Elementary

/// Gruntz's algorithm: the most rapidly varying exponentials of an expression are written as powers of one small
/// quantity, in which the expression has a series; its first term decides, or is the next expression to look at.
struct LimitFinder {
  /// What grows beyond all bounds.
  let x: Handle

  private var steps = 0
  private var depth = 0
  private var limits: [Handle: Handle] = [:]
  private var bounded: [Handle: Handle] = [:]

  private static let stepLimit = 4_000
  private static let depthLimit = 48

  init(_ x: Handle) {
    self.x = x
  }

  static let undecided = Fault(.undecided, "this limit could not be decided")

  // MARK: Limits and signs

  /// The limit of a prepared expression as ``x`` grows.
  mutating func limit(_ e: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    if !e.contains(x) { return try settledLimit(e) }
    if e == x { return .infinity }
    if let known = limits[e] { return known }
    try enter()
    defer { depth -= 1 }
    let (coefficient, exponent) = try leadingTerm(e, &pool)
    let result: Handle
    if exponent.isZero {
      result = try limit(coefficient, &pool)
    } else if !exponent.isNegative {
      guard isPolynomial(coefficient) else { throw Self.undecided }
      result = .zero
    } else {
      guard let sign = try sign(coefficient, &pool), sign != 0 else { throw Self.undecided }
      result = sign < 0 ? try pool.negative(.infinity) : .infinity
    }
    limits[e] = result
    return result
  }

  /// A limit that oscillates is none.
  private func settledLimit(_ e: Handle) throws(Fault) -> Handle {
    if bounded.values.contains(where: e.contains) {
      throw Fault(.domain, "there is no limit: the function oscillates")
    }
    return e
  }

  private mutating func enter() throws(Fault) {
    (steps, depth) = (steps + 1, depth + 1)
    if steps > Self.stepLimit || depth > Self.depthLimit { throw Self.undecided }
  }

  /// The sign from some point on; `nil` where it is not known.
  mutating func sign(_ e: Handle, _ pool: inout Pool) throws(Fault) -> Int? {
    if e == x { return 1 }
    if !e.contains(x) { return pool.constantSign(of: e) }
    try enter()
    defer { depth -= 1 }
    switch e.form {
    case .function(.exp, _): return 1
    case .scaled(let c, let rest):
      return try sign(rest, &pool).map { c.split.coefficient.isNegative ? -$0 : $0 }
    case .product(let factors):
      var total = 1
      for factor in factors {
        guard let next = try sign(factor, &pool) else { return nil }
        total *= next
      }
      return total
    default:
      let lead = try leadingTerm(e, &pool).coefficient
      if lead == e { return nil }
      return try sign(lead, &pool)
    }
  }

  /// Whether what only is known to stay within bounds occurs in sums, products and whole powers alone.
  private func isPolynomial(_ e: Handle) -> Bool {
    let unknowns = Set(bounded.values)
    if unknowns.isEmpty { return true }
    return e.reachable().allSatisfy { part in
      guard unknowns.contains(where: part.contains) else { return true }
      switch part.form {
      case .symbol, .scaled, .sum, .product: return true
      case .power(_, let exponent): return exponent.number?.integer.map { !$0.isNegative } ?? false
      default: return false
      }
    }
  }

  // MARK: The first term

  /// The first term of the series in the small quantity: a coefficient that varies more slowly, and an exponent.
  private mutating func leadingTerm(
    _ e: Handle, _ pool: inout Pool
  ) throws(Fault) -> (coefficient: Handle, exponent: Rational) {
    let fastest = try mostRapidlyVarying(e, &pool)
    guard e.contains(x), !fastest.isEmpty else { return (e, .zero) }
    let small = try pool.symbol(.small)
    let isPower = fastest.contains(x)
    let (rewritten, logarithm) =
      isPower
      ? try rewriteInPowers(e, fastest.subtracting([x]), as: small, &pool)
      : try rewrite(e, fastest, as: small, &pool)
    for length in [2, 4, 8, 16] {
      guard let series = try series(rewritten, in: small, logarithm, length, &pool),
        let lead = series.coefficients.first
      else { continue }
      return (lead, Rational(.small(series.valuation), .small(series.ramification)))
    }
    if pool.vanishes(e) { return (.zero, .zero) }
    throw Self.undecided
  }

  /// `nil` where so few terms decide nothing.
  private mutating func series(
    _ e: Handle, in small: Handle, _ logarithm: Handle, _ length: Int, _ pool: inout Pool
  ) throws(Fault) -> PowerSeries? {
    // The expander asks for signs: the finder goes into it and comes back with what it has learnt.
    let finder = SharedFinder(self)
    defer { self = finder.value }
    var expander = SeriesExpander(in: small, logarithm: logarithm, length: length, isTwoSided: false) {
      (coefficient, pool: inout Pool) throws(Fault) in try finder.value.sign(coefficient, &pool)
    }
    do throws(Fault) {
      return try expander.expand(e, &pool)
    } catch {
      if error.code == .undecided { return nil }
      throw error
    }
  }

  /// Writes the exponentials of one class as powers of `small`, and says what its logarithm is.
  private mutating func rewrite(
    _ e: Handle, _ fastest: Set<Handle>, as small: Handle, _ pool: inout Pool
  ) throws(Fault) -> (Handle, logarithm: Handle) {
    guard let g = fastest.min(by: { ($0.reachable().count, $0) < ($1.reachable().count, $1) }),
      case .function(.exp, let inner) = g.form, let growth = try sign(inner, &pool), growth != 0
    else { throw Self.undecided }
    var result = e
    // The outer ones first: they may hold others of the class.
    for f in fastest.sorted(by: >) {
      guard case .function(.exp, let exponent) = f.form else { throw Self.undecided }
      let ratio = try limit(try pool.quotient(exponent, inner), &pool)
      guard let power = ratio.number, power.rational != nil, !power.isZero else { throw Self.undecided }
      let rest = try pool.expand(try pool.difference(exponent, try pool.product(ratio, inner)))
      let factor = try pool.power(small, try pool.number(growth > 0 ? -power : power))
      let image = try pool.product(try pool.apply(.exp, rest), factor)
      result = try pool.replace([f: image], in: result)
    }
    return (result, growth > 0 ? try pool.negative(inner) : inner)
  }

  /// As ``rewrite(_:_:as:_:)``, where ``x`` itself is of the class: then its logarithm is what varies next, and takes
  /// its name.
  private mutating func rewriteInPowers(
    _ e: Handle, _ others: Set<Handle>, as small: Handle, _ pool: inout Pool
  ) throws(Fault) -> (Handle, logarithm: Handle) {
    let logarithm = try pool.apply(.log, x)
    var result = e
    for f in others.sorted(by: >) {
      guard case .function(.exp, let exponent) = f.form else { throw Self.undecided }
      let ratio = try limit(try pool.quotient(exponent, logarithm), &pool)
      guard ratio.number?.rational != nil else { throw Self.undecided }
      let rest = try pool.difference(exponent, try pool.product(ratio, logarithm))
      let image = try pool.product(try pool.apply(.exp, try pool.expand(rest)), try pool.power(x, ratio))
      result = try pool.replace([f: image], in: result)
    }
    result = try pool.replace([x: try pool.power(small, .minusOne)], in: result)
    return (result, try pool.negative(x))
  }
}

/// Lets a closure that may be called many times change the finder.
private final class SharedFinder {
  var value: LimitFinder

  init(_ value: LimitFinder) {
    self.value = value
  }
}

// MARK: - Classes of growth

extension LimitFinder {
  /// The set of the most rapidly varying exponentials in an expression, or of ``x`` itself.
  fileprivate mutating func mostRapidlyVarying(_ e: Handle, _ pool: inout Pool) throws(Fault) -> Set<Handle> {
    if !e.contains(x) { return [] }
    if e == x { return [x] }
    try enter()
    defer { depth -= 1 }
    if case .function(.exp, let inner) = e.form {
      let slower = try mostRapidlyVarying(inner, &pool)
      let isUnbounded = try limit(inner, &pool).split.rest == .infinity
      return isUnbounded ? try faster([e], slower, &pool) : slower
    }
    var result: Set<Handle> = []
    for part in e.parts { result = try faster(result, try mostRapidlyVarying(part, &pool), &pool) }
    return result
  }

  private mutating func faster(_ l: Set<Handle>, _ r: Set<Handle>, _ pool: inout Pool) throws(Fault) -> Set<Handle> {
    guard let f = l.min(), let g = r.min() else { return l.isEmpty ? r : l }
    if !l.isDisjoint(with: r) { return l.union(r) }
    let ratio = try limit(try pool.quotient(try logarithm(f, &pool), try logarithm(g, &pool)), &pool)
    if ratio == .zero { return r }
    return ratio.split.rest == .infinity ? l : l.union(r)
  }

  private func logarithm(_ f: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    if case .function(.exp, let inner) = f.form { return inner }
    return try pool.apply(.log, f)
  }
}

// MARK: - Preparation

extension LimitFinder {
  /// The expression in exponentials and logarithms; what oscillates is a symbol within bounds.
  mutating func prepared(_ e: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    var images: [Handle: Handle] = [:]
    var faults: [Handle: Fault] = [:]
    for part in e.reachable() where part.contains(x) {
      if let fault = part.parts.lazy.compactMap({ faults[$0] }).first {
        guard case .choice = part.form else {
          faults[part] = fault
          continue
        }
      }
      do throws(Fault) {
        images[part] = try prepare(part, faults, { images[$0, default: $0] }, &pool)
      } catch {
        faults[part] = error
      }
    }
    if let fault = faults[e] { throw fault }
    return images[e, default: e]
  }

  private mutating func prepare(
    _ part: Handle, _ faults: [Handle: Fault], _ image: (Handle) -> Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle {
    switch part.form {
    case .power(let base, let exponent) where exponent.contains(x):
      return try pool.apply(.exp, try pool.product(image(exponent), try pool.apply(.log, image(base))))
    case .function(let f, let argument): return try prepare(f, image(argument), &pool)
    case .choice(let choice):
      // The margin decides here, so that a piece without a meaning does no harm.
      if let fault = faults[choice.margin] { throw fault }
      guard let sign = try sign(image(choice.margin), &pool) else { throw Self.undecided }
      let chosen = sign > 0 ? choice.value : choice.otherwise
      if let fault = faults[chosen] { throw fault }
      return image(chosen)
    case .number, .constant, .symbol, .scaled, .sum, .product, .power, .maximum, .minimum, .applied, .derivative:
      return try pool.rebuild(part, image)
    }
  }

  private mutating func prepare(_ f: ElementaryFunction, _ u: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    switch f {
    case .sin, .cos, .floor, .erf:
      let end = try limit(u, &pool)
      return end.split.rest == .infinity ? try atInfinity(f, u, end, &pool) : try pool.apply(f, u)
    case .gelu:
      let share = try prepare(.erf, try pool.product(u, try pool.power(.half, .half)), &pool)
      return try pool.product([.half, u, try pool.sum(.one, share)])
    case .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .sigmoid, .softplus, .silu, .log2, .log10:
      return try pool.inExponentials(f, u)
    case .tan, .asin, .acos, .atan, .exp, .log, .sqrt, .cbrt, .abs, .sign, .heaviside, .relu:
      return try pool.apply(f, u)
    }
  }

  private mutating func atInfinity(
    _ f: ElementaryFunction, _ u: Handle, _ end: Handle, _ pool: inout Pool
  ) throws(Fault) -> Handle {
    if f == .erf { return try asymptoticErrorFunction(u, isNegative: end != .infinity, &pool) }
    let value = try pool.apply(f, u)
    if bounded[value] == nil {
      bounded[value] = try pool.symbol(SymbolRecord(name: "•b\(bounded.count)", assumptions: []))
    }
    let symbol = bounded[value] ?? value
    return f == .floor ? try pool.difference(u, symbol) : symbol
  }

  /// The first terms of DLMF 7.12.1 and a symbol for the others: where that decides, the limit stays undecided.
  private mutating func asymptoticErrorFunction(
    _ u: Handle, isNegative: Bool, _ pool: inout Pool
  ) throws(Fault) -> Handle {
    let u = isNegative ? try pool.negative(u) : u
    let rest = try pool.symbol(SymbolRecord(name: "•r", assumptions: []))
    bounded[rest] = rest
    let inverse = try pool.power(u, try pool.integer(-2))
    var terms = [Handle.one]
    for (k, weight) in [(-1, 2), (3, 4), (-15, 8)].enumerated() {
      let coefficient = try pool.number(.exact(Rational(.small(weight.0), .small(weight.1))))
      terms.append(try pool.product(coefficient, try pool.power(inverse, try pool.integer(k + 1))))
    }
    terms.append(try pool.product(rest, try pool.power(inverse, try pool.integer(4))))
    let decay = try pool.apply(.exp, try pool.negative(try pool.power(u, .two)))
    let scale = try pool.power(try pool.product(u, try pool.power(.pi, .half)), .minusOne)
    let value = try pool.difference(.one, try pool.product([decay, scale, try pool.sum(terms)]))
    return isNegative ? try pool.negative(value) : value
  }
}

extension Pool {
  /// A hyperbolic function or its inverse, or one made of them, by exponentials and logarithms.
  mutating func inExponentials(_ f: ElementaryFunction, _ u: Handle) throws(Fault) -> Handle {
    let (up, down) = (try apply(.exp, u), try apply(.exp, try negative(u)))
    switch f {
    case .sinh: return try product(.half, try difference(up, down))
    case .cosh: return try product(.half, try sum(up, down))
    case .tanh: return try quotient(try difference(up, down), try sum(up, down))
    case .sigmoid: return try power(try sum(.one, down), .minusOne)
    case .silu: return try quotient(u, try sum(.one, down))
    case .softplus: return try apply(.log, try sum(.one, up))
    case .log2, .log10:
      return try quotient(try apply(.log, u), try apply(.log, try integer(f == .log2 ? 2 : 10)))
    case .asinh, .acosh:
      let square = try sum(try power(u, .two), f == .asinh ? .one : .minusOne)
      return try apply(.log, try sum(u, try power(square, .half)))
    case .atanh:
      let ratio = try quotient(try sum(.one, u), try difference(.one, u))
      return try product(.half, try apply(.log, ratio))
    default: return try apply(f, u)
    }
  }
}
