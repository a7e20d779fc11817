import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct PiecewiseTests {
  @Test(arguments: [
    ("piecewise(x .> 0, x, else: -x)", "piecewise(x .> 0, x, else: -x)"),
    ("piecewise(x .>= 0, x, else: -x)", "piecewise(x .< 0, -x, else: x)"),
    ("piecewise(x .< 1, x, else: 1)", "piecewise(x .< 1, x, else: 1)"),
    ("piecewise(3 .> 3 * x, x, else: 1)", "piecewise(3 * x .< 3, x, else: 1)"),
    ("piecewise(2 * x .> 0, x, else: 1)", "piecewise(x .> 0, x, else: 1)"),
    ("piecewise(x .<= y, x, else: y)", "piecewise(x .> y, y, else: x)"),
    ("piecewise(x .== 0, 1, else: sin(x) / x)", "piecewise(x .!= 0, sin(x) / x, else: 1)"),
    ("piecewise(x .!= 1, 2, else: 3)", "piecewise(x .!= 1, 2, else: 3)"),
    ("piecewise(-2 * (x + 1) .> 0, 1, else: 0)", "piecewise(x + 1 .< 0, 1, else: 0)"),
    ("piecewise(1 .> 0, x, else: y)", "x"), ("piecewise(1 .< 0, x, else: y)", "y"),
    ("piecewise(exp(x) .> 0, x, else: y)", "x"), ("piecewise(x ** 2 .>= 0, x, else: y)", "x"),
    ("piecewise(x .> 0, y, else: y)", "y"), ("floor(7/2)", "3"), ("floor(-7/2)", "-4"), ("floor(2.5)", "2.0"),
    ("gelu(0)", "0"), ("silu(0)", "0"), ("floor(floor(x))", "floor(x)"),
    ("logSumExp(x, y)", "log(exp(x) + exp(y))"), ("logSumExp(x)", "x"),
  ]) func readsPrintsAndReadsBack(input: String, printed: String) throws {
    let e = try Expr(parsing: input)
    #expect(e.description == printed)
    #expect(try Expr(parsing: e.description) == e)
  }

  @Test func valuesFollowTheConditions() throws {
    let x = ExpressionGenerator.x
    let e = piecewise(x .< 0, -1, else: piecewise(x .<= 1, x ** 2, else: 5))
    for (at, value) in [(-2.0, -1.0), (0, 0), (0.5, 0.25), (1, 1), (1.5, 5)] {
      #expect(e.evaluated(at: [x: at]) == value)
    }
    let sinc = piecewise(x .== 0, 1, else: sin(x) / x)
    #expect(sinc.evaluated(at: [x: 0.0]) == 1)
    #expect(piecewise(x .> 0, 1, else: log(x)).evaluated(at: [x: -1.0]).isNaN)
    #expect(sinc.substituting([x: 0]) == 1)
    #expect(same(diff(e, x, 2), piecewise(x .< 0, 0, else: piecewise(x .<= 1, 2, else: 0))))
    #expect(Set([x .< 1, x .< 1, x .> 1]).count == 2)
    #expect((x .!= 1).description == "x .!= 1")
  }

  @Test func derivationTakesEachPiece() throws {
    let e = try Expr(parsing: "piecewise(x .< 1, x ** 2, else: 3)")
    #expect(
      derivation(e, ExpressionGenerator.x).description == """
        derivative in pieces: diff(piecewise(x .< 1, x ** 2, else: 3), x) = \
        piecewise(x .< 1, diff(x ** 2, x), else: 0)  (x != 1)
        power rule: diff(x ** 2, x) = 2 * x
        result: piecewise(x .< 1, 2 * x, else: 0)
        """)
  }

  @Test(arguments: [
    "piecewise()", "piecewise(x, 1, else: 2)", "piecewise(x .> 0, 1, 2)", "piecewise(x .> 0, 1)", "piecewise(x .> 0)",
    "piecewise(x .> 0, 1, else 2)", "x .> 0",
  ]) func isASyntaxFault(input: String) {
    let fault = #expect(throws: Fault.self) { try Expr(parsing: input) }
    #expect(fault?.code == .syntax)
  }
}
