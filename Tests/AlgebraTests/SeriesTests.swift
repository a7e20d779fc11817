import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct SeriesTests {
  private static let x = symbol("x")

  @Test(arguments: [
    ("exp(x)", "0", 5, "1 + x + x ** 2 / 2 + x ** 3 / 6 + x ** 4 / 24"),
    ("sin(x)", "0", 6, "x - x ** 3 / 6 + x ** 5 / 120"), ("cos(x)", "0", 5, "1 - x ** 2 / 2 + x ** 4 / 24"),
    ("tan(x)", "0", 6, "x + x ** 3 / 3 + 2 * x ** 5 / 15"), ("log(1 + x)", "0", 4, "x - x ** 2 / 2 + x ** 3 / 3"),
    ("1 / (1 - x)", "0", 4, "1 + x + x ** 2 + x ** 3"), ("sqrt(1 + x)", "0", 3, "1 + x / 2 - x ** 2 / 8"),
    ("atan(x)", "0", 6, "x - x ** 3 / 3 + x ** 5 / 5"), ("asin(x)", "0", 4, "x + x ** 3 / 6"),
    ("acos(x)", "0", 4, ".pi / 2 - x - x ** 3 / 6"), ("sinh(x)", "0", 4, "x + x ** 3 / 6"),
    ("tanh(x)", "0", 4, "x - x ** 3 / 3"), ("atanh(x)", "0", 4, "x + x ** 3 / 3"),
    ("asinh(x)", "0", 4, "x - x ** 3 / 6"), ("erf(x)", "0", 4, "2 * x / sqrt(.pi) - 2 * x ** 3 / (3 * sqrt(.pi))"),
    ("sigmoid(x)", "0", 4, "1/2 + x / 4 - x ** 3 / 48"), ("softplus(x)", "0", 3, "log(2) + x / 2 + x ** 2 / 8"),
    ("sin(x) / x", "0", 4, "1 - x ** 2 / 6"), ("1 / sin(x)", "0", 4, "1 / x + x / 6 + 7 * x ** 3 / 360"),
    ("cos(x) / sin(x)", "0", 4, "1 / x - x / 3 - x ** 3 / 45"), ("exp(x) / x ** 2", "0", 1, "1 / x ** 2 + 1 / x + 1/2"),
    ("1 / (x * (1 - x))", "0", 2, "1 / x + 1 + x"), ("exp(sin(x))", "0", 5, "1 + x + x ** 2 / 2 - x ** 4 / 8"),
    ("log(x)", "1", 4, "(x - 1) - (x - 1) ** 2 / 2 + (x - 1) ** 3 / 3"),
    ("1 / x", "2", 3, "1/2 - (x - 2) / 4 + (x - 2) ** 2 / 8"),
    ("sqrt(x)", "4", 3, "2 + (x - 4) / 4 - (x - 4) ** 2 / 64"),
    ("sin(x)", ".pi", 4, "-(x - .pi) + (x - .pi) ** 3 / 6"),
    ("sqrt(x) * exp(x)", "0", 3, "sqrt(x) + x ** (3/2) + x ** (5/2) / 2"),
    ("x ** x", "0", 2, "1 + x * log(x)"), ("1 / (1 + x)", ".infinity", 4, "1 / x - 1 / x ** 2 + 1 / x ** 3"),
    ("atan(x)", ".infinity", 4, ".pi / 2 - 1 / x + 1 / (3 * x ** 3)"),
    ("exp(a * x)", "0", 3, "1 + a * x + a ** 2 * x ** 2 / 2"),
    ("f(x)", "0", 2, "f(0) + x * f.derivative(0)(0)"), ("(1 + x) ** n", "0", 3, "1 + n * x + n * (n - 1) * x ** 2 / 2"),
    ("x ** 3 + 2 * x", "0", 6, "x ** 3 + 2 * x"), ("x ** 9", "0", 6, "0"), ("7", "0", 6, "7"),
    ("abs(x + 2)", "0", 3, "x + 2"), ("cos(sin(x))", "0", 5, "1 - x ** 2 / 2 + 5 * x ** 4 / 24"),
    ("log(cos(x))", "0", 6, "-(x ** 2) / 2 - x ** 4 / 12"), ("gelu(x)", "0", 3, "x / 2 + x ** 2 / sqrt(2 * .pi)"),
    ("1 / (cos(x) - 1)", "0", 2, "-2 / x ** 2 - 1/6"),
    ("y * exp(x * y)", "0", 3, "y + x * y ** 2 + x ** 2 * y ** 3 / 2"),
  ]) func hasTheTerms(input: String, point: String, order: Int, expected: String) throws {
    let series = try Expr(parsing: input).series(by: Self.x, at: try Expr(parsing: point), order: order)
    let terms = try Expr(parsing: expected)
    let difference = try series.subtracting(terms).expanded()
    #expect(difference == 0 || series.compared(to: terms) == .equal, "\(input): \(series)")
  }

  /// The error of the terms below degree n falls like the n-th power of the distance.
  @Test func errorFallsWithTheOrder() throws {
    var generator = ExpressionGenerator(seed: 77)
    var checked = 0
    for _ in 0..<120 {
      guard let e = try? generator.expression(depth: 3, unknowns: false),
        let series = try? e.series(by: Self.x, at: rational(1, 3), order: 5)
      else { continue }
      let error = { (h: Double) throws -> Double in
        let point = [Self.x: 1.0 / 3 + h, ExpressionGenerator.y: 0.6]
        return abs(try e.value(at: point) - (try series.value(at: point)))
      }
      let (far, near) = (try error(0.02), try error(0.01))
      guard far.isFinite, near > 1e-12, far < 0.01 else { continue }
      #expect(far / near > 20, "\(e): \(series): \(far) \(near)")
      checked += 1
    }
    #expect(checked > 20)
  }

  @Test(arguments: [
    ("exp(1 / x)", DiagnosticCode.undecided), ("abs(x)", .undecided), ("sin(1 / x)", .undecided),
    ("sign(x)", .undecided),
    ("floor(x)", .undecided), ("log(x - 1)", .domain), ("sqrt(x - 1)", .domain),
  ]) func isRefused(input: String, code: DiagnosticCode) throws {
    let e = try Expr(parsing: input)
    let fault = #expect(throws: Fault.self) { try e.series(by: Self.x, at: 0, order: 4) }
    #expect(fault?.code == code)
  }
}
