import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The values that an axis marks, with their labels.
struct Ticks: Hashable, Sendable {
  var values: [Double]
  var labels: [String]

  /// Round values inside `range`, about `wanted` of them, whose labels `fit` accepts.
  ///
  /// The search is that of Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick
  /// Labels on Axes" (IEEE InfoVis 2010), restricted to ticks inside the range; `fit` stands for its legibility.
  ///
  /// - Precondition: `range` is finite and has some width.
  static func linear(_ range: ClosedRange<Double>, wanted: Int, fit: (Ticks) -> Bool = { _ in true }) -> Ticks {
    for candidate in TickSearch(range: range, wanted: max(wanted, 2)).ranked() {
      let ticks = Ticks(candidate.values)
      if fit(ticks) { return ticks }
    }
    return Ticks([range.lowerBound, range.upperBound])
  }

  /// Powers of ten inside `range`; over less than two decades also their 2- and 5-fold, over less than one round values.
  static func logarithmic(_ range: ClosedRange<Double>, wanted: Int, fit: (Ticks) -> Bool = { _ in true }) -> Ticks {
    let lower = Int(log10(range.lowerBound).rounded(.up))
    let upper = Int(log10(range.upperBound).rounded(.down))
    if upper - lower <= 2 {
      let values = (lower - 1...upper).flatMap { n in [1.0, 2, 5].map { $0 * NumberText.powerOfTen(n) } }
      let ticks = Ticks(each: values.filter(range.contains))
      if (3...2 * wanted + 2).contains(ticks.values.count), fit(ticks) { return ticks }
    }
    guard upper - lower >= 1 else { return linear(range, wanted: wanted, fit: fit) }
    for step in 1...max(upper - lower, 1) {
      // Multiples of the step, so that 1 has its tick.
      let ticks = Ticks(powersOfTen: (lower...upper).filter { $0 % step == 0 })
      guard ticks.values.count >= 2 else { break }
      if ticks.values.count <= max(wanted + 1, 2), fit(ticks) { return ticks }
    }
    return Ticks(powersOfTen: [lower, upper])
  }

  /// Labels that each have the digits they need.
  init(each values: [Double]) {
    self.values = values
    labels = values.map { NumberText.short($0) }
  }

  /// Names in the middle of equal parts of `room` pixels, cut where they are longer; where not even a few letters fit,
  /// only every second, third and so on.
  static func names(_ names: [String], room: Double) -> Ticks {
    let letter = ChartLayout.terminalColumn
    let step = max(Int((6 * letter / max(room, 0.1)).rounded(.up)), 1)
    let shown = stride(from: 0, to: names.count, by: step)
    let columns = max(Int(room * Double(step) / letter) - 1, 2)
    var ticks = Ticks(each: shown.map(Double.init))
    ticks.labels = shown.map { TextMetrics.cut(names[$0].visible(), columns: columns) }
    return ticks
  }

  private init(powersOfTen exponents: [Int]) {
    values = exponents.map(NumberText.powerOfTen)
    let plain = exponents.allSatisfy { (-3...4).contains($0) }
    labels = plain ? values.map { NumberText.short($0) } : exponents.map { "10" + NumberText.superscript($0) }
  }

  /// Labels with as many digits as tell the values apart, all with the same number of decimals.
  init(_ values: [Double]) {
    self.values = values
    let largest = values.map(abs).max() ?? 0
    let step = zip(values, values.dropFirst()).map { $1 - $0 }.min() ?? 0
    guard largest > 0, step > 0 else {
      labels = values.map { NumberText.short($0) }
      return
    }
    if largest < 1e6 && step >= 0.9e-5 {
      let decimals = Self.decimals(of: values, unit: 0)
      labels = values.map { NumberText.fixed($0, decimals: decimals) }
    } else {
      var exponent = NumberText.decimalExponent(largest)
      // 2×10⁵, not 0.2×10⁶.
      if Self.decimals(of: values, unit: exponent) == 1, largest < 2 * NumberText.powerOfTen(exponent) { exponent -= 1 }
      let decimals = Self.decimals(of: values, unit: exponent)
      if decimals > 5, largest < 1e12, step > 1e-5 {
        labels = values.map { NumberText.fixed($0, decimals: Self.decimals(of: values, unit: 0)) }
        return
      }
      labels = values.map { Self.label($0, exponent: exponent, decimals: decimals) }
    }
  }

  /// The fewest decimals that write every value in units of ten to `unit`.
  private static func decimals(of values: [Double], unit: Int) -> Int {
    let scaled = values.map { NumberText.scaled($0, by: -unit) }
    let tolerance = 1e-9 * max(zip(scaled, scaled.dropFirst()).map { $1 - $0 }.min() ?? 1, 1e-6)
    return (0...14).first { decimals in
      let power = NumberText.powerOfTen(decimals)
      return scaled.allSatisfy { abs(($0 * power).rounded() / power - $0) <= max(tolerance, abs($0) * 4e-16) }
    } ?? 15
  }

  private static func label(_ value: Double, exponent: Int, decimals: Int) -> String {
    guard value != 0 else { return "0" }
    let mantissa = NumberText.fixed(NumberText.scaled(value, by: -exponent), decimals: decimals)
    return mantissa + "×10" + NumberText.superscript(exponent)
  }
}
