import Diagnostics

/// A language case: a file of about ten lines, with what each line gives in a comment on that very line.
///
/// Two blanks, then:
/// - `// 3` after a line that prints, `// → 2 * x` after a line that shows; several in a row are separated by ` | `;
/// - `// error: code: part of the message` (or `warning`, `note`) where the checker is to complain, `// fault: …` where
///   the machine is to stop; a comment line below with a `^` says in which column;
/// - `// skipped` on a line of its own in a cell that an earlier cell's failure stops.
///
/// A line `// ---` begins the next cell.
struct CaseFile {
  struct Finding: Hashable, CustomStringConvertible {
    var cell: Int
    var line: Int
    var kind: String
    var code: String
    var message: String
    var column: Int?

    var description: String { "cell \(cell), line \(line): \(kind): \(code): \(message)" }
  }

  var cells: [String] = []
  var outputs: [String] = []
  var findings: [Finding] = []
  var skipped: Set<Int> = []

  init(_ text: String) {
    for (number, cell) in text.split(separator: "// ---\n", omittingEmptySubsequences: false).enumerated() {
      cells.append(String(cell))
      read(String(cell), cell: number + 1)
    }
  }

  private mutating func read(_ text: String, cell: Int) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.drop { $0 == " " }
      if trimmed == "// skipped" { skipped.insert(cell) }
      if trimmed.hasPrefix("//"), let caret = line.firstIndex(of: "^"), !findings.isEmpty {
        findings[findings.count - 1].column = line.distance(from: line.startIndex, to: caret) + 1
      } else if let comment = CaseFile.comment(of: line) {
        expect(comment, cell: cell, line: number + 1)
      }
    }
  }

  private static func comment(of line: Substring) -> String? {
    let parts = line.split(separator: "  // ", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1]) : nil
  }

  private mutating func expect(_ comment: String, cell: Int, line: Int) {
    let words = comment.split(separator: ": ", maxSplits: 2).map(String.init)
    guard let kind = words.first, ["error", "warning", "note", "fault"].contains(kind), words.count == 3 else {
      outputs += comment.split(separator: " | ").map(String.init)
      return
    }
    findings.append(Finding(cell: cell, line: line, kind: kind, code: words[1], message: words[2]))
  }
}
