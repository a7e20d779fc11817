import Diagnostics
import LessonText
import Testing

@testable import Running

/// Exercises that are solved in a cell: which answer counts, what is said of it, and what a student never sees.
@Suite struct ExerciseTests {
  private static let cells = [
    "let x = symbol(\"x\")",
    "//| exercise: chain\nlet slope: Expr = <#the derivative#>",
    "//| check: chain\ncheckEquivalent(slope, diff(sin(x ** 2), x))",
    "slope.substituting([x: 0])",
  ]
  private static let solution = """
    > [!SOLUTION]
    > ```swift
    > //| exercise: chain
    > let slope: Expr = 2 * x * cos(x ** 2)
    > ```

    """

  /// The lesson with an answer in the place of the placeholder.
  private func lesson(answer: String? = nil, hasSolution: Bool = true) -> String {
    let fences = Self.cells.map { cell in
      "```swift\n\(answer.map { cell.replacingPlaceholder(by: $0) } ?? cell)\n```\n\n"
    }
    return fences[0] + fences[1] + (hasSolution ? Self.solution + "\n" : "") + fences[2] + fences[3]
  }

  private func run(_ markdown: String, _ release: Release? = nil) throws -> Transcript {
    var options = Runner.Options()
    options.release = release
    // Not through LessonRun: a process has one airbag, and tests run side by side.
    let bytes = Array(markdown.utf8)
    guard release == .student else { return try RunningTests.run(bytes, options: options) }
    return try RunningTests.run(LessonBytes(bytes).withoutSolutions(), options: options).concealingChecks()
  }

  /// An answer, for whom the lesson is run, what is said of the answer, and what became of the cells.
  @Test(
    arguments: [
      (nil, nil, CellResult.Answer.unfinished, "ok unevaluated ok ok ok"),
      (nil, .solution, .correct, "ok unevaluated ok ok ok"),
      ("2 * x * cos(x ** 2)", nil, .correct, "ok ok ok ok ok"),
      ("2 * cos(x ** 2)", nil, .incorrect, "ok ok ok failed ok"),
      ("2 * cos(x ** 2)", .solution, .correct, "ok ok ok ok ok"),
      ("nonsense", nil, .unfinished, "ok failed ok skipped skipped"),
    ] as [(String?, Release?, CellResult.Answer, String)])
  func answers(_ answer: String?, _ release: Release?, _ expected: CellResult.Answer, _ statuses: String) throws {
    let transcript = try run(lesson(answer: answer), release)
    #expect(transcript.cells[3].answer == expected)
    #expect(transcript.statuses.map(\.rawValue).joined(separator: " ") == statuses)
    #expect(transcript.hasFailed == statuses.contains("failed"))
  }

  /// The names that the rest of the lesson sees are the reader's, though a solution stands below.
  @Test func theReadersAnswerCounts() throws {
    #expect(try run(lesson(answer: "x + 3")).texts[4] == ["3"])
    #expect(try run(lesson(answer: "x + 3"), .solution).texts[4] == ["0"])
    #expect(try run(lesson()).texts[4] == ["0"])
  }

  @Test func anAnswerThatIsMissingIsNoFailure() throws {
    let transcript = try run(lesson(hasSolution: false) + "It is `{swift} slope`.\n")
    #expect(!transcript.hasFailed)
    #expect(transcript.statuses == [.ok, .unevaluated, .unevaluated, .unevaluated])
    #expect(transcript.inlineValues.map { $0.output?.text } == ["…"])
    #expect(
      transcript.cells[3].diagnostics.map(\.message) == [
        "not run yet: it needs the exercise 'chain', which waits for an answer"
      ])
  }

  @Test func studentsSeeNoAnswer() throws {
    let markdown = lesson(answer: "2 * cos(x ** 2)") + "> [!ANSWER]\n> It is `{swift} slope`, a secret.\n"
    let transcript = try run(markdown, .student)
    #expect(transcript.lesson.cells.count == 4 && transcript.lesson.inlineValues.isEmpty)
    #expect(transcript.lesson.cells[2].code.text.isEmpty && transcript.cells[2].answer == .incorrect)
    let finding = try #require(transcript.cells[2].diagnostics.first)
    #expect(finding.message.hasPrefix("these are not equal: at x = ") && !finding.message.contains("cos"))
    #expect(transcript.place(of: finding) == "7:1 check-failed")
    #expect(!transcript.lesson.file.text(in: SourceRange(0, transcript.lesson.file.utf8.count)).contains("secret"))
    // What is not in the file is on none of its lines, and every other line is where it was.
    let whole = try run(markdown).lesson
    #expect(
      transcript.lesson.file.line(at: transcript.lesson.cells[3].range.lower)
        == whole.file.line(at: whole.cells[4].range.lower))
  }

  @Test func aCheckMustCheck() throws {
    let transcript = try run(
      "```swift\n//| exercise: a\nlet a = 1\n```\n\n```swift\n//| check: a\na == 1\n```\n")
    #expect(transcript.cells[1].diagnostics.map(\.code) == [.exercise])
  }

  @Test(arguments: [
    ("let a = <#here#>", true), ("f(<##>)", true), ("______", true), ("let a = ______ + 1", true),
    ("let my______name = 1", false), ("_____", false), ("a <# b", false), ("a <\n# >", false), ("", false),
  ]) func placeholders(_ text: String, _ expected: Bool) {
    #expect(CellCode(text: text, lines: []).hasPlaceholder == expected)
  }
}

extension String {
  fileprivate func replacingPlaceholder(by answer: String) -> String {
    guard let open = firstRange(of: "<#"), let close = firstRange(of: "#>") else { return self }
    return replacingCharacters(open.lowerBound..<close.upperBound, answer)
  }

  private func replacingCharacters(_ range: Range<Index>, _ text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
