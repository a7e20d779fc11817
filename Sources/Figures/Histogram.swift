#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Counts of values in intervals of equal width; a value on a border counts to the right, the greatest to the last.
struct Histogram {
  private(set) var middles: [Double] = []
  private(set) var counts: [Double] = []
  private(set) var width = 1.0

  private static let mostBins = 200

  init(_ values: [Double], bins: Int?) {
    let finite = values.filter { abs($0) <= Axis.largestValue }
    guard let low = finite.min(), let high = finite.max() else { return }
    guard high - low > 1e-12 * max(abs(low), abs(high)) else {
      (middles, counts) = ([low], [Double(finite.count)])
      return
    }
    let count = bins ?? Self.advised(finite.sorted())
    width = (high - low) / Double(count)
    middles = (0..<count).map { low + (Double($0) + 0.5) * width }
    counts = Array(repeating: 0, count: count)
    for value in finite { counts[min(Int((value - low) / width), count - 1)] += 1 }
  }

  private static func advised(_ sorted: [Double]) -> Int {
    let middle = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let range = sorted[sorted.count - 1] - sorted[0]
    guard middle > 0 else { return min(sorted.count, 10) }
    return min(max(Int((range / (2 * middle / cbrt(Double(sorted.count)))).rounded(.up)), 1), mostBins)
  }
}
