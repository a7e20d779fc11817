/// The drawing of each kind of layer.
extension ChartLayout {
  func series(_ layer: Layer, _ paint: Paint) -> Scene.Element {
    switch layer.shape {
    case .line: line(layer, paint)
    case .area: area(layer, paint)
    case .point: points(layer, paint)
    case .bar: bars(layer, paint)
    case .verticalRule, .horizontalRule, .band: rule(layer)
    case .heat, .contours, .field: plane(layer)
    case .note: .group(.label, clip: nil, [])
    }
  }

  /// Runs of points between gaps, in pixels.
  private func runs(_ layer: Layer) -> [[Scene.Point]] {
    var runs: [[Scene.Point]] = [[]]
    for (x, y) in zip(layer.x, layer.y) {
      if let point = point(x, y) {
        runs[runs.count - 1].append(point)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }

  private func line(_ layer: Layer, _ paint: Paint) -> Scene.Element {
    let runs = runs(layer).map { Polyline.simplified(Polyline.thinned($0)) }
    let strokes = runs.filter { $0.count > 1 }.flatMap { Scene.Path($0).segments }
    var elements: [Scene.Element] = []
    if !strokes.isEmpty {
      elements.append(.path(Scene.Path(strokes), Scene.Style(stroke: paint, lineWidth: 2, dash: paint.dash)))
    }
    let lone = runs.filter { $0.count == 1 }.flatMap { $0 }
    if !lone.isEmpty { elements.append(.discs(lone, radius: 2.5, paint)) }
    return .group(.line, clip: clip(layer), elements)
  }

  private func area(_ layer: Layer, _ paint: Paint) -> Scene.Element {
    if let lower = layer.lower { return areaBetween(layer, lower, paint) }
    let fills = runs(layer).flatMap { run -> [Scene.Path.Segment] in
      let edge = Polyline.simplified(Polyline.thinned(run))
      guard let first = edge.first, let last = edge.last else { return [] }
      return Scene.Path(edge + [Scene.Point(last.x, base), Scene.Point(first.x, base)], closed: true).segments
    }
    let edges = runs(layer).flatMap { Scene.Path(Polyline.simplified(Polyline.thinned($0))).segments }
    return .group(
      .area, clip: clip(layer),
      [
        .path(Scene.Path(fills), Scene.Style(fill: paint, opacity: 0.22)),
        .path(Scene.Path(edges), Scene.Style(stroke: paint, lineWidth: 1.5)),
      ])
  }

  private func areaBetween(_ layer: Layer, _ lower: [Double], _ paint: Paint) -> Scene.Element {
    var runs: [(above: [Scene.Point], below: [Scene.Point])] = [([], [])]
    for ((x, top), bottom) in zip(zip(layer.x, layer.y), lower) {
      if let above = point(x, top), let below = point(x, bottom) {
        runs[runs.count - 1].above.append(above)
        runs[runs.count - 1].below.append(below)
      } else if runs.last?.above.isEmpty == false {
        runs.append(([], []))
      }
    }
    let fills = runs.filter { $0.above.count > 1 }.flatMap { run in
      let edges = [run.above, run.below].map { Polyline.simplified(Polyline.thinned($0)) }
      return Scene.Path(edges[0] + edges[1].reversed(), closed: true).segments
    }
    return .group(.area, clip: clip(layer), [.path(Scene.Path(fills), Scene.Style(fill: paint, opacity: 0.22))])
  }

  private func points(_ layer: Layer, _ paint: Paint) -> Scene.Element {
    let all = zip(layer.x, layer.y).compactMap { point($0, $1) }
    let clip = clip(layer)
    // A cloud shows where points are, not each of them: cells as large as its discs do.
    if all.count > 20_000 {
      return .group(.point, clip: clip, [.discs(Polyline.gridded(all, cell: 4), radius: 2, paint)])
    }
    let radius = all.count > 2000 ? 1.5 : all.count > 200 ? 2.5 : 3.5
    return .group(.point, clip: clip, [.discs(all, radius: radius, paint)])
  }

  private func bars(_ layer: Layer, _ paint: Paint) -> Scene.Element {
    let half = layer.barWidth / 2
    let slot = slot(of: layer)
    let gap = layer.binWidth == nil ? 0 : 0.5
    var columns: [Int: ClosedRange<Double>] = [:]
    let style = Scene.Style(fill: paint, opacity: 0.85)
    let places = zip(layer.x, layer.y).compactMap { a, b -> Scene.Rectangle? in
      guard let top = y.position(b), let first = x.position(a - half), let last = x.position(a + half) else {
        return nil
      }
      let share = (last - first) / Double(slot.count)
      let left = first + Double(slot.index) * share + gap
      let right = max(left + share - 2 * gap, left)
      let column = Int(left)
      // Bars thinner than a pixel merge into the tallest of their column.
      if right - left < 1 {
        let reach = min(top, base)...max(top, base)
        if let known = columns[column], known.lowerBound <= reach.lowerBound, known.upperBound >= reach.upperBound {
          return nil
        }
        columns[column] = reach
      }
      return Scene.Rectangle(x: left, y: min(top, base), width: max(right - left, 1), height: abs(top - base))
    }
    return .group(.bar, clip: clip(layer), places.map { .rectangle($0, radius: 0, style) })
  }

  /// The place of a layer's bars among those of the layers that stand at the same x values.
  private func slot(of layer: Layer) -> (index: Int, count: Int) {
    let together = chart.layers.filter { other in
      guard case .bar = other.shape, other.binWidth == nil, layer.binWidth == nil else { return false }
      return other.x == layer.x
    }
    let index = together.firstIndex { $0.label == layer.label && $0.y == layer.y } ?? 0
    return (index, max(together.count, 1))
  }

  func rule(_ layer: Layer) -> Scene.Element {
    let style = Scene.Style(stroke: .muted, lineWidth: 1.5, dash: .dashed)
    switch layer.shape {
    case .verticalRule(let value):
      guard let place = x.position(value) else { return .group(.rule, clip: nil, []) }
      let path = Scene.Path([Scene.Point(place, plot.y), Scene.Point(place, plot.maxY)])
      let right = place > (plot.x + plot.maxX) / 2
      let origin = Scene.Point(place + (right ? -5 : 5), plot.y + 12)
      return .group(.rule, clip: nil, [.path(path, style)] + words(layer, origin, right ? .end : .start))
    case .horizontalRule(let value):
      guard let place = y.position(value) else { return .group(.rule, clip: nil, []) }
      let path = Scene.Path([Scene.Point(plot.x, place), Scene.Point(plot.maxX, place)])
      let origin = Scene.Point(plot.maxX - 2, place - 5)
      return .group(.rule, clip: nil, [.path(path, style)] + words(layer, origin, .end))
    case .band(let xs, let ys): return band(layer, xs, ys)
    case .line, .point, .bar, .area, .heat, .contours, .field, .note: return .group(.rule, clip: nil, [])
    }
  }

  private func band(_ layer: Layer, _ xs: ClosedRange<Double>?, _ ys: ClosedRange<Double>?) -> Scene.Element {
    let (left, right) = xs.map { (x.position($0.lowerBound), x.position($0.upperBound)) } ?? (plot.x, plot.maxX)
    let (bottom, top) = ys.map { (y.position($0.lowerBound), y.position($0.upperBound)) } ?? (plot.maxY, plot.y)
    guard let left, let right, let bottom, let top else { return .group(.rule, clip: nil, []) }
    let box = Scene.Rectangle(x: left, y: top, width: right - left, height: bottom - top)
    let style = Scene.Style(fill: layer.paint ?? .muted, opacity: 0.16)
    return .group(
      .band, clip: plotClip, [.rectangle(box, radius: 0, style)] + words(layer, Scene.Point(left + 5, top + 14), .start)
    )
  }

  private func words(_ layer: Layer, _ origin: Scene.Point, _ anchor: Scene.Text.Anchor) -> [Scene.Element] {
    guard chart.showsLegend, let label = layer.label else { return [] }
    return [.text(Scene.Text(label, at: origin, anchor: anchor, size: Self.tickSize, paint: .muted))]
  }

  /// Where bars and areas stand: zero, or the lower edge where zero has no place.
  private var base: Double {
    min(max(y.position(0) ?? y.start, y.end), y.start)
  }

  /// The chart's rectangle and half a stroke more, where the layer reaches beyond it.
  private func clip(_ layer: Layer) -> Scene.Rectangle? {
    guard layer.window != nil || chart.xDomain != nil else { return nil }
    return plotClip
  }

  var plotClip: Scene.Rectangle {
    Scene.Rectangle(x: plot.x - 1, y: plot.y - 1, width: plot.width + 2, height: plot.height + 2)
  }
}
