import Diagnostics
import Testing

@testable import Algebra

/// The answers are what a reader sees, up to the order of terms; and the problem's values are the answer's.
@Suite struct AlgebraProblemTests {
  @Test(arguments: AlgebraProblems.factor) func factors(problem: String, answer: String) throws {
    try compare(problem, answer) { e throws(Fault) in try e.factored() }
  }

  @Test(arguments: AlgebraProblems.expand) func expands(problem: String, answer: String) throws {
    try compare(problem, answer) { e throws(Fault) in try e.expanded() }
  }

  @Test(arguments: AlgebraProblems.cancel) func cancels(problem: String, answer: String) throws {
    try compare(problem, answer) { e throws(Fault) in try e.cancelled() }
  }

  @Test(arguments: AlgebraProblems.apart) func takesApart(problem: String, answer: String) throws {
    try compare(problem, answer) { e throws(Fault) in try e.takenApart(by: symbol("x")) }
  }

  @Test(arguments: AlgebraProblems.simplify) func simplifies(problem: String, answer: String) throws {
    try compare(problem, answer) { e throws(Fault) in try e.simplified() }
  }

  private func compare(_ problem: String, _ answer: String, _ solve: (Expr) throws(Fault) -> Expr) throws {
    let (e, expected) = (try Expr(parsing: problem), try Expr(parsing: answer))
    let result = try solve(e)
    #expect(result == expected, "\(problem) gave \(result)")
    let back = try Expr(parsing: result.source())
    #expect(back == result)
    if case .different(let witness) = e.compared(to: result) { Issue.record("\(problem): \(witness)") }
  }
}
