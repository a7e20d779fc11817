/// A drawing of a few primitives, in CSS pixels with the origin at the top left.
///
/// Every figure becomes one; ``svg(label:id:)`` and ``terminal(columns:color:)`` draw any of them.
public struct Scene: Sendable {
  public var width: Double
  public var height: Double
  public var elements: [Element]
  /// What a terminal shows instead of the drawing, where a table of characters says it better.
  public var textForm: TextForm?
  /// True where the words would be too small at the width of a telephone: a page lets such a drawing scroll.
  public var isWide: Bool { width > 720 }

  public init(width: Double, height: Double, elements: [Element], textForm: TextForm? = nil) {
    self.width = width
    self.height = height
    self.elements = elements
    self.textForm = textForm
  }

  public indirect enum Element: Sendable {
    case path(Path, Style)
    /// A rectangle with corners of the given radius.
    case rectangle(Rectangle, radius: Double, Style)
    /// Discs of one radius, one per point.
    case discs([Point], radius: Double, Paint)
    case text(Text)
    /// Elements of one part of a figure; `clip` hides what lies outside it.
    case group(Role, clip: Rectangle?, [Element])
  }

  public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Rectangle: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }

    var maxX: Double { x + width }
    var maxY: Double { y + height }
  }

  public struct Path: Hashable, Sendable {
    public enum Segment: Hashable, Sendable {
      case move(Point)
      case line(Point)
      /// A Bézier curve by its two control points and its end.
      case curve(Point, Point, Point)
      case close
    }

    public var segments: [Segment]

    public init(_ segments: [Segment]) { self.segments = segments }

    public init(_ points: [Point], closed: Bool = false) {
      segments = points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) }
      if closed { segments.append(.close) }
    }
  }

  public struct Style: Hashable, Sendable {
    public var stroke: Paint?
    public var fill: Paint?
    public var lineWidth = 1.0
    public var opacity = 1.0
    public var dash: Dash = .solid

    public init(
      stroke: Paint? = nil, fill: Paint? = nil, lineWidth: Double = 1, opacity: Double = 1, dash: Dash = .solid
    ) {
      self.stroke = stroke
      self.fill = fill
      self.lineWidth = lineWidth
      self.opacity = opacity
      self.dash = dash
    }
  }

  public enum Dash: Int, Hashable, Sendable, CaseIterable { case solid, dashed, dotted, dashDotted }

  public struct Text: Hashable, Sendable {
    public enum Anchor: Hashable, Sendable { case start, middle, end }

    public var string: String
    /// The point on the baseline that `anchor` speaks of.
    public var origin: Point
    public var anchor: Anchor
    public var size: Double
    public var paint: Paint
    public var bold: Bool
    /// Whether the words stand out from lines behind them by a rim of the page's colour.
    public var hasHalo = false

    public init(
      _ string: String, at origin: Point, anchor: Anchor = .start, size: Double = 13, paint: Paint = .ink,
      bold: Bool = false
    ) {
      self.string = string
      self.origin = origin
      self.anchor = anchor
      self.size = size
      self.paint = paint
      self.bold = bold
    }
  }

  /// The part that a group plays; it becomes the group's class in SVG and decides how a terminal draws its paths.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case title, axis, tick, grid, label, legend, line, point, bar, area, rule, frame, node, edge, forward, backward
    case band, cell, region, contour, field
  }
}

/// Lines of coloured words for a terminal.
public struct TextForm: Hashable, Sendable {
  public struct Run: Hashable, Sendable {
    public var text: String
    public var paint: Paint

    public init(_ text: String, _ paint: Paint = .ink) {
      self.text = text
      self.paint = paint
    }
  }

  /// Lines of a table, cut where they are longer than the terminal is wide.
  public var lines: [[Run]]
  /// What stands below the table, broken before a relation where a line is full.
  public var notes: [[Run]]

  public init(lines: [[Run]], notes: [[Run]] = []) {
    self.lines = lines
    self.notes = notes
  }
}
