import Algebra
import Elementary
import Testing

private let x = symbol("x")
private let y = symbol("y")

@Suite struct PrintedResultTests {
  /// Input as a cell has it, and the text that a reader sees.
  @Test(arguments: [
    ("diff(sin(x ** 2), x)", "2 * x * cos(x ** 2)"),
    ("diff(x ** 2 + y ** 2, x)", "2 * x"),
    ("diff(x ** 2 + y ** 2, y)", "2 * y"),
    ("x ** 2 + 3 * x * y + y ** 2", "x ** 2 + 3 * x * y + y ** 2"),
    ("diff(x ** 2 + 3 * x * y + y ** 2, x)", "2 * x + 3 * y"),
    ("diff(x ** 2 + 3 * x * y + y ** 2, y)", "3 * x + 2 * y"),
    ("diff(sin(x ** 3 + 2 * x), x)", "(3 * x ** 2 + 2) * cos(x ** 3 + 2 * x)"),
    ("diff((3 * x ** 2 + 2) ** 5, x)", "30 * x * (3 * x ** 2 + 2) ** 4"),
    ("diff(f(g(x)), x)", "diff(f(g(x)), g(x)) * diff(g(x), x)"),
    ("diff(f(g(x)), g(x)) * diff(g(x), x)", "diff(f(g(x)), g(x)) * diff(g(x), x)"),
    ("diff(sin(x ** 2 + 1), x)", "2 * x * cos(x ** 2 + 1)"),
    ("diff(x ** 3 + 2 * x, x)", "3 * x ** 2 + 2"),
    ("diff(theta ** 2, theta)", "2 * theta"),
    ("diff((w * x - y) ** 2, w)", "2 * x * (w * x - y)"),
    ("diff(tanh(y), y)", "1 - tanh(y) ** 2"),
    ("1 - y ** 2", "1 - y ** 2"),
    ("3 * y + 1", "3 * y + 1"),
    ("diff(sin(x) / x, x)", "cos(x) / x - sin(x) / x ** 2"),
    ("diff(x * sin(x), x)", "x * cos(x) + sin(x)"),
    ("diff(sqrt(x), x)", "1 / (2 * sqrt(x))"),
    ("diff(x ** n, x)", "n * x ** (n - 1)"),
    ("diff(x ** x, x)", "x ** x * log(x) + x ** x"),
    ("diff(2 ** x, x)", "2 ** x * log(2)"),
    ("diff(log(x ** 2 + 1), x)", "2 * x / (x ** 2 + 1)"),
    ("diff(exp(-(x ** 2)), x)", "-2 * x * exp(-(x ** 2))"),
    ("diff(f(2 * x), x)", "2 * diff(f(2 * x), 2 * x)"),
    ("diff(f(x, 2 * x), x)", "f.derivative(0)(x, 2 * x) + 2 * diff(f(x, 2 * x), 2 * x)"),
    ("diff(f(x, y), x, 2, y)", "diff(f(x, y), x, 2, y)"),
    ("diff(max(x, 0), x)", "heaviside(x)"),
  ]) func printsAsTextbooksDo(input: String, expected: String) throws {
    #expect(try Expr(parsing: input).description == expected)
  }
}
