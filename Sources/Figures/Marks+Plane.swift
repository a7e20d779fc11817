import Diagnostics

/// The level lines of a function of two variables, and with `filled` the bands between them.
public struct ContourMark: Mark {
  public let layer: Layer

  /// About `levels` lines at round values; values that are not finite leave a gap.
  ///
  /// - Precondition: both ranges are finite and have some width, and there are 1 to 100 levels.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int = 10, filled: Bool = false,
    _ f: (Double, Double) -> Double
  ) {
    trapping { () throws(Fault) in try Self.check(x, y, levels) }
    // As cells draw it, so that a compiled lesson shows the same.
    self.init(Grid(sparse: x, y: y, of: f), levels: levels, filled: filled)
  }

  /// With `sparse` samples, for functions whose every call is dear.
  ///
  /// - Throws: `.invalidArgument` for empty ranges and odd numbers of levels, and what `f` throws.
  package init(
    checking x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int, filled: Bool, sparse: Bool = true,
    _ f: (Double, Double) throws -> Double
  ) throws {
    try Self.check(x, y, levels)
    let count = Grid.contourCount
    let grid =
      sparse ? try Grid(sparse: x, y: y, of: f) : try Grid(x: x, y: y, columns: count, rows: count, of: f)
    self.init(grid, levels: levels, filled: filled)
  }

  private static func check(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ levels: Int) throws(Fault) {
    try Chart.checkRange(x)
    try Chart.checkRange(y)
    guard (1...100).contains(levels) else {
      throw Fault(.invalidArgument, "ContourMark draws 1 to 100 levels, and is asked for \(levels)")
    }
  }

  init(_ grid: Grid, levels: Int, filled: Bool) {
    let values = ContourLevels.levels(of: grid, about: levels)
    layer = Layer(shape: .contours(Layer.Contours(grid: grid, levels: values, isFilled: filled)))
  }

  /// Two parts of a plane: where `f` is above `level`, and where it is below.
  package init(
    dividing x: ClosedRange<Double>, _ y: ClosedRange<Double>, at level: Double,
    _ f: (Double, Double) throws -> Double
  ) throws {
    try Self.check(x, y, 1)
    let grid = try Grid(x: x, y: y, near: level, of: f)
    layer = Layer(shape: .contours(Layer.Contours(grid: grid, levels: [level], isFilled: true, split: level)))
  }
}

/// Arrows that show a vector at each of many places; their length grows with the root of the vector's, so that small
/// vectors are seen beside large ones.
public struct VectorMark: Mark {
  public let layer: Layer

  static let count = 13

  /// - Precondition: both ranges are finite and have some width.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) -> (Double, Double)
  ) {
    trapping { () throws(Fault) in
      try Chart.checkRange(x)
      try Chart.checkRange(y)
    }
    layer = Self.layer(x, y, f)
  }

  /// - Throws: `.invalidArgument` for empty ranges, and what `f` throws.
  package init(
    checking x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) throws -> (Double, Double)
  ) throws {
    try Chart.checkRange(x)
    try Chart.checkRange(y)
    layer = try Self.layer(x, y, f)
  }

  private static func layer<E: Error>(
    _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ f: (Double, Double) throws(E) -> (Double, Double)
  ) throws(E) -> Layer {
    var field = Layer.VectorField(x: x, y: y, columns: count, rows: count, arrows: [])
    for row in 0..<count {
      for column in 0..<count {
        let (dx, dy) = try f(field.x(column), field.y(row))
        field.arrows.append((dx, dy))
      }
    }
    return Layer(shape: .field(field))
  }
}

/// A shaded rectangle, or a heat map: a rectangle for each value of a table or of a function.
public struct RectangleMark: Mark {
  public let layer: Layer

  static let heatCount = 48

  /// One rectangle, shaded.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>, label: String? = nil) {
    layer = Layer(shape: .band(x: x, y: y), label: label)
  }

  /// A band across the chart.
  public init(x: ClosedRange<Double>, label: String? = nil) {
    layer = Layer(shape: .band(x: x, y: nil), label: label)
  }

  /// A band across the chart.
  public init(y: ClosedRange<Double>, label: String? = nil) {
    layer = Layer(shape: .band(x: nil, y: y), label: label)
  }

  /// A heat map of a function of two variables.
  ///
  /// - Precondition: both ranges are finite and have some width.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) -> Double) {
    trapping { () throws(Fault) in
      try Chart.checkRange(x)
      try Chart.checkRange(y)
    }
    let inner = (x: Self.centers(x), y: Self.centers(y))
    layer = Layer(
      shape: .heat(Grid(x: inner.x, y: inner.y, columns: Self.heatCount, rows: Self.heatCount, of: f)))
  }

  /// - Throws: `.invalidArgument` for empty ranges, and what `f` throws.
  package init(
    checking x: ClosedRange<Double>, y: ClosedRange<Double>, _ f: (Double, Double) throws -> Double
  ) throws {
    try Chart.checkRange(x)
    try Chart.checkRange(y)
    let inner = (x: Self.centers(x), y: Self.centers(y))
    layer = Layer(
      shape: .heat(try Grid(x: inner.x, y: inner.y, columns: Self.heatCount, rows: Self.heatCount, of: f)))
  }

  /// From the middle of the first cell to the middle of the last.
  private static func centers(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let half = (range.upperBound / 2 - range.lowerBound / 2) / Double(heatCount)
    return range.lowerBound + half...max(range.upperBound - half, range.lowerBound + half)
  }

  /// A heat map of a table: the first row at the bottom, columns and rows counted from 0.
  ///
  /// - Precondition: the rows are equally long and not empty.
  public init(_ values: [[Double]]) {
    self = trapping { () throws(Fault) in try RectangleMark(checking: values) }
  }

  package init(checking values: [[Double]]) throws(Fault) {
    guard let width = values.first?.count, width > 0, values.allSatisfy({ $0.count == width }) else {
      throw Fault(.invalidArgument, "a heat map needs rows of one length, and has \(values.map(\.count))")
    }
    guard width * values.count <= 250_000 else {
      throw Fault(.limit, "a heat map shows at most 250000 values, and has \(width * values.count)")
    }
    // A lone row or column is drawn twice over its own place.
    let columns = max(width, 2)
    let padded = values.map { $0.count == 1 ? [$0[0], $0[0]] : $0 }
    let rows = padded.count == 1 ? [padded[0], padded[0]] : padded
    var layer = Layer(
      shape: .heat(
        Grid(
          x: width == 1 ? -0.25...0.25 : 0...Double(width - 1),
          y: values.count == 1 ? -0.25...0.25 : 0...Double(values.count - 1), columns: columns, rows: rows.count,
          values: rows.flatMap { $0 })))
    layer.sense = .table
    self.layer = layer
  }
}

extension Layer.VectorField {
  func x(_ column: Int) -> Double { place(column, of: columns, in: x) }

  func y(_ row: Int) -> Double { place(row, of: rows, in: y) }

  /// The middle of one of `count` equal parts.
  private func place(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
    let share = (Double(index) + 0.5) / Double(count)
    return range.lowerBound * (1 - share) + range.upperBound * share
  }
}

extension Grid {
  /// The extent of the cells around the crossings.
  var cellExtent: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (Self.widened(x, by: columns), Self.widened(y, by: rows))
  }

  private static func widened(_ range: ClosedRange<Double>, by count: Int) -> ClosedRange<Double> {
    let half = (range.upperBound / 2 - range.lowerBound / 2) / Double(count - 1)
    return range.lowerBound - half...range.upperBound + half
  }
}
