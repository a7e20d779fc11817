#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a reader who does not see a curve wants to know of it.
struct CurveFacts {
  struct Place: Equatable {
    var x: Double
    var y: Double
  }

  private(set) var count = 0
  private(set) var missing = 0
  private(set) var minimum: Place?
  private(set) var maximum: Place?
  private(set) var zeros: [Double] = []
  private let layer: Layer
  private let points: [Place]
  /// Places are told to within a part of it; on a logarithmic axis each has its own size.
  private let width: Double
  private let yScale: Scale

  private static let mostZeros = 6

  init(_ layer: Layer, xScale: Scale, yScale: Scale) {
    self.layer = layer
    self.yScale = yScale
    points = zip(layer.x, layer.y).map { x, y in
      Axis.hasPlace(x, on: xScale) && Axis.hasPlace(y, on: yScale) ? Place(x: x, y: y) : Place(x: x, y: .nan)
    }
    let finite = points.filter { $0.y.isFinite }
    count = finite.count
    missing = points.count - finite.count
    width = xScale == .log ? 0 : (finite.map(\.x).max() ?? 0) - (finite.map(\.x).min() ?? 0)
    minimum = finite.min { $0.y < $1.y }
    maximum = finite.max { $0.y < $1.y }
    if layer.isFunction {
      minimum = minimum.map(vertex)
      maximum = maximum.map(vertex)
    }
    if layer.shape.isCurve { zeros = findZeros() }
  }

  func clauses(axisName: String) -> [String] {
    guard count > 0, let minimum, let maximum else { return ["no values"] }
    var clauses: [String] = []
    if !layer.isFunction {
      clauses.append(count == 1 ? "1 point" : "\(count) points")
      if missing > 0 { clauses.append("\(missing) not shown") }
    }
    if count == 1 {
      return clauses + ["at (\(short(minimum.x)), \(NumberText.short(minimum.y)))"]
    }
    if minimum.y == maximum.y { return clauses + ["constant at \(NumberText.short(minimum.y))"] }
    if layer.window == nil || layer.isCut {
      clauses.append("minimum \(NumberText.short(minimum.y)) at \(axisName) = \(short(minimum.x))")
      clauses.append("maximum \(NumberText.short(maximum.y)) at \(axisName) = \(short(maximum.x))")
    } else {
      clauses.append("unbounded, with a pole")
    }
    if zeros.count > Self.mostZeros {
      clauses.append("crosses zero \(zeros.count) times")
    } else if !zeros.isEmpty {
      clauses.append("zero at \(axisName) = " + zeros.map(short).joined(separator: ", "))
    }
    if layer.shape.isCurve, layer.window == nil || layer.isCut { clauses.append(trend) }
    return clauses
  }

  /// Places of one curve close to zero are zero.
  private func short(_ x: Double) -> String { NumberText.short(x, within: width) }

  /// The vertex of the parabola through an extreme sample and its neighbours: nearer to the function's own extreme.
  private func vertex(_ place: Place) -> Place {
    guard let index = points.firstIndex(of: place), index > 0, index + 1 < points.count else { return place }
    let (a, b) = (points[index - 1], points[index + 1])
    guard a.y.isFinite, b.y.isFinite, a.x < place.x, place.x < b.x else { return place }
    let left = (place.y - a.y) / (place.x - a.x)
    let right = (b.y - place.y) / (b.x - place.x)
    let curvature = (right - left) / (b.x - a.x)
    guard curvature != 0, left * right < 0 else { return place }
    let x = (a.x + place.x) / 2 - left / (2 * curvature)
    guard a.x <= x, x <= b.x else { return place }
    return Place(x: x, y: a.y + left * (x - a.x) + curvature * (x - a.x) * (x - place.x))
  }

  /// Where the curve meets zero: on a point, or between two of different sign with no gap between.
  private func findZeros() -> [Double] {
    var zeros: [Double] = []
    for (index, point) in points.enumerated() {
      if point.y == 0, index == 0 || points[index - 1].y != 0 { zeros.append(point.x) }
      guard index > 0, points[index - 1].y * point.y < 0 else { continue }
      let before = points[index - 1]
      let share = before.y / (before.y - point.y)
      zeros.append(before.x + share * (point.x - before.x))
    }
    return zeros
  }

  /// True for each rise and false for each fall of more than `slack`, in order.
  private static func directions(_ values: [Double], slack: Double) -> [Bool] {
    var directions: [Bool] = []
    var low = Double.infinity
    var high = -Double.infinity
    for value in values {
      low = min(low, value)
      high = max(high, value)
      if directions.last != true, value > low + slack {
        directions.append(true)
        high = value
      } else if directions.last != false, value < high - slack {
        directions.append(false)
        low = value
      }
    }
    return directions
  }

  /// The turns of the curve in words, wiggles below two hundredths of its height left out.
  private var trend: String {
    let finite = points.filter { $0.y.isFinite }
    let heights = finite.map { yScale == .log ? log10($0.y) : $0.y }
    guard let first = heights.first, let last = heights.last, let lowest = heights.min(), let highest = heights.max()
    else { return "" }
    let turns = Self.directions(heights, slack: 0.02 * (highest - lowest))
    switch turns.count {
    case 0: return "nearly constant"
    case 1...3: return turns.map { $0 ? "rises" : "falls" }.joined(separator: ", then ")
    default:
      let change = last - first
      let overall =
        abs(change) < 0.1 * (highest - lowest) ? "" : change > 0 ? ", rising overall" : ", falling overall"
      return "rises and falls, \(turns.count - 1) turns" + overall
    }
  }
}

extension Layer.Shape {
  /// True where neighbouring points belong together.
  var isCurve: Bool {
    switch self {
    case .line, .area: true
    case .point, .bar, .verticalRule, .horizontalRule, .band, .heat, .contours, .field, .note: false
    }
  }
}
