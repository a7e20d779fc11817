/// The drawing of what fills the plane: level lines, heat maps, fields of arrows.
extension ChartLayout {
  func plane(_ layer: Layer) -> Scene.Element {
    switch layer.shape {
    case .heat(let grid): heat(grid)
    case .contours(let contours): self.contours(contours, layer.paint)
    case .field(let field): self.field(field, layer.paint ?? .ink)
    case .line, .point, .bar, .area, .verticalRule, .horizontalRule, .band, .note: .group(.region, clip: nil, [])
    }
  }

  // MARK: Level lines

  /// Fills lie over each other, one for each level that the surface rises above, so that they darken with height.
  private func contours(_ contours: Layer.Contours, _ paint: Paint?) -> Scene.Element {
    let (above, below) = (
      contours.levels.filter { $0 >= contours.split ?? $0 },
      contours.levels.filter { $0 <= contours.split ?? -.infinity }
    )
    var fills: [Scene.Element] = []
    if contours.isFilled {
      fills = Isolines.regions(contours.grid, from: above).map {
        fill($0, contours.split == nil ? paint ?? .series(0) : .series(1), of: above.count)
      }
      let sunk = Isolines.regions(contours.grid.negated, from: below.reversed().map { -$0 })
      fills += sunk.reversed().map { fill($0, .series(0), of: below.count) }
    }
    let lines = zip(contours.levels, Isolines.lines(contours.grid, at: contours.levels)).map { level, lines in
      (level: level, lines: lines.map(pixels))
    }
    let strokes = lines.map { level, lines in
      let isSplit = level == contours.split
      let style = Scene.Style(
        stroke: isSplit ? .ink : paint ?? (contours.isFilled || hasSeries ? .muted : .series(0)),
        lineWidth: isSplit ? 2 : 1.2,
        opacity: contours.isFilled && !isSplit ? 0.6 : 1)
      return Scene.Element.path(Scene.Path(lines.flatMap { Scene.Path($0).segments }), style)
    }
    return .group(
      .region, clip: plotClip,
      fills + [
        .group(.contour, clip: nil, strokes.filter { !$0.isEmptyPath }),
        .group(.label, clip: nil, contours.split == nil && !hasField ? levelLabels(lines) : []),
      ])
  }

  /// Level lines stand back behind what is drawn over them.
  private var hasSeries: Bool { chart.layers.contains { $0.shape.family == .series } }

  /// Arrows leave no room for numbers on the lines.
  private var hasField: Bool {
    chart.layers.contains { layer in
      if case .field = layer.shape { true } else { false }
    }
  }

  private func fill(_ regions: [[Scene.Point]], _ paint: Paint, of count: Int) -> Scene.Element {
    // The edge of a faint fill lies under a line, which hides half a pixel.
    let outlines = regions.map { Polyline.straightened(pixels($0), tolerance: 0.5, reach: 24) }
    let segments = outlines.flatMap { Scene.Path($0, closed: true).segments }
    return .path(Scene.Path(segments), Scene.Style(fill: paint, opacity: count > 1 ? 0.62 / Double(count) : 0.2))
  }

  private func pixels(_ line: [Scene.Point]) -> [Scene.Point] {
    Polyline.straightened(line.compactMap { point($0.x, $0.y) })
  }

  /// A number on the longest line of each level, where it runs most nearly across and no other number stands.
  private func levelLabels(_ lines: [(level: Double, lines: [[Scene.Point]])]) -> [Scene.Element] {
    var taken: [Scene.Rectangle] = []
    return Ticks(lines.map(\.level)).labelled.compactMap { level, label in
      guard let line = lines.first(where: { $0.level == level })?.lines.max(by: { $0.count < $1.count }) else {
        return nil
      }
      let width = TextMetrics.width(label.withMinusSign, size: 11)
      let places = line.indices.dropFirst().map { index -> (box: Scene.Rectangle, slope: Double) in
        let (a, b) = (line[index - 1], line[index])
        let box = Scene.Rectangle(
          x: (a.x + b.x - width) / 2 - 3, y: (a.y + b.y) / 2 - 7, width: width + 6, height: 14)
        return (box, abs(b.y - a.y) / max(abs(b.x - a.x), 1e-6))
      }
      let free = places.filter { place in
        plot.holds(place.box) && !taken.contains { $0.grown(by: 9).meets(place.box) }
      }
      guard let best = free.min(by: { $0.slope < $1.slope }) else { return nil }
      taken.append(best.box)
      let origin = Scene.Point(best.box.x + best.box.width / 2, best.box.y + 11)
      var text = Scene.Text(label.withMinusSign, at: origin, anchor: .middle, size: 11, paint: .muted)
      text.hasHalo = true
      return .text(text)
    }
  }

  // MARK: Heat maps

  static let shadeCount = 24

  private func heat(_ grid: Grid) -> Scene.Element {
    guard let scale = ColorScale(grid) else { return .group(.cell, clip: nil, []) }
    var paths: [ColorScale.Shade: [Scene.Path.Segment]] = [:]
    let (xs, ys) = grid.cellExtent
    for row in 0..<grid.rows {
      let bottom = Grid.place(row, of: grid.rows + 1, in: ys)
      let top = Grid.place(row + 1, of: grid.rows + 1, in: ys)
      var column = 0
      while column < grid.columns {
        let shade = scale.shade(of: grid[column, row])
        let start = column
        while column < grid.columns, scale.shade(of: grid[column, row]) == shade { column += 1 }
        guard let shade, let corner = point(Grid.place(start, of: grid.columns + 1, in: xs), top),
          let opposite = point(Grid.place(column, of: grid.columns + 1, in: xs), bottom)
        else { continue }
        paths[shade, default: []] += Scene.Path(corner: corner, opposite: opposite).segments
      }
    }
    let shades = paths.keys.sorted { ($0.isNegative ? -1 : 1) * $0.step < ($1.isNegative ? -1 : 1) * $1.step }
    return .group(.cell, clip: plotClip, shades.map { .path(Scene.Path(paths[$0] ?? []), $0.style) })
  }

  // MARK: Fields

  private func field(_ field: Layer.VectorField, _ paint: Paint) -> Scene.Element {
    let arrows = field.arrows.enumerated().compactMap { index, arrow -> (Scene.Point, Double, Double)? in
      guard let place = point(field.x(index % field.columns), field.y(index / field.columns)) else { return nil }
      let dx = arrow.dx * plot.width / (domain.x.upperBound - domain.x.lowerBound)
      let dy = -arrow.dy * plot.height / (domain.y.upperBound - domain.y.lowerBound)
      return dx.isFinite && dy.isFinite ? (place, dx, dy) : nil
    }
    let longest = arrows.map { ($0.1 * $0.1 + $0.2 * $0.2).squareRoot() }.max() ?? 0
    let room = min(plot.width / Double(field.columns), plot.height / Double(field.rows))
    var segments: [Scene.Path.Segment] = []
    for (place, dx, dy) in arrows {
      let length = (dx * dx + dy * dy).squareRoot()
      guard length > 1e-9 * longest, longest > 0 else { continue }
      let shown = max(room * 0.95 * (length / longest).squareRoot(), 3)
      segments += Self.arrow(at: place, dx / length * shown, dy / length * shown)
    }
    return .group(.field, clip: nil, [.path(Scene.Path(segments), Scene.Style(stroke: paint, lineWidth: 1.2))])
  }

  /// An arrow whose middle is at `place`: a shaft, and the two strokes of its head.
  private static func arrow(at place: Scene.Point, _ dx: Double, _ dy: Double) -> [Scene.Path.Segment] {
    let tip = Scene.Point(place.x + dx / 2, place.y + dy / 2)
    let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
    let head = min(4.5, length * 0.45) / length
    let left = Scene.Point(tip.x - (dx + 0.6 * dy) * head, tip.y - (dy - 0.6 * dx) * head)
    let right = Scene.Point(tip.x - (dx - 0.6 * dy) * head, tip.y - (dy + 0.6 * dx) * head)
    return [
      .move(Scene.Point(place.x - dx / 2, place.y - dy / 2)), .line(tip), .move(left), .line(tip), .line(right),
    ]
  }
}

/// The shades of a heat map: one colour from the least value to the greatest, or two on either side of zero.
struct ColorScale {
  struct Shade: Hashable {
    var isNegative: Bool
    var step: Int

    var style: Scene.Style {
      let share = Double(step) / Double(ChartLayout.shadeCount)
      return Scene.Style(fill: .series(isNegative ? 1 : 0), opacity: 0.04 + 0.86 * share)
    }
  }

  let range: ClosedRange<Double>
  private let isSigned: Bool

  init?(_ grid: Grid) {
    guard let range = grid.bounds else { return nil }
    self.range = range
    isSigned = range.lowerBound < 0 && range.upperBound > 0
  }

  func shade(of value: Double) -> Shade? {
    guard abs(value) <= Axis.largestValue else { return nil }
    let (low, high) = isSigned ? (0, max(-range.lowerBound, range.upperBound)) : (range.lowerBound, range.upperBound)
    let share = high > low ? (isSigned ? abs(value) : value - low) / (high - low) : 0.5
    return Shade(isNegative: value < 0 && isSigned, step: Int((share * Double(ChartLayout.shadeCount)).rounded()))
  }
}

extension Grid {
  /// The same surface upside down.
  fileprivate var negated: Grid { Grid(x: x, y: y, columns: columns, rows: rows, values: values.map { -$0 }) }
}

extension Ticks {
  fileprivate var labelled: [(value: Double, label: String)] { zip(values, labels).map { ($0, $1) } }
}

extension Scene.Element {
  fileprivate var isEmptyPath: Bool {
    if case .path(let path, _) = self { path.segments.isEmpty } else { false }
  }
}

extension Scene.Path {
  /// A rectangle from its upper left to its lower right corner.
  init(corner: Scene.Point, opposite: Scene.Point) {
    self.init(
      [corner, Scene.Point(opposite.x, corner.y), opposite, Scene.Point(corner.x, opposite.y)], closed: true)
  }
}

extension Scene.Rectangle {
  func holds(_ other: Scene.Rectangle) -> Bool {
    x <= other.x && other.maxX <= maxX && y <= other.y && other.maxY <= maxY
  }

  func grown(by room: Double) -> Scene.Rectangle {
    Scene.Rectangle(x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room)
  }

  func meets(_ other: Scene.Rectangle) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }
}
