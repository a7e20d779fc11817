/// The names of the series: beside the ends of their curves where all find room, in rows above the chart otherwise.
struct ChartLegend {
  struct Entry {
    let label: String
    let paint: Paint
    let shape: Layer.Shape
    var origin: Scene.Point
  }

  enum Place { case ends, rows }

  private(set) var entries: [Entry] = []
  private(set) var place = Place.rows
  /// Room to the right of the chart, and above it.
  private(set) var width = 0.0
  private(set) var height = 0.0

  private static let rowHeight = 20.0
  private static let widestEnd = 130.0
  private static let swatch = 28.0
  private static let farthestShift = 22.0
  private static let mostEnds = 8

  init(_ chart: Chart, domain: ChartDomain, y: Axis) {
    guard chart.showsLegend else { return }
    let series = chart.series.filter { $0.layer.label != nil }
    guard !series.isEmpty else { return }
    if !chart.hasColorBar, let ends = Self.ends(series, domain: domain, y: y, xScale: chart.xAxisScale) {
      place = .ends
      entries = ends
      width = 10 + (ends.map { TextMetrics.width($0.label, size: ChartLayout.labelSize) }.max() ?? 0)
    } else {
      arrangeRows(series, width: chart.width, top: y.end)
    }
  }

  private mutating func arrangeRows(_ series: [(layer: Layer, paint: Paint)], width: Double, top: Double) {
    var origin = Scene.Point(14, top + 8)
    for (layer, paint) in series {
      guard let label = layer.label else { continue }
      let taken =
        Self.swatch
        + max(TextMetrics.width(label, size: ChartLayout.labelSize), Double(label.count) * ChartLayout.terminalColumn)
        + 16
      if origin.x > 14, origin.x + taken > width { origin = Scene.Point(14, origin.y + Self.rowHeight) }
      entries.append(Entry(label: label, paint: paint, shape: layer.shape, origin: origin))
      origin.x += taken
    }
    height = origin.y - top + Self.rowHeight - 4
  }

  /// Labels at the heights where the curves end, moved apart; `nil` where one would end up away from its curve.
  private static func ends(
    _ series: [(layer: Layer, paint: Paint)], domain: ChartDomain, y: Axis, xScale: Scale
  ) -> [Entry]? {
    guard series.count <= mostEnds else { return nil }
    var ends: [(entry: Entry, height: Double)] = []
    for (layer, paint) in series {
      guard case .line = layer.shape, let label = layer.label, let end = layer.end(domain, y, xScale: xScale),
        TextMetrics.width(label, size: ChartLayout.labelSize) <= widestEnd
      else { return nil }
      ends.append((Entry(label: label, paint: paint, shape: layer.shape, origin: Scene.Point(0, end)), end))
    }
    ends.sort { $0.height < $1.height }
    let heights = spread(ends.map(\.height), gap: 17, within: y.end...y.start)
    // At the edge of the chart a cluster may have been pushed into the next one.
    guard zip(heights, ends).allSatisfy({ abs($0 - $1.height) <= farthestShift }),
      zip(heights, heights.dropFirst()).allSatisfy({ $1 - $0 >= 16.9 })
    else { return nil }
    return zip(heights, ends).map { height, end in
      var entry = end.entry
      entry.origin.y = height
      return entry
    }
  }

  /// Sorted places pushed apart to at least `gap`, each cluster staying centred on its members.
  private static func spread(_ places: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double] {
    var clusters: [(center: Double, count: Int)] = []
    for place in places {
      clusters.append((place, 1))
      while let last = clusters.last, let previous = clusters.dropLast().last,
        last.center - previous.center < gap * Double(last.count + previous.count) / 2
      {
        let count = last.count + previous.count
        let sum = last.center * Double(last.count) + previous.center * Double(previous.count)
        clusters.removeLast(2)
        clusters.append((sum / Double(count), count))
      }
    }
    return clusters.flatMap { cluster in
      let half = gap * Double(cluster.count - 1) / 2
      let center = min(
        max(cluster.center, range.lowerBound + half), max(range.upperBound - half, range.lowerBound + half))
      return (0..<cluster.count).map { center - half + gap * Double($0) }
    }
  }
}

extension Chart {
  /// The layers that hold data, each with its colour.
  var series: [(layer: Layer, paint: Paint)] {
    var next = 0
    return layers.filter { $0.shape.family == .series }.map { layer in
      if let paint = layer.paint { return (layer, paint) }
      defer { next += 1 }
      return (layer, .series(next))
    }
  }
}

extension Layer {
  /// The height at which the curve meets the right end of the chart; `nil` where it leaves or breaks off before.
  fileprivate func end(_ domain: ChartDomain, _ axis: Axis, xScale: Scale) -> Double? {
    guard let last = x.indices.last(where: { x[$0].isFinite && y[$0].isFinite }), domain.y.contains(y[last]) else {
      return nil
    }
    let fraction = Axis(scale: xScale, range: domain.x, start: 0, end: 1).position(x[last]) ?? 0
    return fraction > 0.94 ? axis.position(y[last]) : nil
  }
}
