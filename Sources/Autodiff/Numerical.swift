import Arrays
import Diagnostics

/// The square root of the distance from 1 to the next double: SciPy's step for forward differences.
@usableFromInline let defaultEpsilon = 1.4901161193847656e-08

/// The cube root of the machine precision, which balances truncation against rounding in central differences.
private let centralEpsilon = 6.055454452393343e-06

/// How a derivative is taken from function values.
public enum DifferenceMethod: Sendable {
  /// `(f(x + h) - f(x)) / h`: an error in proportion to the step.
  case forward
  /// `(f(x + h) - f(x - h)) / 2h`: an error in proportion to the step's square.
  case central
  /// Central differences with ever smaller steps, extrapolated to none; see ``derivativeEstimate(at:of:)``.
  case adaptive
}

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
  try partials(at: x, by: .forward(epsilon: epsilon, value: try f(x)), of: f)
}

/// The partial derivatives of a function of tensors, likewise, in the shape of `x`; stops unless its result is one
/// number.
@_disfavoredOverload
public func numericalGradient(
  at x: Tensor, epsilon: Double = defaultEpsilon, of f: (Tensor) -> Tensor
) -> Tensor {
  stopping { try Numerical.gradient(at: x, epsilon: epsilon, of: f) }
}

/// The derivative of `f` at `x` by the given method, with the step that suits it.
public func numericalGradient(
  at x: Double, method: DifferenceMethod, of f: (Double) throws -> Double
) rethrows -> Double {
  try difference(at: x, by: try Difference(method, at: [x], value: try f(x)), of: f)
}

/// The partial derivatives of `f` at `x` by the given method.
public func numericalGradient(
  at x: [Double], method: DifferenceMethod, of f: ([Double]) throws -> Double
) rethrows -> [Double] {
  try partials(at: x, by: try Difference(method, at: x, value: try f(x)), of: f)
}

/// The derivative of `f` at `x`, and how far off it may be: central differences with shrinking steps, extrapolated.
///
/// C. Ridders, "Accurate computation of F'(x) and F'(x) F''(x)", Advances in Engineering Software 4 (1982).
public func derivativeEstimate(
  at x: Double, of f: (Double) throws -> Double
) rethrows -> (value: Double, error: Double) {
  let shrink = 1.4
  var best = (value: Double.nan, error: Double.infinity)
  var previous: [Double] = []
  var step = 0.1 * max(1, x.magnitude)
  for _ in 0..<20 {
    var row = [(try f(x + step) - f(x - step)) / ((x + step) - (x - step))]
    var weight = shrink * shrink
    for (k, older) in previous.enumerated() {
      let next = (row[k] * weight - older) / (weight - 1)
      let error = max(abs(next - row[k]), abs(next - older))
      if error < best.error { best = (next, error) }
      row.append(next)
      weight *= shrink * shrink
    }
    // From here on rounding makes it worse.
    if let last = previous.last, abs(row[row.count - 1] - last) >= 2 * best.error { break }
    previous = row
    step /= shrink
  }
  return best
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
  let step = centralEpsilon * max(1, x.magnitude)
  let (above, below) = (x + step, x - step)
  return (try f(above) - f(below)) / (above - below)
}

/// The partial derivatives by central differences; 2 n calls.
func centralDifferences(at x: [Double], of f: ([Double]) throws -> Double) rethrows -> [Double] {
  try partials(at: x, by: .central, of: f)
}

/// A method with what it needs to know.
private enum Difference {
  case forward(epsilon: Double, value: Double)
  case central, adaptive

  init(_ method: DifferenceMethod, at x: [Double], value: @autoclosure () throws -> Double) rethrows {
    switch method {
    case .forward:
      let size = x.reduce(1) { max($0, $1.magnitude) }
      self = .forward(epsilon: defaultEpsilon * size, value: try value())
    case .central: self = .central
    case .adaptive: self = .adaptive
    }
  }
}

private func difference(
  at x: Double, by method: Difference, of f: (Double) throws -> Double
) rethrows -> Double {
  switch method {
  case .forward(let epsilon, let value): try forwardDifference(at: x, value: value, epsilon: epsilon, of: f)
  case .central: try centralDifference(at: x, of: f)
  case .adaptive: try derivativeEstimate(at: x, of: f).value
  }
}

/// One derivative for each variable, the others held.
private func partials(
  at x: [Double], by method: Difference, of f: ([Double]) throws -> Double
) rethrows -> [Double] {
  var moved = x
  return try x.indices.map { i in
    defer { moved[i] = x[i] }
    return try difference(at: x[i], by: method) { coordinate in
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
  distance([try gradient(x)], [try centralDifference(at: x, of: f)])
}

/// The same for functions of several variables: the largest of the differences.
public func checkGradient(
  at x: [Double], gradient: ([Double]) throws -> [Double], of f: ([Double]) throws -> Double
) rethrows -> Double {
  distance(try gradient(x), try centralDifferences(at: x, of: f))
}

/// How far reverse mode is from central differences of `f` at `x`; stops unless the result of `f` is one number.
@_disfavoredOverload
public func checkGradient(at x: Tensor, of f: (Tensor) -> Tensor) -> Double {
  stopping { try Numerical.check(at: x, of: f) }
}

private func distance(_ a: [Double], _ b: [Double]) -> Double {
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
    return distance(gradient.array(), try centralDifferences(at: x.array()) { try number(f, $0, shape: x.shape) })
  }

  private static func number(_ f: (Tensor) throws -> Tensor, _ x: [Double], shape: [Int]) throws -> Double {
    try noGrad { try f(Tensor(try NDArray(x, shape: shape))).onlyElement() }
  }
}
