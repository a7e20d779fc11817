/// A formula as a tree of boxes: TeX source and expressions both become it; MathML, two-dimensional Unicode and TeX are
/// written from it.
///
/// Every pass over it counts its depth: readers refuse sources nested deeper than ``MathLayout/depthLimit``.
public indirect enum MathLayout: Hashable, Sendable {
  /// Boxes side by side.
  case row([MathLayout])
  /// A variable or function name, in the given alphabet.
  case identifier(String, Alphabet)
  case number(String)
  /// A sign with its TeX class, which decides the space around it and whether limits go above and below.
  case symbol(String, SpacingClass)
  /// Words within a formula.
  case text(String)
  /// A fraction; `line` is false for binomials.
  case fraction(numerator: MathLayout, denominator: MathLayout, line: Bool)
  case root(radicand: MathLayout, index: MathLayout?)
  /// Sub- and superscript to the right of the base.
  case scripts(base: MathLayout, sub: MathLayout?, sup: MathLayout?)
  /// Boxes centred below and above the base: limits, stacked relations, braces with their label.
  ///
  /// Limits of a bare large operator move to its side in text style; every other base keeps them.
  case stacked(base: MathLayout, under: MathLayout?, over: MathLayout?)
  /// A mark drawn over (or under) the base, as wide as it where `stretchy`.
  case accent(base: MathLayout, mark: String, stretchy: Bool, under: Bool)
  /// Delimiters that grow with their content; an empty string draws none.
  case fenced(open: String, content: MathLayout, close: String)
  /// A delimiter of a set size (`\big`): 1 to 4; 0 grows with what surrounds it (`\middle`, `\xrightarrow`).
  case sized(String, Int, SpacingClass)
  case table(Table)
  /// Horizontal space in units of 1/18 em (`mu`).
  case space(Int)
  case styled(Style, MathLayout)
  /// Source that could not be read, shown as it stands.
  case source(String)

  public static let depthLimit = 200

  /// The mathematical alphabets of Unicode and TeX.
  public enum Alphabet: String, Hashable, Sendable, CaseIterable {
    case italic, upright, bold, boldItalic, script, fraktur, doubleStruck, sansSerif, monospace
  }

  /// TeX's atom classes (The TeXbook, chapter 18).
  public enum SpacingClass: String, Hashable, Sendable, CaseIterable {
    case ordinary, largeOperator, binary, relation, opening, closing, punctuation
  }

  public enum Style: Hashable, Sendable {
    case display, text, script
    case color(String)
    case boxed
    case cancelled
    case phantom
    /// The height and depth of the content without its width (`\vphantom`).
    case strut
    /// The content without its height and depth (`\smash`).
    case smashed
    /// The content spaced as an atom of this class (`\mathrel`).
    case atom(SpacingClass)
  }

  public struct Table: Hashable, Sendable {
    public enum Alignment: String, Hashable, Sendable { case left, center, right }

    public var rows: [[MathLayout]]
    /// One per column; the last repeats. Alternating right and left is an `aligned`.
    public var alignments: [Alignment]
    /// True where columns belong to one formula (`aligned`), so that nothing separates them.
    public var joined: Bool
    /// True for displayed equations, whose cells are set in display style.
    public var display: Bool
    /// The tag of each row, `nil` for none.
    public var tags: [MathLayout?]
    /// The columns with a line to their left, ascending; the number of columns is the line at the right edge.
    public var columnRules: [Int] = []
    /// The rows with a line above them, ascending; the number of rows is the line at the lower edge.
    public var rowRules: [Int] = []

    public init(
      rows: [[MathLayout]], alignments: [Alignment] = [.center], joined: Bool = false, display: Bool = false,
      tags: [MathLayout?] = []
    ) {
      self.rows = rows
      self.alignments = alignments
      self.joined = joined
      self.display = display
      self.tags = tags
    }
  }
}
