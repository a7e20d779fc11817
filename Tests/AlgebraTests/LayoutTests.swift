import Testing
import Typesetting

@testable import Algebra

/// Writes a layout so that a table can show it.
private func text(_ layout: MathLayout) -> String {
  switch layout {
  case .row(let parts): parts.map(text).joined()
  case .identifier(let name, let alphabet): alphabet == .upright && name.count > 1 ? "\\\(name)" : name
  case .number(let digits): digits
  case .symbol(let sign, let kind): kind == .binary ? " \(sign) " : sign
  case .fraction(let above, let below, _): "{\(text(above)) / \(text(below))}"
  case .root(let radicand, let index): "√\(index.map(text) ?? "")[\(text(radicand))]"
  case .scripts(let base, let sub, let sup):
    text(base) + (sub.map { "_{\(text($0))}" } ?? "") + (sup.map { "^{\(text($0))}" } ?? "")
  case .fenced(let open, let content, let close): open + text(content) + close
  case .styled(_, let content): text(content)
  case .space: " "
  default: "?"
  }
}

@Suite struct LayoutTests {
  @Test(arguments: [
    ("2 * x * cos(x ** 2)", "2x \\cos(x^{2})"), ("x / 2", "{x / 2}"), ("1 / (2 * sqrt(x))", "{1 / 2√[x]}"),
    ("cos(x) ** 2", "\\cos^{2}(x)"), ("theta ** 2 - x1", "θ^{2} − x_{1}"), ("alpha_k", "α_{k}"), ("exp(-x)", "e^{−x}"),
    ("30 * x * (3 * x ** 2 + 2) ** 4", "30x(3x^{2} + 2)^{4}"), ("abs(x)", "|x|"), ("-(x + 1)", "−(x + 1)"),
    ("diff(f(g(x)), g(x)) * diff(g(x), x)", "{d / dg(x)} f(g(x)) {d / dx} g(x)"),
    ("diff(f(x, y), x, 2, y)", "{∂^{3} / ∂x^{2}∂y} f(x,y)"), ("x ** (1/3)", "√3[x]"), ("log(x)", "\\ln(x)"),
    ("2 * 3 ** x", "2 ⋅ 3^{x}"), ("(x + 1) / (x - 1)", "{x + 1 / x − 1}"), ("f.derivative(0)(3)", "f^{′}(3)"),
    ("2 * .pi * r", "2πr"), ("1 - y ** 2", "1 − y^{2}"), ("x - y / 2", "x − {y / 2}"),
  ]) func isSetAsTextbooksDo(input: String, expected: String) throws {
    #expect(text(try Expr(parsing: input).layout) == expected)
  }
}
