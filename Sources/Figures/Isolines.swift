/// The lines along which a grid's values equal each of several levels, by marching squares.
///
/// Maple, "Geometric Design and Space Planning Using the Marching Squares and Marching Cube Algorithms" (2003). In each
/// cell the line runs with the higher values on its left, so that every crossing of a grid edge ends the piece in one
/// cell and begins that in the next: the pieces join without a search. A saddle is cut by the mean of its corners.
/// All levels are found in one pass over the cells: O(cells log levels + pieces).
struct Isolines {
  private struct Piece {
    var start: Int32
    var end: Int32
  }

  private let grid: Grid
  private let levels: [Double]
  /// A ring of lower values around the grid closes every line along its edge.
  private let isPadded: Bool
  private let columns: Int
  private let rows: Int
  private let values: [Double]
  private var pieces: [[Piece]]

  /// For each of the levels, which ascend: the boundaries of the part where values reach it, closed, counterclockwise
  /// around it and clockwise around its holes, in the coordinates of the grid.
  static func regions(_ grid: Grid, from levels: [Double]) -> [[[Scene.Point]]] {
    Isolines(grid, levels, isPadded: true).lines()
  }

  /// For each of the levels, which ascend: its lines; one that closes on itself ends at its first point.
  static func lines(_ grid: Grid, at levels: [Double]) -> [[[Scene.Point]]] {
    Isolines(grid, levels, isPadded: false).lines()
  }

  private init(_ grid: Grid, _ levels: [Double], isPadded: Bool) {
    (self.grid, self.levels, self.isPadded) = (grid, levels, isPadded)
    columns = grid.columns + (isPadded ? 2 : 0)
    rows = grid.rows + (isPadded ? 2 : 0)
    values = isPadded ? grid.padded : grid.values
    pieces = Array(repeating: [], count: levels.count)
    for row in 0..<rows - 1 {
      let start = row * columns
      for corner in start..<start + columns - 1 { march(corner) }
    }
  }

  /// Adds the pieces of all lines through the cell whose lower left corner is `corner`.
  private mutating func march(_ corner: Int) {
    let (a, b) = (values[corner], values[corner + 1])
    let (c, d) = (values[corner + 1 + columns], values[corner + columns])
    let (low, high) = (min(min(a, b), min(c, d)), max(max(a, b), max(c, d)))
    var index = firstLevel(above: low)
    // No number compares with NaN.
    guard index < levels.count, levels[index] <= high, !(a.isNaN || b.isNaN || c.isNaN || d.isNaN) else { return }
    let south = 2 * corner
    let (west, north, east) = (south + 1, south + 2 * columns, south + 3)
    while index < levels.count, levels[index] <= high {
      let level = levels[index]
      let code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
      switch code {
      case 1: join(south, west, index)
      case 2: join(east, south, index)
      case 3: join(east, west, index)
      case 4: join(north, east, index)
      case 6: join(north, south, index)
      case 7: join(north, west, index)
      case 8: join(west, north, index)
      case 9: join(south, north, index)
      case 11: join(east, north, index)
      case 12: join(west, east, index)
      case 13: join(south, east, index)
      case 14: join(west, south, index)
      default: saddle(code == 5, isHigh: (a + b + c + d) / 4 >= level, (south, east, north, west), index)
      }
      index += 1
    }
  }

  /// The first level that some value of a cell does not reach when `low` is its least.
  private func firstLevel(above low: Double) -> Int {
    var (from, to) = (0, levels.count)
    while from < to {
      let middle = (from + to) / 2
      if levels[middle] > low { to = middle } else { from = middle + 1 }
    }
    return from
  }

  /// Opposite corners are high: those at the lower left and upper right when `risesRight`.
  private mutating func saddle(
    _ risesRight: Bool, isHigh: Bool, _ edges: (south: Int, east: Int, north: Int, west: Int), _ level: Int
  ) {
    let (south, east, north, west) = edges
    switch (risesRight, isHigh) {
    case (true, true): join(south, east, level); join(north, west, level)
    case (true, false): join(south, west, level); join(north, east, level)
    case (false, true): join(west, south, level); join(east, north, level)
    case (false, false): join(east, south, level); join(west, north, level)
    }
  }

  // An edge is known by its lower left end: to the right of it with an even number, above it with an odd one.
  private mutating func join(_ start: Int, _ end: Int, _ level: Int) {
    pieces[level].append(Piece(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end)))
  }

  private func lines() -> [[[Scene.Point]]] {
    // For each grid edge, the edge at which the piece that begins there ends.
    var next = [Int32](repeating: -1, count: 2 * columns * rows)
    var isEnd = [Bool](repeating: false, count: next.count)
    return levels.indices.map { level in
      for piece in pieces[level] {
        next[Int(piece.start)] = piece.end
        isEnd[Int(piece.end)] = true
      }
      let starts = pieces[level].map { Int($0.start) }.sorted()
      var lines: [[Scene.Point]] = []
      // Lines from edge to edge of the grid first: what is left then closes on itself.
      for start in starts where !isEnd[start] { lines.append(trace(from: start, &next, level)) }
      for start in starts where next[start] >= 0 { lines.append(trace(from: start, &next, level)) }
      for piece in pieces[level] { isEnd[Int(piece.end)] = false }
      return lines
    }
  }

  private func trace(from start: Int, _ next: inout [Int32], _ level: Int) -> [Scene.Point] {
    var line = [crossing(start, levels[level])]
    var edge = start
    while next[edge] >= 0 {
      let end = Int(next[edge])
      next[edge] = -1
      edge = end
      line.append(crossing(edge, levels[level]))
    }
    return line
  }

  private func crossing(_ edge: Int, _ level: Double) -> Scene.Point {
    let corner = edge / 2
    let (column, row) = (corner % columns, corner / columns)
    let (dx, dy) = edge % 2 == 0 ? (1, 0) : (0, 1)
    let (a, b) = (values[corner], values[corner + dx + dy * columns])
    let share = !a.isFinite ? 1 : !b.isFinite ? 0 : a == b ? 0.5 : (level - a) / (b - a)
    let from = point(column, row)
    let to = point(column + dx, row + dy)
    return Scene.Point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
  }

  private func point(_ column: Int, _ row: Int) -> Scene.Point {
    let shift = isPadded ? 1 : 0
    return Scene.Point(
      grid.x(min(max(column - shift, 0), grid.columns - 1)), grid.y(min(max(row - shift, 0), grid.rows - 1)))
  }
}

extension Grid {
  /// The values within a ring of lower ones; what is no number is lower too.
  fileprivate var padded: [Double] {
    let ring = [Double](repeating: -.infinity, count: columns + 2)
    var padded = ring
    for row in 0..<rows {
      padded.append(-.infinity)
      for value in values[row * columns..<(row + 1) * columns] { padded.append(value.isNaN ? -.infinity : value) }
      padded.append(-.infinity)
    }
    return padded + ring
  }
}
