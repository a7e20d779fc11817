import Algebra
import Autodiff
import Diagnostics
import Figures

// Functions of two variables: their level lines, their gradients, and the ways that descents take over them.

/// Draws the level lines of an expression of two symbols, the first of `variables` to the right and the second up.
///
/// - Precondition: `variables` are two symbols, and the expression has no others; the ranges have some width.
@discardableResult
public func plotContours(
  _ f: Expr, _ variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int = 10
) -> Chart {
  stopping { try .contours(of: f, variables, x: x, y: y, levels: levels) }
}

/// Draws the level lines of a function.
@discardableResult
public func plotContours(
  x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int = 10, _ f: (Double, Double) -> Double
) -> Chart {
  stopping { try .contours(x: x, y: y, levels: levels, f) }
}

/// Draws the gradient of an expression of two symbols as arrows over its level lines.
@discardableResult
public func plotGradientField(
  _ f: Expr, _ variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>
) -> Chart {
  stopping { try .gradientField(of: f, variables, x: x, y: y) }
}

/// Draws the gradient of a function, from central differences, as arrows over its level lines.
@discardableResult
public func plotGradientField(
  x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) -> Double
) -> Chart {
  stopping { try .gradientField(x: x, y: y, f) }
}

/// Draws the way of a descent along the curve of its function.
@discardableResult
public func plot(_ descent: Descent, of f: (Double) -> Double) -> Chart {
  stopping { try .way(of: descent, along: f) }
}

/// Draws the way of a descent over the level lines of its function; with other than two variables, the values step by
/// step.
@discardableResult
public func plot(_ descent: Descent, of f: ([Double]) -> Double) -> Chart {
  stopping { try .way(of: descent, through: f) }
}

/// Draws the way of a descent along the curve, or over the level lines, of its function.
@_disfavoredOverload @discardableResult
public func plot(_ descent: Descent, of f: (Tensor) -> Tensor) -> Chart {
  stopping { try .way(of: descent, over: f) }
}

extension Chart {
  package static func way(of descent: Descent, through f: ([Double]) throws -> Double) throws -> Chart {
    try .descent(descent.path.map { $0.array() }, descent.values, f)
  }

  package static func way(of descent: Descent, along f: (Double) throws -> Double) throws -> Chart {
    func value(_ point: [Double]) throws -> Double {
      guard point.count == 1 else {
        throw Fault(
          .invalidArgument, "this descent has points of \(point.count) numbers, and the function takes one number")
      }
      return try f(point[0])
    }
    return try way(of: descent, through: value)
  }

  package static func way(of descent: Descent, over f: (Tensor) throws -> Tensor) throws -> Chart {
    let shape = descent.path[0].shape
    func value(_ point: [Double]) throws -> Double { try f(try Tensor(point).reshaping(shape)).onlyElement() }
    return try way(of: descent, through: value)
  }

  package static func contours(
    of f: Expr, _ variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int
  ) throws -> Chart {
    let function = try planeFunction(f, variables, "contours")
    let mark = try ContourMark(checking: x, y: y, levels: levels, filled: true, sparse: false) {
      try function.value(at: [$0, $1])
    }
    return Chart(mark).named(by: variables)
  }

  package static func contours(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int, _ f: (Double, Double) throws -> Double
  ) throws -> Chart {
    Chart(try ContourMark(checking: x, y: y, levels: levels, filled: true, f)).xLabel("x").yLabel("y")
  }

  package static func gradientField(
    of f: Expr, _ variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>
  ) throws -> Chart {
    let function = try planeFunction(f, variables, "a gradient field")
    let slopes = try variables.map { try f.differentiated(by: [$0]).compiledFunction(of: variables) }
    return try gradientField(
      x: x, y: y, { try function.value(at: [$0, $1]) },
      gradient: { (try slopes[0].value(at: [$0, $1]), try slopes[1].value(at: [$0, $1])) }
    ).named(by: variables)
  }

  package static func gradientField(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) throws -> Double
  ) throws -> Chart {
    // Central differences are best at a step near the cube root of the rounding error.
    let h = (x: 6e-6 * max(x.upperBound - x.lowerBound, 1e-300), y: 6e-6 * max(y.upperBound - y.lowerBound, 1e-300))
    return try gradientField(
      x: x, y: y, f,
      gradient: { a, b in
        (
          (try f(a + h.x, b) - f(a - h.x, b)) / (2 * h.x), (try f(a, b + h.y) - f(a, b - h.y)) / (2 * h.y)
        )
      })
  }

  private static func gradientField(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) throws -> Double,
    gradient: (Double, Double) throws -> (Double, Double)
  ) throws -> Chart {
    Chart(
      try ContourMark(checking: x, y: y, levels: 10, filled: true, f),
      try VectorMark(checking: x, y: y, gradient)
    ).xLabel("x").yLabel("y")
  }

  /// - Throws: `.invalidArgument` unless `variables` are two and `f` has no other symbol.
  private static func planeFunction(
    _ f: Expr, _ variables: [Expr], _ purpose: String
  ) throws(Fault) -> CompiledFunction {
    guard variables.count == 2 else {
      throw Fault(.invalidArgument, "\(purpose) need two variables, and here are \(variables.count)")
    }
    return try f.compiledFunction(of: variables)
  }

  private func named(by variables: [Expr]) -> Chart {
    xLabel(variables[0].layout.plainText).yLabel(variables[1].layout.plainText)
  }
}
