/// Runs of points in pixels, made small without changing what is seen.
enum Polyline {
  /// The points in order, thinned to what a pen as wide as a pixel shows: in each column of `columnWidth` pixels that
  /// more than four points in a row pass, only the first, the lowest, the highest and the last stay. O(points).
  ///
  /// After Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation" (VLDB 2014).
  static func thinned(_ points: [Scene.Point], columnWidth: Double = 1) -> [Scene.Point] {
    guard points.count > 4 else { return points }
    var kept: [Scene.Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x / columnWidth).rounded(.down)
      var end = start
      var low = start
      var high = start
      while end < points.count, (points[end].x / columnWidth).rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      if end - start <= 4 {
        kept.append(contentsOf: points[start..<end])
      } else {
        var chosen = [start, min(low, high), max(low, high), end - 1]
        chosen = chosen.enumerated().filter { $0.offset == 0 || chosen[$0.offset - 1] != $0.element }.map(\.element)
        kept.append(contentsOf: chosen.map { points[$0] })
      }
      start = end
    }
    return kept
  }

  /// The points without those that lie within `tolerance` pixels of the line through their neighbours that stay.
  ///
  /// One pass that keeps the cone of directions open to the next point (Reumann and Witkam's corridor, narrowed as
  /// in Sklansky and Gonzalez 1980). O(points).
  static func simplified(_ points: [Scene.Point], tolerance: Double = 0.12) -> [Scene.Point] {
    guard points.count > 2 else { return points }
    var kept = [points[0]]
    var last = 0
    var cone = Cone(apex: points[0])
    for index in 1..<points.count {
      if !cone.narrow(to: points[index], tolerance: tolerance) {
        if last < index - 1 { kept.append(points[index - 1]) }
        last = index - 1
        cone = Cone(apex: points[index - 1])
        _ = cone.narrow(to: points[index], tolerance: tolerance)
      }
    }
    kept.append(points[points.count - 1])
    return kept
  }

  /// The points without those that lie within `tolerance` pixels of the chord that replaces them, whichever way the line
  /// runs; no chord spans more than `reach` points. O(points * reach).
  static func straightened(_ points: [Scene.Point], tolerance: Double = 0.15, reach: Int = 12) -> [Scene.Point] {
    guard points.count > 2 else { return points }
    var kept = [points[0]]
    var start = 0
    while start < points.count - 1 {
      var end = start + 1
      while end + 1 < points.count, end + 1 - start <= reach,
        isStraight(points[start...end + 1], tolerance: tolerance)
      { end += 1 }
      kept.append(points[end])
      start = end
    }
    return kept
  }

  private static func isStraight(_ points: ArraySlice<Scene.Point>, tolerance: Double) -> Bool {
    guard let first = points.first, let last = points.last else { return true }
    let (dx, dy) = (last.x - first.x, last.y - first.y)
    let length = (dx * dx + dy * dy).squareRoot()
    // A chord back to its start says nothing about the points between.
    guard length > tolerance else { return false }
    return points.allSatisfy { abs(($0.x - first.x) * dy - ($0.y - first.y) * dx) <= tolerance * length }
  }

  /// One point for each cell of `size` pixels that has any, in its middle, row by row. O(points + cells log cells).
  static func gridded(_ points: [Scene.Point], cell size: Double) -> [Scene.Point] {
    let cells = Set(points.map { Scene.Point(($0.x / size).rounded(), ($0.y / size).rounded()) })
    return cells.sorted { ($0.y, $0.x) < ($1.y, $1.x) }.map { Scene.Point($0.x * size, $0.y * size) }
  }
}

/// The directions from a point in which a line passes near every point met so far. Only points ever farther to the
/// right fit in.
private struct Cone {
  private let apex: Scene.Point
  private var reach = 1e-9
  private var isClosed = false
  private var low = -Double.infinity
  private var high = Double.infinity

  init(apex: Scene.Point) { self.apex = apex }

  mutating func narrow(to point: Scene.Point, tolerance: Double) -> Bool {
    let dx = point.x - apex.x
    guard !isClosed, dx > reach else {
      isClosed = true
      return false
    }
    let slope = (point.y - apex.y) / dx
    guard low <= slope, slope <= high else { return false }
    reach = dx
    low = max(low, slope - tolerance / dx)
    high = min(high, slope + tolerance / dx)
    return true
  }
}
