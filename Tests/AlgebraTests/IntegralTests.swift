import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct IntegralTests {
  private static let x = symbol("x")
  private static let others = [symbol("a"), symbol("b"), symbol("n", .positive), symbol("y")]
  private static let values: [Expr: Double] = [others[0]: 1.3, others[1]: 0.6, others[2]: 2.5, others[3]: 0.8]

  private func read(_ text: String) throws -> Expr { try Expr(parsing: text, symbols: Self.others) }

  /// The antiderivative grows as fast as the integrand says, by differences.
  @Test(arguments: integralProblems.problems) func differencesGiveTheIntegrandBack(problem: [String]) throws {
    let f = try read(problem[0])
    let antiderivative = try f.integrated(by: Self.x)
    var checked = 0
    for at in [0.17, 0.43, 0.71, 1.37, 2.21, 3.3, -0.37, -1.2] {
      let value = { (x: Double) in try antiderivative.value(at: Self.values.merging([Self.x: x]) { $1 }) }
      let expected = try f.value(at: Self.values.merging([Self.x: at]) { $1 })
      let h = 1e-4
      let slope = try (value(at - 2 * h) - 8 * value(at - h) + 8 * value(at + h) - value(at + 2 * h)) / (12 * h)
      guard expected.isFinite, slope.isFinite else { continue }
      #expect(abs(slope - expected) <= 1e-6 * max(1, abs(expected)), "\(f): \(antiderivative) at \(at)")
      checked += 1
    }
    #expect(checked >= 2, "\(f): \(antiderivative)")
  }

  @Test(arguments: definiteIntegrals.problems) func hasTheValue(problem: [String]) throws {
    let x = problem[0] == "2 * t" ? symbol("t") : Self.x
    let value = try read(problem[0]).integrated(by: x, from: read(problem[1]), to: read(problem[2]))
    let expected = try read(problem[3])
    #expect(value == expected || value.compared(to: expected) == .equal, "\(problem): \(value)")
  }

  @Test(arguments: divergentIntegrals.problems) func divergesAndSaysSo(problem: [String]) throws {
    let f = try read(problem[0])
    let fault = #expect(throws: Fault.self) {
      try f.integrated(by: Self.x, from: try read(problem[1]), to: try read(problem[2]))
    }
    #expect(fault?.code == .domain || fault?.code == .undecided, "\(problem): \(String(describing: fault))")
  }

  @Test(arguments: openIntegrals.problems) func hasNoClosedForm(problem: [String]) throws {
    let f = try read(problem[0])
    let fault = #expect(throws: Fault.self) { try f.integrated(by: Self.x) }
    #expect(fault?.code == .noClosedForm)
  }

  @Test func quadratureBearsSingularEnds() {
    let root = quadrature(from: 0, to: 4) { 1 / $0.squareRoot() }
    #expect(abs((root ?? 0) - 4) < 1e-5)
  }
}
