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
private func rounded(_ x: Double, significantDigits digits: Int) -> Double {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
    let written = withVaList([Int32(digits - 1), x]) { vsnprintf(buffer.baseAddress, buffer.count, "%.*e", $0) }
    guard let start = buffer.baseAddress, 0..<buffer.count ~= Int(written) else { return x }
    return strtod(start, nil)
  }
}
