import Diagnostics
import Testing

@testable import Running

@Suite struct RunnerTests {
  /// Cells, and what becomes of each.
  @Test(arguments: [
    (["let a = 1", "a + 1"], "ok ok"),
    (["let a = missing", "a", "1"], "failed skipped ok"),
    (["let a = missing", "let b = a", "b", "let a = 2", "a"], "failed skipped skipped ok ok"),
    (["let z = 0", "let q = 1 / z", "q", "z"], "ok failed skipped ok"),
    (["func f() -> Int { missing }", "func g() -> Int { f() }", "g()", "let f = 2"], "failed skipped skipped ok"),
    (["var n = 1", "n = [1][2]", "n"], "ok failed skipped"),
    (["let n = 1", "func f() -> Int { n }", "let n = 2.5", "f() + 1"], "ok ok ok ok"),
    (["struct P { var x: Int = missing }", "let p = P()", "3"], "failed skipped ok"),
    (["//| eval: false\nnonsense +", "1"], "unevaluated ok"),
    (["//| eval: false\nlet a = 1", "a"], "unevaluated failed"),
    (["//| error: true\nmissing", "1"], "ok ok"),
    (["//| error: false\nmissing"], "failed"),
    (["//| error: true\n1"], "failed"),
    (["//| error: true\nlet a = [1][1]", "a"], "ok skipped"),
    (["//| error: true\nlet a = 1", "a"], "failed ok"),
    (["//| error: 'no name'\nmissing"], "ok"),
    (["//| error: 'other words'\nmissing"], "failed"),
    (["let a = missing", "//| error: true\na"], "failed skipped"),
  ]) func statuses(_ sources: [String], _ expected: String) throws {
    let lesson = sources.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
    let transcript = try run(lesson)
    #expect(transcript.statuses.map(\.rawValue).joined(separator: " ") == expected, "\(transcript.places)")
    #expect(transcript.hasFailed == (expected.contains("failed") || expected.contains("skipped")))
  }

  @Test func checkingComesBeforeRunning() throws {
    let transcript = try run(cells("print(1)\nlet a: Int = \"x\"", "print(2)"))
    #expect(transcript.texts == [[], ["2"]], "a cell with an error does not begin to run")
  }

  @Test func skippedCellsSayWhatTheyNeed() throws {
    let transcript = try run(cells("//| label: root\nlet a = missing", "let b = a", "b"))
    #expect(
      transcript.cells.map { $0.diagnostics.map(\.message) } == [
        ["no name 'missing' is known here"], ["not run: it needs the cell 'root', which failed"],
        ["not run: it needs cell 2, which failed"],
      ])
    #expect(transcript.places == ["3:9 undefined-name", "7:1 depends-on-failed", "11:1 depends-on-failed"])
  }

  @Test func outputsOfFailedCellsAreKept() throws {
    let transcript = try run(cells("print(1)\ndisplay(2)\nprint(3)\nlet z = 0\nlet q = 1 / z\nprint(q)"))
    #expect(transcript.texts == [["1", "2", "3"]])
    #expect(transcript.places == ["6:9 division-by-zero"])
  }

  /// Statements, and the outputs they make.
  @Test(arguments: [
    ("print(1); print(2)", ["1\n2"]), ("print(1, terminator: \"\"); print(2)", ["12"]),
    ("print(1); display(2); print(3); 4", ["1", "2", "3", "4"]), ("print(\"\")", [""]), ("let a = 1", []),
    ("print(\"a\\n\")", ["a\n"]), ("print(\"\", terminator: \"\")", []),
    ("for i in 0..<3 { display(i) }", ["0", "1", "2"]),
  ]) func outputs(_ source: String, _ expected: [String]) throws {
    #expect(try run(cells(source)).texts == [expected])
  }

  // MARK: Limits

  @Test func timeLimits() throws {
    var options = Runner.Options()
    options.limits.time = 0.05
    let loop = "var n = 0\nwhile n >= 0 { n = 1 - n }"
    let transcript = try run(cells(loop, "//| time-limit: 0.02\n" + loop, "7"), options: options)
    #expect(transcript.statuses == [.failed, .failed, .ok])
    #expect(transcript.places == ["3:1 time-limit", "9:1 time-limit"])
    let messages = transcript.findings.map { String($0.message.prefix(34)) }
    #expect(messages == ["this cell ran longer than 0.05 s: ", "this cell ran longer than 0.02 s: "])
  }

  @Test(arguments: ["func f(_ n: Int) -> Int { f(n + 1) }\nf(0)", "func f() { f() }\nf()"])
  func endlessRecursion(_ source: String) throws {
    let transcript = try run(cells(source, "1 + 1"))
    #expect(transcript.cells.first?.diagnostics.map(\.code) == [.stackOverflow])
    #expect(transcript.texts.last == ["2"])
  }

  @Test func outputLimit() throws {
    var options = Runner.Options()
    options.limits.output = 100
    let many = "for i in 10..<99 { print(i) }"
    let transcript = try run(cells(many, "display(\"\(String(repeating: "x", count: 101))\")", "5"), options: options)
    #expect(transcript.statuses == [.failed, .failed, .ok])
    #expect(transcript.texts.first?.first?.utf8.count == 98, "what fits is kept, less the last line end")
    #expect(transcript.findings.map(\.code) == [.outputLimit, .outputLimit])
  }

  // MARK: Inline values

  @Test func inlineValues() throws {
    let transcript = try run(
      """
      Before `{swift} 1 + 1`.

      ```swift
      let n = 3
      let none: [Int] = []
      let broken = none[0]
      ```

      After `{swift} n`, `{swift} 2`, `{swift} "a"`, `{swift} print("b")`.

      ```swift
      let m = 4
      ```

      Later `{swift} m * m`, `{swift} [1][m]`, `{swift} print("", terminator: "")` and `{swift} let k = 1`.
      """)
    #expect(transcript.inlineValues.map { $0.output?.text } == ["2", nil, "2", "a", "b", "16", nil, nil, nil])
    #expect(
      transcript.places == [
        "6:14 index-out-of-range", "9:16 depends-on-failed", "15:33 index-out-of-range", "15:42 no-value",
        "15:82 no-value",
      ])
    #expect(transcript.hasFailed)
  }

  // MARK: Parameters

  private static let parameters = """
    ---
    params:
      rate: 0.5
      name: "x"
    ---
    `{swift} rate` and `{swift} name`
    """

  @Test(
    arguments: [
      ([], ["0.5", "x"]), ([("rate", "2.0")], ["2.0", "x"]), ([("name", "y z"), ("rate", "1")], ["1", "y z"]),
      ([("rate", "1"), ("rate", "[1, 2]")], ["[1, 2]", "x"]), ([("name", "\"q\"")], ["0.5", "q"]),
    ] as [([(String, String)], [String])]) func parameters(_ given: [(String, String)], _ expected: [String]) throws
  {
    var options = Runner.Options()
    options.parameters = given.map { (name: $0.0, value: $0.1) }
    #expect(try run(Self.parameters, options: options).inlineValues.map { $0.output?.text } == expected)
  }

  @Test(arguments: [("rat", "1"), ("rate", "1 +"), ("rate", "unknown"), ("", "1")])
  func wrongParameters(_ name: String, _ value: String) throws {
    var options = Runner.Options()
    options.parameters = [(name: name, value: value)]
    let fault = #expect(throws: Fault.self) { try run(Self.parameters, options: options) }
    #expect(fault?.code == .invalidParameter)
  }

  @Test func faultOfAParameter() throws {
    var options = Runner.Options()
    options.parameters = [(name: "rate", value: "[1][1]")]
    let transcript = try run(Self.parameters, options: options)
    #expect(transcript.places == ["3:3 index-out-of-range", "6:10 depends-on-failed"])
    #expect(transcript.findings.last?.message == "not run: it needs the parameter 'rate', which failed")
  }

  @Test func seedIsKept() throws { #expect(try run("---\nseed: 7\n---\n# T").lesson.metadata.seed == 7) }
}
