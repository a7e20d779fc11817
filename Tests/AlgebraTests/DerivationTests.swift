import Elementary
import Testing

@testable import Algebra

@Suite struct DerivationTests {
  @Test(arguments: [
    (
      "sin(x ** 2)",
      """
      chain rule: diff(sin(x ** 2), x) = cos(x ** 2) * diff(x ** 2, x)
      power rule: diff(x ** 2, x) = 2 * x
      result: 2 * x * cos(x ** 2)
      """
    ),
    (
      "(3 * x ** 2 + 2) ** 5",
      """
      chain rule: diff((3 * x ** 2 + 2) ** 5, x) = 5 * (3 * x ** 2 + 2) ** 4 * diff(3 * x ** 2 + 2, x)
      sum rule: diff(3 * x ** 2 + 2, x) = diff(3 * x ** 2, x)
      power rule: diff(3 * x ** 2, x) = 6 * x
      result: 30 * x * (3 * x ** 2 + 2) ** 4
      """
    ),
    (
      "f(g(x))",
      """
      chain rule: diff(f(g(x)), x) = diff(f(g(x)), g(x)) * diff(g(x), x)
      unknown function: diff(g(x), x) = diff(g(x), x)
      result: diff(f(g(x)), g(x)) * diff(g(x), x)
      """
    ),
    ("x", "identity rule: diff(x, x) = 1\nresult: 1"),
    ("7", "constant rule: diff(7, x) = 0\nresult: 0"),
    ("7 * x", "constant multiple rule: diff(7 * x, x) = 7\nresult: 7"),
    (
      "log(x) / x",
      """
      quotient rule: diff(log(x) / x, x) = diff(log(x), x) / x - log(x) / x ** 2  (x != 0)
      derivative of a function: diff(log(x), x) = 1 / x  (x > 0)
      result: 1 / x ** 2 - log(x) / x ** 2
      """
    ),
  ]) func logsTheRulesThatFired(input: String, expected: String) throws {
    #expect(try Expr(parsing: input).derivation(by: symbol("x")).description == expected)
  }

  @Test func chainRuleNamesOuterAndInner() throws {
    let step = derivation(sin(symbol("x") ** 2), symbol("x")).steps[0]
    #expect(step.sentence.hasPrefix("The outer function is sin(u), the inner function is u = x ** 2."))
  }

  @Test func endsWithTheDerivative() throws {
    var generator = ExpressionGenerator(seed: 21)
    for round in 0..<200 {
      guard let e = try? generator.expression(depth: 1 + round % 4),
        let slope = try? e.differentiated(by: [ExpressionGenerator.x])
      else { continue }
      let steps = try e.derivation(by: ExpressionGenerator.x)
      #expect(equivalent(steps.result, slope) || steps.result == slope, "\(e)")
      #expect(steps.steps.last?.whole == steps.result)
    }
  }

  @Test func everyRuleHasWords() {
    for rule in DerivativeRule.allCases {
      #expect(rule.text.sentence.hasSuffix("."))
      #expect(!rule.text.pattern.isEmpty && !rule.text.replacement.isEmpty)
    }
  }
}
