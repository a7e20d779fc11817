import Diagnostics
import Elementary

/// How two real numbers compare.
enum Relation: String, Sendable, CaseIterable {
  case less = ".<"
  case lessOrEqual = ".<="
  case greater = ".>"
  case greaterOrEqual = ".>="
  case equal = ".=="
  case unequal = ".!="

  /// As formulas have it.
  var sign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .equal: "="
    case .unequal: "≠"
    }
  }
}

/// A comparison of two expressions, such as `x .< 1`, for ``piecewise(_:_:else:)``.
public struct Condition: Hashable, Sendable, CustomStringConvertible {
  let left: Expr
  let relation: Relation
  let right: Expr

  init(_ left: Expr, _ relation: Relation, _ right: Expr) {
    self.left = left
    self.relation = relation
    self.right = right
  }

  public var description: String { "\(left) \(relation.rawValue) \(right)" }

  package static func less(_ l: Expr, _ r: Expr) -> Condition { Condition(l, .less, r) }
  package static func lessOrEqual(_ l: Expr, _ r: Expr) -> Condition { Condition(l, .lessOrEqual, r) }
  package static func greater(_ l: Expr, _ r: Expr) -> Condition { Condition(l, .greater, r) }
  package static func greaterOrEqual(_ l: Expr, _ r: Expr) -> Condition { Condition(l, .greaterOrEqual, r) }
  package static func unequal(_ l: Expr, _ r: Expr) -> Condition { Condition(l, .unequal, r) }
  package static func equal(_ equation: Equation) -> Condition { Condition(equation.left, .equal, equation.right) }

  /// `value` where the condition holds, `otherwise` elsewhere.
  package func choosing(_ value: Expr, else otherwise: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in
      try pool.choice(where: left.handle, relation, right.handle, value.handle, otherwise: otherwise.handle)
    }
  }
}

extension Expr {
  public static func .< (l: Expr, r: Expr) -> Condition { .less(l, r) }
  public static func .<= (l: Expr, r: Expr) -> Condition { .lessOrEqual(l, r) }
  public static func .> (l: Expr, r: Expr) -> Condition { .greater(l, r) }
  public static func .>= (l: Expr, r: Expr) -> Condition { .greaterOrEqual(l, r) }
  public static func .!= (l: Expr, r: Expr) -> Condition { .unequal(l, r) }
}

/// A function in pieces: `value` where the condition holds, another expression elsewhere.
///
/// For more than two pieces the last argument is a function in pieces itself.
public func piecewise(_ condition: Condition, _ value: Expr, else otherwise: Expr) -> Expr {
  trapping { () throws(Fault) in try condition.choosing(value, else: otherwise) }
}

public func piecewise(_ condition: Equation, _ value: Expr, else otherwise: Expr) -> Expr {
  piecewise(.equal(condition), value, else: otherwise)
}

extension Pool {
  /// Every comparison is one of a margin with 0: where it is above 0, the one, elsewhere the other.
  mutating func choice(
    where l: Handle, _ relation: Relation, _ r: Handle, _ value: Handle, otherwise: Handle
  ) throws(Fault) -> Handle {
    switch relation {
    case .greater: try choice(margin: try difference(l, r), value, otherwise: otherwise)
    case .less: try choice(margin: try difference(r, l), value, otherwise: otherwise)
    case .greaterOrEqual: try choice(margin: try difference(r, l), otherwise, otherwise: value)
    case .lessOrEqual: try choice(margin: try difference(l, r), otherwise, otherwise: value)
    case .unequal: try choice(margin: try apply(.abs, try difference(l, r)), value, otherwise: otherwise)
    case .equal: try choice(margin: try apply(.abs, try difference(l, r)), otherwise, otherwise: value)
    }
  }
}

/// The logarithm of the sum of exponentials, which is the smooth version of the maximum.
public func logSumExp(_ xs: Expr...) -> Expr { trapping { () throws(Fault) in try .logSumExp(xs) } }

extension Expr {
  package static func logSumExp(_ xs: [Expr]) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in
      var terms: [Handle] = []
      for x in xs { terms.append(try pool.apply(.exp, x.handle)) }
      return try pool.apply(.log, try pool.sum(terms))
    }
  }
}
