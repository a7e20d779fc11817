extension Chart {
  /// The chart as a drawing.
  public var scene: Scene {
    let layout = ChartLayout(self).withEqualUnits
    var elements: [Scene.Element] = []
    elements += layers.filter { $0.shape.family == .plane }.map(layout.plane)
    if !hidesGrid { elements.append(.group(.grid, clip: nil, layout.grid())) }
    elements.append(.group(.axis, clip: nil, layout.axes()))
    elements.append(.group(.tick, clip: nil, layout.tickMarks()))
    elements.append(.group(.label, clip: nil, layout.tickLabels()))
    elements += layers.filter { $0.shape.family == .rule }.map(layout.rule)
    elements += series.filter(\.layer.shape.standsOnZero).map(layout.series)
    elements += series.filter { !$0.layer.shape.standsOnZero }.map(layout.series)
    elements.append(.group(.label, clip: nil, layout.notes()))
    elements.append(.group(.legend, clip: nil, layout.legendElements() + layout.colorBar()))
    elements.append(.group(.title, clip: nil, layout.titles()))
    return Scene(width: layout.chart.width, height: layout.chart.height, elements: elements)
  }
}

extension ChartLayout {
  func grid() -> [Scene.Element] {
    var lines: [Scene.Path.Segment] = []
    for x in xTicks.values.compactMap(x.position) {
      lines += [.move(Scene.Point(x, plot.y)), .line(Scene.Point(x, plot.maxY))]
    }
    for y in yTicks.values.compactMap(y.position) {
      lines += [.move(Scene.Point(plot.x, y)), .line(Scene.Point(plot.maxX, y))]
    }
    return [.path(Scene.Path(lines), Scene.Style(stroke: .grid))]
  }

  /// The two axes, meeting at the lower left.
  func axes() -> [Scene.Element] {
    let corner = Scene.Path([
      Scene.Point(plot.x, plot.y), Scene.Point(plot.x, plot.maxY), Scene.Point(plot.maxX, plot.maxY),
    ])
    return [.path(corner, Scene.Style(stroke: .muted))]
  }

  /// Short strokes, each from its axis outward.
  func tickMarks() -> [Scene.Element] {
    var strokes: [Scene.Path.Segment] = []
    for x in xTicks.values.compactMap(x.position) {
      strokes += [.move(Scene.Point(x, plot.maxY)), .line(Scene.Point(x, plot.maxY + 4))]
    }
    for y in yTicks.values.compactMap(y.position) {
      strokes += [.move(Scene.Point(plot.x, y)), .line(Scene.Point(plot.x - 4, y))]
    }
    return [.path(Scene.Path(strokes), Scene.Style(stroke: .muted))]
  }

  func tickLabels() -> [Scene.Element] {
    let below = zip(xTicks.values.compactMap(x.position), xTicks.labels).map { place, label in
      Scene.Element.text(tick(label, Scene.Point(place, plot.maxY + 18), .middle))
    }
    let beside = zip(yTicks.values.compactMap(y.position), yTicks.labels).map { place, label in
      Scene.Element.text(tick(label, Scene.Point(plot.x - 8, place + 4.25), .end))
    }
    return below + beside
  }

  private func tick(_ label: String, _ origin: Scene.Point, _ anchor: Scene.Text.Anchor) -> Scene.Text {
    Scene.Text(label.replacing(minus: "−"), at: origin, anchor: anchor, size: Self.tickSize, paint: .muted)
  }

  func titles() -> [Scene.Element] {
    var texts: [Scene.Element] = []
    if let title = chart.titleText {
      texts.append(.text(Scene.Text(title, at: Scene.Point(2, 18), size: Self.titleSize, bold: true)))
    }
    if let label = chart.yLabelText {
      let baseline = chart.titleText == nil ? 15.0 : 42
      texts.append(.text(Scene.Text(label, at: Scene.Point(2, baseline), size: Self.labelSize)))
    }
    if let label = chart.xLabelText {
      let origin = Scene.Point((plot.x + plot.maxX) / 2, chart.height - 8)
      texts.append(.text(Scene.Text(label, at: origin, anchor: .middle, size: Self.labelSize)))
    }
    if !domain.hasData {
      let middle = Scene.Point((plot.x + plot.maxX) / 2, (plot.y + plot.maxY) / 2)
      texts.append(.text(Scene.Text("no data", at: middle, anchor: .middle, size: Self.labelSize, paint: .muted)))
    }
    return texts
  }

  func legendElements() -> [Scene.Element] {
    switch legend.place {
    case .ends:
      legend.entries.map { entry in
        let origin = Scene.Point(plot.maxX + 8, entry.origin.y + 4.5)
        return .text(Scene.Text(entry.label, at: origin, size: Self.labelSize, paint: entry.paint))
      }
    case .rows: legend.entries.flatMap(row)
    }
  }

  private func row(_ entry: ChartLegend.Entry) -> [Scene.Element] {
    let (x, y) = (entry.origin.x, entry.origin.y)
    let words = Scene.Text(entry.label, at: Scene.Point(x + 28, y + 4.5), size: Self.labelSize)
    let swatch: Scene.Element
    switch entry.shape {
    case .point: swatch = .discs([Scene.Point(x + 9, y)], radius: 3.5, entry.paint)
    case .bar, .area:
      let box = Scene.Rectangle(x: x + 2, y: y - 5, width: 14, height: 10)
      swatch = .rectangle(box, radius: 2, Scene.Style(fill: entry.paint, opacity: 0.85))
    case .line, .verticalRule, .horizontalRule, .band, .heat, .contours, .field, .note:
      swatch = .path(
        Scene.Path([Scene.Point(x, y), Scene.Point(x + 18, y)]),
        Scene.Style(stroke: entry.paint, lineWidth: 2, dash: entry.paint.dash))
    }
    return [swatch, .text(words)]
  }
}

extension ChartLayout {
  /// The words of the notes, each on the side of its point where it is inside the chart and clear of the others.
  func notes() -> [Scene.Element] {
    var taken: [Scene.Rectangle] = []
    return chart.layers.filter { $0.shape.family == .note }.flatMap { layer -> [Scene.Element] in
      zip(layer.x, layer.y).compactMap { a, b in
        guard let label = layer.label, let place = point(a, b) else { return nil }
        let boxes = Self.boxes(of: label, around: place)
        guard
          let box = boxes.first(where: { box in plot.holds(box) && !taken.contains { $0.meets(box) } }) ?? boxes.first
        else { return nil }
        taken.append(box)
        var text = Scene.Text(label, at: Scene.Point(box.x + 2, box.y + 13), size: Self.tickSize)
        text.hasHalo = true
        return .text(text)
      }
    }
  }

  /// Right above, left above, right below, left below, above, below, right and left of a point.
  private static func boxes(of label: String, around place: Scene.Point) -> [Scene.Rectangle] {
    let (width, height, gap) = (TextMetrics.width(label, size: tickSize) + 4, 17.0, 6.0)
    let sides = [(1.0, -1.0), (-1, -1), (1, 1), (-1, 1), (0, -1.2), (0, 1.2), (1.2, 0), (-1.2, 0)]
    return sides.map { dx, dy in
      Scene.Rectangle(
        x: place.x - width / 2 + dx * (width / 2 + gap), y: place.y - height / 2 + dy * (height / 2 + gap),
        width: width, height: height)
    }
  }
}

extension String {
  /// A hyphen before a number as the minus sign that numbers are set with.
  func replacing(minus: String) -> String { hasPrefix("-") ? minus + dropFirst() : self }
}
