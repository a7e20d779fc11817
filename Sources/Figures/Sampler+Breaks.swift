/// Where a curve ends, jumps or has a pole.
extension Sampler {
  /// Narrows each border between values and no values, so that `sqrt` starts at its zero.
  mutating func findEdges<E: Error>(_ f: (Double) throws(E) -> Double) throws(E) {
    var result: [Sample] = []
    let extent = Self.fence(samples.filter(\.isFinite).map(\.y), reach: 3) ?? 0...0
    let room = (extent.upperBound - extent.lowerBound) / 2
    for (index, sample) in samples.enumerated() {
      if index > 0, samples[index - 1].isFinite != sample.isFinite {
        let before = samples[index - 1]
        let (inside, outside) = sample.isFinite ? (sample, before) : (before, sample)
        let edge = try narrowEdge(inside, outside, f)
        if edge.y < extent.lowerBound - room || edge.y > extent.upperBound + room { hasPole = true }
        if edge.x != inside.x { result.append(edge) }
      }
      result.append(sample)
    }
    samples = result
  }

  private func narrowEdge<E: Error>(
    _ inside: Sample, _ outside: Sample, _ f: (Double) throws(E) -> Double
  ) throws(E) -> Sample {
    var (inside, outside) = (inside, outside)
    for _ in 0..<Self.narrowings {
      let x = inside.x / 2 + outside.x / 2
      guard x != inside.x, x != outside.x else { break }
      let middle = Sample(x: x, y: try f(x))
      if middle.isFinite { inside = middle } else { outside = middle }
    }
    return inside
  }

  /// Opens a gap in each steep interval whose difference does not shrink with its width.
  mutating func findBreaks<E: Error>(_ f: (Double) throws(E) -> Double) throws(E) {
    let tall = height
    var result: [Sample] = []
    for sample in samples {
      if let before = result.last, before.isFinite, sample.isFinite, abs(sample.y - before.y) > Self.steepness * tall {
        result.append(contentsOf: try narrowBreak(before, sample, tall, f))
        if let last = result.last, last.startsRun, last.x == sample.x { continue }
      }
      result.append(sample)
    }
    samples = result
  }

  /// The two sides of the break between `a` and `b`; nothing where the curve is merely steep.
  private mutating func narrowBreak<E: Error>(
    _ a: Sample, _ b: Sample, _ tall: Double, _ f: (Double) throws(E) -> Double
  ) throws(E) -> [Sample] {
    var (left, right) = (a, b)
    let first = abs(b.y - a.y)
    for round in 0..<Self.narrowings {
      let x = left.x / 2 + right.x / 2
      guard x > left.x, x < right.x else { break }
      let middle = Sample(x: x, y: try f(x))
      guard middle.isFinite else { return split(left, right, grown: true) }
      if abs(middle.y - left.y) >= abs(right.y - middle.y) { right = middle } else { left = middle }
      // A continuous curve gives itself away after a few halvings.
      if round > 8, abs(right.y - left.y) < 0.2 * first { return [] }
    }
    let last = abs(right.y - left.y)
    return last < 0.2 * first ? [] : split(left, right, grown: last > 10 * first || last > 100 * tall)
  }

  private mutating func split(_ left: Sample, _ right: Sample, grown: Bool) -> [Sample] {
    if grown { hasPole = true }
    var right = right
    right.startsRun = true
    return [left, right]
  }

  /// Poles where both sides go the same way show no break: a peak that grows without end when approached is one.
  mutating func findPeaks<E: Error>(_ f: (Double) throws(E) -> Double) throws(E) {
    guard !hasPole, let fence = Self.fence(samples.filter(\.isFinite).map(\.y), reach: 3) else { return }
    for index in samples.indices.dropFirst().dropLast() {
      let (before, peak, after) = (samples[index - 1], samples[index], samples[index + 1])
      guard peak.isFinite, !fence.contains(peak.y), abs(peak.y) >= abs(before.y), abs(peak.y) >= abs(after.y) else {
        continue
      }
      if try grows(between: before.x, after.x, from: abs(peak.y), f) {
        hasPole = true
        return
      }
    }
  }

  /// Whether `|f|` rises ten thousandfold above `value` between `a` and `b`, by ternary search for its peak.
  private func grows<E: Error>(
    between a: Double, _ b: Double, from value: Double, _ f: (Double) throws(E) -> Double
  ) throws(E) -> Bool {
    var (a, b) = (a, b)
    for _ in 0..<Self.narrowings {
      let (left, right) = (a + (b - a) / 3, b - (b - a) / 3)
      let (low, high) = (abs(try f(left)), abs(try f(right)))
      guard low.isFinite, high.isFinite else { return true }
      if max(low, high) > 1e4 * value { return true }
      if low > high { b = right } else { a = left }
    }
    return false
  }
}
