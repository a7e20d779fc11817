import Diagnostics
import Testing

@testable import Algebra

@Suite struct RoundTripTests {
  @Test func printedSourceReadsBackAsTheSameExpression() throws {
    var generator = ExpressionGenerator(seed: 7)
    var count = 0
    for round in 0..<1_500 {
      guard let e = try? generator.expression(depth: 1 + round % 5) else { continue }
      #expect(try Expr(parsing: e.description) == e, "\(e)")
      count += 1
    }
    #expect(count > 1_000)
  }

  @Test func derivativesReadBackToo() throws {
    var generator = ExpressionGenerator(seed: 8)
    for round in 0..<300 {
      guard let e = try? generator.expression(depth: 1 + round % 4),
        let slope = try? e.differentiated(by: [ExpressionGenerator.x])
      else { continue }
      #expect(try Expr(parsing: slope.description) == slope, "\(slope)")
    }
  }

  @Test func expansionAndSimplificationKeepTheValue() throws {
    var generator = ExpressionGenerator(seed: 9)
    for round in 0..<150 {
      guard let e = try? generator.expression(depth: 1 + round % 4, unknowns: false) else { continue }
      for form in [try? e.expanded(), try? e.simplified()].compactMap({ $0 }) {
        if case .different(let witness) = e.compared(to: form) { Issue.record("\(e) became \(form): \(witness)") }
      }
    }
  }

  @Test func symbolsKeepTheirAssumptionsWhenGiven() throws {
    let x = symbol("x", .positive)
    #expect(try same(Expr(parsing: "sqrt(x ** 2)", symbols: [x]), x))
    #expect(try Expr(parsing: "sqrt(x ** 2)").description == "sqrt(x ** 2)")
  }
}
