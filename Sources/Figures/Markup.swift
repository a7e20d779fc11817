/// The one place where words and numbers become SVG.
enum Markup {
  /// `text` with the characters that markup gives a meaning replaced, and those that XML forbids left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t", "\r": result += " "
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// `id` reduced to what an XML identifier and a CSS selector can hold.
  static func identifier(_ id: String) -> String {
    let kept = id.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
    }
    let name = String(String.UnicodeScalarView(kept))
    return name.first?.isLetter == true ? name : "f" + name
  }

  /// A coordinate in tenths of a pixel. Coordinates far outside any drawing are brought near it.
  static func tenths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int((min(max(value, -1e5), 1e5) * 10).rounded())
  }

  static func append(tenths value: Int, to bytes: inout [UInt8]) {
    var magnitude = value.magnitude
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let fraction = magnitude % 10
    magnitude /= 10
    if magnitude > 0 || fraction == 0 { bytes.append(contentsOf: String(magnitude).utf8) }
    if fraction > 0 { bytes.append(UInt8(ascii: ".")); bytes.append(UInt8(ascii: "0") + UInt8(fraction)) }
  }

  static func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    append(tenths: tenths(value), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Two decimals, for opacities and scales.
  static func fraction(_ value: Double) -> String {
    NumberText.fixed(value, decimals: 2, trimmed: true)
  }
}
