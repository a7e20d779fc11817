import Algebra
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addAlgebra() {
    area("Expressions")
    addExpressionOperators()
    addSymbols()
    area("Calculus")
    addCalculus()
    addLimits()
    addIntegrals()
    area("Equations and derivations")
    addEquations()
    addSteps()
    area("Values of expressions")
    addEvaluation()
    area("Matrices")
    addMatrices()
    area("Polynomials")
    addPolynomials()
  }

  private mutating func addExpressionOperators() {
    add("func + (l: Expr, r: Expr) -> Expr", "The sum.") { (l: Expr, r: Expr) in try l.adding(r) }
    add("func - (l: Expr, r: Expr) -> Expr", "The difference.") { (l: Expr, r: Expr) in try l.subtracting(r) }
    add("func * (l: Expr, r: Expr) -> Expr", "The product.") { (l: Expr, r: Expr) in try l.multiplied(by: r) }
    add("func / (l: Expr, r: Expr) -> Expr", "The quotient.") { (l: Expr, r: Expr) in try l.divided(by: r) }
    add("func ** (l: Expr, r: Expr) -> Expr", "The power.") { (l: Expr, r: Expr) in try l.raised(to: r) }
    add("func - (x: Expr) -> Expr", "The negative.") { (x: Expr) in try x.negated() }
    addMixedOperators()
    add("func == (l: Expr, r: Expr) -> Bool", "Whether two expressions are the same.") { (l: Expr, r: Expr) in l == r }
    add("func != (l: Expr, r: Expr) -> Bool", "Whether two expressions are not the same.") { (l: Expr, r: Expr) in
      l != r
    }
    add("func .== (l: Expr, r: Expr) -> Equation", "An equation.", example: "x ** 2 .== 2") { (l: Expr, r: Expr) in
      Equation(l, r)
    }
    addConditions()
    add("init(_ n: Int)", of: "Expr", "The integer as an expression.") { (n: Int) in Expr(n) }
    add("init(_ x: Double)", of: "Expr", "The decimal as an expression.") { (x: Double) in try Expr.decimal(x) }
    add("init(_ e: Expr)", of: "Expr", "The expression itself.") { (e: Expr) in e }
    add("func max(_ a: Expr, _ b: Expr) -> Expr", "The larger of two.") { (a: Expr, b: Expr) in try Expr.greater(a, b) }
    add("func min(_ a: Expr, _ b: Expr) -> Expr", "The smaller of two.") { (a: Expr, b: Expr) in try Expr.lesser(a, b) }
  }

  private mutating func addConditions() {
    typealias Compare = @Sendable (Expr, Expr) -> Condition
    let relations: [(String, String, Compare)] = [
      (".<", "is less", { .less($0, $1) }), (".<=", "is less or equal", { .lessOrEqual($0, $1) }),
      (".>", "is greater", { .greater($0, $1) }), (".>=", "is greater or equal", { .greaterOrEqual($0, $1) }),
      (".!=", "differs", { .unequal($0, $1) }),
    ]
    for (name, words, compare) in relations {
      add("func \(name) (l: Expr, r: Expr) -> Condition", "The condition that the left \(words).") {
        (l: Expr, r: Expr) in compare(l, r)
      }
    }
    add(
      "func piecewise(_ condition: Condition, _ value: Expr, else otherwise: Expr) -> Expr",
      "A function in pieces: a value where a condition holds, another elsewhere.",
      example: "piecewise(x .< 0, -x, else: x ** 2)"
    ) { (c: Condition, value: Expr, otherwise: Expr) in try c.choosing(value, else: otherwise) }
    add(
      "func piecewise(_ condition: Equation, _ value: Expr, else otherwise: Expr) -> Expr",
      "A function with one value at a point, another expression elsewhere.",
      example: "piecewise(x .== 0, 1, else: sin(x) / x)"
    ) { (c: Equation, value: Expr, otherwise: Expr) in try Condition.equal(c).choosing(value, else: otherwise) }
    add(
      "func logSumExp(_ xs: Expr...) -> Expr", "The logarithm of the sum of exponentials, a smooth maximum.",
      example: "logSumExp(x, y)"
    ) { (xs: [Expr]) in try Expr.logSumExp(xs) }
  }

  private mutating func addMixedOperators() {
    typealias Combine = @Sendable (Expr, Expr) throws -> Expr
    let operators: [(String, Combine)] = [
      ("+", { try $0.adding($1) }), ("-", { try $0.subtracting($1) }), ("*", { try $0.multiplied(by: $1) }),
      ("/", { try $0.divided(by: $1) }), ("**", { try $0.raised(to: $1) }),
    ]
    let sentence = "The same with a number, which becomes an expression."
    for (name, combine) in operators {
      add("@_disfavoredOverload func \(name) (l: Double, r: Expr) -> Expr", sentence) { (l: Double, r: Expr) in
        try combine(try Expr.decimal(l), r)
      }
      add("@_disfavoredOverload func \(name) (l: Expr, r: Double) -> Expr", sentence) { (l: Expr, r: Double) in
        try combine(l, try Expr.decimal(r))
      }
    }
  }

  private mutating func addSymbols() {
    add(
      "func symbol(_ name: String, _ assumptions: Assumption...) -> Expr", "A symbol, real unless said otherwise.",
      example: "symbol(\"x\")"
    ) { (name: String, assumptions: [Assumption]) in try Expr(symbolNamed: name, assumptions) }
    for count in 2...8 {
      let parameters = (0..<count).map { "_ a\($0): String" }.joined(separator: ", ")
      let results = Array(repeating: "Expr", count: count).joined(separator: ", ")
      raw("func symbols(\(parameters)) -> (\(results))", "Several symbols.") { call in
        var reader = ArgumentReader(call)
        var symbols: [UInt64] = []
        for _ in 0..<count { symbols.append(try Expr(symbolNamed: reader.next().string).raw.bits) }
        call.finish(with: RawRecord(scalars: symbols).raw)
      }
    }
    add(
      "func function(_ name: String) -> Function", "A function of which nothing is known.",
      example: "function(\"f\")(x)"
    ) {
      (name: String) in try Function(named: name)
    }
    add("func callAsFunction(_ arguments: Expr...) -> Expr", of: "Function", "The function's value.") {
      (f: Function, arguments: [Expr]) in try f.applied(to: arguments)
    }
    add("func rational(_ p: Int, _ q: Int) -> Expr", "The exact fraction p / q.", example: "rational(1, 3)") {
      (p: Int, q: Int) in try Expr.fraction(p, q)
    }
    add("static var pi: Expr", of: "Expr", "The ratio of a circle's circumference to its diameter.") { Expr.pi }
    add("static var e: Expr", of: "Expr", "Euler's number.") { Expr.e }
    add("static var i: Expr", of: "Expr", "The imaginary unit.") { Expr.i }
    add("static var infinity: Expr", of: "Expr", "Positive infinity.") { Expr.infinity }
    for assumption in Assumption.allCases {
      let name = assumption.rawValue
      add("static var \(name): Assumption", of: "Assumption", "The symbol is \(name).") { assumption }
    }
  }

  private mutating func addCalculus() {
    add(
      "func diff(_ e: Expr, _ xs: Expr...) -> Expr", "The derivative by each of the symbols in turn.",
      example: "diff(sin(x ** 2), x)"
    ) { (e: Expr, xs: [Expr]) in try e.differentiated(by: xs) }
    add(
      "func diff(_ e: Expr, _ x: Expr, _ order: Int) -> Expr", "The derivative of a given order.",
      example: "diff(x ** 3, x, 2)"
    ) {
      (e: Expr, x: Expr, order: Int) in try e.differentiated(by: x, order: order)
    }
    add(
      "func gradient(_ e: Expr, _ xs: [Expr]) -> [Expr]", "The partial derivatives.",
      example: "gradient(x ** 2 + y ** 2, [x, y])"
    ) {
      (e: Expr, xs: [Expr]) in try e.gradient(by: xs)
    }
    add("func jacobian(_ es: [Expr], _ xs: [Expr]) -> Matrix", "A row of partial derivatives for each expression.") {
      (es: [Expr], xs: [Expr]) in try Expr.jacobian(of: es, by: xs)
    }
    add("func hessian(_ e: Expr, _ xs: [Expr]) -> Matrix", "The matrix of second partial derivatives.") {
      (e: Expr, xs: [Expr]) in try Expr.jacobian(of: e.gradient(by: xs), by: xs)
    }
    add(
      "func directionalDerivative(_ e: Expr, _ xs: [Expr], along: [Expr]) -> Expr",
      "The derivative along a direction."
    ) { (e: Expr, xs: [Expr], along: [Expr]) in try e.directionalDerivative(by: xs, along: along) }
    add(
      "func derivation(_ e: Expr, _ x: Expr) -> Derivation", "The steps of a derivative.",
      example: "derivation(sin(x ** 2), x)"
    ) {
      (e: Expr, x: Expr) in try e.derivation(by: x)
    }
    add("func simplify(_ e: Expr) -> Expr", "The shortest of several equal forms.") { (e: Expr) in try e.simplified() }
    add("func expand(_ e: Expr) -> Expr", "Products and powers of sums, multiplied out.") { (e: Expr) in
      try e.expanded()
    }
    add("func equivalent(_ a: Expr, _ b: Expr) -> Bool", "Whether two expressions are equal wherever both are defined.")
    {
      (a: Expr, b: Expr) in equivalent(a, b)
    }
  }

  private mutating func addEvaluation() {
    add("func substituting(_ values: [Expr: Expr]) -> Expr", of: "Expr", "With parts replaced, all at once.") {
      (e: Expr, values: Entries<Expr, Expr>) in try e.substituted(values.dictionary())
    }
    add("@_disfavoredOverload func substituting(_ values: [Expr: Double]) -> Expr", of: "Expr", "With numbers put in.")
    {
      (e: Expr, values: Entries<Expr, Double>) in
      try e.substituted(values.dictionary().mapValues { try Expr.decimal($0) })
    }
    add("@_disfavoredOverload func substituting(_ values: [Expr: Int]) -> Expr", of: "Expr", "With integers put in.") {
      (e: Expr, values: Entries<Expr, Int>) in try e.substituted(values.dictionary().mapValues { Expr($0) })
    }
    add("func evaluated(at point: [Expr: Double]) -> Double", of: "Expr", "Its number at a point.") {
      (e: Expr, point: Entries<Expr, Double>) in try e.value(at: point.dictionary())
    }
    add("@_disfavoredOverload func evaluated(at point: [Expr: Int]) -> Double", of: "Expr", "Its number at a point.") {
      (e: Expr, point: Entries<Expr, Int>) in try e.value(at: point.dictionary().mapValues(Double.init))
    }
    add("func compiled(_ xs: [Expr]) -> CompiledFunction", of: "Expr", "A fast numeric function of the symbols.") {
      (e: Expr, xs: [Expr]) in try e.compiledFunction(of: xs)
    }
    add("func callAsFunction(_ xs: Double...) -> Double", of: "CompiledFunction", "The function's value.") {
      (f: CompiledFunction, xs: [Double]) in try f.value(at: xs)
    }
    add("func callAsFunction(_ xs: [Double]) -> Double", of: "CompiledFunction", "The function's value.") {
      (f: CompiledFunction, xs: [Double]) in try f.value(at: xs)
    }
    add("var left: Expr", of: "Equation", "The left side.") { (e: Equation) in e.left }
    add("var right: Expr", of: "Equation", "The right side.") { (e: Equation) in e.right }
  }

  private mutating func addMatrices() {
    add("init(_ rows: [[Expr]])", of: "Matrix", "A matrix of expressions.", example: "Matrix([[1, x], [x, 1]])") {
      (rows: [[Expr]]) in try Matrix(checking: rows)
    }
    add("subscript(_ i: Int, _ j: Int) -> Expr", of: "Matrix", "The entry in a row and a column.") {
      (m: Matrix, i: Int, j: Int) in try m.entry(i, j)
    }
    add("func + (l: Matrix, r: Matrix) -> Matrix", "The sum.") { (l: Matrix, r: Matrix) in try l.adding(r) }
    add("func - (l: Matrix, r: Matrix) -> Matrix", "The difference.") { (l: Matrix, r: Matrix) in
      try l.adding(r.multiplied(by: -1))
    }
    add("func * (l: Matrix, r: Matrix) -> Matrix", "The product.") { (l: Matrix, r: Matrix) in try l.multiplied(by: r) }
    add("func * (l: Expr, r: Matrix) -> Matrix", "Each entry, multiplied.") { (l: Expr, r: Matrix) in
      try r.multiplied(by: l)
    }
    add("var transpose: Matrix", of: "Matrix", "Rows for columns.") { (m: Matrix) in m.transpose }
    add("var determinant: Expr", of: "Matrix", "The determinant.") { (m: Matrix) in try m.expandedDeterminant() }
  }
}
