import Diagnostics
import LessonText

/// A cell's code on its way into a file: lines, each with the line of the cell that it comes from.
struct CellText {
  private(set) var lines: [(text: String, line: Int)] = []

  /// - Parameters:
  ///   - edits: replacements within lines, by offsets in the code.
  ///   - displayed: the expression to put into a call of `display`.
  init(_ code: CellCode, edits: [TextEdit], displayed: SourceRange?) {
    let (start, count) = Self.options(of: code)
    let bytes = Array(code.text.utf8)
    let calls = displayed.map { Self.display($0, in: bytes) } ?? []
    write(bytes, from: start, line: count, calls + edits)
    while lines.first?.text.isBlank == true { lines.removeFirst() }
    while lines.last?.text.isBlank == true { lines.removeLast() }
  }

  /// The end and the number of the option lines at the head.
  private static func options(of code: CellCode) -> (end: Int, count: Int) {
    let lines = code.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .prefix { $0.starts(with: "//|".utf8) }
    return (min(lines.reduce(0) { $0 + $1.count + 1 }, code.text.utf8.count), lines.count)
  }

  private mutating func write(_ bytes: [UInt8], from start: Int, line: Int, _ edits: [TextEdit]) {
    var line = line
    var (origin, text) = (line, [UInt8]())
    var position = start
    func write(_ byte: UInt8, isOwn: Bool) {
      guard byte == UInt8(ascii: "\n") else { return text.append(byte) }
      lines.append((String(decoding: text, as: UTF8.self).trimmingTrailingBlanks, origin))
      text = []
      if isOwn { line += 1 }
      origin = line
    }
    let sorted = edits.enumerated().sorted { ($0.1.range.lower, $0.0) < ($1.1.range.lower, $1.0) }.map(\.element)
    let end = TextEdit(SourceRange(bytes.count, bytes.count), "\n")
    for edit in sorted + [end] where edit.range.lower >= position {
      for byte in bytes[position..<edit.range.lower] { write(byte, isOwn: true) }
      for byte in edit.text.utf8 { write(byte, isOwn: false) }
      position = edit.range.upper
    }
  }

  /// `display(…)` around an expression, on its own lines where it has several or a comment behind it.
  private static func display(_ range: SourceRange, in bytes: [UInt8]) -> [TextEdit] {
    let newline = UInt8(ascii: "\n")
    let expression = bytes[range.lower..<range.upper]
    let lineStart = bytes[..<range.lower].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lineEnd = bytes[range.upper...].firstIndex(of: newline) ?? bytes.count
    let isAlone = !expression.contains(newline) && bytes[range.upper..<lineEnd].allSatisfy { $0 == 0x20 }
    if isAlone { return [insertion("display(", range.lower), insertion(")", range.upper)] }
    let isFirst = bytes[lineStart..<range.lower].allSatisfy { $0 == 0x20 }
    var edits = [insertion((isFirst ? "" : "\n") + "display(\n", range.lower), insertion("\n)", lineEnd)]
    // The blanks of a text of several lines are a part of it.
    if !String(decoding: expression, as: UTF8.self).contains("\"\"\"") {
      edits.append(insertion("  ", range.lower))
      for offset in range.lower..<range.upper where bytes[offset] == newline && bytes[offset + 1] != newline {
        edits.append(insertion("  ", offset + 1))
      }
    }
    return edits
  }

  private static func insertion(_ text: String, _ offset: Int) -> TextEdit {
    TextEdit(SourceRange(offset, offset), text)
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }
}
