import Arrays
import Diagnostics

/// The way that a descent took: the points in order, from the start on, and the function's value at each.
public struct Descent<Point> {
  public let path: [Point]
  public let values: [Double]

  /// The point of the path with the lowest value, the first of several.
  public var minimum: Point { path[lowest] }

  private var lowest: Int {
    var best = 0
    for i in values.indices where values[i] < values[best] || values[best].isNaN { best = i }
    return best
  }

  /// - Precondition: there are as many values as points, at least one.
  init(path: [Point], values: [Double]) {
    precondition(path.count == values.count && !path.isEmpty)
    self.path = path
    self.values = values
  }
}

extension Descent: Sendable where Point: Sendable {}

/// Steps of `x - learningRate * gradient(x)` from `start`: the method of steepest descent with a fixed rate.
///
/// A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
public func gradientDescent(
  from start: Double, learningRate: Double, steps: Int,
  gradient: (Double) throws -> Double, of f: (Double) throws -> Double
) rethrows -> Descent<Double> {
  try descend(from: start, steps: steps, of: f) { $0 - learningRate * (try gradient($0)) }
}

/// The same with the derivative from central differences.
public func gradientDescent(
  from start: Double, learningRate: Double, steps: Int, of f: (Double) throws -> Double
) rethrows -> Descent<Double> {
  try descend(from: start, steps: steps, of: f) { $0 - learningRate * (try centralDifference(at: $0, of: f)) }
}

/// The same for several variables.
public func gradientDescent(
  from start: [Double], learningRate: Double, steps: Int,
  gradient: ([Double]) throws -> [Double], of f: ([Double]) throws -> Double
) rethrows -> Descent<[Double]> {
  try descend(from: start, steps: steps, of: f) { x in zip(x, try gradient(x)).map { $0 - learningRate * $1 } }
}

/// The same for several variables, with the derivatives from central differences.
public func gradientDescent(
  from start: [Double], learningRate: Double, steps: Int, of f: ([Double]) throws -> Double
) rethrows -> Descent<[Double]> {
  try gradientDescent(
    from: start, learningRate: learningRate, steps: steps, gradient: { try centralDifferences(at: $0, of: f) }, of: f)
}

/// The same for tensors, with gradients from reverse mode; stops unless the result of `f` is one number.
@_disfavoredOverload
public func gradientDescent(
  from start: Tensor, learningRate: Double, steps: Int, of f: (Tensor) -> Tensor
) -> Descent<Tensor> {
  stopping { try ReverseMode.gradientDescent(from: start, learningRate: learningRate, steps: steps, of: f) }
}

extension ReverseMode {
  package static func gradientDescent(
    from start: Tensor, learningRate: Double, steps: Int, of f: Function
  ) throws -> Descent<Tensor> {
    var (path, values) = ([start.detached()], [Double]())
    for _ in 0..<max(0, steps) {
      let x = path[path.count - 1]
      let (value, gradient) = try valueWithGradient(at: x, of: f)
      values.append(try value.onlyElement())
      path.append(x - learningRate * gradient.detached())
    }
    values.append(try noGrad { try f(path[path.count - 1]).onlyElement() })
    return Descent(path: path, values: values)
  }
}

private func descend<Point>(
  from start: Point, steps: Int, of f: (Point) throws -> Double, next: (Point) throws -> Point
) rethrows -> Descent<Point> {
  var (path, values) = ([start], [try f(start)])
  for _ in 0..<max(0, steps) {
    path.append(try next(path[path.count - 1]))
    values.append(try f(path[path.count - 1]))
  }
  return Descent(path: path, values: values)
}
