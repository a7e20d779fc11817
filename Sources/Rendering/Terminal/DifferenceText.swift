import Diagnostics
import LessonText
import Running

/// The difference between an `output` fence and what its cell showed, for people.
///
/// ```
/// slope.md:12:1: error: cell 2 shows something else than its 'output' fence says [output-differs]
///    13 - 0.5403023
///       + 0.8414709
///           ^~~~~~~
/// ```
public struct DifferenceText: Sendable {
  /// The columns that a line may take; longer ones are cut.
  public var columns: Int
  /// Whether to colour with ANSI sequences.
  public var color: Bool
  /// Lines that hold, shown around those that do not.
  private static let context = 2
  /// Lines shown at most.
  private static let limit = 60

  public init(columns: Int = 100, color: Bool = false) {
    self.columns = max(columns, 20)
    self.color = color
  }

  /// One line for the place, then the lines that differ with what is around them, each ended by a line feed.
  public func text(of cell: LessonTest.CellTest, in lesson: Lesson) -> String {
    guard let output = cell.output, let fence = lesson.cells[cell.index].expectedOutput else { return "" }
    let first = lesson.file.line(at: fence.range.lower) + 1
    return text(of: output, cell.difference(in: lesson), firstLine: first, in: lesson)
  }

  /// The same for what a cell shows, and what it shows when it is compiled.
  public func text(of difference: LessonVerification.Difference, in lesson: Lesson) -> String {
    text(of: difference.output, difference.finding, firstLine: nil, in: lesson)
  }

  private func text(
    of output: OutputComparison, _ finding: Diagnostic, firstLine: Int?, in lesson: Lesson
  ) -> String {
    let header = CaretPrinter(columns: columns, color: color).header(of: finding, in: lesson.file)
    return ([header] + body(of: output, firstLine: firstLine)).joined(separator: "\n") + "\n"
  }

  private func body(of output: OutputComparison, firstLine: Int?) -> [String] {
    let isShown = visibleLines(output.lines)
    var lines: [String] = []
    for (index, line) in output.lines.enumerated() {
      if isShown[index] {
        lines += text(of: line, output, firstLine)
      } else if index == 0 || isShown[index - 1] {
        lines.append("   ...")
      }
      if lines.count >= Self.limit {
        return lines + ["   ... (\(output.lines.count - index - 1) more lines)"]
      }
    }
    return lines
  }

  /// The lines that differ, and those near them.
  private func visibleLines(_ lines: [OutputComparison.Line]) -> [Bool] {
    var isShown = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() {
      guard case .different = line else { continue }
      for near in max(0, index - Self.context)...min(lines.count - 1, index + Self.context) { isShown[near] = true }
    }
    return isShown
  }

  private func text(of line: OutputComparison.Line, _ output: OutputComparison, _ firstLine: Int?) -> [String] {
    switch line {
    case .same(let claim, _), .skipped(let claim, _):
      return [row(number: firstLine.map { $0 + claim }, " ", cut(output.claims[claim].visible()), .plain)]
    case .different(let claim, let shown):
      let (old, new) = (claim.map { output.claims[$0].visible() }, shown.map { output.shown[$0].visible() })
      let change = Change(old, new)
      var rows: [String] = []
      if let claim, let old { rows.append(row(number: firstLine.map { $0 + claim }, "-", mark(old, change.old), .old)) }
      if let new { rows.append(row(number: nil, "+", mark(new, change.new), .new)) }
      if let marks = change.marks, !color, marks.utf8.count + 8 <= columns { rows.append("        " + marks) }
      return rows
    }
  }

  // MARK: Colours

  private enum Kind { case plain, old, new }

  private func row(number: Int?, _ sign: String, _ text: String, _ kind: Kind) -> String {
    let digits = number.map(String.init) ?? ""
    let gutter = String(repeating: " ", count: max(0, 5 - digits.utf8.count)) + digits
    let line = text.isEmpty ? sign : "\(sign) \(text)"
    guard color else { return line == " " ? gutter : "\(gutter) \(line)" }
    switch kind {
    case .plain: return "\u{1B}[2m\(gutter)\u{1B}[0m \(line)"
    case .old: return "\u{1B}[2m\(gutter)\u{1B}[0m \u{1B}[31m\(line)\u{1B}[0m"
    case .new: return "\u{1B}[2m\(gutter)\u{1B}[0m \u{1B}[32m\(line)\u{1B}[0m"
    }
  }

  /// The text with its changed part in reverse colours.
  private func mark(_ text: String, _ changed: Range<Int>?) -> String {
    guard color, let changed, text.unicodeScalars.count + 8 <= columns else { return cut(text) }
    let scalars = Array(text.unicodeScalars)
    func part(_ range: Range<Int>) -> String {
      var part = ""
      part.unicodeScalars.append(contentsOf: scalars[range])
      return part
    }
    return part(0..<changed.lowerBound) + "\u{1B}[7m" + part(changed) + "\u{1B}[27m"
      + part(changed.upperBound..<scalars.count)
  }

  private func cut(_ text: String) -> String {
    let room = columns - 8
    return text.displayWidth <= room ? text : String(text.prefix(max(room - 1, 8))) + "…"
  }
}

/// What two lines that are alike do not share.
private struct Change {
  /// Offsets in Unicode scalars.
  var old: Range<Int>?
  var new: Range<Int>?

  init(_ old: String?, _ new: String?) {
    guard let old, let new else { return }
    let (a, b) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    let shorter = min(a.count, b.count)
    let head = (0..<shorter).first { a[$0] != b[$0] } ?? shorter
    let tail = (0..<shorter - head).first { a[a.count - 1 - $0] != b[b.count - 1 - $0] } ?? shorter - head
    // Lines that share next to nothing are better read whole.
    guard head + tail > 0 else { return }
    self.old = head..<a.count - tail
    self.new = head..<b.count - tail
    start = String(String.UnicodeScalarView(b[..<head])).displayWidth
    width = max(1, String(String.UnicodeScalarView(b[head..<b.count - tail])).displayWidth)
  }

  private var start = 0
  private var width = 0

  /// Marks to stand below the new line.
  var marks: String? {
    guard new != nil else { return nil }
    return String(repeating: " ", count: start) + "^" + String(repeating: "~", count: width - 1)
  }
}
