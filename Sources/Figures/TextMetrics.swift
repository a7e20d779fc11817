import Diagnostics

/// Widths of words in the sans-serif face that a page sets figures in.
///
/// The faces that `system-ui` stands for differ by a few hundredths; these widths are their upper middle, so that
/// room measured with them is enough.
enum TextMetrics {
  /// The width of `string` in pixels at `size` pixels.
  static func width(_ string: String, size: Double, bold: Bool = false) -> Double {
    let units = string.unicodeScalars.reduce(0.0) { $0 + advance($1) }
    return units * size * (bold ? 1.13 : 1)
  }

  /// In thousandths of the size: the printable ASCII characters from the space on.
  private static let ascii: [Double] = [
    280, 320, 410, 700, 600, 850, 720, 230, 350, 350, 480, 680, 280, 360, 280, 370,  // space to /
    640, 640, 640, 640, 640, 640, 640, 640, 640, 640, 300, 300, 680, 680, 680, 500,  // 0 to ?
    930, 680, 670, 680, 730, 610, 570, 730, 740, 290, 520, 650, 550, 880, 750, 770,  // @ to O
    630, 770, 650, 630, 610, 730, 670, 950, 650, 630, 620, 350, 370, 350, 680, 480,  // P to _
    400, 570, 610, 540, 610, 570, 350, 600, 600, 260, 270, 550, 260, 900, 600, 600,  // ` to o
    610, 610, 390, 510, 370, 600, 540, 790, 540, 540, 500, 370, 290, 370, 680,  // p to ~
  ]

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    let index = Int(scalar.value) - 32
    if ascii.indices.contains(index) { return ascii[index] / 1000 }
    if scalar.properties.isGraphemeExtend || scalar.value < 32 { return 0 }
    switch scalar.value {
    case 0x00B2, 0x00B3, 0x00B9, 0x2070...0x209F: return 0.42  // raised and lowered digits
    case 0x00D7, 0x2190...0x22FF: return 0.84  // signs and arrows
    default: return scalar.displayWidth == 2 ? 1.02 : 0.65
    }
  }

  /// `string` cut to `columns` with an ellipsis in place of what is left out.
  static func cut(_ string: String, columns limit: Int) -> String {
    guard string.displayWidth > limit else { return string }
    var kept = ""
    var used = 0
    for character in string {
      used += String(character).displayWidth
      if used > limit - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
