import Algebra
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addLimits() {
    add(
      "func limit(_ e: Expr, _ x: Expr, to point: Expr, from side: Side = .both) -> Expr",
      "The limit as x tends to a point, from both sides or from one.", example: "limit(sin(x) / x, x, to: 0)"
    ) { (e: Expr, x: Expr, point: Expr, side: Side) in try e.limit(by: x, to: point, from: side) }
    for side in Side.allCases {
      let sentence = side == .both ? "From both sides." : "From the \(side.rawValue)."
      add("static var \(side.rawValue): Side", of: "Side", sentence) { side }
    }
    add(
      "func series(_ e: Expr, _ x: Expr, at point: Expr = 0, order: Int = 6) -> Expr",
      "The power series around a point: the terms below the degree `order`.", example: "series(exp(x), x, order: 4)"
    ) { (e: Expr, x: Expr, point: Expr, order: Int) in try e.series(by: x, at: point, order: order) }
  }

  mutating func addIntegrals() {
    add(
      "func integrate(_ e: Expr, _ x: Expr) -> Expr", "An antiderivative, without the constant.",
      example: "integrate(x * exp(x), x)"
    ) { (e: Expr, x: Expr) in try e.integrated(by: x) }
    add(
      "func integrate(_ e: Expr, _ x: Expr, from a: Expr, to b: Expr) -> Expr", "The integral over an interval.",
      example: "integrate(x ** 2, x, from: 0, to: 3)"
    ) { (e: Expr, x: Expr, a: Expr, b: Expr) in try e.integrated(by: x, from: a, to: b) }
  }

  mutating func addSteps() {
    add(
      "func derivation(_ e: Expr, _ x: Expr, depth: Int) -> Derivation",
      "The steps of a derivative's first levels; what lies deeper is done in one step.",
      example: "derivation(sin(exp(x ** 2)), x, depth: 1)"
    ) { (e: Expr, x: Expr, depth: Int) in try e.derivation(by: x, depth: depth) }
    add(
      "func integration(_ e: Expr, _ x: Expr) -> Derivation", "The steps of an integral.",
      example: "integration(x * exp(x ** 2), x)"
    ) { (e: Expr, x: Expr) in try e.integration(by: x) }
    add(
      "func solution(_ equation: Equation, _ x: Expr) -> Derivation", "The steps of solving an equation.",
      example: "solution(x ** 2 - 5 * x .== -6, x)"
    ) { (equation: Equation, x: Expr) in try equation.solution(for: x) }
    add("func solution(_ e: Expr, _ x: Expr) -> Derivation", "The steps of finding the real zeros.") {
      (e: Expr, x: Expr) in try e.solution(for: x)
    }
  }

  mutating func addEquations() {
    add("func solve(_ e: Expr, _ x: Expr) -> [Expr]", "The real zeros.", example: "solve(x ** 2 - 5 * x + 6, x)") {
      (e: Expr, x: Expr) in try e.solved(for: x)
    }
    add(
      "func solve(_ equation: Equation, _ x: Expr) -> [Expr]", "The real solutions of an equation.",
      example: "solve(x ** 2 .== 2, x)"
    ) { (equation: Equation, x: Expr) in try equation.solved(for: x) }
    add(
      "func solve(_ equations: [Equation], _ xs: [Expr]) -> [[Expr: Expr]]", "The real solutions of several equations.",
      example: "solve([x + y .== 3, x - y .== 1], [x, y])[0][x]!"
    ) { (equations: [Equation], xs: [Expr]) in
      try Equation.solved(equations, for: xs).map { Entries(pairs: inOrder($0, xs)) }
    }
    add("func solve(_ es: [Expr], _ xs: [Expr]) -> [[Expr: Expr]]", "The points where all expressions are 0.") {
      (es: [Expr], xs: [Expr]) in
      try Equation.solved(es.map { Equation($0, 0) }, for: xs).map { Entries(pairs: inOrder($0, xs)) }
    }
    add(
      "func criticalPoints(_ e: Expr, _ x: Expr) -> [CriticalPoint]",
      "The points where the derivative is 0, with their kind.", example: "criticalPoints(x ** 3 - 3 * x, x)"
    ) { (e: Expr, x: Expr) in try e.criticalPoints(by: x) }
    add("var point: Expr", of: "CriticalPoint", "The place.") { (p: CriticalPoint) in p.point }
    add("var value: Expr", of: "CriticalPoint", "The function's value there.") { (p: CriticalPoint) in p.value }
    add("var inverse: Matrix", of: "Matrix", "The matrix that undoes it.") { (m: Matrix) in try m.inverted() }
    add("var eigenvalues: [Expr]", of: "Matrix", "The real eigenvalues.") { (m: Matrix) in try m.realEigenvalues() }
    add("func solve(_ b: Matrix) -> Matrix", of: "Matrix", "The matrix x with m * x = b.") { (m: Matrix, b: Matrix) in
      try m.solution(of: b)
    }
  }
}

/// A solution's entries in the order of the unknowns, as cells show them.
private func inOrder(_ solution: [Expr: Expr], _ xs: [Expr]) -> [(key: Expr, value: Expr)] {
  xs.compactMap { x in solution[x].map { (key: x, value: $0) } }
}
