/// Samples a function where its curve bends, and finds where it breaks.
///
/// Points come evenly first, then wherever the curve leaves its chords by more than a fraction of a pixel. What stays
/// steep at the finest step is narrowed down: a difference that shrinks is a steep curve, one that stays a jump, one
/// that grows a pole. Gaps (`nan`) stand where the curve breaks, so that no stroke joins the two sides.
struct Sampler {
  struct Curve: Sendable {
    var x: [Double]
    var y: [Double]
    /// The part of the y axis to show where the function has a pole; `nil` where it has none.
    var window: ClosedRange<Double>?
  }

  struct Sample {
    var x: Double
    var y: Double
    /// Set after a break of the curve.
    var startsRun = false

    var isFinite: Bool { abs(y) <= Axis.largestValue }
  }

  static let firstCount = 97
  static let mostSamples = 2500
  static let deepestSplit = 6
  /// In fractions of the height of the chart: what nobody sees, and what may be a jump.
  static let (flatness, steepness) = (0.0008, 0.02)
  static let narrowings = 46

  let range: ClosedRange<Double>
  var samples: [Sample] = []
  var hasPole = false

  /// Curve of `f` over `range`, from at most some thousands of calls.
  static func curve<E: Error>(over range: ClosedRange<Double>, of f: (Double) throws(E) -> Double) throws(E) -> Curve {
    var sampler = Sampler(range: range)
    try sampler.sampleEvenly(f)
    try sampler.refine(f)
    try sampler.findEdges(f)
    try sampler.findBreaks(f)
    try sampler.findPeaks(f)
    return sampler.curve()
  }

  private init(range: ClosedRange<Double>) { self.range = range }

  private mutating func sampleEvenly<E: Error>(_ f: (Double) throws(E) -> Double) throws(E) {
    let width = range.upperBound - range.lowerBound
    for index in 0..<Self.firstCount {
      let last = index == Self.firstCount - 1
      let x = last ? range.upperBound : range.lowerBound + width * (Double(index) / Double(Self.firstCount - 1))
      samples.append(Sample(x: x, y: try f(x)))
    }
  }

  /// Halves intervals whose middle lies off the chord, layer by layer.
  private mutating func refine<E: Error>(_ f: (Double) throws(E) -> Double) throws(E) {
    let tolerance = height * Self.flatness
    var active = Array(repeating: true, count: samples.count)
    for _ in 0..<Self.deepestSplit where samples.count < Self.mostSamples {
      var refined = [samples[0]]
      var stillActive = [false]
      for index in 1..<samples.count {
        let (a, b) = (samples[index - 1], samples[index])
        var bends = false
        if active[index] && (a.isFinite || b.isFinite) {
          let x = a.x / 2 + b.x / 2
          let middle = Sample(x: x, y: try f(x))
          bends = !(abs(middle.y - (a.y / 2 + b.y / 2)) <= tolerance)
          refined.append(middle)
          stillActive.append(bends)
        }
        refined.append(b)
        stillActive.append(bends)
      }
      samples = refined
      active = stillActive
    }
  }

  /// The height of the chart as far as the even samples tell: most of what is finite.
  var height: Double {
    let window = Self.fence(samples.filter(\.isFinite).map(\.y), reach: 3)
    return window.map { max($0.upperBound - $0.lowerBound, .leastNormalMagnitude) } ?? 1
  }

  /// The extent of `values`, cut to `reach` times the middle half's width on either side of it (Tukey's fences).
  static func fence(_ values: [Double], reach: Double) -> ClosedRange<Double>? {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last else { return nil }
    let lowerQuartile = sorted[sorted.count / 4]
    let upperQuartile = sorted[sorted.count * 3 / 4]
    let middle = upperQuartile - lowerQuartile
    guard middle > 0 else { return low...high }
    let bottom = max(low, lowerQuartile - reach * middle)
    return bottom...max(bottom, min(high, upperQuartile + reach * middle))
  }

  private func curve() -> Curve {
    var curve = Curve(x: [], y: [], window: hasPole ? window : nil)
    for sample in samples {
      if sample.startsRun {
        curve.x.append(sample.x)
        curve.y.append(.nan)
      }
      curve.x.append(sample.x)
      curve.y.append(sample.isFinite ? sample.y : .nan)
    }
    return curve
  }

  /// Judged from samples an even step apart: refinement crowds them at the poles.
  private var window: ClosedRange<Double>? {
    let step = (range.upperBound - range.lowerBound) / Double(4 * Self.firstCount)
    var next = range.lowerBound
    var even: [Double] = []
    for sample in samples where sample.isFinite && sample.x >= next {
      even.append(sample.y)
      next = sample.x + step
    }
    return Self.fence(even, reach: 2)
  }
}
