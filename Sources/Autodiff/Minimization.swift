import Arrays
import Diagnostics

/// How ``minimize(from:method:of:)`` goes downhill.
public enum MinimizationMethod: Sendable, CaseIterable {
  /// Quasi-Newton steps with an estimate of the inverse Hessian.
  case bfgs
  /// The same from the last few steps alone, for many variables.
  case lbfgs
  /// Newton's steps with the Hessian.
  case newton
  /// A simplex that creeps downhill, without derivatives.
  case nelderMead
}

/// Looks for a minimum of `f` near `start`, with derivatives from central differences.
///
/// - Parameter tolerance: it has arrived where no partial derivative is larger; for `nelderMead`, where the corners of
///   the simplex and their values are so close.
public func minimize(
  from start: Double, method: MinimizationMethod = .bfgs, tolerance: Double = 1e-6, steps: Int = 1000,
  of f: @escaping (Double) -> Double
) -> Descent {
  stopping { try Minimization.run(.number(start, f), method, tolerance: tolerance, steps: steps) }
}

/// The same for several variables.
public func minimize(
  from start: [Double], method: MinimizationMethod = .bfgs, tolerance: Double = 1e-6, steps: Int = 1000,
  of f: @escaping ([Double]) -> Double
) -> Descent {
  stopping { try Minimization.run(.numbers(start, f), method, tolerance: tolerance, steps: steps) }
}

/// The same for tensors, with exact derivatives from reverse mode; stops unless the result of `f` is one number.
@_disfavoredOverload
public func minimize(
  from start: Tensor, method: MinimizationMethod = .bfgs, tolerance: Double = 1e-6, steps: Int = 1000,
  of f: @escaping (Tensor) -> Tensor
) -> Descent {
  stopping { try Minimization.run(.tensor(start, f), method, tolerance: tolerance, steps: steps) }
}

/// The methods, over one form of problem: points are arrays of numbers.
package enum Minimization {
  package static func run(
    _ problem: Problem, _ method: MinimizationMethod, tolerance: Double = 1e-6, steps: Int = 1000
  ) throws -> Descent {
    var walk = Walk(problem, tolerance: tolerance, steps: Swift.max(0, steps))
    switch method {
    case .bfgs: try walk.bfgs()
    case .lbfgs: try walk.lbfgs()
    case .newton: try walk.newton()
    case .nelderMead: try walk.nelderMead()
    }
    return problem.descent(walk.path, walk.values, isConverged: walk.isConverged)
  }

  /// A function to minimise and where to start.
  package struct Problem {
    let start: [Double]
    private let shape: [Int]
    let value: ([Double]) throws -> Double
    let valueWithGradient: ([Double]) throws -> (value: Double, gradient: [Double])
    /// The rows of the matrix of second derivatives, one after the other.
    let hessian: ([Double]) throws -> [Double]

    package static func number(_ start: Double, _ f: @escaping (Double) throws -> Double) -> Problem {
      numbers([start], shape: []) { try f($0[0]) }
    }

    package static func numbers(_ start: [Double], _ f: @escaping ([Double]) throws -> Double) -> Problem {
      numbers(start, shape: [start.count], f)
    }

    private static func numbers(
      _ start: [Double], shape: [Int], _ f: @escaping ([Double]) throws -> Double
    ) -> Problem {
      let gradient = { x in try centralDifferences(at: x, of: f) }
      return Problem(
        start: start, shape: shape, value: f, valueWithGradient: { (try f($0), try gradient($0)) },
        hessian: { try differences(of: gradient, at: $0) })
    }

    package static func tensor(_ start: Tensor, _ f: @escaping (Tensor) throws -> Tensor) -> Problem {
      let shape = start.shape
      let tensor = { x in Tensor(try NDArray(x, shape: shape)) }
      return Problem(
        start: start.array(), shape: shape,
        value: { x in try noGrad { try f(try tensor(x)).onlyElement() } },
        valueWithGradient: { x in
          let (value, gradient) = try ReverseMode.valueWithGradient(at: try tensor(x), of: f)
          return (try value.onlyElement(), gradient.array())
        },
        hessian: { x in try ReverseMode.hessian(at: try tensor(x), of: f).array() })
    }

    func descent(_ path: [[Double]], _ values: [Double], isConverged: Bool) -> Descent {
      let points = path.map { x in trapping { () throws(Fault) in Tensor(try NDArray(x, shape: shape)) } }
      return Descent(path: points, values: values, isConverged: isConverged)
    }
  }
}

/// Second derivatives from differences of the gradient, made symmetric.
private func differences(of gradient: ([Double]) throws -> [Double], at x: [Double]) throws -> [Double] {
  let n = x.count
  var rows = [Double](repeating: 0, count: n * n)
  for i in 0..<n {
    let step = 1e-4 * max(1, x[i].magnitude)
    var (above, below) = (x, x)
    above[i] += step
    below[i] -= step
    for (j, (a, b)) in zip(try gradient(above), try gradient(below)).enumerated() {
      rows[i * n + j] += (a - b) / (above[i] - below[i]) / 2
      rows[j * n + i] += (a - b) / (above[i] - below[i]) / 2
    }
  }
  return rows
}

// MARK: - Walking

extension Minimization {
  /// The points so far, and what every method does at each of them.
  struct Walk {
    let problem: Problem
    let tolerance: Double
    let steps: Int
    private(set) var path: [[Double]] = []
    private(set) var values: [Double] = []
    private(set) var isConverged = false

    init(_ problem: Problem, tolerance: Double, steps: Int) {
      self.problem = problem
      self.tolerance = tolerance
      self.steps = steps
    }

    mutating func add(_ x: [Double], _ value: Double) {
      path.append(x)
      values.append(value)
    }

    mutating func stop() { isConverged = true }

    /// Walks along the directions that `direction` gives, as far as `search` says, until the gradient vanishes.
    ///
    /// - Parameter learn: is told each step and the change of the gradient over it.
    mutating func descend(
      direction: (LinePoint) throws -> [Double], firstStep: (LinePoint) -> Double,
      learn: (_ step: [Double], _ change: [Double]) -> Void
    ) throws {
      let (value, gradient) = try problem.valueWithGradient(problem.start)
      var here = LinePoint(x: problem.start, value: value, gradient: gradient)
      add(here.x, here.value)
      guard value.isFinite else { throw Fault(.domain, "the function has no finite value at the start: \(value)") }
      for _ in 0..<steps {
        if here.gradient.allSatisfy({ abs($0) <= tolerance }) { return stop() }
        var p = try direction(here)
        if !(inner(p, here.gradient) < 0) { p = here.gradient.map { -$0 } }
        let search = LineSearch(problem: problem, start: here, direction: p)
        guard let next = try search.strongWolfe(from: firstStep(here)) else { return stop() }
        learn(zip(next.x, here.x).map { $0 - $1 }, zip(next.gradient, here.gradient).map { $0 - $1 })
        here = LinePoint(x: next.x, value: next.value, gradient: next.gradient)
        add(here.x, here.value)
      }
    }
  }
}

func inner(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
