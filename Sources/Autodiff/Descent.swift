import Arrays
import Diagnostics

/// The way that a minimisation took: the points in order, from the start on, and the function's value at each.
public struct Descent {
  public let path: [Tensor]
  public let values: [Double]
  /// Whether it stopped by itself, not because its steps were used up.
  public let isConverged: Bool

  /// The point of the path with the lowest value, the first of several.
  public var minimum: Tensor { path[lowest] }

  /// The same.
  public var point: Tensor { minimum }

  /// The lowest value of the path.
  public var value: Double { values[lowest] }

  private var lowest: Int {
    var best = 0
    for i in values.indices where values[i] < values[best] || values[best].isNaN { best = i }
    return best
  }

  /// - Precondition: there are as many values as points, at least one.
  init(path: [Tensor], values: [Double], isConverged: Bool) {
    precondition(path.count == values.count && !path.isEmpty)
    self.path = path
    self.values = values
    self.isConverged = isConverged
  }
}

/// Steps of `x - learningRate * gradient(x)` from `start`: the method of steepest descent with a fixed rate; the
/// derivative comes from central differences.
///
/// A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées", 1847.
public func gradientDescent(
  from start: Double, learningRate: Double, steps: Int, of f: @escaping (Double) -> Double
) -> Descent {
  stopping { try Minimization.descend(.number(start, f), learningRate: learningRate, steps: steps) }
}

/// The same for several variables.
public func gradientDescent(
  from start: [Double], learningRate: Double, steps: Int, of f: @escaping ([Double]) -> Double
) -> Descent {
  stopping { try Minimization.descend(.numbers(start, f), learningRate: learningRate, steps: steps) }
}

/// The same for tensors, with gradients from reverse mode; stops unless the result of `f` is one number.
@_disfavoredOverload
public func gradientDescent(
  from start: Tensor, learningRate: Double, steps: Int, of f: @escaping (Tensor) -> Tensor
) -> Descent {
  stopping { try Minimization.descend(.tensor(start, f), learningRate: learningRate, steps: steps) }
}

extension Minimization {
  package static func descend(_ problem: Problem, learningRate: Double, steps: Int) throws -> Descent {
    var path = [problem.start]
    var values: [Double] = []
    for _ in 0..<Swift.max(0, steps) {
      let x = path[path.count - 1]
      let (value, gradient) = try problem.valueWithGradient(x)
      values.append(value)
      path.append(zip(x, gradient).map { $0 - learningRate * $1 })
    }
    values.append(try problem.value(path[path.count - 1]))
    return problem.descent(path, values, isConverged: true)
  }
}
