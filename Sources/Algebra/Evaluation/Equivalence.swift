import Diagnostics
import Elementary

/// What is known about two expressions' being equal.
package enum Equivalence: Hashable, Sendable {
  /// By algebra, or because they agree to rounding at every point tried.
  case equal
  case different(witness: Witness)
  /// Too few points lie in the domain of both, or rounding hides the answer.
  case undecided

  /// A point at which the two differ.
  package struct Witness: Hashable, Sendable, CustomStringConvertible {
    package let point: [Coordinate]
    package let values: [Double]

    /// `at x = 0.7: 1.2 against 1.4`.
    package var description: String {
      let place = point.map { "\($0.variable) = \($0.value)" }.joined(separator: ", ")
      return (place.isEmpty ? "" : "at \(place): ") + values.map { "\($0)" }.joined(separator: " against ")
    }
  }

  package struct Coordinate: Hashable, Sendable {
    package let variable: Expr
    package let value: Double
  }
}

extension Expr {
  private static var probeCount: Int { 32 }
  /// Fewer points than this decide nothing.
  private static var quorum: Int { 6 }

  /// Compares canonical forms, then expansions, then values at seeded points. Bounded in time.
  package func compared(to other: Expr) -> Equivalence {
    if self == other || isZeroAfterAlgebra(minus: other) { return .equal }
    let variables = leaves(with: other)
    guard let f = try? compiledFunction(of: variables), let g = try? other.compiledFunction(of: variables) else {
      return .undecided
    }
    return probe(f, g, variables)
  }

  private func isZeroAfterAlgebra(minus other: Expr) -> Bool {
    let difference = try? subtracting(other).expanded().simplified()
    return difference == .zero
  }

  /// What takes values of its own: symbols and applied unknown functions, in the order of the alphabet.
  private func leaves(with other: Expr) -> [Expr] {
    let parts = Set(handle.reachable() + other.handle.reachable())
    return parts.filter { $0.isSymbol || $0.node.op == .applied }.sorted()
      .map { Expr($0) }
      .sorted { $0.description < $1.description }
  }

  private func probe(_ f: CompiledFunction, _ g: CompiledFunction, _ variables: [Expr]) -> Equivalence {
    var random = ProbeGenerator()
    var agreements = 0
    for round in 0..<Self.probeCount {
      let point = variables.map { random.value(for: $0.handle, round: round) }
      guard let a = try? f.value(at: point), let b = try? g.value(at: point), a.isFinite, b.isFinite else { continue }
      let gap = abs(a - b) / max(abs(a), abs(b), 1e-3)
      if gap > 1e-6 { return difference(variables, point, [a, b]) }
      if gap < 1e-9 { agreements += 1 }
      if variables.isEmpty { return gap < 1e-12 ? .equal : .undecided }
    }
    return agreements >= Self.quorum ? .equal : .undecided
  }

  /// Unknown functions were given values as if they had nothing to do with each other: then a difference proves little.
  private func difference(_ variables: [Expr], _ point: [Double], _ values: [Double]) -> Equivalence {
    if variables.count(where: { !$0.handle.isSymbol }) > 1 { return .undecided }
    let coordinates = zip(variables, point).map { Equivalence.Coordinate(variable: $0, value: $1) }
    return .different(witness: Equivalence.Witness(point: coordinates, values: values))
  }
}

/// Points for probing: the same in every run, with few digits, and inside each symbol's assumptions.
struct ProbeGenerator {
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// Small positive values first, where most functions are defined, then both signs and wider ranges.
  mutating func value(for variable: Handle, round: Int) -> Double {
    let width: Double = round < 12 ? 1 : round < 24 ? 3 : 9
    let thousandths = Double(next() % 999 + 1) / 1000
    var value = thousandths * width
    var assumptions = Assumptions()
    if case .symbol(let record) = variable.form { assumptions = record.assumptions }
    if assumptions.contains(.integer) { value = (value * 4).rounded(.up) }
    let isNegative = next() & 1 == 1 && round % 3 != 0
    return isNegative && !assumptions.contains(.nonnegative) ? -value : value
  }
}

/// Whether the two are equal wherever both are defined, as far as algebra and values at sample points can tell.
public func equivalent(_ a: Expr, _ b: Expr) -> Bool { a.compared(to: b) == .equal }
