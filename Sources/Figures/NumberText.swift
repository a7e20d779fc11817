#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers as people write them on axes and in sentences.
enum NumberText {
  /// `value` to `digits` significant digits without trailing zeros: `0.2837`, `1.5e-9` as `1.5×10⁻⁹`.
  static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "-∞" : "∞" }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(value)
    if exponent < -4 || exponent >= 7 { return scientific(value, decimals: digits - 1) }
    return fixed(value, decimals: max(digits - 1 - exponent, 0), trimmed: true)
  }

  /// `value` among others that spread over `width`: zero where it is as good as zero there.
  static func short(_ value: Double, within width: Double) -> String { short(abs(value) < 1e-6 * width ? 0 : value) }

  /// `value` with the given number of decimals, which `trimmed` cuts where they are zero.
  static func fixed(_ value: Double, decimals: Int, trimmed: Bool = false) -> String {
    let decimals = min(max(decimals, 0), 17)
    let scaled = (abs(value) * powerOfTen(decimals)).rounded()
    guard scaled < 9.007e15 else { return scientific(value, decimals: 12) }
    var digits = String(Int64(scaled))
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    var fraction = digits.suffix(decimals)
    if trimmed { while fraction.last == "0" { fraction.removeLast() } }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// A mantissa and a power of ten: `-1.5×10⁻⁹`, and `10⁶` where the mantissa is 1.
  static func scientific(_ value: Double, decimals: Int) -> String {
    guard value != 0 else { return "0" }
    var exponent = decimalExponent(value)
    var mantissa = scaled(value, by: -exponent)
    if (abs(mantissa) * powerOfTen(decimals)).rounded() >= 10 * powerOfTen(decimals) {
      exponent += 1
      mantissa /= 10
    }
    let digits = fixed(mantissa, decimals: decimals, trimmed: true)
    let power = "10" + superscript(exponent)
    switch digits {
    case "1": return power
    case "-1": return "-" + power
    default: return digits + "×" + power
    }
  }

  static func superscript(_ value: Int) -> String {
    String(
      String(value).map { character in
        switch character {
        case "-": "⁻"
        case "1": "¹"
        case "2": "²"
        case "3": "³"
        default: Character(UnicodeScalar(0x2070 + UInt32(character.wholeNumberValue ?? 0)) ?? "⁰")
        }
      })
  }

  /// A whole number from 0 on as an index: `₁₂`.
  static func lowered(_ value: Int) -> String {
    String(
      String(value).compactMap { digit in
        UnicodeScalar(0x2080 + UInt32(digit.wholeNumberValue ?? 0)).map(Character.init)
      })
  }

  /// The exponent of the leading decimal digit; `value` is finite and not zero.
  static func decimalExponent(_ value: Double) -> Int {
    let exponent = Int(log10(abs(value)).rounded(.down))
    // The logarithm of a number just below a power of ten may round up to it.
    return scaled(abs(value), by: -exponent) < 1 ? exponent - 1 : exponent
  }

  /// `value` times ten to `exponent`, in two steps where one power would overflow.
  static func scaled(_ value: Double, by exponent: Int) -> Double {
    let half = exponent / 2
    return exponent >= 0
      ? value * powerOfTen(half) * powerOfTen(exponent - half)
      : value / powerOfTen(-half) / powerOfTen(half - exponent)
  }

  static func powerOfTen(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}
