#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

precedencegroup ExponentiationPrecedence {
  associativity: right
  higherThan: MultiplicationPrecedence
}
infix operator ** : ExponentiationPrecedence
infix operator **= : AssignmentPrecedence

/// What arithmetic with elementary functions needs: `Double` and `Expr` conform.
///
/// A function written once against it serves as a value, as a symbolic rule and as a derivative:
///
/// ```swift
/// func square<T: Number>(_ x: T) -> T { x * x }
/// ```
public protocol Number: AdditiveArithmetic, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  static func * (l: Self, r: Self) -> Self
  static func / (l: Self, r: Self) -> Self
  static func ** (l: Self, r: Self) -> Self
  prefix static func - (x: Self) -> Self
  static var pi: Self { get }

  /// `f(x)`. One requirement for all functions: a `static func sin` would hide the global `sin` in extensions.
  static func apply(_ f: ElementaryFunction, to x: Self) -> Self
}

extension Double: Number {
  /// `l` to the power `r`, as IEEE 754 `pow` has it.
  @inlinable
  public static func ** (l: Double, r: Double) -> Double { pow(l, r) }

  @inlinable
  public static func **= (l: inout Double, r: Double) { l = l ** r }

  public static func apply(_ f: ElementaryFunction, to x: Double) -> Double { f.value(at: x) }
}

extension Int {
  /// `l` to the power `r` by repeated squaring; stops on overflow and for negative `r`, where no integer is the answer.
  ///
  /// Complexity: O(log r).
  public static func ** (l: Int, r: Int) -> Int {
    guard let power = l.power(r) else { preconditionFailure("\(l) ** \(r) is not an Int") }
    return power
  }

  public static func **= (l: inout Int, r: Int) { l = l ** r }

  /// `self` to the power `exponent`, or `nil` when that is no `Int`.
  package func power(_ exponent: Int) -> Int? {
    guard exponent >= 0 else { return nil }
    var result = 1
    var base = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      guard rest > 0 else { break }
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      base = square
    }
    return result
  }
}
