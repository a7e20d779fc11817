import Diagnostics
import LessonText

/// Puts what was shown into the `output` fences of a lesson file.
///
/// Lines that hold stay as their author wrote them, `...` included; every other byte of the file stays as well. What the
/// fence of a failed or skipped cell says is never touched.
public struct Acceptance: Sendable {
  public enum Scope: Sendable {
    /// The fences that say something else.
    case differing
    /// Also each cell that shows something and has no fence: it gets one.
    case all
  }

  /// The new content of the file.
  public let bytes: [UInt8]
  /// How many fences were written.
  public let count: Int

  /// - Parameter bytes: the file from which the tested lesson was read.
  /// - Throws: ``DiagnosticCode/cannotWrite`` if what would be written reads as something else, as it may where a fence stands
  ///   in an unusual container; nothing is lost then.
  public init(_ test: LessonTest, _ scope: Scope, in bytes: [UInt8]) throws(Fault) {
    let writer = FenceWriter(file: test.lesson.file)
    var edits: [TextEdit] = []
    var claims: [Int: [String]] = [:]
    for cell in test.cells where cell.result.status == .ok {
      let source = test.lesson.cells[cell.index]
      if let output = source.expectedOutput, let comparison = cell.output, !comparison.holds {
        let rewriting = writer.rewrite(output, as: comparison.acceptedLines)
        if rewriting.isEmpty { continue }
        claims[cell.index] = comparison.acceptedLines
        edits += rewriting
      } else if source.expectedOutput == nil, scope == .all, !cell.result.shownLines.isEmpty {
        claims[cell.index] = cell.result.shownLines
        edits.append(writer.add(cell.result.shownLines, after: source))
      }
    }
    self.bytes = LessonBytes(bytes).applying(edits)
    count = claims.count
    try verify(test.lesson, claims)
  }

  /// Reads the new file: the same cells, and the accepted lines in their fences.
  private func verify(_ lesson: Lesson, _ claims: [Int: [String]]) throws(Fault) {
    let written = LessonReader.read(path: lesson.file.path, bytes: bytes).cells
    let isSame = zip(lesson.cells, written).enumerated().allSatisfy { index, pair in
      pair.0.code.text == pair.1.code.text
        && pair.1.expectedOutput?.claimedLines == claims[index] ?? pair.0.expectedOutput?.claimedLines
    }
    guard isSame, lesson.cells.count == written.count else {
      throw Fault(
        .cannotWrite, "cannot accept outputs of '\(lesson.file.path)': its fences cannot hold them where they stand")
    }
  }
}

extension OutputComparison {
  /// What the fence says once it is accepted: claims that hold as they are, and shown lines for the others.
  public var acceptedLines: [String] {
    if holds { return claims }
    var accepted = lines.compactMap { line -> String? in
      switch line {
      case .same(let claim, _), .skipped(let claim, _): claims[claim]
      case .different(_, let shown): shown.map { self.shown[$0] }
      }
    }
    while accepted.last?.isEmpty == true { accepted.removeLast() }
    return accepted
  }
}

/// Writes `output` fences as the lines around them are written: with their ends and their containers' markers.
struct FenceWriter {
  let file: SourceFile

  /// Puts other lines into a fence, which gets longer signs where the lines need them.
  func rewrite(_ output: ExpectedOutput, as lines: [String]) -> [TextEdit] {
    let opener = file.line(at: output.range.lower)
    let closer = file.line(at: output.range.upper)
    // An open fence is reported; where its text would end is anyone's guess.
    guard closer == opener + output.lines.count + 1 else { return [] }
    let sign = file.utf8[output.range.lower]
    let length = file.utf8[output.range.lower...].prefix { $0 == sign }.count
    let prefix = prefix(ofLine: opener, before: output.range.lower)
    let content = lines.map { self.line($0, prefix) + end(ofLine: opener) }.joined()
    let region = SourceRange(file.offset(ofLine: opener + 1), file.offset(ofLine: closer))
    let growth = String(
      repeating: Character(UnicodeScalar(sign)), count: max(0, Self.length(over: lines, sign: sign) - length))
    return [
      TextEdit(SourceRange(output.range.lower + length, output.range.lower + length), growth),
      TextEdit(region, content), TextEdit(SourceRange(output.range.upper, output.range.upper), growth),
    ]
  }

  /// Puts a fence below a cell, with a blank line between them.
  func add(_ lines: [String], after cell: Cell) -> TextEdit {
    let number = file.line(at: cell.range.upper)
    let start = file.offset(ofLine: number)
    let signs = file.utf8[start..<cell.range.upper].reversed().prefix { $0 == file.utf8[cell.range.upper - 1] }.count
    let prefix = prefix(ofLine: number, before: cell.range.upper - signs)
    let fence = String(repeating: "`", count: Self.length(over: lines, sign: UInt8(ascii: "`")))
    let all = ["", fence + "output"] + lines + [fence]
    let end = end(ofLine: file.line(at: cell.range.lower))
    return TextEdit(
      SourceRange(cell.range.upper, cell.range.upper), all.map { end + line($0, prefix) }.joined())
  }

  /// Longer than every run of the sign in the lines.
  private static func length(over lines: [String], sign: UInt8) -> Int {
    var longest = 2
    for line in lines {
      var run = 0
      for byte in line.utf8 {
        run = byte == sign ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest + 1
  }

  private func prefix(ofLine line: Int, before offset: Int) -> String {
    file.text(in: SourceRange(file.offset(ofLine: line), offset))
  }

  /// A line without blanks at its end, as editors like it.
  private func line(_ text: String, _ prefix: String) -> String {
    guard text.isEmpty else { return prefix + text }
    return prefix.trimmingTrailingBlanks
  }

  /// How a line ends; the last one of a file as the first.
  private func end(ofLine line: Int) -> String {
    let bytes = file.utf8[file.offset(ofLine: line)..<file.offset(ofLine: line + 1)]
    let end = bytes.reversed().prefix { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return end.isEmpty ? "\n" : String(decoding: end.reversed(), as: UTF8.self)
  }
}
