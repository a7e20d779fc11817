import Arrays
import Diagnostics

/// The square root of the distance from 1 to the next double: SciPy's step for forward differences.
@usableFromInline let defaultEpsilon = 1.4901161193847656e-08

/// The derivative of `f` at `x` by a forward difference, as SciPy's `approx_fprime` takes it.
///
/// - Parameter epsilon: the step; where it is too small to change `x`, a step relative to `x` is taken.
public func numericalGradient(
  at x: Double, epsilon: Double = defaultEpsilon, of f: (Double) throws -> Double
) rethrows -> Double {
  try forwardDifference(at: x, value: try f(x), epsilon: epsilon, of: f)
}

/// The partial derivatives of `f` at `x` by forward differences; n + 1 calls for n variables.
public func numericalGradient(
  at x: [Double], epsilon: Double = defaultEpsilon, of f: ([Double]) throws -> Double
) rethrows -> [Double] {
  let value = try f(x)
  var moved = x
  return try x.indices.map { i in
    defer { moved[i] = x[i] }
    return try forwardDifference(at: x[i], value: value, epsilon: epsilon) { coordinate in
      moved[i] = coordinate
      return try f(moved)
    }
  }
}

/// The partial derivatives of a function of tensors, likewise, in the shape of `x`; stops unless its result is one
/// number.
@_disfavoredOverload
public func numericalGradient(
  at x: Tensor, epsilon: Double = defaultEpsilon, of f: (Tensor) -> Tensor
) -> Tensor {
  stopping { try Numerical.gradient(at: x, epsilon: epsilon, of: f) }
}

private func forwardDifference(
  at x: Double, value: Double, epsilon: Double, of f: (Double) throws -> Double
) rethrows -> Double {
  var moved = x + epsilon
  if moved == x { moved = x + defaultEpsilon * (x < 0 ? min(-1, x) : max(1, x)) }
  // Divided by the step that was really taken, not by the one that was asked for.
  return (try f(moved) - value) / (moved - x)
}

/// The derivative by a central difference, whose error falls with the square of the step.
func centralDifference(at x: Double, of f: (Double) throws -> Double) rethrows -> Double {
  // The cube root of the machine precision balances truncation against rounding.
  let step = 6.055454452393343e-06 * max(1, x.magnitude)
  let (above, below) = (x + step, x - step)
  return (try f(above) - f(below)) / (above - below)
}

/// The partial derivatives by central differences; 2 n calls.
func centralDifferences(at x: [Double], of f: ([Double]) throws -> Double) rethrows -> [Double] {
  var moved = x
  return try x.indices.map { i in
    defer { moved[i] = x[i] }
    return try centralDifference(at: x[i]) { coordinate in
      moved[i] = coordinate
      return try f(moved)
    }
  }
}

// MARK: - Checking gradients

/// How far `gradient` is from central differences of `f` at `x`, relative to the larger of 1 and its size.
///
/// A right gradient of a smooth function gives less than about 1e-8, a wrong one about 1.
public func checkGradient(
  at x: Double, gradient: (Double) throws -> Double, of f: (Double) throws -> Double
) rethrows -> Double {
  difference([try gradient(x)], [try centralDifference(at: x, of: f)])
}

/// The same for functions of several variables: the largest of the differences.
public func checkGradient(
  at x: [Double], gradient: ([Double]) throws -> [Double], of f: ([Double]) throws -> Double
) rethrows -> Double {
  difference(try gradient(x), try centralDifferences(at: x, of: f))
}

/// How far reverse mode is from central differences of `f` at `x`; stops unless the result of `f` is one number.
@_disfavoredOverload
public func checkGradient(at x: Tensor, of f: (Tensor) -> Tensor) -> Double {
  stopping { try Numerical.check(at: x, of: f) }
}

private func difference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).map { abs($0 - $1) / max(1, abs($1)) }.reduce(0) { $0 > $1 || $0.isNaN ? $0 : $1 }
}

// MARK: - Throwing forms for tensors

package enum Numerical {
  package static func gradient(
    at x: Tensor, epsilon: Double = defaultEpsilon, of f: (Tensor) throws -> Tensor
  ) throws -> Tensor {
    let gradient = try numericalGradient(at: x.array(), epsilon: epsilon) { try number(f, $0, shape: x.shape) }
    return Tensor(try NDArray(gradient, shape: x.shape))
  }

  package static func check(at x: Tensor, of f: (Tensor) throws -> Tensor) throws -> Double {
    let gradient = try ReverseMode.gradient(at: x, of: f)
    return difference(gradient.array(), try centralDifferences(at: x.array()) { try number(f, $0, shape: x.shape) })
  }

  private static func number(_ f: (Tensor) throws -> Tensor, _ x: [Double], shape: [Int]) throws -> Double {
    try noGrad { try f(Tensor(try NDArray(x, shape: shape))).onlyElement() }
  }
}
