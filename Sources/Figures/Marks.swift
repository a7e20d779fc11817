import Diagnostics

/// One layer of a ``Chart``.
public protocol Mark: Sendable {
  var layer: Layer { get }
}

/// What a mark draws, in one closed form that the chart's layout reads.
public struct Layer: Sendable {
  enum Shape: Sendable {
    case line, point, bar
    case area
    case verticalRule(Double)
    case horizontalRule(Double)
    /// A rectangle; without a range it spans the chart.
    case band(x: ClosedRange<Double>?, y: ClosedRange<Double>?)
    case heat(Grid)
    case contours(Contours)
    case field(VectorField)
    /// The label stands at each of the points.
    case note
  }

  enum Sense: Sendable {
    case data
    /// Steps through a plane, one after the other.
    case path
    /// Rows and columns that are counted.
    case table
    /// Says again what another layer says.
    case repetition
  }

  /// A surface by its level lines.
  struct Contours: Sendable {
    var grid: Grid
    var levels: [Double]
    var isFilled: Bool
    /// The level at which one colour ends and another begins.
    var split: Double?
  }

  /// Arrows at evenly spaced places, row by row from the lower left.
  struct VectorField: Sendable {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var columns: Int
    var rows: Int
    var arrows: [(dx: Double, dy: Double)]
  }

  var shape: Shape
  var x: [Double] = []
  var y: [Double] = []
  var label: String?
  /// The colour, where it is not the next of the palette.
  var paint: Paint?
  /// The part of the y axis that shows a function well, where poles would hide the rest.
  var window: ClosedRange<Double>?
  /// The other edge of an area, where it is not zero.
  var lower: [Double]?
  /// The names that stand for the x values 0, 1, 2 and so on.
  var categories: [String]?
  /// The width of bars that touch, in units of x.
  var binWidth: Double?
  /// What the points are to one another, where it is more than their drawing says.
  var sense = Sense.data
  /// True where the window is that of another layer, and says nothing of poles.
  var isCut = false
  /// True where the points are samples of a function and not data.
  var isFunction = false
}

extension Layer {
  /// - Throws: `.invalidArgument` where the lengths differ.
  static func points(_ shape: Shape, _ name: String, _ x: [Double], _ y: [Double], _ label: String?) throws(Fault)
    -> Layer
  {
    guard x.count == y.count else {
      throw Fault(
        .invalidArgument, "\(name) needs as many x values as y values, and has \(x.count) and \(y.count)")
    }
    return Layer(shape: shape, x: x, y: y, label: label)
  }

  static func rule(_ shape: Shape, _ name: String, at value: Double, _ label: String?) throws(Fault) -> Layer {
    guard value.isFinite else { throw Fault(.invalidArgument, "\(name) needs a finite place, and has \(value)") }
    return Layer(shape: shape, label: label)
  }
}

/// A line through points in their order; values that are not finite leave a gap.
public struct LineMark: Mark {
  public let layer: Layer

  /// - Precondition: as many `x` as `y`.
  public init(_ x: [Double], _ y: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try LineMark(checking: x, y, label: label) }
  }

  package init(checking x: [Double], _ y: [Double], label: String? = nil) throws(Fault) {
    layer = try .points(.line, "LineMark", x, y, label)
  }

  init(layer: Layer) { self.layer = layer }
}

/// A disc at each point.
public struct PointMark: Mark {
  public let layer: Layer

  /// - Precondition: as many `x` as `y`.
  public init(_ x: [Double], _ y: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try PointMark(checking: x, y, label: label) }
  }

  public init(x: Double, y: Double, label: String? = nil) {
    layer = Layer(shape: .point, x: [x], y: [y], label: label)
  }

  package init(checking x: [Double], _ y: [Double], label: String? = nil) throws(Fault) {
    layer = try .points(.point, "PointMark", x, y, label)
  }
}

/// A bar from zero to each `y`, centred at its `x`.
public struct BarMark: Mark {
  public let layer: Layer

  /// - Precondition: as many `x` as `y`.
  public init(_ x: [Double], _ y: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try BarMark(checking: x, y, label: label) }
  }

  /// A bar for each name, side by side with those of other bar marks.
  ///
  /// - Precondition: as many names as `y`.
  public init(_ names: [String], _ y: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try BarMark(checking: names, y, label: label) }
  }

  package init(checking x: [Double], _ y: [Double], label: String? = nil) throws(Fault) {
    layer = try .points(.bar, "BarMark", x, y, label)
  }

  package init(checking names: [String], _ y: [Double], label: String? = nil) throws(Fault) {
    guard names.count == y.count else {
      throw Fault(.invalidArgument, "BarMark needs as many names as values, and has \(names.count) and \(y.count)")
    }
    var layer = Layer(shape: .bar, x: names.indices.map(Double.init), y: y, label: label)
    layer.categories = names
    self.layer = layer
  }
}

/// How many values fall into each of some intervals of equal width.
public struct HistogramMark: Mark {
  public let layer: Layer

  /// Without `bins`, as many as Freedman and Diaconis advise (1981): twice the middle half's width over the cube root of
  /// the number of values. Values that are not finite are left out.
  ///
  /// - Precondition: 1 to 1000 bins.
  public init(_ values: [Double], bins: Int? = nil, label: String? = nil) {
    self = trapping { () throws(Fault) in try HistogramMark(checking: values, bins: bins, label: label) }
  }

  package init(checking values: [Double], bins: Int?, label: String?) throws(Fault) {
    guard (1...1000).contains(bins ?? 1) else {
      throw Fault(.invalidArgument, "a histogram has 1 to 1000 bins, and is asked for \(bins ?? 0)")
    }
    let histogram = Histogram(values, bins: bins)
    var layer = Layer(shape: .bar, x: histogram.middles, y: histogram.counts, label: label)
    layer.binWidth = histogram.width
    self.layer = layer
  }
}

/// The area between the points and zero.
public struct AreaMark: Mark {
  public let layer: Layer

  /// - Precondition: as many `x` as `y`.
  public init(_ x: [Double], _ y: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try AreaMark(checking: x, y, label: label) }
  }

  /// The area between two curves over the same `x`.
  ///
  /// - Precondition: as many `x` as `lower` as `upper`.
  public init(_ x: [Double], from lower: [Double], to upper: [Double], label: String? = nil) {
    self = trapping { () throws(Fault) in try AreaMark(checking: x, from: lower, to: upper, label: label) }
  }

  package init(checking x: [Double], _ y: [Double], label: String? = nil) throws(Fault) {
    layer = try .points(.area, "AreaMark", x, y, label)
  }

  package init(checking x: [Double], from lower: [Double], to upper: [Double], label: String? = nil) throws(Fault) {
    _ = try Layer.points(.area, "AreaMark", x, lower, label)
    var layer = try Layer.points(.area, "AreaMark", x, upper, label)
    layer.lower = lower
    self.layer = layer
  }
}

/// Words beside a point, where they hide no other words.
public struct TextMark: Mark {
  public let layer: Layer

  /// - Precondition: `x` and `y` are finite.
  public init(_ text: String, x: Double, y: Double) {
    self = trapping { () throws(Fault) in try TextMark(checking: text, x: x, y: y) }
  }

  package init(checking text: String, x: Double, y: Double) throws(Fault) {
    guard x.isFinite, y.isFinite else {
      throw Fault(.invalidArgument, "TextMark needs a finite place, and has (\(x), \(y))")
    }
    layer = Layer(shape: .note, x: [x], y: [y], label: text)
  }
}

/// A straight line across the whole chart at one `x` or one `y`.
public struct RuleMark: Mark {
  public let layer: Layer

  /// - Precondition: `x` is finite.
  public init(x: Double, label: String? = nil) {
    self = trapping { () throws(Fault) in try RuleMark(checkingX: x, label: label) }
  }

  /// - Precondition: `y` is finite.
  public init(y: Double, label: String? = nil) {
    self = trapping { () throws(Fault) in try RuleMark(checkingY: y, label: label) }
  }

  package init(checkingX x: Double, label: String? = nil) throws(Fault) {
    layer = try .rule(.verticalRule(x), "RuleMark", at: x, label)
  }

  package init(checkingY y: Double, label: String? = nil) throws(Fault) {
    layer = try .rule(.horizontalRule(y), "RuleMark", at: y, label)
  }
}
