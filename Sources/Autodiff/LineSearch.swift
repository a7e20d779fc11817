/// A point with the value and the gradient of the function there.
struct LinePoint {
  let x: [Double]
  let value: Double
  let gradient: [Double]
  var step = 0.0
}

/// Looks along a line for a step that is neither too long nor too short: the strong Wolfe conditions.
///
/// J. Nocedal and S. Wright, "Numerical Optimization", 2nd edition (2006), algorithms 3.5 and 3.6.
struct LineSearch {
  let problem: Minimization.Problem
  let start: LinePoint
  let direction: [Double]

  /// The share of the promised decrease that must be kept, and of the slope that may be left.
  private static let (decrease, curvature) = (1e-4, 0.9)
  private static let rounds = 30

  private func point(_ step: Double) throws -> LinePoint {
    let x = zip(start.x, direction).map { $0 + step * $1 }
    let (value, gradient) = try problem.valueWithGradient(x)
    return LinePoint(x: x, value: value, gradient: gradient, step: step)
  }

  private func slope(_ point: LinePoint) -> Double { inner(point.gradient, direction) }

  /// Whether the value is low enough; not where it is NaN.
  private func isLower(_ point: LinePoint) -> Bool {
    point.value <= start.value + LineSearch.decrease * point.step * slope(start)
  }

  private func isFlat(_ point: LinePoint) -> Bool { abs(slope(point)) <= -LineSearch.curvature * slope(start) }

  /// The point found, or `nil` where the line does not go down any further.
  func strongWolfe(from firstStep: Double) throws -> LinePoint? {
    var previous = start
    var step = firstStep
    for _ in 0..<LineSearch.rounds {
      let here = try point(step)
      if !isLower(here) || previous.step > 0 && here.value >= previous.value { return try zoom(previous, here) }
      if isFlat(here) { return here }
      if slope(here) >= 0 { return try zoom(here, previous) }
      previous = here
      step *= 2
    }
    return previous.step > 0 ? previous : nil
  }

  /// Narrows the interval between a point that is low and another behind the minimum.
  private func zoom(_ low: LinePoint, _ high: LinePoint) throws -> LinePoint? {
    var (low, high) = (low, high)
    for _ in 0..<LineSearch.rounds {
      let here = try point(between(low, high))
      if here.step == low.step || here.step == high.step { break }
      if !isLower(here) || here.value >= low.value {
        high = here
      } else {
        if isFlat(here) { return here }
        if slope(here) * (high.step - low.step) >= 0 { high = low }
        low = here
      }
    }
    return low.step > 0 && low.value < start.value ? low : nil
  }

  /// The minimum of the parabola through both, kept away from the ends.
  private func between(_ low: LinePoint, _ high: LinePoint) -> Double {
    let width = high.step - low.step
    let bend = high.value - low.value - slope(low) * width
    let parabola = -slope(low) * width / (2 * bend)
    return low.step + width * (parabola.isFinite ? min(0.9, max(0.1, parabola)) : 0.5)
  }
}
