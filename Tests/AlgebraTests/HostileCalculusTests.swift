import Diagnostics
import Elementary
import Testing

@testable import Algebra

/// What could run for ever ends, with an answer or a fault.
@Suite struct HostileCalculusTests {
  private static let x = symbol("x")

  private static func deep() throws -> Expr {
    var e = x
    for _ in 0..<20_000 { e = try .applying(.sin, to: e) }
    return e
  }

  private static func wide(_ count: Int) throws -> Expr {
    try Expr(parsing: (1...count).map { "sin(\($0) * x) * x ** \($0)" }.joined(separator: " + "))
  }

  private func ends<R>(_ body: () throws -> R) {
    do { _ = try body() } catch { #expect(error is Fault) }
  }

  @Test func deepExpressionsEnd() throws {
    let (e, x) = (try Self.deep(), Self.x)
    ends { try e.limit(by: x, to: .infinity) }
    ends { try e.series(by: x, at: 0, order: 3) }
    ends { try e.integrated(by: x) }
    ends { try e.solved(for: x) }
    ends { try e.derivation(by: x) }
  }

  @Test(arguments: [12, 600]) func wideExpressionsEnd(count: Int) throws {
    let (e, x) = (try Self.wide(count), Self.x)
    ends { try e.limit(by: x, to: .infinity) }
    ends { try e.series(by: x, at: 0, order: 3) }
    ends { try e.integrated(by: x) }
    ends { try e.solved(for: x) }
  }

  @Test(arguments: [
    "x ** 1000000000", "(1 + x) ** 1000000000", "x ** x ** x", "exp(exp(exp(exp(x))))", "1 / x ** 900000",
  ])
  func powersEnd(input: String) throws {
    let (e, x) = (try Expr(parsing: input), Self.x)
    ends { try e.limit(by: x, to: .infinity) }
    ends { try e.limit(by: x, to: 0) }
    ends { try e.series(by: x, at: 0, order: 4) }
    ends { try e.integrated(by: x) }
    ends { try e.subtracting(2).solved(for: x) }
    ends { try e.series(by: x, at: 0, order: 1_000_000) }
  }

  @Test func misuseIsNamed() throws {
    let (x, y) = symbols("x", "y")
    let wrong = sin(x)
    #expect(throws: Fault.self) { try x.limit(by: wrong, to: 0) }
    #expect(throws: Fault.self) { try x.series(by: wrong, at: 0, order: 3) }
    #expect(throws: Fault.self) { try x.integrated(by: wrong) }
    #expect(throws: Fault.self) { try x.limit(by: x, to: x) }
    #expect(throws: Fault.self) { try y.integrated(by: x, from: x, to: 1) }
    #expect(throws: Fault.self) { try Equation.solved([x .== 1], for: [wrong]) }
  }
}
