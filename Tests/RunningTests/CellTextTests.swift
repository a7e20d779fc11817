import CellLanguage
import Diagnostics
import LessonText
import Testing

@testable import Running

/// Cells on their way into one file.
@Suite struct CellTextTests {
  /// A cell with its expression between `«` and `»`, and the lines that are written.
  static let table: [(cell: String, lines: [String])] = [
    ("//| label: a\n//| echo: false\n\n«x»\n", ["display(x)"]),
    ("let a = 1; «a»", ["let a = 1; display(a)"]),
    ("«a» // why\n", ["display(", "  a // why", ")"]),
    ("«f(\n  1,\n\n  2\n)»", ["display(", "  f(", "    1,", "", "    2", "  )", ")"]),
    ("let a = 1; «f(\n  a)»", ["let a = 1;", "display(", "  f(", "    a)", ")"]),
    ("«\"\"\"\n  two\n  \"\"\"»", ["display(", "\"\"\"", "  two", "  \"\"\"", ")"]),
  ]

  @Test(arguments: table.indices) func expressionsAreDisplayed(_ number: Int) {
    let (cell, lines) = CellTextTests.table[number]
    let bytes = Array(cell.utf8)
    let parts = cell.split(separator: "«").flatMap { $0.split(separator: "»", omittingEmptySubsequences: false) }
    let start = cell.hasPrefix("«") ? 0 : parts[0].utf8.count
    let length = (cell.hasPrefix("«") ? parts[0] : parts[1]).utf8.count
    #expect(bytes.count > start + length)
    let text = cell.filter { $0 != "«" && $0 != "»" }
    let code = CellCode(text: text, lines: [])
    #expect(CellText(code, edits: [], displayed: SourceRange(start, start + length)).lines.map(\.text) == lines)
  }

  /// Bare names, in order; `x:` for a parameter that is its own label.
  static let mentions: [(cell: String, names: [String])] = [
    ("let x = y.z + f(a: b)", ["x", "y", "f", "b"]),
    ("func g(x: Double, of y: Int) -> T { x }", ["g", "x:", "Double", "y", "Int", "T", "x"]),
    ("struct P: Q { var x: Int; func d() -> Int { x + w } }", ["P", "Q", "Int", "Int", "w"]),
    ("enum E { case a(x: Int), b }\nE.b", ["E", "Int", "E"]),
    ("outer: for i in 0..<n { break outer }", ["i", "n"]),
    ("xs.map { v in v + k }; \"\\(q)\"", ["xs", "v", "v", "k", "q"]),
  ]

  @Test(arguments: mentions.indices) func bareNames(_ number: Int) {
    let (cell, names) = CellTextTests.mentions[number]
    #expect(CellOutline(cell).mentions.map { $0.isLabel ? $0.name + ":" : $0.name } == names)
  }
}
