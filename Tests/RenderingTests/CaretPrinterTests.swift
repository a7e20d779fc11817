import Diagnostics
import Testing

struct CaretPrinterTests {
  /// The range between the two `§` of a marked text, and the text without them.
  private func marked(_ text: String) -> (SourceFile, SourceRange) {
    let parts = text.utf8.split(separator: [0xC2, 0xA7], omittingEmptySubsequences: false).map { Array($0) }
    let range = SourceRange(parts[0].count, parts[0].count + parts[1].count)
    return (SourceFile(path: "a.md", utf8: Array(parts.joined())), range)
  }

  private func excerpt(_ text: String, columns: Int = 60) -> [String] {
    let (file, range) = marked(text)
    let diagnostic = Diagnostic(.error, .syntax, "m", at: range)
    return CaretPrinter(columns: columns).text(of: diagnostic, in: file).split(separator: "\n").dropFirst().map(
      String.init)
  }

  @Test(arguments: [
    ("one\ndiff(§sinn§(x), x)\n", ["    2 | diff(sinn(x), x)", "      |      ^~~~"]),
    ("ab§§", ["    1 | ab", "      |   ^"]),
    ("ab§\n§cd", ["    1 | ab", "      |   ^"]),
    ("a§§b", ["    1 | ab", "      |  ^"]),
    ("\ta§b§", ["    1 |     ab", "      |      ^"]),
    ("漢字§漢字§x", ["    1 | 漢字漢字x", "      |     ^~~~"]),
    ("e\u{301}§b§", ["    1 | e\u{301}b", "      |  ^"]),
    ("a\u{1B}[1m§b§", ["    1 | a␛[1mb", "      |      ^"]),
    ("x\r\n§y§\r\nz", ["    2 | y", "      | ^"]),
    ("§a\n  b§c", ["    1 | a", "      | ^", "    2 |   bc", "      |   ~"]),
    (
      "q§a\nb\nc\nd\ne§f",
      ["    1 | qa", "      |  ^", "    2 | b", "      | ~", "   ...", "    5 | ef", "      | ~"]
    ),
    ("§§", []),
  ])
  func excerpts(text: String, expected: [String]) {
    #expect(excerpt(text) == expected)
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let long = String(repeating: "a", count: 1000) + "§b§" + String(repeating: "c", count: 1000)
    let lines = excerpt(long, columns: 48)
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("    1 | …aaa") && lines[0].hasSuffix("ccc…"))
    #expect(lines.allSatisfy { $0.displayWidth <= 48 })
    let caret = lines[1].firstIndex(of: "^").map { lines[1].distance(from: lines[1].startIndex, to: $0) }
    let letter = lines[0].firstIndex(of: "b").map { lines[0].distance(from: lines[0].startIndex, to: $0) }
    #expect(caret != nil && caret == letter)
  }

  @Test func theWholeMessage() {
    let (file, range) = marked("diff(§sinn§(x ** 2), x)")
    let diagnostic = Diagnostic(
      .error, .undefinedName, "no name 'sinn' is known here", at: range, notes: ["names are case-sensitive"],
      fixIts: [
        .init("did you mean 'sin'?", range: range, text: "sin"), .init("declare 'sinn'", range: range, text: ""),
      ])
    #expect(
      CaretPrinter().text(of: diagnostic, in: file) == """
        a.md:1:6: error: no name 'sinn' is known here [undefined-name]
            1 | diff(sinn(x ** 2), x)
              |      ^~~~ did you mean 'sin'?
              note: names are case-sensitive
              fix: declare 'sinn'

        """)
  }

  @Test func colourOnlyWhenAsked() {
    let (file, range) = marked("§a§")
    let diagnostic = Diagnostic(.warning, .syntax, "m", at: range)
    #expect(!CaretPrinter().text(of: diagnostic, in: file).contains("\u{1B}"))
    #expect(CaretPrinter(color: true).text(of: diagnostic, in: file).contains("\u{1B}[1;35mwarning:\u{1B}[0m"))
  }

  @Test func rangesOutsideTheFileAreClamped() {
    let file = SourceFile(path: "a.md", text: "ab")
    let text = CaretPrinter().text(of: Diagnostic(.error, .syntax, "m", at: SourceRange(50, 90)), in: file)
    #expect(text == "a.md:1:3: error: m [syntax]\n    1 | ab\n      |   ^\n")
  }

  @Test(arguments: [("abc", 3), ("漢", 2), ("e\u{301}", 1), ("😀", 2), ("👩\u{200D}🔬", 2), ("𝑥²", 2), ("", 0), ("é—…", 3)])
  func widths(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }
}
