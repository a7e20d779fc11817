import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct SimplifyTests {
  @Test(arguments: [
    ("(x ** 2 - 1) / (x - 1)", "x + 1"), ("sin(x) ** 2 + cos(x) ** 2", "1"), ("1 - sin(x) ** 2", "cos(x) ** 2"),
    ("diff((3 * x ** 2 + 2) ** 5, x)", "30 * x * (3 * x ** 2 + 2) ** 4"), ("2 * cos(x) ** 2 - 1", "cos(2 * x)"),
    ("diff(1 / (1 + exp(-x)), x)", "exp(x) / (exp(x) + 1) ** 2"), ("1 - 2 * sin(x) ** 2", "cos(2 * x)"),
    ("(x ** 3 + 3 * x ** 2 + 3 * x + 1) / (x + 1)", "(x + 1) ** 2"), ("sin(x) / cos(x)", "tan(x)"),
    ("diff(sin(x ** 2 + 1), x)", "2 * x * cos(x ** 2 + 1)"), ("tan(x) * cos(x)", "sin(x)"),
    ("sin((x ** 2 - 1) / (x - 1))", "sin(x + 1)"), ("sqrt(x ** 2)", "abs(x)"), ("log(x) + log(y)", "log(x * y)"),
    ("exp(x) * exp(y)", "exp(x + y)"), ("exp(x) + exp(-x)", "2 * cosh(x)"), ("cosh(x) ** 2 - sinh(x) ** 2", "1"),
    ("1 / (1 + exp(-x))", "sigmoid(x)"), ("sin(x) * cos(y) + cos(x) * sin(y)", "sin(x + y)"),
    ("sinh(x) / cosh(x)", "tanh(x)"), ("sin(x) ** 3 / cos(x) ** 3", "tan(x) ** 3"), ("abs(x) ** 2", "x ** 2"),
    ("1 / x + 1 / y", "1 / x + 1 / y"), ("x * y / (y * x ** 2)", "1 / x"), ("2 * sin(x) * cos(x)", "sin(2 * x)"),
    ("(sqrt(x) - 1) * (sqrt(x) + 1)", "x - 1"), ("log(exp(x))", "x"), ("(x + y) ** 2 - x ** 2 - 2 * x * y", "y ** 2"),
    ("sqrt(x) * sqrt(y)", "sqrt(x * y)"), ("f((x ** 2 + x) / x)", "f(x + 1)"), ("x ** 2 + x", "x ** 2 + x"),
  ]) func shortestForms(input: String, expected: String) throws {
    let text = simplify(try Expr(parsing: input)).description
    #expect(text == expected)
  }

  /// Each identity is tried on its own left side, and both sides have the same value wherever the left one has one.
  @Test(arguments: Identity.table.indices) func identitiesHold(index: Int) throws {
    let identity = Identity.table[index]
    let left =
      switch identity.shape {
      case .terms(let l, let r): "\(l) + (\(r))"
      case .factors(let l, let r): "(\(l)) * (\(r))"
      case .whole(let pattern): pattern
      }
    let (e, image) = (try Expr(parsing: left), try Expr(parsing: identity.replacement))
    let fired = try withPool { pool throws(Fault) in
      try pool.firing(at: e.handle, try pool.identityBook())?.after
    }
    #expect(fired != nil, "\(identity.name) does not fire on \(left)")
    var (generator, compared) = (ExpressionGenerator(seed: 3), 0)
    for _ in 0..<200 {
      let point = [symbol("u"): generator.double(in: -2...2), symbol("v"): generator.double(in: -2...2)]
      let (a, b) = (try e.value(at: point), try image.value(at: point))
      guard a.isFinite else { continue }
      #expect(abs(a - b) <= 1e-9 * max(1, abs(a)), "\(left) at \(point)")
      compared += 1
    }
    #expect(compared > 30)
  }

  @Test func randomExpressionsKeepTheirValue() throws {
    var (generator, compared, shorter) = (ExpressionGenerator(seed: 77), 0, 0)
    for _ in 0..<250 {
      guard let e = try? generator.expression(depth: 3) else { continue }
      let simple = simplify(e)
      #expect(simple.description.utf8.count <= e.description.utf8.count)
      if simple.description.utf8.count < e.description.utf8.count { shorter += 1 }
      let point = [
        ExpressionGenerator.x: generator.double(in: 0.2...2), ExpressionGenerator.y: generator.double(in: 0.2...2),
      ]
      guard let a = try? e.value(at: point), let b = try? simple.value(at: point), a.isFinite, abs(a) < 1e6 else {
        continue
      }
      #expect(abs(a - b) <= 1e-6 * max(1, abs(a)), "\(e) became \(simple)")
      compared += 1
    }
    #expect(compared > 60 && shorter > 5)
  }

  @Test func stepsLeadToTheResult() throws {
    let x = symbol("x")
    let steps = simplification((x ** 2 - 1) / (x - 1) + sin(x) ** 2 + cos(x) ** 2)
    #expect(steps.result.description == "x + 2")
    #expect(steps.steps.last?.whole == steps.result)
    #expect(steps.steps.contains { $0.rule == "Pythagorean identity" })
    #expect(steps.steps.contains { $0.condition == "x - 1 != 0" })
    #expect(simplification(log(x) - log(symbol("p", .positive))).steps.map(\.condition) == ["x > 0"])
    #expect(simplification(x + 1).steps.isEmpty)
  }

  @Test func largeExpressionsStayInTime() throws {
    let (x, y, z) = symbols("x", "y", "z")
    let big = (1 + x + y + z) ** 40 + (x - y) ** 90
    #expect(simplify(big) == big)
    let wide = try Expr(parsing: (1...2_000).map { "\($0) * sin(x) ** \($0)" }.joined(separator: " + "))
    #expect(simplify(wide) == wide)
    var deep = x
    for _ in 0..<300 { deep = sin(deep + x * deep) }
    #expect(throws: Never.self) { try deep.simplified() }
  }
}
