import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct LimitTests {
  private static let named = [symbol("a", .positive), symbol("x")]

  private func read(_ text: String) throws -> Expr { try Expr(parsing: text, symbols: Self.named) }

  @Test(arguments: limitProblems.problems) func hasTheValue(problem: [String]) throws {
    var columns = problem
    let e = try read(columns.removeFirst())
    let x = columns.first == "h" ? symbol(columns.removeFirst()) : symbol("x")
    let point = try read(columns.removeFirst())
    let side = Side(rawValue: columns[0]) ?? .both
    let expected = try read(columns[columns.count - 1])
    let value = try e.limit(by: x, to: point, from: side)
    #expect(value == expected || value.compared(to: expected) == .equal, "\(problem): \(value)")
  }

  @Test(arguments: missingLimits.problems) func isRefused(problem: [String]) throws {
    let (e, point) = (try read(problem[0]), try read(problem[1]))
    let fault = #expect(throws: Fault.self) { try e.limit(by: symbol("x"), to: point) }
    #expect(fault?.code == .domain || fault?.code == .undecided, "\(problem)")
  }
}
