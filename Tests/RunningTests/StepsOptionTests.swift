import Diagnostics
import LessonText
import Testing

@testable import Running

/// The cell option `steps`: the way to the last line's value.
@Suite struct StepsOptionTests {
  private func shown(_ option: String, _ call: String) throws -> (text: String, codes: [DiagnosticCode]) {
    let markdown = "```swift\n//| steps: \(option)\nlet x = symbol(\"x\")\n\(call)\n```\n"
    let transcript = try run(markdown)
    return (transcript.texts.joined().joined(separator: "\n"), transcript.findings.map(\.code))
  }

  @Test(
    arguments: [
      ("diff(sin(x ** 2), x)", "derivation(sin(x ** 2), x)"),
      ("integrate(x * exp(x ** 2), x)", "integration(x * exp(x ** 2), x)"),
      ("simplify(sin(x) ** 2 + cos(x) ** 2)", "simplification(sin(x) ** 2 + cos(x) ** 2)"),
      ("solve(x ** 2 - 5 * x + 6, x)", "solution(x ** 2 - 5 * x .== -6, x)"),
    ]) func theCallTellsItsSteps(call: String, teller: String) throws
  {
    #expect(try shown("true", call).text == shown("false", teller).text)
  }

  @Test func levelsAreThoseOfTheDerivation() throws {
    let call = "diff(sin(exp(x ** 2)), x)"
    #expect(try shown("1", call).text == shown("false", "derivation(sin(exp(x ** 2)), x, depth: 1)").text)
    #expect(try shown("0", call).text == "2 * x * exp(x ** 2) * cos(exp(x ** 2))")
  }

  @Test(arguments: ["x + 1", "diff(x ** 3, x, 2)", "let y = diff(x, x)"]) func otherLinesHaveNone(line: String) throws {
    #expect(try shown("true", line).codes.contains(.noSteps))
  }
}
