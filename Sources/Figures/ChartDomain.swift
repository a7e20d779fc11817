#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The ranges of the two axes, from what the layers hold.
struct ChartDomain: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// The same without the room at the ends.
  let dataX: ClosedRange<Double>
  let dataY: ClosedRange<Double>
  /// False where no layer has a point with a place on both axes.
  let hasData: Bool

  private static let padding = 0.05

  init(_ chart: Chart) {
    let (xs, ys) = (chart.xAxisScale, chart.yAxisScale)
    let domain = chart.xDomain.flatMap { Axis.hasPlace($0.lowerBound, on: xs) ? $0 : nil }
    var (xExtent, yExtent) = (Extent(scale: xs), Extent(scale: ys))
    for layer in chart.layers { layer.extend(&xExtent, &yExtent, within: domain) }
    let pads = chart.layers.contains { $0.shape.hasWidth }
    x = domain ?? xExtent.range(padding: pads ? 0.04 : 0.02)
    y = yExtent.range(padding: Self.padding)
    dataX = domain ?? xExtent.bounds
    dataY = yExtent.bounds
    hasData = !xExtent.isEmpty || !yExtent.isEmpty
  }
}

/// The least and the greatest of the values that have a place on a scale.
struct Extent {
  let scale: Scale
  private var low = Double.infinity
  private var high = -Double.infinity
  /// Ends that stay where they are, such as the foot of the bars.
  private var anchors: [Double] = []

  init(scale: Scale) { self.scale = scale }

  var isEmpty: Bool { low > high }

  var bounds: ClosedRange<Double> { isEmpty ? 0...0 : low...high }

  mutating func include(_ value: Double) {
    guard Axis.hasPlace(value, on: scale) else { return }
    low = min(low, value)
    high = max(high, value)
  }

  mutating func anchor(at value: Double) {
    include(value)
    anchors.append(value)
  }

  /// The range with some room at each end that is not an anchor; a stretch around a lone value; 0 to 1 (1 to 10 on a
  /// logarithmic scale) without any value.
  func range(padding: Double) -> ClosedRange<Double> {
    switch scale {
    case .linear: linearRange(padding: padding)
    case .log: logarithmicRange(padding: padding)
    }
  }

  private func linearRange(padding: Double) -> ClosedRange<Double> {
    guard !isEmpty else { return 0...1 }
    let magnitude = max(abs(low), abs(high))
    guard high - low > 1e-12 * magnitude else {
      let room = magnitude == 0 ? 1 : max(0.1 * magnitude, 1e-300)
      return low - room...high + room
    }
    let room = padding * (high - low)
    return (anchors.contains(low) ? low : low - room)...(anchors.contains(high) ? high : high + room)
  }

  private func logarithmicRange(padding: Double) -> ClosedRange<Double> {
    guard !isEmpty else { return 1...10 }
    let decades = log10(high) - log10(low)
    let factor = pow(10, decades > 1e-9 ? padding * decades : 0.5)
    return low / factor...high * factor
  }
}

extension Layer {
  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent, within domain: ClosedRange<Double>?) {
    switch shape {
    case .verticalRule(let place): xExtent.include(place)
    case .horizontalRule(let place): yExtent.include(place)
    case .line, .point, .bar, .area, .note: extendByPoints(&xExtent, &yExtent, within: domain)
    case .band(let x, let y):
      for end in [x?.lowerBound, x?.upperBound].compactMap({ $0 }) { xExtent.include(end) }
      for end in [y?.lowerBound, y?.upperBound].compactMap({ $0 }) { yExtent.include(end) }
    case .heat(let grid): cover(grid.cellExtent.x, grid.cellExtent.y, &xExtent, &yExtent)
    case .contours(let contours): cover(contours.grid.x, contours.grid.y, &xExtent, &yExtent)
    case .field(let field): cover(field.x, field.y, &xExtent, &yExtent)
    }
  }

  /// What fills its ranges goes to the edges of the chart.
  private func cover(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ xExtent: inout Extent, _ yExtent: inout Extent
  ) {
    for end in [x.lowerBound, x.upperBound] { xExtent.anchor(at: end) }
    for end in [y.lowerBound, y.upperBound] { yExtent.anchor(at: end) }
  }

  private func extendByPoints(_ xExtent: inout Extent, _ yExtent: inout Extent, within domain: ClosedRange<Double>?) {
    var anyPoint = false
    for (x, y) in zip(x, y) where Axis.hasPlace(x, on: xExtent.scale) && Axis.hasPlace(y, on: yExtent.scale) {
      xExtent.include(x)
      if let domain, !domain.contains(x) { continue }
      yExtent.include(window.map { min(max(y, $0.lowerBound), $0.upperBound) } ?? y)
      anyPoint = true
    }
    for value in lower ?? [] { yExtent.include(value) }
    guard anyPoint, shape.standsOnZero, lower == nil, yExtent.scale == .linear else { return }
    yExtent.anchor(at: 0)
    if case .bar = shape {
      let half = barWidth / 2
      xExtent.include((x.filter(\.isFinite).min() ?? 0) - half)
      xExtent.include((x.filter(\.isFinite).max() ?? 0) + half)
    }
  }

  /// Four fifths of the least distance between two bars.
  var barWidth: Double {
    if let binWidth { return binWidth }
    let places = Set(x.filter(\.isFinite)).sorted()
    return 0.8 * (zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 1)
  }
}

extension Layer.Shape {
  /// What a layer's drawing is to the others.
  enum Family {
    /// Data, in the next colour of the palette.
    case series
    /// Lines and bands that mark a place.
    case rule
    /// Fills the plane behind the data.
    case plane
    /// Words over the data.
    case note
  }

  var family: Family {
    switch self {
    case .line, .point, .bar, .area: .series
    case .verticalRule, .horizontalRule, .band: .rule
    case .heat, .contours, .field: .plane
    case .note: .note
    }
  }

  var standsOnZero: Bool {
    switch self {
    case .bar, .area: true
    case .line, .point, .verticalRule, .horizontalRule, .band, .heat, .contours, .field, .note: false
    }
  }

  /// True where the drawing reaches beyond the points themselves.
  var hasWidth: Bool {
    switch self {
    case .point, .bar: true
    case .line, .area, .verticalRule, .horizontalRule, .band, .heat, .contours, .field, .note: false
    }
  }
}
