import Diagnostics
import Elementary

/// A mathematical expression: exact, canonical, and a word in size.
///
/// Equal expressions are the same word. `description` is Swift source that reads back as the same expression.
public struct Expr: Hashable, Sendable {
  let handle: Handle

  init(_ handle: Handle) {
    self.handle = handle
  }

  /// Written by hand: the synthesized one is generic to the type checker and loses against others.
  public static func == (l: Expr, r: Expr) -> Bool { l.handle == r.handle }

  /// Runs `body` on the pool, with the handle it returns as the result.
  static func make(_ body: (inout Pool) throws(Fault) -> Handle) throws(Fault) -> Expr {
    Expr(try withPool(body))
  }
}

// MARK: - Numbers and constants

extension Expr: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  public init(_ n: Int) {
    self = trapping { () throws(Fault) in try .make { pool throws(Fault) in try pool.integer(n) } }
  }

  /// A decimal: what is computed with it is inexact. Stops for a value that is not a number.
  public init(_ d: Double) {
    self = trapping { () throws(Fault) in try .decimal(d) }
  }

  public init(integerLiteral value: StaticBigInt) {
    self = trapping { () throws(Fault) in try .integer(value) }
  }

  public init(floatLiteral value: Double) {
    self.init(value)
  }

  package static func integer(_ value: StaticBigInt) throws(Fault) -> Expr {
    try make { pool throws(Fault) in try pool.number(.exact(Rational(Integer(value)))) }
  }

  package static func decimal(_ value: Double) throws(Fault) -> Expr {
    if value.isNaN { throw Fault(.domain, "an expression cannot hold a value that is not a number") }
    if value.isInfinite { return value > 0 ? .infinity : try Expr.infinity.negated() }
    return try make { pool throws(Fault) in try pool.number(.decimal(value)) }
  }

  /// `p / q` in lowest terms; a fault for `q` = 0.
  package static func fraction(_ p: Int, _ q: Int) throws(Fault) -> Expr {
    if q == 0 { throw Fault(.divisionByZero, "rational(\(p), 0): division by zero") }
    return try make { pool throws(Fault) in try pool.number(.exact(Rational(.small(p), .small(q)))) }
  }

  /// A handle that every pool begins with; made once the pool is there, so that it can be read.
  private static func known(_ handle: Handle) -> Expr {
    trapping { () throws(Fault) in try .make { _ throws(Fault) in handle } }
  }

  public static let zero = known(.zero)
  public static let pi = known(.pi)
  /// Euler's number.
  public static let e = known(.e)
  /// The imaginary unit.
  public static let i = known(.i)
  public static let infinity = known(.infinity)
}

/// The exact fraction `p / q` in lowest terms. Stops for `q` = 0.
public func rational(_ p: Int, _ q: Int) -> Expr { trapping { () throws(Fault) in try .fraction(p, q) } }
