import CellLanguage
import Diagnostics
import Prelude
import Testing

/// Cells that try to crash, hang or exhaust: each ends in one diagnostic, and the next cell runs.
@Suite struct HostileTests {
  static func repeated(_ part: String, _ count: Int) -> String { String(repeating: part, count: count) }

  static let texts: [(name: String, text: String, code: DiagnosticCode)] = [
    ("parentheses", "let x = \(repeated("(", 100_000))1\(repeated(")", 100_000))", .limit),
    ("brackets", "let x = \(repeated("[", 100_000))\(repeated("]", 100_000))", .limit),
    ("braces", repeated("if true {", 100_000) + repeated("}", 100_000), .limit),
    ("array types", "let x: \(repeated("[", 40))Int\(repeated("]", 40)) = []", .limit),
    ("calls", "let x = \(repeated("f(", 100_000))1\(repeated(")", 100_000))", .limit),
    ("members", "let a = 1\nprint(a\(repeated(".b", 6_000)))", .limit),
    ("sums", "let x = \(repeated("1+", 50_000))1", .limit),
    ("open string", "let x = \"abc\nprint(1)", .syntax),
    ("open text", "let x = \"\"\"\nabc", .syntax),
    ("open comment", "/* abc", .syntax),
    ("open function", "func f() {\nif true {", .syntax),
    ("open interpolation", "print(\"\\(1 + \")", .syntax),
    ("long literal", "let x = \(repeated("9", 10_000))", .overflow),
    ("long range", "let xs = Array(0..<1_000_000_000_000)", .memoryLimit),
    ("mapped range", "let xs = (0..<1_000_000_000_000).map { $0 }", .memoryLimit),
    ("huge array", "let xs = [Int](repeating: 1, count: 1_000_000_000_000)", .memoryLimit),
    ("largest array", "let xs = [Int](repeating: 1, count: .max)", .memoryLimit),
    ("huge string", "let s = String(repeating: \"abc\", count: .max)", .memoryLimit),
    ("long stride", "let xs = stride(from: 0, to: .max, by: 1)", .memoryLimit),
    ("huge tensor", "let t = Tensor.zeros([1_000_000, 1_000_000])", .memoryLimit),
    ("negative tensor", "let t = Tensor.zeros([-1])", .shape),
    ("doubling string", "var s = \"ab\"\nwhile true { s += s }", .memoryLimit),
    ("doubling text", "var s = \"ab\"\nwhile true { s = \"\\(s)\\(s)\" }", .memoryLimit),
    ("doubling array", "var s = [1]\nwhile true { s = s + s }", .memoryLimit),
    ("growing array", "var s = [1]\nwhile true { s.append(1) }", .memoryLimit),
    ("endless recursion", "func f(_ n: Int) -> Int { f(n + 1) + 1 }\nprint(f(0))", .stackOverflow),
    (
      "recursion through natives",
      "var f: (Int) -> Int = { $0 }\nf = { n in [n].map { [$0].map(f).count }.count }\nprint(f(1))",
      .stackOverflow
    ),
  ]

  @Test(arguments: texts.indices) func endsInADiagnostic(_ number: Int) throws {
    let (name, text, code) = HostileTests.texts[number]
    let codes = try onLargeStack { HostileTests.codes(text) }
    #expect(codes == [code], "\(name): \(codes)")
  }

  static let odd: [(text: String, output: String)] = [
    ("let 😀 = 3, π = 0.5\nprint(😀, π)", "3 0.5"),
    ("let a = 1\r\nprint(a)\r\n", "1"),
    ("\u{FEFF}print(2)", "2"),
    ("let xs = [\(repeated("1, ", 10_000))1]\nprint(xs.count)", "10001"),
    ("let s = \"\(repeated("a", 100_000))\"\nprint(s.count)", "100000"),
    ("print(\"[[[[[[[[[[[[[[[[[[[[[[\") // [[[[[[[[[[[[[[[[[", "[[[[[[[[[[[[[[[[[[[[[["),
    ("let x = \(repeated("1+", 1_000))1\nprint(x)", "1001"),
    ((0..<2_000).map { "let x\($0) = \($0) * 2 + 1\n" }.joined() + "print(x1999)", "3999"),
  ]

  @Test(arguments: odd.indices) func oddTextsRun(_ number: Int) throws {
    let (text, output) = HostileTests.odd[number]
    #expect(try onLargeStack { CaseRun([text]).outputs } == [output])
  }

  @Test func chainsOfClosuresAreFreed() throws {
    let chain =
      "var f: (Int) -> Int = { $0 }\nfor _ in 0..<100_000 {\nlet g = f\nf = { g($0) + 1 }\n}\nf = { $0 }\nprint(f(1))"
    #expect(try onLargeStack { CaseRun([chain]).outputs } == ["1"])
  }

  @Test func longChainsAreFreed() throws {
    let chain =
      "var f: () -> Int = { 0 }\nfor _ in 0..<1_000_000 {\nlet g = f\nf = { g() }\n}\nf = { 1 }\nprint(f())"
    #expect(try onLargeStack { CaseRun([chain]).outputs } == ["1"])
  }

  /// The codes of a text's diagnostics and fault, with a small budget; a second cell must run after it.
  private static func codes(_ text: String) -> [DiagnosticCode] {
    let sink = Lines()
    let session = Session(catalog: Prelude.catalog(), sink: sink)
    let cell = session.check(text)
    let next = session.check("print(\"next\")")
    var codes = cell.diagnostics.map(\.code)
    if !cell.hasErrors, let fault = session.run(cell, within: Budget(memory: 64 << 20)) {
      codes.append(fault.fault.code)
    }
    if session.run(next) != nil || sink.text != "next\n" { codes.append(.crashed) }
    return codes
  }

  private final class Lines: OutputSink {
    var text = ""
    func print(_ text: String) throws { self.text += text }
    func display(_ value: RawValue, as type: Type, describer: Describer) throws {}
  }
}
