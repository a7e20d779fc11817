import Diagnostics

/// How the exponents of a monomial lie in a word: a field for each variable, the first variable's on top, so that the
/// lexicographic order is the order of integers and a product is a sum.
struct MonomialLayout: Hashable, Sendable {
  let count: Int
  /// Bits of a field; the topmost stays free to show an overflow.
  let width: Int

  /// Fields of equal width. A fault for more variables than a word has room for.
  init(count: Int) throws(Fault) {
    guard count <= 20 else { throw Fault(.limit, "polynomials have at most 20 variables here; this one has \(count)") }
    self.init(count: count, width: min(UInt64.bitWidth / max(count, 1), 32))
  }

  private init(count: Int, width: Int) {
    self.count = count
    self.width = width
  }

  /// The greatest exponent.
  var limit: Int { 1 << (width - 1) - 1 }

  /// The first variables alone, in fields of the same width.
  func prefix(_ count: Int) -> MonomialLayout { MonomialLayout(count: count, width: width) }

  /// The bits that are set only by an overflow.
  var guards: UInt64 { (0..<count).reduce(0) { $0 | 1 << UInt64(($1 + 1) * width - 1) } }

  private var mask: UInt64 { 1 << UInt64(width) - 1 }

  private func shift(_ variable: Int) -> UInt64 { UInt64((count - 1 - variable) * width) }

  @inline(__always)
  func exponent(of variable: Int, in monomial: UInt64) -> Int { Int(monomial >> shift(variable) & mask) }

  /// - Precondition: `exponent` is from 0 through ``limit``.
  func monomial(_ variable: Int, _ exponent: Int) -> UInt64 { UInt64(exponent) << shift(variable) }

  func exponents(of monomial: UInt64) -> [Int] { (0..<count).map { exponent(of: $0, in: monomial) } }

  /// Whether `l` divides `r`: no field borrows from the next.
  @inline(__always)
  func divides(_ l: UInt64, _ r: UInt64, guards: UInt64) -> Bool { ((r | guards) &- l) & guards == guards }

  static var tooLarge: Fault { Fault(.limit, "the exponents are too large") }
}
