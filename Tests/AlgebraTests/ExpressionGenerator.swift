import Elementary

@testable import Algebra

/// Random expressions, the same in every run.
struct ExpressionGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func double(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + Double(next(1 << 20)) / Double(1 << 20) * (range.upperBound - range.lowerBound)
  }

  static let x = symbol("x")
  static let y = symbol("y")
  private static let functions: [ElementaryFunction] = [.sin, .cos, .tanh, .exp, .atan, .sigmoid, .sqrt, .log, .erf]

  /// An expression in `x`, `y`, now and then with an unknown function; `nil` where a rule of arithmetic forbids it.
  mutating func expression(depth: Int, unknowns: Bool = true) throws -> Expr {
    if depth == 0 { return leaf() }
    let l = try expression(depth: depth - 1, unknowns: unknowns)
    switch next(unknowns ? 11 : 9) {
    case 0, 1: return try l.adding(try expression(depth: depth - 1, unknowns: unknowns))
    case 2: return try l.subtracting(try expression(depth: depth - 1, unknowns: unknowns))
    case 3, 4: return try l.multiplied(by: try expression(depth: depth - 1, unknowns: unknowns))
    case 5: return try l.divided(by: try expression(depth: depth - 1, unknowns: unknowns))
    case 6: return try l.raised(to: [2, 3, -1, -2, .fraction(1, 2), .fraction(-3, 2)][next(6)])
    case 7, 8: return try .applying(Self.functions[next(Self.functions.count)], to: l)
    case 9: return try Function(named: "f").applied(to: [l, Self.y])
    default: return try Function(named: "g").applied(to: [l])
    }
  }

  private mutating func leaf() -> Expr {
    [Self.x, Self.y, Self.x, 2, -1, 3, .pi, rational(1, 2), rational(-5, 3), 0.5, .e, Self.y][next(12)]
  }
}

/// Equality as a call: the testing macro takes `==` apart without knowing how `**` binds.
func same<T: Equatable>(_ l: T, _ r: T) -> Bool { l == r }
