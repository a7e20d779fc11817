import Testing

@testable import Running

/// What `tangent verify` reads of compilers and of compiled lessons.
@Suite struct CompiledRunTests {
  @Test func marksTellWhoShowsWhat() {
    let run = CompiledRun(
      "noise\n#cell 1\na  \nb#display\nx\ny\n#end\n\n#value 1\n#display\n2\n#end\n#cell 2\nlast\n#finished\n", mark: "#"
    )
    #expect(run.shownLines(.cell(0)) == ["a", "b", "x", "y"])
    #expect(run.shownLines(.value(0)) == ["2"])
    #expect(run.shownLines(.cell(1)) == ["last"])
    #expect(run.finished == [.cell(1)] && run.last == .cell(1))
    #expect(run.shownLines(.cell(7)) == [])
  }

  @Test func refusalsHaveTheirLines() {
    let text = """
      [1/2] Compiling Lesson main.swift
      /tmp/p/Sources/Lesson/main.swift:12:5: error: cannot find 'y' in scope
      10 | let x = 1
      /tmp/p/Sources/Lesson/main.swift:12:9: error: another on the line
      /tmp/p/Sources/Lesson/main.swift:20:1: warning: unused
      /tmp/p/Sources/Lesson/main.swift:31:1: error: expression is not differentiable
      """
    let refusals = CompilerMessages.refusals(in: text, file: "main.swift")
    #expect(refusals.map(\.line) == [12, 31] && refusals.map(\.message)[0] == "cannot find 'y' in scope")
    #expect(refusals.map(CompilerMessages.isLimitation) == [false, true])
  }

  @Test func aCrashOfTheCompilerHasThePlaceThatItNames() {
    let text = """
      Stack dump:
      0. Program arguments: swift-frontend /tmp/p/Sources/Lesson/main.swift
      3. While evaluating request at [/tmp/p/Sources/Lesson/main.swift:9:1 - line:14:2]
      """
    let refusals = CompilerMessages.refusals(in: text, file: "main.swift")
    #expect(refusals.map(\.line) == [9] && refusals.allSatisfy(CompilerMessages.isLimitation))
    #expect(CompilerMessages.refusals(in: "error: no such module", file: "main.swift").isEmpty)
  }

  @Test func lastWords() {
    #expect(
      CompilerMessages.lastWords(in: "Swift/Array.swift:400: Fatal error: Index out of range\n")
        == "Fatal error: Index out of range")
    #expect(CompilerMessages.lastWords(in: "") == "it stopped without a word")
  }
}
