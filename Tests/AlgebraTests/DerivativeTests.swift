import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct DerivativeTests {
  private static let x = ExpressionGenerator.x
  private static let y = ExpressionGenerator.y

  /// Central differences, with a step that balances truncation and rounding.
  private func numericSlope(_ f: (Double) throws -> Double, at x: Double) rethrows -> Double {
    let h = 1e-5
    return (try f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)
  }

  private func expectSlope(_ e: Expr, at x: Double, _ y: Double = 0.7) throws {
    let slope = try e.differentiated(by: [Self.x]).value(at: [Self.x: x, Self.y: y])
    let numeric = try numericSlope({ try e.value(at: [Self.x: $0, Self.y: y]) }, at: x)
    guard numeric.isFinite else { return }
    #expect(abs(slope - numeric) <= 1e-6 * max(1, abs(numeric)), "\(e) at \(x): \(slope), not \(numeric)")
  }

  @Test(arguments: ElementaryFunction.allCases) func everyFunctionAgreesWithFiniteDifferences(f: ElementaryFunction)
    throws
  {
    var generator = ExpressionGenerator(seed: 3)
    for _ in 0..<12 {
      let at = generator.double(in: 0.1...0.9) + (f == .acosh ? 1 : 0)
      try expectSlope(.applying(f, to: Self.x), at: at)
      try expectSlope(.applying(f, to: Self.x ** 2 * rational(1, 2) + rational(1, 3)), at: f == .acosh ? at + 1 : at)
    }
  }

  @Test(arguments: [
    "x ** 3", "x ** -2", "x ** (2/3)", "3 ** x", "x ** x", "(x + y) ** (x * y)", "x * sin(x) * exp(x)",
    "sin(x) / (x + 1)", "max(x, x ** 2)", "min(x, y)", "sqrt(sin(x) + 2)", "exp(-(x ** 2) / 2)", "y ** x", "7 * x",
    "log(x) ** 2 / x ** 3", "piecewise(x .< 1, x ** 2, else: 3 * x)", "x * piecewise(x .!= y, sin(x), else: 7)",
  ]) func everyRuleAgreesWithFiniteDifferences(input: String) throws {
    var generator = ExpressionGenerator(seed: 5)
    let e = try Expr(parsing: input)
    for _ in 0..<8 { try expectSlope(e, at: generator.double(in: 0.2...3)) }
  }

  @Test func ordersAndVariables() throws {
    let (x, y) = (Self.x, Self.y)
    let h = x ** 3 * y ** 2
    #expect(same(diff(h, x, 2), 6 * x * y ** 2))
    #expect(same(diff(h, x, y), 6 * x ** 2 * y))
    #expect(diff(h, x, 2, y) == 12 * x * y)
    #expect(diff(h, x, 0) == h)
    #expect(diff(h, x, 4) == 0)
    #expect(diff(h, symbol("z")) == 0)
    #expect(same(gradient(x ** 2 + 3 * x * y, [x, y]), [2 * x + 3 * y, 3 * x]))
    #expect(jacobian([x * y, x + y], [x, y]) == Matrix([[y, x], [1, 1]]))
    #expect(same(hessian(x ** 2 * y, [x, y]), Matrix([[2 * y, 2 * x], [2 * x, 0]])))
    #expect(same(directionalDerivative(x ** 2 + y, [x, y], along: [3, 4]), 6 * x + 4))
  }

  @Test func unknownFunctions() throws {
    let x = Self.x
    let (f, g) = (function("f"), function("g"))
    #expect(diff(f(g(x)), x) == diff(f(g(x)), g(x)) * diff(g(x), x))
    #expect(diff(sin(g(x)), g(x)) == cos(g(x)))
    #expect(same(diff(g(x) ** 2 * diff(g(x), x), g(x)), 2 * g(x) * diff(g(x), x)))
    #expect(same(diff(f(g(x)), x).substituting([g(x): x ** 2 + 1]), 2 * x * diff(f(x ** 2 + 1), x ** 2 + 1)))
    #expect(same(diff(f(x), x).substituting([f(x): x ** 3]), 3 * x ** 2))
    let chain = diff(f(g(x)), x).substituting([f(g(x)): sin(g(x))]).substituting([g(x): x ** 2 + 1])
    #expect(same(chain, 2 * x * cos(x ** 2 + 1)))
    #expect(diff(f(x), x).substituting([x: 3]).description == "f.derivative(0)(3)")
    #expect(diff(f(x, x), x).description == "f.derivative(0)(x, x) + f.derivative(1)(x, x)")
  }

  @Test(arguments: ["x ** 2 + 1", "2", "sin(x)", ".pi", "x * y"])
  func onlySymbolsAreVariables(variable: String) throws {
    #expect(throws: Fault.self) { try (Self.x ** 2).differentiated(by: [try Expr(parsing: variable)]) }
    let fault = #expect(throws: Fault.self) { try sin(Self.x).differentiated(by: [try Expr(parsing: variable)]) }
    #expect(fault?.code == .notASymbol)
  }
}
