import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct SolvingTests {
  private static let x = symbol("x")

  private func list(_ text: String) throws -> [Expr] {
    text == "none" ? [] : try text.split(separator: ",").map { try Expr(parsing: String($0)) }
  }

  /// Near a root far from 0 each term is tiny, not only their sum.
  @Test func farRootsAreNotLost() throws {
    let x = symbol("x")
    let roots = try (sin(x) + x * sin(2 * x)).solved(for: x).map { try $0.value(at: [:]) }
    let turns = (-15...15).map { Double($0) * .pi }
    for turn in turns { #expect(roots.contains { abs($0 - turn) < 1e-9 }, "\(turn)") }
    #expect(roots.count == 100)
    #expect(
      roots.allSatisfy {
        abs(ElementaryFunction.sin.value(at: $0) + $0 * ElementaryFunction.sin.value(at: 2 * $0)) < 1e-10
      })
  }

  @Test(arguments: equationProblems.problems) func hasTheRoots(problem: [String]) throws {
    let e = try Expr(parsing: problem[0])
    let roots = try e.solved(for: Self.x)
    for root in roots where e.freeSymbols == [Self.x] {
      let value = try root.value(at: [:])
      let (left, right) = try (e.value(at: [Self.x: value - 1e-9]), e.value(at: [Self.x: value + 1e-9]))
      let here = try e.value(at: [Self.x: value])
      #expect(abs(here) < 1e-7 || left * right <= 0, "\(problem): \(root)")
    }
    if problem[1].hasPrefix("count") {
      #expect(roots.count == Int(problem[1].dropFirst(6)), "\(problem): \(roots)")
      return
    }
    let expected = try list(problem[1])
    let agree =
      roots.count == expected.count
      && expected.allSatisfy { root in roots.contains { $0 == root || $0.compared(to: root) == .equal } }
    #expect(agree, "\(problem): \(roots)")
  }

  @Test(arguments: systemProblems.problems) func systemsHaveTheirSolutions(problem: [String]) throws {
    let equations = try problem[0].split(separator: "&").map { Equation(try Expr(parsing: String($0)), 0) }
    let xs = try list(problem[1])
    let solutions = try Equation.solved(equations, for: xs)
    let expected = problem[2] == "none" ? [] : try problem[2].split(separator: "|").map { try list(String($0)) }
    let found = solutions.map { solution in xs.compactMap { solution[$0] } }
    #expect(Set(found) == Set(expected), "\(problem): \(solutions)")
  }

  @Test func identitiesAndContradictions() throws {
    let x = Self.x
    #expect(throws: Fault.self) { try (x .== x).solved(for: x) }
    #expect(try (x .== x + 1).solved(for: x).isEmpty)
    #expect(throws: Fault.self) { try x.solved(for: sin(x)) }
  }

  @Test func rootsInOneRangeAreAllThere() throws {
    let f = sin(2 * Self.x).handle
    let roots = try withPool { pool throws(Fault) in
      var solver = Solver()
      return try solver.realRoots(of: f, Self.x.handle, in: 0...7, &pool).map { Expr($0) }
    }
    #expect(roots.map(\.description) == ["0", ".pi / 2", ".pi", "3 * .pi / 2", "2 * .pi"])
  }

  @Test func criticalPointsHaveTheirKind() throws {
    let x = Self.x
    let cubic = try (x ** 3 - 3 * x).criticalPoints(by: x)
    #expect(cubic.map(\.description) == ["maximum at -1, value 2", "minimum at 1, value -2"])
    #expect(try (x ** 3).criticalPoints(by: x).map(\.kind) == [.inflection])
    #expect(try (x ** 4).criticalPoints(by: x).map(\.kind) == [.minimum])
    #expect(try (x * exp(-x)).criticalPoints(by: x).map(\.description) == ["maximum at 1, value exp(-1)"])
  }

  @Test func matrices() throws {
    let (a, b) = symbols("a", "b")
    let m = Matrix([[2, 1], [1, 3]])
    let identity = Matrix([[1, 0], [0, 1]])
    #expect(same(m * m.inverse, identity))
    let shear = Matrix([[a, b], [0, a]])
    #expect(same(shear * shear.inverse, identity))
    let solution = m.solve(Matrix([[3], [5]]))
    #expect(same(m * solution, Matrix([[3], [5]])))
    #expect(same(Matrix([[2, 1], [1, 2]]).eigenvalues, [1, 3]))
    let golden = Matrix([[0, 1], [1, 1]]).eigenvalues
    #expect(golden.map(\.description) == ["1/2 - sqrt(5) / 2", "sqrt(5) / 2 + 1/2"])
    #expect(throws: Fault.self) { try Matrix([[1, 2], [2, 4]]).inverted() }
    #expect(throws: Fault.self) { try Matrix([[1, 2]]).inverted() }
    #expect(throws: Fault.self) { try Matrix([[1, 2]]).realEigenvalues() }
  }
}
