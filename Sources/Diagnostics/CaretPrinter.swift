/// Words a diagnostic for people: place, severity and sentence, then the line with a caret, then notes and fix-its.
///
/// ```
/// chain-rule.md:14:6: error: no name 'sinn' is known here [undefined-name]
///    14 | diff(sinn(x ** 2), x)
///       |      ^~~~ did you mean 'sin'?
/// ```
public struct CaretPrinter: Sendable {
  /// The columns that a line of the excerpt may take; longer lines are cut around the caret.
  public var columns: Int
  /// Whether to colour with ANSI sequences.
  public var color: Bool

  public init(columns: Int = 100, color: Bool = false) {
    self.columns = columns
    self.color = color
  }

  /// The diagnostic's lines, each ended by a line feed. O(line length).
  public func text(of diagnostic: Diagnostic, in file: SourceFile) -> String {
    var lines = [header(of: diagnostic, in: file)]
    var excerpt = CaretExcerpt(of: diagnostic.range, in: file, columns: columns - gutterWidth - 3)
    var fixIts = diagnostic.fixes[...]
    if let first = fixIts.first, let last = excerpt.lines.indices.last, fits(first, after: excerpt.lines[last]) {
      excerpt.lines[last].marks += " " + first.visible()
      fixIts.removeFirst()
    }
    for line in excerpt.lines { append(line, severity: diagnostic.severity, to: &lines) }
    let margin = String(repeating: " ", count: gutterWidth + 1)
    lines += diagnostic.notes.map { margin + paint("note:", .note) + " " + $0.visible() }
    lines += fixIts.map { margin + paint("fix:", .note) + " " + $0.visible() }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Columns of the line numbers.
  private var gutterWidth: Int { 5 }

  private func fits(_ fix: String, after line: CaretExcerpt.Line) -> Bool {
    gutterWidth + 4 + line.marks.displayWidth + fix.displayWidth <= max(columns, 60)
  }

  /// The first of its lines, without a line feed.
  public func header(of diagnostic: Diagnostic, in file: SourceFile) -> String {
    let position = file.position(at: diagnostic.range.lower)
    let place = "\(file.path.visible()):\(position.line):\(position.column):"
    let severity = paint(diagnostic.severity.rawValue + ":", diagnostic.severity)
    return "\(strong(place)) \(severity) \(strong(diagnostic.message.visible())) [\(diagnostic.code.rawValue)]"
  }

  private func append(_ line: CaretExcerpt.Line, severity: Diagnostic.Severity, to lines: inout [String]) {
    guard let number = line.number.map(String.init) else {
      lines.append(String(repeating: " ", count: gutterWidth - 2) + "...")
      return
    }
    let pad = String(repeating: " ", count: max(0, gutterWidth - number.utf8.count))
    lines.append(faint(pad + number + " |") + (line.text.isEmpty ? "" : " " + line.text))
    let blank = String(repeating: " ", count: max(gutterWidth, number.utf8.count)) + " |"
    if !line.marks.isEmpty { lines.append(faint(blank) + " " + paint(line.marks, severity)) }
  }

  private func strong(_ text: String) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func faint(_ text: String) -> String { color ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  private func paint(_ text: String, _ severity: Diagnostic.Severity) -> String {
    guard color else { return text }
    let code =
      switch severity {
      case .error: 31
      case .warning: 35
      case .note: 36
      }
    return "\u{1B}[1;\(code)m\(text)\u{1B}[0m"
  }
}

/// The lines of a file that a range touches, ready to print, with marks below the range.
///
/// Tabs are widened, control characters made visible, wide characters counted as two columns, and a long line is cut
/// to a window around the range. Of a range over many lines, the first two and the last are kept.
public struct CaretExcerpt: Sendable {
  public struct Line: Hashable, Sendable {
    /// `nil` stands for lines left out.
    public var number: Int?
    public var text: String
    /// Spaces, then `^` and `~` below the range; empty when nothing of the line is in it.
    public var marks: String
  }

  public var lines: [Line]

  public init(of range: SourceRange, in file: SourceFile, columns: Int = 91) {
    lines = []
    guard !file.utf8.isEmpty else { return }
    let range = SourceRange(min(max(range.lower, 0), file.utf8.count), min(max(range.upper, 0), file.utf8.count))
    let first = file.line(at: range.lower)
    let last = file.line(at: max(range.lower, range.upper - 1))
    let isLong = last - first > 3
    for number in isLong ? [first, first + 1] : Array(first...last) { append(number, range) }
    if isLong {
      lines.append(Line(number: nil, text: "", marks: ""))
      append(last, range)
    }

    func append(_ number: Int, _ range: SourceRange) {
      lines.append(Line(number, of: file, range: range, isFirst: number == first, columns: max(columns, 20)))
    }
  }
}

extension CaretExcerpt.Line {
  /// One character with its columns and whether the range covers it.
  private struct Glyph {
    var text: String
    var width: Int
    var isMarked: Bool
  }

  init(_ number: Int, of file: SourceFile, range: SourceRange, isFirst: Bool, columns: Int) {
    var lower = file.offset(ofLine: number)
    var upper = file.offset(ofLine: number + 1)
    while upper > lower, file.utf8[upper - 1] == .newline || file.utf8[upper - 1] == .carriageReturn { upper -= 1 }
    // A line may be megabytes long: only what can be in the window is read.
    let caret = min(max(range.lower, lower), upper)
    lower = Self.boundary(max(lower, caret - 4 * columns), in: file.utf8)
    upper = Self.boundary(min(upper, caret + 8 * columns), in: file.utf8)
    let glyphs = Self.glyphs(of: file.utf8[lower..<max(lower, upper)], marking: range)
    let (text, marks) = Self.window(glyphs, isFirst: isFirst, atEnd: range.lower >= upper, columns: columns)
    self.init(number: number, text: text, marks: marks)
  }

  private static func boundary(_ offset: Int, in utf8: [UInt8]) -> Int {
    var offset = offset
    while offset < utf8.count, utf8[offset].isUTF8Continuation { offset += 1 }
    return offset
  }

  private static func glyphs(of bytes: ArraySlice<UInt8>, marking range: SourceRange) -> [Glyph] {
    var glyphs: [Glyph] = []
    var offset = bytes.startIndex
    var column = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isTab = scalar == "\t"
      let width = isTab ? 4 - column % 4 : scalar.visible.displayWidth
      let text = isTab ? String(repeating: " ", count: width) : String(scalar.visible)
      let isMarked = offset >= range.lower && (offset < range.upper || offset == range.lower)
      glyphs.append(Glyph(text: text, width: width, isMarked: isMarked))
      column += width
      offset += UTF8.width(scalar)
    }
    return glyphs
  }

  /// The glyphs that fit into `columns`, with the marked ones in sight, as a line and the marks under it.
  private static func window(
    _ glyphs: [Glyph], isFirst: Bool, atEnd: Bool, columns: Int
  ) -> (text: String, marks: String) {
    let total = glyphs.reduce(0) { $0 + $1.width }
    let before = glyphs.prefix { !$0.isMarked }.reduce(0) { $0 + $1.width }
    let start = total <= columns ? 0 : max(0, min(before - columns / 3, total - columns))
    var text = start > 0 ? "…" : ""
    var marks = start > 0 ? " " : ""
    var column = 0
    var hasCaret = !isFirst
    for glyph in glyphs {
      defer { column += glyph.width }
      guard column >= start + (start > 0 ? 1 : 0) else { continue }
      guard column + glyph.width <= start + columns - (total - start > columns ? 1 : 0) else {
        text += "…"
        break
      }
      text += glyph.text
      let isMarked = glyph.isMarked && !(isFirst == false && glyph.text == " " && !marks.contains("~"))
      for _ in 0..<glyph.width {
        marks += isMarked ? (hasCaret ? "~" : "^") : " "
        if isMarked { hasCaret = true }
      }
    }
    while marks.hasSuffix(" ") { marks.removeLast() }
    if atEnd && !marks.contains("^") { marks = String(repeating: " ", count: text.displayWidth) + "^" }
    return (text, marks)
  }
}
