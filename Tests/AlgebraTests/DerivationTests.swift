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

@Suite struct StepsTests {
  private static let x = symbol("x")

  @Test func integrationNamesItsMethods() throws {
    #expect(
      integration(try Expr(parsing: "x * exp(x ** 2)"), Self.x).description == """
        substitution: integrate(x * exp(x ** 2), x) = integrate(exp(u) / 2, u)
        constant multiple rule: integrate(exp(u) / 2, u) = integrate(exp(u), u) / 2
        integral of a function: integrate(exp(u), u) = exp(u)
        result: exp(x ** 2) / 2
        """)
    let parts = integration(try Expr(parsing: "x * cos(x)"), Self.x)
    #expect(parts.steps.first?.rule == "integration by parts")
    #expect(parts.steps.first?.sentence.hasPrefix("Let u = x, v = sin(x).") == true)
    #expect(parts.steps.last?.whole == parts.result)
  }

  @Test func solutionKeepsConditions() throws {
    let (a, b) = symbols("a", "b")
    let linear = solution(a * Self.x .== b, Self.x)
    #expect(linear.steps.map(\.condition) == ["a != 0"])
    #expect(linear.result.description == "x .== b / a")
    let quadratic = solution(Self.x ** 2 .== 3 * Self.x + 1, Self.x)
    #expect(quadratic.steps.map(\.rule) == ["quadratic formula"])
    #expect(solution(Self.x ** 2 .== -1, Self.x).result.description == "no real solution")
    #expect(solution(Self.x ** 2 .== 4, Self.x).result.description == "x .== -2 or x .== 2")
  }

  @Test func depthIsLimited() throws {
    let e = try Expr(parsing: "sin(exp(x ** 2))")
    let steps = derivation(e, Self.x, depth: 1).steps
    #expect(steps.map(\.rule) == ["chain rule", "remaining steps"])
    let whole = try #require(steps.last?.whole)
    #expect(same(whole, diff(e, Self.x)))
  }
}
