#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The search space of the extended Wilkinson algorithm over one range.
///
/// A candidate has labels at `step` apart, with `step = skip * base * 10^power`. Its score weighs simplicity, coverage
/// and density.
struct TickSearch {
  struct Candidate {
    var values: [Double]
    var score: Double
  }

  private let lower: Double
  private let upper: Double
  private let wanted: Double

  private static let bases = [1.0, 5, 2, 2.5, 4, 3]
  // Ticks outside the range are no candidates here, so that a gap at an end weighs less than in the paper (0.2).
  private static let weights = (simplicity: 0.25, coverage: 0.1, density: 0.5)
  private static let longestSkip = 4
  private static let mostLabels = 24

  init(range: ClosedRange<Double>, wanted: Int) {
    lower = range.lowerBound
    upper = range.upperBound
    self.wanted = Double(wanted)
  }

  /// Every candidate, the best first.
  func ranked() -> [Candidate] { candidates().sorted { $0.score > $1.score } }

  private func candidates() -> [Candidate] {
    var found: [Candidate] = []
    for skip in 1...Self.longestSkip {
      for (rank, base) in Self.bases.enumerated() {
        let power = log10((upper - lower) / (Double(skip) * base)).rounded(.down)
        for exponent in [power - 1, power] {
          appendCandidates(skip: skip, rank: rank, unit: base * pow(10, exponent), to: &found)
        }
      }
    }
    return found
  }

  /// Every candidate of one step inside the range: the first label may be any of the first `skip` multiples of `unit`.
  private func appendCandidates(skip: Int, rank: Int, unit: Double, to found: inout [Candidate]) {
    let step = Double(skip) * unit
    let slack = 1e-10 * (upper - lower)
    let first = ((lower - slack) / unit).rounded(.up)
    let count = ((upper - lower) / step).rounded(.down) + 1
    guard unit > 0, step.isFinite, abs(first) < 1e15, count >= 2, count <= Double(Self.mostLabels) else { return }
    for offset in 0..<skip {
      let values = (0..<Int(count)).map { multiple(of: unit, first + Double(offset + $0 * skip)) }
        .filter { $0 <= upper + slack }
      guard values.count >= 2 else { continue }
      found.append(Candidate(values: values, score: score(values, skip: skip, rank: rank)))
    }
  }

  /// `n * unit` as the nearest double to the decimal that is meant: 0.3, not 3 * 0.1.
  private func multiple(of unit: Double, _ n: Double) -> Double {
    let exponent = log10(unit).rounded(.down)
    let mantissa = (unit / pow(10, exponent) * 10).rounded()
    let shift = exponent - 1
    return shift < 0 ? n * mantissa / pow(10, -shift) : n * mantissa * pow(10, shift)
  }

  private func score(_ values: [Double], skip: Int, rank: Int) -> Double {
    guard let low = values.first, let high = values.last else { return -.infinity }
    let width = upper - lower
    let hasZero = values.contains(0)
    let simplicity = 1 - Double(rank) / Double(Self.bases.count - 1) - Double(skip) + 1 + (hasZero ? 1 : 0)
    let misses = (upper - high) * (upper - high) + (lower - low) * (lower - low)
    let coverage = 1 - 0.5 * misses / (0.01 * width * width)
    let density = Double(values.count - 1) / (high - low) * width / (wanted - 1)
    let closeness = 2 - max(density, 1 / density)
    return Self.weights.simplicity * simplicity + Self.weights.coverage * coverage + Self.weights.density * closeness
  }
}
