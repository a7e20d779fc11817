/// How paths, rectangles and discs fall on the cells.
extension TerminalCanvas {
  private static let (up, down, left, right): (UInt8, UInt8, UInt8, UInt8) = (1, 2, 4, 8)

  mutating func stroke(_ path: Scene.Path, _ style: Scene.Style, _ role: Scene.Role) {
    switch role {
    // The dots of a curve are few: a grid behind them would only blur it.
    case .grid, .region: break
    case .cell: cells(path, style)
    case .field: arrows(path, style)
    case .tick: forEachSegment(path) { $0.tick($1, $2, style) }
    case .axis, .frame: forEachSegment(path) { $0.box($1, $2, style) }
    case .title, .label, .legend, .line, .point, .bar, .area, .rule, .node, .edge, .forward, .backward,
      .band, .contour:
      if style.fill != nil { shade(path, style) }
      guard let paint = style.stroke else { return }
      var travelled = 0.0
      forEachSegment(path) { $0.dots($1, $2, paint, style.dash, &travelled) }
    }
  }

  private mutating func forEachSegment(
    _ path: Scene.Path, _ body: (inout TerminalCanvas, Scene.Point, Scene.Point) -> Void
  ) {
    var start: Scene.Point?
    var last: Scene.Point?
    for segment in path.segments {
      switch segment {
      case .move(let point):
        start = point
        last = point
      case .line(let point):
        if let last { body(&self, last, point) }
        last = point
      case .curve(let first, let second, let end):
        guard let from = last else { continue }
        for step in 1...8 {
          let point = Scene.Point.onCurve(from, first, second, end, Double(step) / 8)
          if let last { body(&self, last, point) }
          last = point
        }
      case .close:
        if let last, let start { body(&self, last, start) }
        last = start
      }
    }
  }

  // MARK: Heat maps and fields

  /// Rectangles of one shade, each given by its upper left and lower right corner among four.
  private mutating func cells(_ path: Scene.Path, _ style: Scene.Style) {
    guard let paint = style.fill else { return }
    let shade = Self.shades[min(Int(style.opacity * Double(Self.shades.count)), Self.shades.count - 1)]
    for start in stride(from: 0, to: path.segments.count - 4, by: 5) {
      guard case .move(let corner) = path.segments[start], case .line(let opposite) = path.segments[start + 2] else {
        continue
      }
      fillCells(from: corner, to: opposite, with: shade, paint)
    }
  }

  private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]

  /// The cells whose middle lies in the rectangle.
  private mutating func fillCells(
    from corner: Scene.Point, to opposite: Scene.Point, with shade: Character, _ paint: Paint
  ) {
    let firstRow = max(Int((corner.y / mapping.rowHeight + 0.5).rounded(.down)), 0)
    let lastRow = min(Int((opposite.y / mapping.rowHeight - 0.5).rounded(.up)), rows - 1)
    let firstColumn = max(Int((corner.x / mapping.columnWidth + 0.5).rounded(.down)) + mapping.margin, 0)
    let lastColumn = min(Int((opposite.x / mapping.columnWidth - 0.5).rounded(.up)) + mapping.margin, columns - 1)
    guard firstRow <= lastRow, firstColumn <= lastColumn else { return }
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn {
        cells[row * columns + column].shade = shade
        cells[row * columns + column].paint = paint
      }
    }
  }

  /// Each arrow is a shaft and the two strokes of its head: five segments.
  private mutating func arrows(_ path: Scene.Path, _ style: Scene.Style) {
    for start in stride(from: 0, to: path.segments.count - 4, by: 5) {
      guard case .move(let tail) = path.segments[start], case .line(let tip) = path.segments[start + 1] else {
        continue
      }
      let (row, column) = (mapping.row((tail.y + tip.y) / 2), mapping.column((tail.x + tip.x) / 2))
      guard (0..<rows).contains(row), (0..<columns).contains(column) else { continue }
      cells[row * columns + column].character = Self.arrow(tip.x - tail.x, tail.y - tip.y)
      cells[row * columns + column].paint = style.stroke ?? .ink
    }
  }

  private static func arrow(_ dx: Double, _ dy: Double) -> Character {
    // tan(22.5°) parts the straight directions from the slanted ones.
    let slant = 0.414
    let across = abs(dx) * slant > abs(dy)
    let upright = abs(dy) * slant > abs(dx)
    if across { return dx > 0 ? "→" : "←" }
    if upright { return dy > 0 ? "↑" : "↓" }
    return dx > 0 ? (dy > 0 ? "↗" : "↘") : (dy > 0 ? "↖" : "↙")
  }

  // MARK: Box strokes

  private mutating func tick(_ from: Scene.Point, _ to: Scene.Point, _ style: Scene.Style) {
    let direction = to.x < from.x ? Self.left : to.x > from.x ? Self.right : to.y < from.y ? Self.up : Self.down
    add(direction, row: mapping.row(from.y), column: mapping.column(from.x), style)
  }

  /// A horizontal or vertical line.
  private mutating func box(_ from: Scene.Point, _ to: Scene.Point, _ style: Scene.Style) {
    let (a, b) = (mapping.column(min(from.x, to.x)), mapping.column(max(from.x, to.x)))
    let (top, bottom) = (mapping.row(min(from.y, to.y)), mapping.row(max(from.y, to.y)))
    if a < b {
      for column in a...b {
        add((column > a ? Self.left : 0) | (column < b ? Self.right : 0), row: top, column: column, style)
      }
    } else if top < bottom {
      for row in top...bottom {
        add((row > top ? Self.up : 0) | (row < bottom ? Self.down : 0), row: row, column: a, style)
      }
    }
  }

  private mutating func add(_ strokes: UInt8, row: Int, column: Int, _ style: Scene.Style) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    cells[row * columns + column].strokes |= strokes
    cells[row * columns + column].paint = style.stroke ?? .ink
  }

  // MARK: Dots

  private mutating func dots(
    _ from: Scene.Point, _ to: Scene.Point, _ paint: Paint, _ dash: Scene.Dash, _ travelled: inout Double
  ) {
    let reach = max(abs(to.x - from.x) / mapping.columnWidth * 2, abs(to.y - from.y) / mapping.rowHeight * 4)
    let steps = min(max(Int(reach.rounded(.up)), 1), 4000)
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      if dash != .solid, (travelled + share * reach).truncatingRemainder(dividingBy: 4) >= 2 { continue }
      dot(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share, paint)
    }
    travelled += reach
  }

  private mutating func dot(_ x: Double, _ y: Double, _ paint: Paint) {
    if let clip, x < clip.x || x > clip.maxX || y < clip.y || y > clip.maxY { return }
    let column = Int((x / mapping.columnWidth * 2).rounded(.down)) + 2 * mapping.margin
    let row = Int((y / mapping.rowHeight * 4).rounded(.down))
    guard row >= 0, row < rows * 4, column >= 0, column < columns * 2 else { return }
    let index = row / 4 * columns + column / 2
    // A curve that leaves the chart stops at its axis.
    if clip != nil, cells[index].strokes & (Self.left | Self.right) == Self.left | Self.right { return }
    cells[index].dots |= Self.bit(column % 2, row % 4)
    cells[index].paint = paint
  }

  /// Braille numbers its dots down the left column, down the right one, and then the bottom pair.
  private static func bit(_ column: Int, _ row: Int) -> UInt8 {
    row == 3 ? (column == 0 ? 0x40 : 0x80) : 1 << UInt8(column * 3 + row)
  }

  mutating func disc(_ center: Scene.Point, _ radius: Double, _ paint: Paint) {
    if radius > 2.5, isCrowded(center) { return mark(center, paint) }
    dot(center.x, center.y, paint)
    guard radius >= 2 else { return }
    let reach = mapping.columnWidth / 2
    for (dx, dy) in [(-1.0, 0.0), (1, 0), (0, -1), (0, 1)] { dot(center.x + dx * reach, center.y + dy * reach, paint) }
  }

  /// Whether a curve, a shade or another disc is there already, among which dots would be lost.
  private func isCrowded(_ place: Scene.Point) -> Bool {
    let (row, column) = (mapping.row(place.y), mapping.column(place.x))
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return false }
    return cells[row * columns + column].dots != 0 || cells[row * columns + column].character == "•"
  }

  private mutating func mark(_ place: Scene.Point, _ paint: Paint) {
    let index = mapping.row(place.y) * columns + mapping.column(place.x)
    cells[index].character = "•"
    cells[index].paint = paint
  }

  /// Every other dot of a filled path, by crossings of horizontal lines.
  private mutating func shade(_ path: Scene.Path, _ style: Scene.Style) {
    guard let paint = style.fill else { return }
    var edges: [(Scene.Point, Scene.Point)] = []
    forEachSegment(path) {
      edges.append(($1, $2)); _ = $0
    }
    for line in 0..<rows * 4 {
      let y = (Double(line) + 0.5) * mapping.rowHeight / 4
      let crossings = edges.filter { ($0.0.y <= y) != ($0.1.y <= y) }
        .map { $0.0.x + (y - $0.0.y) / ($0.1.y - $0.0.y) * ($0.1.x - $0.0.x) }.sorted()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        shade(crossings[pair]...crossings[pair + 1], line: line, paint)
      }
    }
  }

  private mutating func shade(_ span: ClosedRange<Double>, line: Int, _ paint: Paint) {
    let step = mapping.columnWidth / 2
    let first = Int((span.lowerBound / step).rounded(.up))
    let last = min(Int((span.upperBound / step).rounded(.down)), 2 * columns)
    guard first <= last, line % 2 == 0 else { return }
    for place in first...last where (place + line / 2) % 2 == 0 {
      dot((Double(place) + 0.5) * step, (Double(line) + 0.5) * mapping.rowHeight / 4, paint)
    }
  }

  // MARK: Rectangles

  mutating func fill(_ rectangle: Scene.Rectangle, _ style: Scene.Style, _ role: Scene.Role) {
    guard let paint = style.fill, role != .frame, role != .node else {
      return frame(rectangle, style)
    }
    let first = mapping.column(rectangle.x + 0.25 * mapping.columnWidth)
    let last = max(
      mapping.column(rectangle.maxX - 0.25 * mapping.columnWidth) - (rectangle.width > 3 * mapping.columnWidth ? 1 : 0),
      first)
    for column in first...last where (0..<columns).contains(column) {
      fillColumn(column, rectangle, paint)
    }
  }

  private mutating func fillColumn(_ column: Int, _ rectangle: Scene.Rectangle, _ paint: Paint) {
    let (top, bottom) = (rectangle.y / mapping.rowHeight, rectangle.maxY / mapping.rowHeight)
    for row in max(Int(top), 0)..<min(Int(bottom.rounded(.up)), rows) {
      let from = max(top - Double(row), 0)
      let to = min(bottom - Double(row), 1)
      let eighths = Int(((to - from) * 8).rounded())
      guard eighths > 0 else { continue }
      let index = row * columns + column
      // There are blocks that stand on the cell's floor, and one half that hangs from its ceiling.
      cells[index].character = to >= 0.99 || eighths == 8 ? Cell.blocks[eighths] : "▀"
      cells[index].paint = paint
    }
  }

  private mutating func frame(_ r: Scene.Rectangle, _ style: Scene.Style) {
    let corners = [
      Scene.Point(r.x, r.y), Scene.Point(r.maxX, r.y), Scene.Point(r.maxX, r.maxY), Scene.Point(r.x, r.maxY),
    ]
    for (from, to) in zip(corners, corners.dropFirst() + [corners[0]]) { box(from, to, style) }
  }
}

extension Scene.Point {
  /// The point of a Bézier curve at parameter `t`.
  static func onCurve(_ a: Scene.Point, _ b: Scene.Point, _ c: Scene.Point, _ d: Scene.Point, _ t: Double)
    -> Scene.Point
  {
    let s = 1 - t
    let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return Scene.Point(wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y)
  }
}
