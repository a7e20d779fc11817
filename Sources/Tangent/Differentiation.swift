import Autodiff

@_exported import protocol _Differentiation.Differentiable
import func _Differentiation.pullback
import func _Differentiation.valueWithPullback
@_exported import func _Differentiation.withoutDerivative

// Derivatives of functions of numbers by the Swift compiler's own differentiation, which cells have by tracing.
//
// Concrete, and not the compiler's generic ones, which make its type checker give up on arithmetic with literals.

/// The derivative of a function at a number.
@inlinable
public func gradient(at x: Double, of f: @differentiable(reverse) (Double) -> Double) -> Double {
  pullback(at: x, of: f)(1)
}

/// The derivative of a function at a number.
@inlinable
public func derivative(at x: Double, of f: @differentiable(reverse) (Double) -> Double) -> Double {
  pullback(at: x, of: f)(1)
}

/// The partial derivatives of a function at a point.
@inlinable
public func gradient(
  at x: Double, _ y: Double, of f: @differentiable(reverse) (Double, Double) -> Double
) -> (Double, Double) {
  pullback(at: x, y, of: f)(1)
}

/// The partial derivatives of a function at a point.
@inlinable
public func gradient(
  at x: Double, _ y: Double, _ z: Double, of f: @differentiable(reverse) (Double, Double, Double) -> Double
) -> (Double, Double, Double) {
  pullback(at: x, y, z, of: f)(1)
}

/// The partial derivatives of a function of an array.
@inlinable
public func gradient(at x: [Double], of f: @differentiable(reverse) ([Double]) -> Double) -> [Double] {
  pullback(at: x, of: f)(1).base
}

/// The value and the derivative of a function at a number.
@inlinable
public func valueWithGradient(
  at x: Double, of f: @differentiable(reverse) (Double) -> Double
) -> (value: Double, gradient: Double) {
  let (value, pullback) = valueWithPullback(at: x, of: f)
  return (value, pullback(1))
}

/// The value and the partial derivatives of a function of an array.
@inlinable
public func valueWithGradient(
  at x: [Double], of f: @differentiable(reverse) ([Double]) -> Double
) -> (value: Double, gradient: [Double]) {
  let (value, pullback) = valueWithPullback(at: x, of: f)
  return (value, pullback(1).base)
}

/// The sum of the values.
public func sum(_ values: [Double]) -> Double { values.reduce(0, +) }

@derivative(of: sum)
public func _sumWithPullback(
  _ values: [Double]
) -> (value: Double, pullback: (Double) -> [Double].TangentVector) {
  let count = values.count
  return (sum(values), { [Double].TangentVector([Double](repeating: $0, count: count)) })
}

extension Array where Element == Double {
  /// A number of elements does not vary with their values: without this, no loop over an array could be differentiated.
  public var count: Int {
    @_semantics("autodiff.nonvarying")
    get { withUnsafeBufferPointer { $0.count } }
  }

  /// As ``count``.
  public var indices: Range<Int> {
    @_semantics("autodiff.nonvarying")
    get { 0..<count }
  }
}
