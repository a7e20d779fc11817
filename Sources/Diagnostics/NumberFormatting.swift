#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `x` rounded to `significantDigits` decimal digits (half to even, from the exact binary value), as Swift prints a
/// `Double`: `0.123457`, `12.0`, `1e-05`.
///
/// - Parameter significantDigits: clamped to 1...17.
public func formatted(_ x: Double, significantDigits: Int) -> String {
  guard x.isFinite else { return "\(x)" }
  return "\(rounded(x, significantDigits: min(max(significantDigits, 1), 17)))"
}

/// The double nearest to the decimal numeral of `digits` digits that is nearest to `x`.
///
/// Not by `snprintf`: its variable arguments go through Swift's dynamic casts, which cost more than the conversion.
private func rounded(_ x: Double, significantDigits digits: Int) -> Double {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 48) { buffer in
    guard let start = buffer.baseAddress else { return x }
    var exponent: Int32 = 0
    var isNegative: Int32 = 0
    #if canImport(Glibc)
      guard ecvt_r(x, Int32(digits), &exponent, &isNegative, start, buffer.count) == 0 else { return x }
      let numeral = String(cString: start)
    #else
      let numeral = String(cString: ecvt(x, Int32(digits), &exponent, &isNegative))
    #endif
    return Double("\(isNegative != 0 ? "-" : "")0.\(numeral)e\(exponent)") ?? x
  }
}
