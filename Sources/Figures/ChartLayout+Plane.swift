extension Chart {
  /// The names along the x axis, where bars have them.
  var categories: [String]? { layers.lazy.compactMap(\.categories).max { $0.count < $1.count } }

  /// Level lines and shades say what grid lines would.
  var hidesGrid: Bool {
    layers.contains { layer in
      switch layer.shape {
      case .heat, .contours: true
      case .line, .point, .bar, .area, .verticalRule, .horizontalRule, .band, .field, .note: false
      }
    }
  }

  /// Whether the axes count rows and columns.
  var isTable: Bool { layers.contains { $0.sense == .table } }

  var hasColorBar: Bool { heatGrid != nil }

  var heatGrid: Grid? {
    layers.lazy.compactMap { layer -> Grid? in
      if case .heat(let grid) = layer.shape { grid } else { nil }
    }.first
  }
}

extension ChartLayout {
  /// In a plane of two variables of like size a circle is to look round, and a gradient to stand upright on its level
  /// line: the chart takes the height, or gives up the width, that this needs.
  var withEqualUnits: ChartLayout {
    let ratio =
      (domain.y.upperBound - domain.y.lowerBound) / (domain.x.upperBound - domain.x.lowerBound)
    guard chart.layers.contains(where: { $0.shape.family == .plane }), chart.xAxisScale == .linear,
      chart.yAxisScale == .linear, (0.3...3).contains(ratio)
    else { return self }
    var chart = chart
    let height = min(max(plot.width * ratio, Self.lowestPlane), Self.highestPlane)
    chart.height += height - plot.height
    chart.width -= max(plot.width - height / ratio, 0)
    return ChartLayout(chart)
  }

  private static let (lowestPlane, highestPlane) = (180.0, 380.0)

  // MARK: The scale beside a heat map

  private static let (barGap, barWidth) = (12.0, 14.0)

  /// The room that the scale takes beside the chart.
  static func colorBarWidth(_ chart: Chart) -> Double {
    guard let scale = chart.heatGrid.flatMap(ColorScale.init) else { return 0 }
    let labels = colorTicks(scale, height: chart.height - 60).labels.map { TextMetrics.width($0, size: tickSize) }
    return barGap + barWidth + 8 + (labels.max() ?? 0) + 4
  }

  private static func colorTicks(_ scale: ColorScale, height: Double) -> Ticks {
    guard scale.range.upperBound > scale.range.lowerBound else { return Ticks(each: [scale.range.lowerBound]) }
    return .linear(scale.range, wanted: max(Int(height / 60), 2))
  }

  func colorBar() -> [Scene.Element] {
    guard let scale = chart.heatGrid.flatMap(ColorScale.init) else { return [] }
    let left = plot.maxX + Self.barGap
    let ticks = Self.colorTicks(scale, height: plot.height)
    guard scale.range.upperBound > scale.range.lowerBound else { return [] }
    let axis = Axis(scale: .linear, range: scale.range, start: plot.maxY, end: plot.y)
    let steps = 2 * Self.shadeCount
    let cells = (0..<steps).compactMap { step -> Scene.Element? in
      let value = Grid.place(2 * step + 1, of: 2 * steps + 1, in: scale.range)
      let height = plot.height / Double(steps)
      let corner = Scene.Point(left, plot.maxY - Double(step + 1) * height)
      let opposite = Scene.Point(left + Self.barWidth, corner.y + height)
      return scale.shade(of: value).map { .path(Scene.Path(corner: corner, opposite: opposite), $0.style) }
    }
    let words = zip(ticks.values, ticks.labels).compactMap { value, label -> Scene.Element? in
      axis.position(value).map { place in
        .text(
          Scene.Text(
            label.withMinusSign, at: Scene.Point(left + Self.barWidth + 6, place + 4.25), size: Self.tickSize,
            paint: .muted))
      }
    }
    return [.group(.cell, clip: nil, cells)] + words
  }
}
