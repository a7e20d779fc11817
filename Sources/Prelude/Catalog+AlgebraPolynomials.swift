import Algebra
import CellLanguage

extension CatalogTable {
  mutating func addPolynomials() {
    add(
      "func factor(_ e: Expr) -> Expr", "The product of powers of irreducible factors over the rationals.",
      example: "factor(x ** 3 - x)"
    ) { (e: Expr) in try e.factored() }
    add(
      "func simplification(_ e: Expr) -> Derivation",
      "The steps that lead to the simplest form, and what they ask for.",
      example: "simplification(sin(x) ** 2 + cos(x) ** 2)"
    ) { (e: Expr) in try e.simplification() }
    add(
      "func cancel(_ e: Expr) -> Expr", "One fraction in lowest terms, multiplied out.",
      example: "cancel((x ** 2 - 1) / (x - 1))"
    ) { (e: Expr) in try e.cancelled() }
    add(
      "func together(_ e: Expr) -> Expr", "One fraction in lowest terms over a denominator in factors.",
      example: "together(1/x + 1/y)"
    ) { (e: Expr) in try e.broughtTogether() }
    add(
      "func apart(_ e: Expr, _ x: Expr) -> Expr", "Partial fractions in a symbol.",
      example: "apart(1 / (x ** 2 - 1), x)"
    ) { (e: Expr, x: Expr) in try e.takenApart(by: x) }
    add(
      "func collect(_ e: Expr, _ x: Expr) -> Expr", "Multiplied out, with one term for each power of a symbol.",
      example: "collect(x * y + x + 1, x)"
    ) { (e: Expr, x: Expr) in try e.collected(by: x) }
    add(
      "func decimal(digits: Int) -> String", of: "Expr", "Its value to so many significant digits, all of them right.",
      example: "Expr.pi.decimal(digits: 50)"
    ) { (e: Expr, digits: Int) in try e.decimalText(digits: digits) }
    add(
      "func values(at columns: [[Double]]) -> [Double]", of: "CompiledFunction",
      "Its values at many points, from a column of values for each symbol.",
      example: "(x ** 2 + y).compiled([x, y]).values(at: [[1, 2], [0, 0.5]])"
    ) { (f: CompiledFunction, columns: [[Double]]) in try f.values(atColumns: columns) }
    add(
      "func gcd(_ a: Expr, _ b: Expr) -> Expr", "The greatest common divisor of two polynomials.",
      example: "gcd(x ** 2 - 1, x ** 2 + 2 * x + 1)"
    ) { (a: Expr, b: Expr) in try a.greatestCommonDivisor(with: b) }
  }
}
