import Testing

@testable import CellLanguage

/// Texts that the parser is not given, and texts that only look like them.
@Suite struct NestingCheckTests {
  private func repeated(_ part: String, _ count: Int) -> String { String(repeating: part, count: count) }

  @Test func findsWhereItBecomesTooDeep() {
    #expect(NestingCheck.firstExcess(in: repeated("(", 500)) == NestingCheck.limit)
    #expect(NestingCheck.firstExcess(in: "x" + repeated("[", 50)) == NestingCheck.bracketLimit + 1)
  }

  @Test func stringsAndCommentsDoNotCount() {
    for text in [
      "\"\(repeated("[", 50))\"", "// \(repeated("(", 500))", "\"\\\"\(repeated("[", 50))\"", repeated("[1],", 100),
      repeated("f(x)\n", 1_000),
    ] {
      #expect(NestingCheck.firstExcess(in: text) == nil)
    }
  }
}
