import Diagnostics
import Elementary

// MARK: - Operators that report faults

extension Expr {
  package func adding(_ r: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.sum(handle, r.handle) }
  }

  package func subtracting(_ r: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.difference(handle, r.handle) }
  }

  package func multiplied(by r: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.product(handle, r.handle) }
  }

  package func divided(by r: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.quotient(handle, r.handle) }
  }

  package func raised(to r: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.power(handle, r.handle) }
  }

  package func negated() throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.negative(handle) }
  }

  package static func applying(_ f: ElementaryFunction, to x: Expr) throws(Fault) -> Expr {
    try make { pool throws(Fault) in try pool.apply(f, x.handle) }
  }

  package static func greater(_ a: Expr, _ b: Expr) throws(Fault) -> Expr {
    try make { pool throws(Fault) in try pool.extremum(.maximum, a.handle, b.handle) }
  }

  package static func lesser(_ a: Expr, _ b: Expr) throws(Fault) -> Expr {
    try make { pool throws(Fault) in try pool.extremum(.minimum, a.handle, b.handle) }
  }
}

// MARK: - Operators

extension Expr: Number {
  public static func + (l: Expr, r: Expr) -> Expr { trapping { () throws(Fault) in try l.adding(r) } }
  public static func - (l: Expr, r: Expr) -> Expr { trapping { () throws(Fault) in try l.subtracting(r) } }
  public static func * (l: Expr, r: Expr) -> Expr { trapping { () throws(Fault) in try l.multiplied(by: r) } }
  public static func / (l: Expr, r: Expr) -> Expr { trapping { () throws(Fault) in try l.divided(by: r) } }
  public static func ** (l: Expr, r: Expr) -> Expr { trapping { () throws(Fault) in try l.raised(to: r) } }
  public static prefix func - (x: Expr) -> Expr { trapping { () throws(Fault) in try x.negated() } }

  public static func += (l: inout Expr, r: Expr) { l = l + r }
  public static func -= (l: inout Expr, r: Expr) { l = l - r }
  public static func *= (l: inout Expr, r: Expr) { l = l * r }
  public static func /= (l: inout Expr, r: Expr) { l = l / r }
  public static func **= (l: inout Expr, r: Expr) { l = l ** r }

  public static func apply(_ f: ElementaryFunction, to x: Expr) -> Expr {
    trapping { () throws(Fault) in try applying(f, to: x) }
  }
}

public func abs(_ x: Expr) -> Expr { .apply(.abs, to: x) }
public func max(_ a: Expr, _ b: Expr) -> Expr { trapping { () throws(Fault) in try .greater(a, b) } }
public func min(_ a: Expr, _ b: Expr) -> Expr { trapping { () throws(Fault) in try .lesser(a, b) } }

// MARK: - Beside variables of type Double

extension Expr {
  @_disfavoredOverload public static func + (l: Double, r: Expr) -> Expr { Expr(l) + r }
  @_disfavoredOverload public static func - (l: Double, r: Expr) -> Expr { Expr(l) - r }
  @_disfavoredOverload public static func * (l: Double, r: Expr) -> Expr { Expr(l) * r }
  @_disfavoredOverload public static func / (l: Double, r: Expr) -> Expr { Expr(l) / r }
  @_disfavoredOverload public static func ** (l: Double, r: Expr) -> Expr { Expr(l) ** r }
  @_disfavoredOverload public static func + (l: Expr, r: Double) -> Expr { l + Expr(r) }
  @_disfavoredOverload public static func - (l: Expr, r: Double) -> Expr { l - Expr(r) }
  @_disfavoredOverload public static func * (l: Expr, r: Double) -> Expr { l * Expr(r) }
  @_disfavoredOverload public static func / (l: Expr, r: Double) -> Expr { l / Expr(r) }
  @_disfavoredOverload public static func ** (l: Expr, r: Double) -> Expr { l ** Expr(r) }
}

// MARK: - Equations

/// The statement that two expressions are equal.
public struct Equation: Hashable, Sendable, CustomStringConvertible {
  public let left: Expr
  public let right: Expr

  public init(_ left: Expr, _ right: Expr) {
    self.left = left
    self.right = right
  }

  public var description: String { "\(left) .== \(right)" }
}

extension Expr {
  public static func .== (l: Expr, r: Expr) -> Equation { Equation(l, r) }
}
