import Diagnostics

/// Widths of words in the sans-serif face that a page sets figures in.
///
/// No letter of the faces that `system-ui` commonly stands for is wider, so that room measured with these widths is
/// enough: they are those of DejaVu Sans or more.
enum TextMetrics {
  /// The width of `string` in pixels at `size` pixels.
  static func width(_ string: String, size: Double, bold: Bool = false) -> Double {
    let units = string.unicodeScalars.reduce(0.0) { $0 + advance($1) }
    return units * size * (bold ? 1.13 : 1)
  }

  /// In thousandths of the size: the printable ASCII characters from the space on.
  private static let ascii: [Double] = [
    320, 410, 460, 840, 640, 950, 780, 280, 390, 390, 500, 840, 320, 370, 320, 370,  // space to /
    640, 640, 640, 640, 640, 640, 640, 640, 640, 640, 340, 340, 840, 840, 840, 540,  // 0 to ?
    1000, 690, 690, 700, 770, 640, 580, 780, 760, 300, 520, 660, 560, 880, 750, 790,  // @ to O
    630, 790, 700, 640, 620, 740, 690, 990, 690, 630, 690, 390, 370, 390, 840, 500,  // P to _
    500, 620, 640, 550, 640, 620, 360, 640, 640, 280, 280, 580, 280, 980, 640, 620,  // ` to o
    640, 640, 420, 530, 400, 640, 600, 820, 600, 600, 530, 640, 340, 640, 840,  // p to ~
  ]

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    let index = Int(scalar.value) - 32
    if ascii.indices.contains(index) { return ascii[index] / 1000 }
    if scalar.properties.isGraphemeExtend || scalar.value < 32 { return 0 }
    switch scalar.value {
    case 0x00B2, 0x00B3, 0x00B9, 0x2070...0x209F: return 0.42  // raised and lowered digits
    case 0x2026: return 1
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
