import Diagnostics
import LessonText
import Testing

@testable import Running

/// How an `output` fence is compared with what was shown.
@Suite struct ExpectationTests {
  /// A claim, a shown line, and whether the claim holds.
  @Test(arguments: [
    ("3", "3", true), ("3", "4", false), ("3", "3.0", false), ("3.0", "3", false),
    ("0.5403023058681398", "0.5403023058681397", true), ("0.5403023", "0.5403024", false),
    ("0.5403", "0.5403023058681398", false), ("0.5", "0.54", false),
    ("0.5403…", "0.5403023058681398", true), ("0.5403...", "0.5403023058681398", true), ("0.54…", "0.55", false),
    ("0.67…", "0.6666666666666666", true), ("0.66…", "0.6666666666666666", true), ("-0.54…", "-0.5403", true),
    ("-0.54…", "0.5403", false), ("0.66…", "0.65", false), ("1.0e-05", "1e-05", true), ("1e-05", "2e-05", false),
    ("1.1e-16", "0.0", true), ("1e-14", "0.0", false),
    ("loss: 0.25  at 3", "loss: 0.25000000000000006 at 3", true), ("loss:  0.25", "loss: 0.25", false),
    ("x1 = 2", "x2 = 2", false), ("1.2.3", "1.2.4", false), ("[1.0, 2.0]", "[1.0, 2.0000000000000004]", true),
    ("[1.0, 2.0]", "[1.0]", false), ("nan", "nan", true), ("word", "words", false), ("", "", true),
    ("a  b", "a b", false),
    ("2 * x", "x * 2", true), ("2 * x * cos(x ** 2)", "cos(x ** 2) * x + x * cos(x ** 2)", true),
    ("2 * x * cos(x ** 2)", "2 * x * cos(x ** 3)", false), ("2 * x", "3 * x", false), ("0", "x - x", true),
    ("[2 * x, 3 * y]", "[x + x, y * 3]", true), ("[2 * x, 3 * y]", "[x + x, y * 4]", false),
    ("slope: 2 * x", "slope: x + x", true), ("slope: 2 * x", "rise: x + x", false), ("f(x, y)", "f(x, y)", true),
    ("\"a * b\"", "\"b * a\"", false), ("true", "false", false), ("not an expression", "an expression", false),
    ("1 / 3", "2 / 6", false),
  ]) func lines(_ claim: String, _ shown: String, _ holds: Bool) {
    #expect(OutputComparison(claims: [claim], shown: [shown]).holds == holds)
  }

  /// Claims, shown lines, whether they hold, and what the fence says once that is accepted.
  @Test(arguments: [
    ("a b c", "a b c", true, "a b c"), ("a b", "a b c", false, "a b c"), ("a b c", "a c", false, "a c"),
    ("...", "", true, "..."), ("...", "a b", true, "..."), ("a ... c", "a c", true, "a ... c"),
    ("a ... c", "a b b c", true, "a ... c"), ("a ... c", "a b", false, "a ... b"),
    ("... b ... b", "b a b a b", true, "... b ... b"), ("a ... z", "x y z", false, "x ... z"),
    ("a ...", "b c", false, "b ..."), ("", "a", false, "a"), ("a", "", false, ""), ("… b", "a b", true, "… b"),
    ("a b c d", "a x c d", false, "a x c d"), ("a b", "x a b", false, "x a b"),
  ]) func patterns(_ claims: String, _ shown: String, _ holds: Bool, _ accepted: String) {
    func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    let comparison = OutputComparison(claims: words(claims), shown: words(shown))
    #expect(comparison.holds == holds)
    #expect(comparison.acceptedLines == words(accepted))
    #expect(OutputComparison(claims: comparison.acceptedLines, shown: words(shown)).holds)
  }

  /// A megabyte in many lines, or in one, is compared in time; so is what differs everywhere.
  @Test func largeOutputs() {
    let lines = (0..<40_000).map { "line number \($0) of many" }
    #expect(OutputComparison(claims: lines, shown: lines).holds)
    #expect(OutputComparison(claims: ["...", lines[20_000], "..."], shown: lines).holds)
    let late = OutputComparison(claims: lines, shown: lines.dropLast() + ["other"])
    #expect(late.lines.count { if case .different = $0 { true } else { false } } == 1)
    let shifted = OutputComparison(claims: lines, shown: ["first"] + lines)
    #expect(!shifted.holds && shifted.acceptedLines == ["first"] + lines)
    let long = String(repeating: "x + ", count: 1 << 18) + "1"
    #expect(!OutputComparison(claims: [long], shown: [long + "0"]).holds)
  }

  @Test func linesAsShown() throws {
    let transcript = try run(
      cells("print(\"a  \\n\\tb\\r\\nc\\u{1B}[31m\\n\\n\")\ndisplay(2)\nprint(\"\")", "let n = 1", "print(\"\")"))
    #expect(transcript.cells.map(\.shownLines) == [["a", "\tb", "c␛[31m", "", "", "2"], [], []])
  }

  // MARK: Lessons

  /// The status of each claim of a lesson: cells, fences, checks.
  @Test(arguments: [
    ("```swift\n1 + 1\n```\n```output\n2\n```\n", 0, 1, 0), ("```swift\n1 + 1\n```\n```output\n3\n```\n", 1, 1, 0),
    ("```swift\n1 + 1\n```\n\ntext\n\n```output\n2\n```\n", 1, 0, 0),
    ("```swift\n1\n```\n```output\n1\n```\n```output\n2\n```\n", 1, 1, 0),
    ("```swift\ncheck(true)\nfor i in 0..<3 { check(i < 3) }\ncheckClose(1.0, 1.0)\n```\n", 0, 0, 5),
    ("```swift\ncheck(true)\ncheck(1 > 2)\n```\n", 1, 0, 1),
    ("```swift\n//| error: true\ncheck(false)\n```\n", 0, 0, 0), ("```swift\n//| error: true\n1\n```\n", 1, 0, 0),
    ("```swift\n//| error: this does not\ncheck(false)\n```\n", 0, 0, 0),
    ("```swift\n//| error: else\ncheck(false)\n```\n", 1, 0, 0),
    ("```swift\n//| eval: false\n1\n```\n```output\n2\n```\n", 0, 0, 0), ("```output\n2\n```\n", 1, 0, 0),
    ("```swift\nmissing\n```\n```output\n2\n```\n", 1, 0, 0), ("`{swift} missing` @fig-none\n", 2, 0, 0),
    ("```swift\nlet x = symbol(\"x\")\ndiff(x ** 2, x)\n```\n```output\nx + x\n```\n", 0, 1, 0),
    ("```swift\nlet x = symbol(\"x\")\ndiff(x ** 3, x)\n```\n```output\nx + x\n```\n", 1, 1, 0),
  ]) func counts(_ markdown: String, _ failures: Int, _ outputs: Int, _ checks: Int) throws {
    let test = LessonTest(try run(markdown))
    #expect(test.failureCount == failures && test.hasFailed == (failures > 0))
    #expect(test.outputCount == outputs && test.checkCount == checks)
  }
}
