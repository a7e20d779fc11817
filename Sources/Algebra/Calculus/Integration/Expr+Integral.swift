import Diagnostics
import Elementary

/// An antiderivative of `e` by `x`, without the constant. Stops where no closed form is found.
///
/// Found by tables, partial fractions, substitution and parts, and differentiated back before it is returned.
public func integrate(_ e: Expr, _ x: Expr) -> Expr { trapping { () throws(Fault) in try e.integrated(by: x) } }

/// The integral of `e` by `x` over an interval, whose ends may be infinite.
///
/// Stops where no closed form is found, and where the integral does not converge.
public func integrate(_ e: Expr, _ x: Expr, from a: Expr, to b: Expr) -> Expr {
  trapping { () throws(Fault) in try e.integrated(by: x, from: a, to: b) }
}

extension Expr {
  package func integrated(by x: Expr) throws(Fault) -> Expr {
    try requireSymbol(x, "to integrate by")
    try requireSize(self)
    return try .make { pool throws(Fault) in
      var integrator = Integrator()
      return try pool.antiderivative(of: try pool.carryOutDerivatives(handle), x.handle, &integrator)
    }
  }

  package func integrated(by x: Expr, from a: Expr, to b: Expr) throws(Fault) -> Expr {
    try requireSymbol(x, "to integrate by")
    try requireSize(self)
    for end in [a, b] where end.handle.contains(x.handle) {
      throw Fault(.invalidArgument, "the end \(excerpt(end.handle)) depends on \(excerpt(x.handle))")
    }
    return try .make { pool throws(Fault) in
      var integrator = Integrator()
      let f = try pool.carryOutDerivatives(handle)
      return try pool.integral(of: f, x.handle, from: a.handle, to: b.handle, &integrator)
    }
  }
}

extension Pool {
  /// An antiderivative that has been differentiated back.
  mutating func antiderivative(of f: Handle, _ x: Handle, _ integrator: inout Integrator) throws(Fault) -> Handle {
    guard let result = try integrator.integral(of: f, x, &self), !result.isOpen else {
      throw Fault(.noClosedForm, "no closed form was found for the integral of \(excerpt(f))")
    }
    guard vanishes(try difference(try derivative(of: result, by: x), f)) else {
      throw Fault(.noClosedForm, "no closed form of the integral of \(excerpt(f)) could be confirmed")
    }
    return result
  }

  /// The definite integral: the antiderivative's growth between the points where it or the function may jump.
  mutating func integral(
    of f: Handle, _ x: Handle, from a: Handle, to b: Handle, _ integrator: inout Integrator
  ) throws(Fault) -> Handle {
    if a == b { return .zero }
    if let order = constantSign(of: try span(a, b)), order < 0 {
      return try negative(try integral(of: f, x, from: b, to: a, &integrator))
    }
    let antiderivative = try antiderivative(of: f, x, &integrator)
    let breaks = try breakpoints(of: [f, antiderivative], x, from: a, to: b)
    var total = Handle.zero
    for (left, right) in zip([a] + breaks, breaks + [b]) {
      let growth = try (growth(of: antiderivative, x, from: left, to: right))
      if growth.split.rest == .infinity || growth.hasImaginary { throw diverges(f, left, right) }
      total = try sum(total, growth)
    }
    try confirm(total, f, x, a, b)
    return total
  }

  private func diverges(_ f: Handle, _ a: Handle, _ b: Handle) -> Fault {
    Fault(.domain, "the integral of \(excerpt(f)) from \(excerpt(a)) to \(excerpt(b)) does not converge")
  }

  private mutating func span(_ a: Handle, _ b: Handle) throws(Fault) -> Handle {
    if b == .infinity || a.split.rest == .infinity { return a == .infinity ? .minusOne : .one }
    return b.split.rest == .infinity ? .minusOne : try difference(b, a)
  }

  private mutating func growth(
    of g: Handle, _ x: Handle, from a: Handle, to b: Handle
  ) throws(Fault) -> Handle {
    let right = try end(of: g, x, at: b, from: .left)
    let left = try end(of: g, x, at: a, from: .right)
    if right.split.rest == .infinity { return right }
    return left.split.rest == .infinity ? try negative(left) : try difference(right, left)
  }

  private mutating func end(of g: Handle, _ x: Handle, at point: Handle, from side: Side) throws(Fault) -> Handle {
    // Parameters have no numeric value: there the value itself is the limit.
    if !point.node.symbols.isEmpty, let value = try? substitute([x: point], in: g) { return value }
    return try limit(g, x, to: point, from: side)
  }

  /// The points between the ends where a denominator, a logarithm's argument or a step may vanish.
  private mutating func breakpoints(
    of functions: [Handle], _ x: Handle, from a: Handle, to b: Handle
  ) throws(Fault) -> [Handle] {
    var points: Set<Handle> = []
    for function in functions {
      for part in function.reachable() where part.contains(x) {
        guard let critical = try criticalExpression(part) else { continue }
        points.formUnion(try zeros(of: critical, x, between: a, b))
      }
    }
    return points.map { ($0, number: value(of: $0)) }.sorted { $0.number < $1.number }.map(\.0)
  }

  /// What is 0 where the operation at the root may jump or have no value.
  private mutating func criticalExpression(_ part: Handle) throws(Fault) -> Handle? {
    switch part.form {
    case .power(let base, let exponent): exponent.number?.integer.map { !$0.isNegative } ?? false ? nil : base
    case .function(let f, let u):
      switch f {
      case .log, .log2, .log10, .sign, .heaviside, .abs: u
      case .tan: try apply(.cos, u)
      case .atanh: try difference(.one, try power(u, .two))
      default: nil
      }
    case .choice(let choice): choice.margin
    default: nil
    }
  }

  private func value(of x: Handle) -> Double {
    if x == .infinity { return .infinity }
    if x.split.rest == .infinity { return -.infinity }
    return (try? CompiledFunction(x, inputs: []).value(at: [])) ?? .nan
  }

  /// The zeros strictly between the ends, exactly; a fault where one is seen that cannot be written down.
  private mutating func zeros(of f: Handle, _ x: Handle, between a: Handle, _ b: Handle) throws(Fault) -> [Handle] {
    let (low, high) = (value(of: a), value(of: b))
    guard !low.isNaN, !high.isNaN, f.reachable().allSatisfy({ $0 == x || !$0.isSymbol }) else { return [] }
    var solver = Solver()
    let roots = try solver.realRoots(of: f, x, in: low...high, &self)
    return roots.filter { root in
      let number = value(of: root)
      return number > low && number < high && root != a && root != b
    }
  }

  /// Compares with quadrature where everything is a number: a wrong branch would show.
  private mutating func confirm(
    _ total: Handle, _ f: Handle, _ x: Handle, _ a: Handle, _ b: Handle
  ) throws(Fault) {
    let (low, high, value) = (value(of: a), value(of: b), value(of: total))
    guard low.isFinite, high.isFinite, total.node.symbols.isEmpty,
      let function = try? CompiledFunction(f, inputs: [x])
    else { return }
    guard let numeric = quadrature(from: low, to: high, { (try? function.value(at: [$0])) ?? .nan }) else { return }
    if !(abs(numeric - value) <= 1e-3 * max(1, abs(value))) {
      throw Fault(.noClosedForm, "no closed form of the integral of \(excerpt(f)) could be confirmed")
    }
  }
}

extension Handle {
  /// Whether an integral still to be found occurs.
  fileprivate var isOpen: Bool {
    reachable().contains { part in
      if case .applied(let head, _) = part.form { Statement(head) == .integral } else { false }
    }
  }
}

/// The integral by the double exponential rule (Takahasi and Mori, 1974), which bears singular ends; `nil` where two
/// step sizes disagree.
func quadrature(from a: Double, to b: Double, _ f: (Double) -> Double) -> Double? {
  let (middle, half) = ((a + b) / 2, (b - a) / 2)
  func estimate(_ step: Double) -> Double {
    var total = 0.0
    var k = -(4 / step).rounded()
    while k <= 4 / step {
      let t = k * step
      let inner = .pi / 2 * ElementaryFunction.sinh.value(at: t)
      let cosine = ElementaryFunction.cosh.value(at: inner)
      let weight = .pi / 2 * ElementaryFunction.cosh.value(at: t) / (cosine * cosine)
      let y = f(middle + half * ElementaryFunction.tanh.value(at: inner))
      if y.isFinite, weight > 1e-300 { total += weight * y }
      k += 1
    }
    return total * step * half
  }
  let (coarse, fine) = (estimate(1 / 64), estimate(1 / 128))
  return abs(coarse - fine) <= 1e-4 * max(1, abs(fine)) ? fine : nil
}
