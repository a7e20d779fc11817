import Diagnostics
import Elementary
import Testing

@testable import Algebra

@Suite struct HostileInputTests {
  @Test(arguments: [
    ("1/0", DiagnosticCode.divisionByZero), ("x / (2 - 2)", .divisionByZero), ("0 ** -1", .divisionByZero),
    ("0 ** 0", .domain), ("log(0)", .domain), ("tan(.pi / 2)", .domain), (".infinity - .infinity", .domain),
    ("0 * .infinity", .domain), ("log(-0.5)", .domain), ("2 ** 10000000000", .overflow),
    ("2 ** (2 ** 100)", .overflow), ("10 ** 200000 * 10 ** 200000", .overflow), ("1e308 * 1e10", .overflow),
    ("", .syntax), ("x +", .syntax), ("(x", .syntax), ("x)", .syntax), ("sin(x, y)", .syntax), ("sin()", .syntax),
    ("x y", .syntax), ("x ^ 2", .syntax), (".tau", .syntax), ("diff(x)", .syntax), ("1e999", .overflow),
    ("diff(x, x + 1)", .notASymbol), ("diff(x, 2)", .notASymbol), ("\u{0}", .syntax), ("é é", .syntax),
    ("f.derivative(3)(x)", .syntax),
  ]) func isAFault(input: String, code: DiagnosticCode) {
    do {
      let e = try Expr(parsing: input)
      Issue.record("\(input) became \(e)")
    } catch {
      #expect(error.code == code, "\(input): \(error)")
    }
  }

  @Test func namesMustReadBack() {
    for name in ["", "2x", "x y", "a-b", "•"] { #expect(throws: Fault.self) { try Expr(symbolNamed: name) } }
    #expect(throws: Fault.self) { try Function(named: "sin") }
    #expect(throws: Fault.self) { try Expr.fraction(1, 0) }
    #expect(throws: Fault.self) { try Expr.decimal(.nan) }
    #expect(throws: Fault.self) { try Matrix(checking: [[1], [1, 2]]) }
  }

  @Test func deepSourceIsRefused() {
    let deep = String(repeating: "(", count: 100_000) + "x"
    #expect(throws: Fault.self) { try Expr(parsing: deep) }
    #expect(throws: Never.self) { try Expr(parsing: String(repeating: "-", count: 100_000) + "x") }
    #expect(throws: Fault.self) { try Expr(parsing: String(repeating: "9", count: 200_000)) }
  }

  @Test func deepExpressionsNeverCrash() throws {
    let x = symbol("x")
    var e = x
    for _ in 0..<100_000 { e = try .applying(.sin, to: e) }
    let slope = try e.differentiated(by: [x])
    #expect(slope != 0)
    #expect(e.description.hasPrefix("sin(sin("))
    #expect(slope.description.hasSuffix("…"))
    #expect(throws: Fault.self) { try slope.source() }
    #expect(try e.value(at: [x: 0.5]) < 0.01)
    #expect(e.substituting([x: 2]) != e)
    #expect(throws: Never.self) { try e.expanded() }
    _ = e.layout
  }

  @Test func wideAndTangledExpressionsStayFast() throws {
    let (x, y) = symbols("x", "y")
    let wide = try Expr(parsing: (1...10_000).map { "\($0) * x ** \($0)" }.joined(separator: " + "))
    #expect(try wide.differentiated(by: [x]).value(at: [x: 0]) == 1)
    #expect(throws: Fault.self) { try ((x + y + 1) ** 100_000).expanded() }
    var tangled = x
    for _ in 0..<300 { tangled = sin(tangled + x * tangled) }
    let slope = try tangled.differentiated(by: [x])
    #expect(try slope.value(at: [x: 0.1]).isFinite)
    #expect(tangled.description.hasSuffix("…"))
    _ = slope.layout
  }

  @Test func concurrentUseIsSafe() async {
    let sums = await withTaskGroup(of: Expr.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<200).reduce(Expr.zero) {
            $0 + symbol("t\(($1 + task) % 200)") ** Expr($1 % 3 + 1) * 0 + symbol("t\($1)")
          }
        }
      }
      return await group.reduce(into: Set<Expr>()) { $0.insert($1) }
    }
    #expect(sums.count == 1)
  }
}
