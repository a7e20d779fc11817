import Diagnostics

/// One finding about a formula's TeX; `range` counts UTF-8 bytes of that source.
public struct TeXProblem: Hashable, Sendable {
  public var code: DiagnosticCode
  public var message: String
  public var range: SourceRange

  public init(_ code: DiagnosticCode, _ message: String, at range: SourceRange) {
    self.code = code
    self.message = message
    self.range = range
  }
}

/// Reads the TeX of teaching material: amsmath's commands and environments, simple macros, Unicode signs.
public enum TeXReader {
  /// The formula's layout, and what could not be read: shown as its source, with one problem per cause.
  ///
  /// Never fails. Time and memory are linear in the source and the (limited) text of its macros.
  public static func read(_ tex: String) -> (layout: MathLayout, problems: [TeXProblem]) {
    var parser = TeXParser(tex)
    let layout = parser.formula()
    return (layout, parser.problems)
  }

  /// As `read(_:)`, with the abbreviations that are known already; what the formula defines is added to them.
  public static func read(_ tex: String, macros: inout TeXMacros) -> (layout: MathLayout, problems: [TeXProblem]) {
    var parser = TeXParser(tex)
    parser.macros = macros.all
    let layout = parser.formula()
    if parser.hasDefinitions { macros.all = parser.macros }
    return (layout, parser.problems)
  }

  /// Where the rows of an aligned formula stand, without the space around them; the whole source for one in one row.
  public static func rows(of tex: String) -> [SourceRange] {
    var parser = TeXParser(tex)
    _ = parser.formula()
    let outermost = parser.rowEnds.map(\.depth).min()
    let ends = parser.rowEnds.filter { $0.depth == outermost }.map(\.range)
    let starts = [0] + ends.map(\.upper)
    let bytes = Array(tex.utf8)
    return zip(starts, ends.map(\.lower) + [bytes.count]).map { bytes.trimmed(SourceRange($0, $1)) }
  }
}

/// A recursive-descent reader with one token of lookahead; user macros are expanded below it, by ``TeXParser/advance()``.
struct TeXParser {
  static let problemLimit = 100
  /// Expansions and bytes of macro text after which a formula is cut: enough for honest macros, little for bombs.
  static let expansionLimit = 10_000
  static let expansionByteLimit = 1 << 18

  // The text being read, and those that wait until an expansion inside them ends.
  var bytes: [UInt8]
  var next = 0
  /// Where the text stands in the formula's source, if it is a macro's.
  var origin: SourceRange?
  var suspended: [(bytes: [UInt8], next: Int, origin: SourceRange?)] = []

  // The lookahead.
  var token = TeXToken.end
  var tokenStart = 0
  var tokenOrigin: SourceRange?

  // What groups save and restore.
  var alphabet: MathLayout.Alphabet?
  var isBold = false
  var bracketEnds = false

  var macros: [String: TeXMacro] = [:]
  var hasDefinitions = false
  var expansions = 0
  var expandedBytes = 0
  var depth = 0
  var problems: [TeXProblem] = []
  var reportedCommands: Set<String> = []
  /// True after a limit was hit: what is open is closed without further words.
  var isCut = false
  var remainder = ""
  /// Bytes read in vain for closing braces that never came; the search is given up when it is no longer linear.
  var vainBytes = 0
  var tag: MathLayout?
  /// True after `\hline`, until the row ends.
  var hasRowRule = false
  /// Where `\\` stands in the source itself, and how deep.
  var rowEnds: [(depth: Int, range: SourceRange)] = []

  init(_ tex: String) {
    bytes = Array(tex.utf8)
  }

  /// The whole source, whose rows at the top level become lines.
  mutating func formula() -> MathLayout {
    advance()
    var rows: [[MathLayout]] = []
    var tags: [MathLayout?] = []
    var items: [MathLayout] = []
    func end(_ row: [MathLayout]) {
      rows.append([.joined(row)])
      tags.append(tag)
    }
    while true {
      items += row()
      switch token {
      case .end:
        if !remainder.isEmpty { items.append(.source(remainder)) }
        if rows.isEmpty && tag == nil { return .joined(items) }
        if !items.isEmpty || tag != nil { end(items) }
        return .table(
          MathLayout.Table(rows: rows, alignments: [.center], joined: true, display: true, tags: tags.trimmed))
      case .command(_, .newRow?):
        endRow()
        end(items)
        (items, tag) = ([], nil)
      default:
        items.append(misplaced())
      }
    }
  }

  /// The token where nothing waits for it, as source with a problem.
  mutating func misplaced() -> MathLayout {
    let text = token.source
    switch token {
    case .close: problem(.formulaSyntax, "unexpected `}`: no group is open here")
    case .align: problem(.formulaSyntax, "`&` separates columns only inside an environment such as `aligned`")
    default: problem(.formulaSyntax, "unexpected `\(text)`")
    }
    advance()
    return .source(text)
  }

  var tokenRange: SourceRange { tokenOrigin ?? SourceRange(tokenStart, next) }

  mutating func problem(_ code: DiagnosticCode, _ message: String, at range: SourceRange? = nil) {
    guard !isCut, problems.count < Self.problemLimit else { return }
    problems.append(TeXProblem(code, message, at: range ?? tokenRange))
  }

  /// Ends the formula here; ``formula()`` shows the rest as source.
  mutating func cut(_ message: String) {
    problem(.formulaSyntax, message)
    isCut = true
    if let outermost = suspended.first { (bytes, next) = (outermost.bytes, outermost.next) } else { next = tokenStart }
    remainder = String(decoding: bytes[min(next, bytes.count)...], as: UTF8.self)
    (next, suspended, origin, token) = (bytes.count, [], nil, .end)
  }

  /// Runs `body` one level deeper, or cuts the formula at the depth limit.
  mutating func nested(_ body: (inout TeXParser) -> MathLayout) -> MathLayout {
    guard depth < MathLayout.depthLimit else {
      cut("a formula can nest \(MathLayout.depthLimit) levels deep, not more")
      return .row([])
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }
}

extension [UInt8] {
  /// The range without the space at its ends and the `\begin{...}` at its head.
  fileprivate func trimmed(_ range: SourceRange) -> SourceRange {
    var (lower, upper) = (range.lower, range.upper)
    func skipSpace() { while lower < upper && self[lower].isBlank { lower += 1 } }
    skipSpace()
    while self[lower..<upper].starts(with: "\\begin{".utf8),
      let end = self[lower..<upper].firstIndex(of: UInt8(ascii: "}"))
    {
      lower = end + 1
      skipSpace()
    }
    while upper > lower && self[upper - 1].isBlank { upper -= 1 }
    return SourceRange(lower, upper)
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}

extension [MathLayout?] {
  /// The tags, or none where every one is missing.
  var trimmed: [MathLayout?] { contains { $0 != nil } ? self : [] }
}
