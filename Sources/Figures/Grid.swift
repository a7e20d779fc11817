/// Values of a function at the crossings of evenly spaced lines, row by row from the least `y` up.
struct Grid: Sendable {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let columns: Int
  let rows: Int
  private(set) var values: [Double]

  /// Enough for lines that look smooth at the width of a page.
  static let contourCount = 101

  /// - Precondition: at least two columns and rows, and as many values as crossings.
  init(x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int, values: [Double]) {
    precondition(columns > 1 && rows > 1 && values.count == columns * rows)
    (self.x, self.y, self.columns, self.rows, self.values) = (x, y, columns, rows, values)
  }

  /// Samples `f` at `columns` times `rows` places.
  init<E: Error>(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int, of f: (Double, Double) throws(E) -> Double
  ) throws(E) {
    (self.x, self.y, self.columns, self.rows, values) = (x, y, columns, rows, [])
    values.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        values.append(try f(Self.place(column, of: columns, in: x), Self.place(row, of: rows, in: y)))
      }
    }
  }

  /// Samples `f` at every other place of a grid for level lines, and takes the places between from cubics through their
  /// neighbours: for functions whose every call is dear.
  init<E: Error>(
    sparse x: ClosedRange<Double>, y: ClosedRange<Double>, of f: (Double, Double) throws(E) -> Double
  ) throws(E) {
    let count = Self.contourCount / 2 + 1
    self = try Grid(x: x, y: y, columns: count, rows: count, of: f).refined
  }

  /// The same for one level line: `f` is called at one in four of these places, and between them only beside the line.
  /// What is thinner than one in 25 of the range may be missed.
  init<E: Error>(
    x: ClosedRange<Double>, y: ClosedRange<Double>, near level: Double, of f: (Double, Double) throws(E) -> Double
  ) throws(E) {
    let count = Self.contourCount / 4 + 1
    let coarse = try Grid(x: x, y: y, columns: count, rows: count, of: f)
    var fine = coarse.refined
    for row in 0..<fine.rows {
      for column in 0..<fine.columns where column % 2 + row % 2 > 0 {
        guard coarse.isNear(level, column / 2, row / 2) else { continue }
        fine.values[row * fine.columns + column] = try f(fine.x(column), fine.y(row))
      }
    }
    self = fine.refined
  }

  /// Whether values on both sides of `level` stand at the corners of a cell or of those around it.
  private func isNear(_ level: Double, _ column: Int, _ row: Int) -> Bool {
    var (isAbove, isBelow) = (false, false)
    for row in max(row - 1, 0)...min(row + 2, rows - 1) {
      for column in max(column - 1, 0)...min(column + 2, columns - 1) {
        if self[column, row] >= level { isAbove = true } else { isBelow = true }
      }
    }
    return isAbove && isBelow
  }

  /// The grid with a place more between each two, its values from cubics through their neighbours.
  private var refined: Grid {
    let wide = (0..<rows).map { row in Self.interpolated((0..<columns).map { self[$0, row] }) }
    let tall = (0..<2 * columns - 1).map { column in Self.interpolated(wide.map { $0[column] }) }
    return Grid(
      x: x, y: y, columns: 2 * columns - 1, rows: 2 * rows - 1,
      values: (0..<2 * rows - 1).flatMap { row in tall.map { $0[row] } })
  }

  /// The values with one more between each two: cubic inside, linear at the ends and beside gaps.
  private static func interpolated(_ values: [Double]) -> [Double] {
    var result: [Double] = []
    for index in values.indices.dropLast() {
      let (a, b) = (values[index], values[index + 1])
      result.append(a)
      let inside = index > 0 && index + 2 < values.count
      let cubic = inside ? (9 * (a + b) - values[index - 1] - values[index + 2]) / 16 : .nan
      result.append(cubic.isFinite ? cubic : a / 2 + b / 2)
    }
    return result + values.suffix(1)
  }

  subscript(column: Int, row: Int) -> Double { values[row * columns + column] }

  func x(_ column: Int) -> Double { Self.place(column, of: columns, in: x) }

  func y(_ row: Int) -> Double { Self.place(row, of: rows, in: y) }

  /// The least and the greatest value, those left out that are not finite.
  var bounds: ClosedRange<Double>? {
    let finite = values.lazy.filter { abs($0) <= Axis.largestValue }
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }

  /// Where the least (or the greatest) value stands.
  func place(of value: Double) -> (x: Double, y: Double)? {
    values.firstIndex(of: value).map { (x($0 % columns), y($0 / columns)) }
  }

  static func place(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
    let share = Double(index) / Double(count - 1)
    return range.lowerBound * (1 - share) + range.upperBound * share
  }
}
