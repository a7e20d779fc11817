#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Round values that cut a surface into bands.
///
/// Even steps where values spread evenly; a loss surface, most of which lies low while its rim is high, gets levels in
/// the ratios 1, 2, 5 above its lowest value, so that lines surround the minimum as well.
enum ContourLevels {
  static func levels(of grid: Grid, about count: Int) -> [Double] {
    guard let bounds = grid.bounds, bounds.upperBound > bounds.lowerBound, count > 0 else { return [] }
    let sorted = grid.values.filter { abs($0) <= Axis.largestValue }.sorted()
    let height = bounds.upperBound - bounds.lowerBound
    let median = sorted[sorted.count / 2]
    guard height > 1e-12 * max(abs(bounds.lowerBound), abs(bounds.upperBound)) else { return [] }
    if median - bounds.lowerBound < 0.12 * height {
      return skewed(from: bounds.lowerBound, to: bounds.upperBound, low: sorted[sorted.count / 50], about: count)
    }
    let ticks = Ticks.linear(bounds, wanted: max(count, 2)).values
    return ticks.filter { $0 > bounds.lowerBound && $0 < bounds.upperBound }
  }

  private static func skewed(from bottom: Double, to top: Double, low: Double, about count: Int) -> [Double] {
    let height = top - bottom
    // Where the lowest value is as good as zero, levels count from zero itself and their labels stay round.
    let base = abs(bottom) < 1e-2 * height ? 0 : bottom
    let least = max(low - base, height * 1e-5)
    for steps in [[1.0, 2, 5], [1, 3], [1]] {
      let powers = Int(log10(least).rounded(.down))...Int(log10(height).rounded(.up))
      let levels = powers.flatMap { power in steps.map { base + $0 * NumberText.powerOfTen(power) } }
        .filter { $0 >= base + least && $0 < top && $0 > bottom }
      if levels.count <= count + 2 || steps.count == 1 { return levels }
    }
    return []
  }
}
