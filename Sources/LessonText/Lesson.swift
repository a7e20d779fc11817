import Diagnostics
import Typesetting

/// A lesson as its Markdown file says it: prose, cells and what is wrong with them, each with its place in the file.
public struct Lesson: Sendable {
  public var file: SourceFile
  public var metadata: Metadata
  public var blocks: [Block]
  /// The executable cells in document order; ``Block/Kind/cell(_:)`` holds an index into it.
  public var cells: [Cell]
  /// The `{swift}` code spans in document order; ``Inline/Kind/value(_:)`` holds an index into it.
  public var inlineValues: [InlineValue]
  /// The formulas marked `{.check}` in document order; ``Formula/check`` is an index into it.
  public var checkedFormulas: [CheckedFormula] = []
  /// Footnotes in the order of their first reference; ``Inline/Kind/footnote(_:)`` holds an index into it.
  public var footnotes: [Footnote]
  /// Everything that a reference or a link within the lesson can name.
  public var labels: Set<String> = []
  /// The exercises that readers solve in a cell, in the order of their places.
  public var exercises: [Exercise] = []
  /// What is wrong with the file, the front matter, the Markdown and the formulas.
  public var diagnostics: [Diagnostic]

  public init(file: SourceFile) {
    self.file = file
    metadata = Metadata()
    blocks = []
    cells = []
    inlineValues = []
    footnotes = []
    diagnostics = []
  }

  /// The title of the front matter, else the first heading of level 1, else the file's name without its ending.
  public var title: String {
    metadata.title ?? firstHeading ?? fileStem
  }

  private var firstHeading: String? {
    for block in blocks {
      if case .heading(1, let content, _) = block.kind { return content.plainText }
    }
    return nil
  }

  /// The name of its file without the ending.
  public var fileStem: String {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }
}

/// The front matter.
public struct Metadata: Hashable, Sendable {
  public var title: String?
  public var author: [String] = []
  public var date: String?
  public var description: String?
  public var lang: String?
  public var seed: Int?
  /// Parameters in the order of the file; values are Swift literals.
  public var params: [Parameter] = []
  /// Abbreviations for formulas.
  public var macros: [Macro] = []
  /// The lessons that this one builds on.
  public var requires: [Requirement] = []
  /// Of cells that say nothing themselves.
  public var limits = CellLimits()

  /// `name: TeX`, with `#1` for an argument.
  public struct Macro: Hashable, Sendable {
    public var name: String
    public var tex: String
  }

  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var literal: String
    /// Where the name stands.
    public var range: SourceRange
  }

  public struct Requirement: Hashable, Sendable {
    /// The other lesson's path from this one's folder or from the course's, with or without `.md`.
    public var name: String
    public var range: SourceRange
  }

  public init() {}
}

/// One executable fence.
public struct Cell: Sendable {
  public var code: CellCode
  public var options: CellOptions
  /// The figure's caption, read as Markdown; empty for none.
  public var caption: [Inline] = []
  /// The whole fence, for messages about the cell as such.
  public var range: SourceRange
  /// An `output` fence right after the cell.
  public var expectedOutput: ExpectedOutput?
  /// Stands in a `[!SOLUTION]` or an `[!ANSWER]`.
  public var isSolution = false
}

/// An `output` fence: what the cell before it is said to show. Reports have what the cell shows in its place.
public struct ExpectedOutput: Hashable, Sendable {
  /// The lines within the fence, each at its place.
  public var code: CellCode
  /// The whole fence, from its first sign to its last.
  public var range: SourceRange

  /// The lines without their ends.
  public var lines: [Substring] { code.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() }
}

/// A piece of Swift with the place of each of its lines in the lesson file, whose indentation Markdown may have taken.
public struct CellCode: Hashable, Sendable {
  public var text: String
  /// For each line of `text`: its offset in `text`, and the offset in the file where its first byte stands.
  public var lines: [Line]

  public struct Line: Hashable, Sendable {
    public var offset: Int
    public var fileOffset: Int

    public init(offset: Int, fileOffset: Int) {
      self.offset = offset
      self.fileOffset = fileOffset
    }
  }

  public init(text: String, lines: [Line]) {
    self.text = text
    self.lines = lines
  }

  /// The offset in the file of the byte at `offset` of ``text``. O(log lines).
  public func fileOffset(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].offset <= offset { low = middle } else { high = middle }
    }
    guard low < lines.count else { return offset }
    return lines[low].fileOffset + offset - lines[low].offset
  }

  public func fileRange(of range: SourceRange) -> SourceRange {
    SourceRange(fileOffset(of: range.lower), fileOffset(of: range.upper))
  }
}

/// The `//| key: value` lines at the head of a cell, Quarto's names.
public struct CellOptions: Hashable, Sendable {
  public var label: String?
  public var echo = true
  public var eval = true
  public var output = true
  public var include = true
  public var codeFold = false
  /// `error: true` or `error: "text"`: the cell is expected to fail.
  public var error: ExpectedError = .none
  public var figureCaption: String?
  public var figureAlt: String?
  /// The width of figures in CSS pixels.
  public var figureWidth: Int?
  /// `steps: true` shows the steps that lead to the last value, a number the first levels of a derivative's.
  public var steps: Steps = .off
  public var verify = Verification.ordered
  public var limits = CellLimits()
  public var exercise: String?
  public var check: String?

  /// What messages call the cell, if it has a name.
  public var spokenName: String? {
    if let label { return "the cell '\(label)'" }
    return exercise.map { "the exercise '\($0)'" } ?? check.map { "the check of '\($0)'" }
  }

  public enum ExpectedError: Hashable, Sendable { case none, any, containing(String) }
  /// How `tangent verify` compares what a cell shows: line by line, whatever the order, or not at all.
  public enum Verification: String, Hashable, Sendable { case ordered, unordered, skip }
  public enum Steps: Hashable, Sendable { case off, all, levels(Int) }

  public init() {}
}

/// `` `{swift} expression` `` in prose.
public struct InlineValue: Sendable {
  public var code: CellCode
  public var range: SourceRange
  /// How many cells stand before it: it sees their names.
  public var cellsBefore: Int
}

public struct Footnote: Sendable {
  public var label: String
  public var blocks: [Block]
}

/// A formula of the prose: its TeX, and the boxes read from it.
public struct Formula: Hashable, Sendable {
  public var tex: String
  public var layout: MathLayout
  public var label: String?
  /// Which of ``Lesson/checkedFormulas`` it is.
  public var check: Int?

  public init(tex: String, layout: MathLayout, label: String? = nil, check: Int? = nil) {
    self.tex = tex
    self.layout = layout
    self.label = label
    self.check = check
  }
}

/// A display formula marked `{.check}`, whose equations the engine must prove.
public struct CheckedFormula: Sendable {
  public var layout: MathLayout
  /// The TeX with the place of each of its lines.
  public var code: CellCode
  public var range: SourceRange

  /// Where a row of the formula stands in the file, counted from 0.
  public func fileRange(ofRow row: Int) -> SourceRange {
    let rows = TeXReader.rows(of: code.text)
    return rows.indices.contains(row) ? code.fileRange(of: rows[row]) : range
  }
}

public struct Block: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public indirect enum Kind: Sendable {
    /// The identifier is unique in the lesson, made from the heading's words as GitHub makes it or given as `{#sec-x}`.
    case heading(level: Int, [Inline], identifier: String)
    case paragraph([Inline])
    case quote([Block])
    case list(start: Int?, tight: Bool, [ListItem])
    /// Code that is shown and never run.
    case code(language: String?, String)
    case cell(Int)
    /// Raw HTML, which reports show as text unless told otherwise.
    case html(String)
    case thematicBreak
    case table(Table)
    case formula(Formula)
    case callout(Callout)
  }

  public struct ListItem: Sendable {
    /// `nil` unless the item is a task.
    public var done: Bool?
    public var blocks: [Block]
  }

  public struct Table: Sendable {
    public enum Alignment: Hashable, Sendable { case none, left, center, right }
    public var alignments: [Alignment]
    public var header: [[Inline]]
    public var rows: [[[Inline]]]
  }

  public struct Callout: Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case note, tip, important, warning, caution
      case exercise, hint, solution, answer

      /// Whether readers open it themselves.
      public var folds: Bool {
        switch self {
        case .hint, .solution, .answer: true
        case .note, .tip, .important, .warning, .caution, .exercise: false
        }
      }

      /// Whether it says what readers are to find out themselves.
      public var solves: Bool { self == .solution || self == .answer }

      /// The heading of a callout without a title of its own.
      public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    public var kind: Kind
    /// What follows the marker on its line; empty for none.
    public var title: [Inline]
    public var blocks: [Block]
    /// `{#exr-name}` at the end of the title.
    public var label: String?
  }
}

public struct Inline: Sendable {
  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, at range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  public indirect enum Kind: Sendable {
    case text(String)
    case softBreak
    case lineBreak
    case code(String)
    case html(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    case link(destination: String, title: String, [Inline])
    case image(Image)
    case formula(Formula)
    case footnote(Int)
    case value(Int)
    /// `@fig-name`, `@eq-name`, `@sec-name`, `@exr-name`.
    case reference(String)
  }

  public struct Image: Sendable {
    public var destination: String
    public var title: String
    public var alt: String
    /// The file's bytes and media type, when it could be read from the lesson's folder.
    public var content: Content?

    public struct Content: Hashable, Sendable {
      public var mediaType: String
      public var bytes: [UInt8]
    }
  }
}

extension [Inline] {
  /// The words alone.
  public var plainText: String {
    map(\.plainText).joined()
  }
}

extension Inline {
  fileprivate var plainText: String {
    switch kind {
    case .text(let text), .code(let text), .html(let text): text
    case .softBreak, .lineBreak: " "
    case .emphasis(let content), .strong(let content), .strikethrough(let content), .link(_, _, let content):
      content.plainText
    case .image(let image): image.alt
    case .formula(let formula): formula.tex
    case .footnote, .value: ""
    case .reference(let label): "@" + label
    }
  }
}
