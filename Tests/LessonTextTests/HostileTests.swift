import Diagnostics
import LessonText
import Testing

/// Texts made to hurt a parser: each must come back, with what it says or a `limit`.
@Suite struct HostileTests {
  @Test(
    arguments: [
      "[", "*", ">", "> ", "- ", "![", "<", "`", "~", "_a ", "**a ", "[a](", "[^a]", "&", "$", "$a ", "\\(", "1. ",
      "\\", "![[]()",
      "*a_ ", "|", "a|", "$$ ", "$$\n", "> [!NOTE]\n", "@fig-", "@fig-a ", "{#", "- a\n", "```\n", "\\[\n", "\r", "\t",
      "|a|\n|-|\n",
    ])
  func repetitionEnds(_ piece: String) {
    let text = String(repeating: piece, count: 5_000)
    #expect(lesson(text).file.utf8.count == text.utf8.count)
  }

  @Test(arguments: [("*", "*"), ("**", "**"), ("[", "](x)"), ("![", "](x)"), ("~~", "~~")])
  func deepInlinesEnd(_ pair: (open: String, close: String)) {
    let text = String(repeating: pair.open, count: 5_000) + "a" + String(repeating: pair.close, count: 5_000)
    let lesson = lesson(text)
    #expect(!lesson.blocks.isEmpty || lesson.diagnostics.map(\.code) == [.limit])
  }

  @Test func tooManyColumnsAreReportedAndTheRestIsRead() {
    let row = String(repeating: "|a", count: 50_000) + "|\n"
    let lesson = lesson("# Head\n\n" + row + String(repeating: "|-", count: 50_000) + "|\n\n# Tail\n")
    #expect(lesson.diagnostics.map(\.code) == [.limit])
    #expect(lesson.blocks.count == 2)
  }

  @Test func codeMayHoldAnyNumberOfBracketsAndPipes() {
    let code = String(repeating: "[[1, 2]] | x\n", count: 3_000)
    let fenced = lesson("- ```swift\n  " + code.split(separator: "\n").joined(separator: "\n  ") + "\n  ```\n")
    #expect(fenced.diagnostics.isEmpty)
    #expect(fenced.cells.map(\.code.text) == [code])
    let after = lesson("> ```\n> code\n\n" + String(repeating: "![[]()", count: 50_000))
    #expect(after.diagnostics.map(\.code) == [.unclosedFence, .limit])
  }

  @Test func deepListsAreShownAsSource() {
    let text = (0..<300).map { String(repeating: "  ", count: $0) + "- a\n" }.joined()
    let lesson = lesson(text)
    #expect(lesson.diagnostics.map(\.code) == [.limit])
    #expect(lesson.dump().contains("code - \"- a\\n"))
  }

  @Test func deepQuotesAreReported() {
    #expect(lesson(String(repeating: ">", count: 100_000) + " a").diagnostics.map(\.code) == [.limit])
    #expect(lesson(String(repeating: "> ", count: 150) + "a").diagnostics.map(\.code) == [.limit])
  }

  @Test func hugeFilesAreRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: (64 << 20) + 1)
    #expect(LessonReader.read(path: "a.md", bytes: bytes).diagnostics.map(\.code) == [.limit])
  }

  @Test func yamlBombsEnd() {
    let levels = (1...9).map {
      "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]\n"
    }
    let bomb = lesson("---\na0: &a0 x\n" + levels.joined() + "---\ntext\n")
    #expect(bomb.diagnostics.map(\.code) == [.frontMatter])
    let deep = lesson("---\ntitle: " + String(repeating: "[", count: 20_000) + "\n---\ntext\n")
    #expect(deep.diagnostics.map(\.code) == [.frontMatter])
    #expect(deep.blocks.count == 1)
  }
}
