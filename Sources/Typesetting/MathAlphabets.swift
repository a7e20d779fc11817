/// Unicode's mathematical alphanumerics: block starts for letters, Greek and digits, and the letters that Unicode had before.
enum MathAlphabets {
  private struct Block {
    var capitals: UInt32
    var smalls: UInt32
    var greekCapitals: UInt32?
    var greekSmalls: UInt32?
    var digits: UInt32?
  }

  private static func block(_ alphabet: MathLayout.Alphabet) -> Block? {
    switch alphabet {
    case .upright: nil
    case .bold:
      Block(capitals: 0x1D400, smalls: 0x1D41A, greekCapitals: 0x1D6A8, greekSmalls: 0x1D6C2, digits: 0x1D7CE)
    case .italic: Block(capitals: 0x1D434, smalls: 0x1D44E, greekCapitals: 0x1D6E2, greekSmalls: 0x1D6FC)
    case .boldItalic:
      Block(capitals: 0x1D468, smalls: 0x1D482, greekCapitals: 0x1D71C, greekSmalls: 0x1D736, digits: 0x1D7CE)
    case .script: Block(capitals: 0x1D49C, smalls: 0x1D4B6)
    case .fraktur: Block(capitals: 0x1D504, smalls: 0x1D51E)
    case .doubleStruck: Block(capitals: 0x1D538, smalls: 0x1D552, digits: 0x1D7D8)
    case .sansSerif: Block(capitals: 0x1D5A0, smalls: 0x1D5BA, digits: 0x1D7E2)
    case .monospace: Block(capitals: 0x1D670, smalls: 0x1D68A, digits: 0x1D7F6)
    }
  }

  private static let reserved: [UInt32: Unicode.Scalar] = [
    0x1D455: "ℎ", 0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ", 0x1D4A8: "ℳ",
    0x1D4AD: "ℛ", 0x1D4BA: "ℯ", 0x1D4BC: "ℊ", 0x1D4C4: "ℴ", 0x1D506: "ℭ", 0x1D50B: "ℌ", 0x1D50C: "ℑ", 0x1D515: "ℜ",
    0x1D51D: "ℨ", 0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ", 0x1D548: "ℚ", 0x1D549: "ℝ", 0x1D551: "ℤ",
  ]

  /// The Greek letters behind omega in each block, in its order.
  private static let greekVariants: [Unicode.Scalar: UInt32] = [
    "∂": 25, "ϵ": 26, "ϑ": 27, "ϰ": 28, "ϕ": 29, "ϱ": 30, "ϖ": 31,
  ]

  /// `scalar` in the alphabet; itself where Unicode has none.
  static func scalar(_ scalar: Unicode.Scalar, in alphabet: MathLayout.Alphabet) -> Unicode.Scalar {
    guard let block = block(alphabet), let code = code(scalar, block) else { return scalar }
    return reserved[code] ?? Unicode.Scalar(code) ?? scalar
  }

  private static func code(_ scalar: Unicode.Scalar, _ block: Block) -> UInt32? {
    let value = scalar.value
    switch value {
    case 0x41...0x5A: return block.capitals + value - 0x41
    case 0x61...0x7A: return block.smalls + value - 0x61
    case 0x30...0x39: return block.digits.map { $0 + value - 0x30 }
    case 0x391...0x3A9: return block.greekCapitals.map { $0 + value - 0x391 }
    case 0x3B1...0x3C9: return block.greekSmalls.map { $0 + value - 0x3B1 }
    case 0x2207: return block.greekCapitals.map { $0 + 25 }
    default: return greekVariants[scalar].flatMap { offset in block.greekSmalls.map { $0 + offset } }
    }
  }

  static func text(_ text: String, in alphabet: MathLayout.Alphabet) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result.unicodeScalars.append(self.scalar(scalar, in: alphabet)) }
    return result
  }
}
