/// The lines along which a grid's values equal a level, by marching squares.
///
/// Maple, "Geometric Design and Space Planning Using the Marching Squares and Marching Cube Algorithms" (2003). In each
/// cell the line runs with the higher values on its left, so that every crossing of a grid edge ends the piece in one
/// cell and begins that in the next: the pieces join without a search. A saddle is cut by the mean of its corners.
/// O(cells).
struct Isolines {
  private let grid: Grid
  private let level: Double
  /// A ring of lower values around the grid closes every line along its edge.
  private let isPadded: Bool
  private let columns: Int
  private let rows: Int
  /// For each grid edge, the edge at which the piece that begins there ends.
  private var next: [Int32]
  private var isEnd: [Bool]

  /// The boundaries of the part where values reach `level`: closed, counterclockwise around it and clockwise around
  /// its holes, in the coordinates of the grid.
  static func regions(_ grid: Grid, from level: Double) -> [[Scene.Point]] {
    var isolines = Isolines(grid, level, isPadded: true)
    return isolines.lines()
  }

  /// The lines at `level`; a line that closes on itself ends at its first point.
  static func lines(_ grid: Grid, at level: Double) -> [[Scene.Point]] {
    var isolines = Isolines(grid, level, isPadded: false)
    return isolines.lines()
  }

  private init(_ grid: Grid, _ level: Double, isPadded: Bool) {
    (self.grid, self.level, self.isPadded) = (grid, level, isPadded)
    columns = grid.columns + (isPadded ? 2 : 0)
    rows = grid.rows + (isPadded ? 2 : 0)
    next = Array(repeating: -1, count: 2 * columns * rows)
    isEnd = Array(repeating: false, count: 2 * columns * rows)
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 { march(column, row) }
    }
  }

  private func value(_ column: Int, _ row: Int) -> Double {
    guard isPadded else { return grid[column, row] }
    guard column >= 1, column <= grid.columns, row >= 1, row <= grid.rows else { return -.infinity }
    let value = grid[column - 1, row - 1]
    return value.isNaN ? -.infinity : value
  }

  // An edge is known by its lower left end: to the right of it with an even number, above it with an odd one.
  private func bottom(_ column: Int, _ row: Int) -> Int { 2 * (row * columns + column) }
  private func left(_ column: Int, _ row: Int) -> Int { 2 * (row * columns + column) + 1 }

  private mutating func march(_ column: Int, _ row: Int) {
    let (a, b) = (value(column, row), value(column + 1, row))
    let (c, d) = (value(column + 1, row + 1), value(column, row + 1))
    let code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
    // Nearly all cells end here, and no number compares with NaN.
    guard code != 0, code != 15, !(a.isNaN || b.isNaN || c.isNaN || d.isNaN) else { return }
    let south = bottom(column, row)
    let north = bottom(column, row + 1)
    let west = left(column, row)
    let east = left(column + 1, row)
    switch code {
    case 1: join(south, west)
    case 2: join(east, south)
    case 3: join(east, west)
    case 4: join(north, east)
    case 6: join(north, south)
    case 7: join(north, west)
    case 8: join(west, north)
    case 9: join(south, north)
    case 11: join(east, north)
    case 12: join(west, east)
    case 13: join(south, east)
    case 14: join(west, south)
    default: saddle(code == 5, isHigh: (a + b + c + d) / 4 >= level, south, east, north, west)
    }
  }

  /// Opposite corners are high: those at the lower left and upper right when `risesRight`.
  private mutating func saddle(
    _ risesRight: Bool, isHigh: Bool, _ south: Int, _ east: Int, _ north: Int, _ west: Int
  ) {
    switch (risesRight, isHigh) {
    case (true, true): join(south, east); join(north, west)
    case (true, false): join(south, west); join(north, east)
    case (false, true): join(west, south); join(east, north)
    case (false, false): join(east, south); join(west, north)
    }
  }

  private mutating func join(_ start: Int, _ end: Int) {
    next[start] = Int32(truncatingIfNeeded: end)
    isEnd[end] = true
  }

  private mutating func lines() -> [[Scene.Point]] {
    var lines: [[Scene.Point]] = []
    // Lines from edge to edge of the grid first: what is left then closes on itself.
    for start in next.indices where next[start] >= 0 && !isEnd[start] { lines.append(trace(from: start)) }
    for start in next.indices where next[start] >= 0 { lines.append(trace(from: start)) }
    return lines
  }

  private mutating func trace(from start: Int) -> [Scene.Point] {
    var line = [crossing(start)]
    var edge = start
    while next[edge] >= 0 {
      let end = Int(next[edge])
      next[edge] = -1
      edge = end
      line.append(crossing(edge))
    }
    return line
  }

  private func crossing(_ edge: Int) -> Scene.Point {
    let (column, row) = (edge / 2 % columns, edge / 2 / columns)
    let (dx, dy) = edge % 2 == 0 ? (1, 0) : (0, 1)
    let (a, b) = (value(column, row), value(column + dx, row + dy))
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
