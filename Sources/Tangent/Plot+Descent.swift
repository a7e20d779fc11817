import Diagnostics
import Figures

extension Chart {
  /// The way of a descent: on the curve of a function of one number, over the level lines of one of two, and as values
  /// step by step for any other.
  ///
  /// - Throws: what `f` throws.
  package static func descent(
    _ path: [[Double]], _ values: [Double], _ f: ([Double]) throws -> Double
  ) throws -> Chart {
    let points = path.filter { $0.allSatisfy { abs($0) < 1e100 } }
    switch (path.first?.count, points.isEmpty) {
    case (1, false): return try descentOnCurve(points.map { $0[0] }, f)
    case (2, false): return try descentOnContours(points.map { ($0[0], $0[1]) }, f)
    default: return .ofValues(values).xLabel("step").yLabel("value")
    }
  }

  private static func descentOnCurve(_ places: [Double], _ f: ([Double]) throws -> Double) throws -> Chart {
    let range = surroundings(of: places, share: 0.35)
    let heights = try places.map { try f([$0]) }
    let curve = try Chart.ofFunction(over: range) { try f([$0]) }
    return curve.adding(way(places, heights)).xLabel("x").yLabel("f(x)")
  }

  private static func descentOnContours(
    _ places: [(x: Double, y: Double)], _ f: ([Double]) throws -> Double
  ) throws -> Chart {
    var x = surroundings(of: places.map(\.x), share: 0.3)
    var y = surroundings(of: places.map(\.y), share: 0.3)
    // A way along one axis still lies in a plane.
    let (width, height) = (x.upperBound - x.lowerBound, y.upperBound - y.lowerBound)
    if width < 0.6 * height { x = widened(x, to: 0.6 * height) }
    if height < 0.6 * width { y = widened(y, to: 0.6 * width) }
    let surface = try ContourMark(checking: x, y: y, levels: 10, filled: true) { try f([$0, $1]) }
    return Chart(surface).adding(way(places.map(\.x), places.map(\.y))).xLabel("x").yLabel("y")
  }

  /// The points of a path in one colour, joined in their order, with words at both ends.
  private static func way(_ x: [Double], _ y: [Double]) -> Chart {
    let last = x.count - 1
    let notes =
      last > 0 ? [note("start", x[0], y[0]), note("step \(last)", x[last], y[last])] : [note("start", x[0], y[0])]
    return Chart.path(x, y).adding(Chart(notes.compactMap { $0 }))
  }

  private static func note(_ text: String, _ x: Double, _ y: Double) -> TextMark? {
    try? TextMark(checking: text, x: x, y: y)
  }

  /// The extent of `values` and a share of it on either side; some room around a lone value.
  private static func surroundings(of values: [Double], share: Double) -> ClosedRange<Double> {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let width = high - low
    let room = width > 1e-9 * max(abs(low), abs(high)) ? share * width : max(0.5 * abs(low), 1)
    return low - room...high + room
  }

  private static func widened(_ range: ClosedRange<Double>, to width: Double) -> ClosedRange<Double> {
    let middle = range.lowerBound / 2 + range.upperBound / 2
    return middle - width / 2...middle + width / 2
  }
}
