import Diagnostics

/// A point at which the derivative is 0.
public struct CriticalPoint: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case minimum, maximum
    case inflection = "point of inflection"
    case undecided
  }

  public let point: Expr
  /// The function's value there.
  public let value: Expr
  public let kind: Kind

  public var description: String { "\(kind.rawValue) at \(point), value \(value)" }
}

/// The real points at which the derivative of `e` is 0, with their kind.
public func criticalPoints(_ e: Expr, _ x: Expr) -> [CriticalPoint] {
  trapping { () throws(Fault) in try e.criticalPoints(by: x) }
}

extension Expr {
  /// Derivatives up to this order are asked for the kind.
  private static var highestOrder: Int { 8 }

  package func criticalPoints(by x: Expr) throws(Fault) -> [CriticalPoint] {
    let slope = try differentiated(by: [x])
    var list: [CriticalPoint] = []
    for point in try slope.solved(for: x) {
      let value = try substituted([x: point])
      list.append(CriticalPoint(point: point, value: value, kind: try kind(at: point, x, slope)))
    }
    return list
  }

  /// By the first derivative that is not 0: of even order for an extremum, of odd order for a point of inflection.
  private func kind(at point: Expr, _ x: Expr, _ slope: Expr) throws(Fault) -> CriticalPoint.Kind {
    var derivative = slope
    for order in 2...Self.highestOrder {
      derivative = try derivative.differentiated(by: [x])
      guard let value = try? derivative.substituted([x: point]),
        let sign = try? withPool({ pool throws(Fault) in pool.constantSign(of: value.handle) })
      else { return .undecided }
      if sign == 0 { continue }
      return !order.isMultiple(of: 2) ? .inflection : sign > 0 ? .minimum : .maximum
    }
    return .undecided
  }
}
