import Diagnostics
import Elementary

/// From which side a limit is taken.
public enum Side: String, Hashable, Sendable, CaseIterable {
  case left, right, both
}

/// The limit of `e` as `x` tends to a point, which may be `.infinity`.
///
/// By the algorithm of D. Gruntz (On Computing Limits in a Symbolic Manipulation System, ETH Zürich 1996). Where a
/// function has no real values on one side of the point, the other side alone decides. Stops where there is no limit,
/// and where the algorithm cannot tell.
public func limit(_ e: Expr, _ x: Expr, to point: Expr, from side: Side = .both) -> Expr {
  trapping { () throws(Fault) in try e.limit(by: x, to: point, from: side) }
}

extension Expr {
  package func limit(by x: Expr, to point: Expr, from side: Side = .both) throws(Fault) -> Expr {
    try requireSymbol(x, "that can tend to a point")
    try requireSize(self)
    if point.handle.contains(x.handle) {
      throw Fault(.invalidArgument, "the point \(excerpt(point.handle)) depends on \(excerpt(x.handle))")
    }
    return try .make { pool throws(Fault) in
      try pool.limit(try pool.carryOutDerivatives(handle), x.handle, to: point.handle, from: side)
    }
  }
}

extension Pool {
  mutating func limit(_ f: Handle, _ x: Handle, to point: Handle, from side: Side) throws(Fault) -> Handle {
    let growing = try symbol(.growing)
    if point.split.rest == .infinity {
      return try limit(f, x, as: try product(try number(point.split.coefficient), growing))
    }
    if let value = try valueByContinuity(f, x, at: point) { return value }
    let step = try power(growing, .minusOne)
    switch side {
    case .right: return try limit(f, x, as: try sum(point, step))
    case .left: return try limit(f, x, as: try difference(point, step))
    case .both:
      let right = try sided(f, x, as: try sum(point, step))
      let left = try sided(f, x, as: try difference(point, step))
      return try agreement(left, right)
    }
  }

  /// The limit as another variable grows, in whose terms `x` is given.
  private mutating func limit(_ f: Handle, _ x: Handle, as image: Handle) throws(Fault) -> Handle {
    var finder = LimitFinder(try symbol(.growing))
    let value = try finder.limit(finder.prepared(try replace([x: image], in: f), &self), &self)
    return try real(value)
  }

  /// A value that is a real number, or may be one; a fault where the function has none.
  private func real(_ value: Handle) throws(Fault) -> Handle {
    if value.hasImaginary { throw Fault(.domain, "the function has no real values near the point") }
    if value.split.rest == .infinity || !value.node.symbols.isEmpty { return value }
    if let number = try? CompiledFunction(value, inputs: []).value(at: []), number.isNaN {
      throw Fault(.domain, "the function has no real values near the point")
    }
    return value
  }

  private mutating func sided(_ f: Handle, _ x: Handle, as image: Handle) throws(Fault) -> Handle? {
    do throws(Fault) {
      return try limit(f, x, as: image)
    } catch {
      if error.code == .domain { return nil }
      throw error
    }
  }

  private mutating func agreement(_ left: Handle?, _ right: Handle?) throws(Fault) -> Handle {
    guard let left, let right else {
      guard let value = left ?? right else { throw Fault(.domain, "the function has no real values near the point") }
      return value
    }
    if left == right { return right }
    let isFinite = left.split.rest != .infinity && right.split.rest != .infinity
    if isFinite, vanishes(try difference(left, right)) { return right }
    throw Fault(
      .domain, "there is no limit: it is \(excerpt(left)) from the left and \(excerpt(right)) from the right")
  }

  /// The value at the point, where nothing in the function jumps and everything has a value.
  private mutating func valueByContinuity(_ f: Handle, _ x: Handle, at point: Handle) throws(Fault) -> Handle? {
    guard f.reachable().allSatisfy({ $0.isContinuous || !$0.contains(x) }) else { return nil }
    guard let value = try? substitute([x: point], in: f), !value.contains(.infinity) else { return nil }
    guard (try? real(value)) != nil else { return nil }
    return value
  }
}

extension Handle {
  /// Whether the operation at the root has no jumps inside its domain.
  fileprivate var isContinuous: Bool {
    switch form {
    case .function(let f, _): f != .sign && f != .heaviside && f != .floor
    case .choice, .derivative: false
    case .number, .constant, .symbol, .scaled, .sum, .product, .power, .maximum, .minimum, .applied: true
    }
  }
}
