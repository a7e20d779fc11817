import Diagnostics

/// What one operation on polynomials may still cost, in steps on machine words.
///
/// It counts work and not time, so that an input is refused on every machine or on none.
struct Effort {
  /// About a second of an optimised build.
  static let standard = 100_000_000

  private(set) var remaining: Int

  init(_ steps: Int = standard) {
    remaining = steps
  }

  /// Pays for work before it is done; a fault where that is more than is left.
  mutating func spend(_ steps: Int) throws(Fault) {
    guard steps <= remaining else {
      throw Fault(.limit, "the polynomials are too large: this would take too many steps")
    }
    remaining -= steps
  }

  /// Pays for `count` multiplications of `a` by `b` bits.
  mutating func spend(_ count: Int, multiplying a: Int, by b: Int) throws(Fault) {
    let (steps, overflow) = count.multipliedReportingOverflow(by: (a / 64 + 1) * (b / 64 + 1))
    try spend(overflow ? .max : steps)
  }
}
