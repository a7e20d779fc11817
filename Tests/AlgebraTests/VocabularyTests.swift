import Algebra
import Elementary
import Testing

/// Lines as cells write them: that they compile is half of the test.
@Suite struct VocabularyTests {
  @Test func linesOfCells() {
    let (x, y) = symbols("x", "y")
    let a = 1.5
    let halves = 1 / 2 * x ** 2 - 3 * x + 0.5
    #expect(halves.description == "x ** 2 / 2 - 3 * x + 0.5")
    #expect("\(x ** 2 + 1/2)" == "x ** 2 + 1/2")
    #expect((a * x).description == "1.5 * x")
    #expect(diff(x ** 3 * y, x, 2, y) == 6 * x)
    #expect(exp(Expr.i * .pi) + 1 == 0)
    #expect(function("g")(x).description == "g(x)")
    #expect(sin(x).evaluated(at: [x: .pi / 2]) == 1)
    #expect(cos(x).substituting([x: .pi / 2]) == 0)
    #expect([x, y, 3].reduce(0, +) == x + y + 3)
    let half: Expr = 1 / 2
    #expect(half == rational(1, 2))
    let number: Double = sin(1) + exp(-1 / 2)
    #expect(number > 1.4 && number < 1.5)
    #expect((x * sin(1)).description == "x * sin(1)")
    #expect([0.0].map(sin) == [0])
    let equation = x ** 2 .== 2
    #expect(equation.description == "x ** 2 .== 2")
    var total = x
    total += y
    total *= 2
    total **= 2
    #expect(total.description == "4 * (x + y) ** 2")
    #expect(max(x, 0).description == "max(x, 0)" && abs(-x) == abs(x))
    let n = 3
    #expect((x ** Expr(n)).description == "x ** 3")
  }

  @Test func genericFunctionsServeBothKinds() {
    func square<T: Number>(_ x: T) -> T { x ** 2 + sin(x) / 3 }
    let x = symbol("x")
    #expect(square(x).description == "x ** 2 + sin(x) / 3")
    let zero: Double = square(0.0)
    #expect(zero == 0)
  }
}
