/// What characters typed as themselves are: digits, letters and signs, of ASCII and of Unicode.
enum TeXCharacters {
  /// The signs of ASCII whose meaning in mathematics TeX fixes.
  private static let ascii: [(String, String, MathLayout.SpacingClass)] = [
    ("+", "+", .binary), ("-", "−", .binary), ("*", "∗", .binary), ("/", "/", .ordinary), ("=", "=", .relation),
    ("<", "<", .relation), (">", ">", .relation), (":", ":", .relation), (",", ",", .punctuation),
    (";", ";", .punctuation), ("(", "(", .opening), ("[", "[", .opening), (")", ")", .closing), ("]", "]", .closing),
    ("!", "!", .closing), ("?", "?", .closing), ("|", "|", .ordinary), (".", ".", .ordinary), ("@", "@", .ordinary),
    ("`", "‘", .ordinary), ("\"", "”", .ordinary),
  ]

  /// Signs by character. What several commands show has the class of the first in ``TeXSymbols``.
  static let symbols: [Unicode.Scalar: MathLayout] = {
    var table: [Unicode.Scalar: MathLayout] = [:]
    func add(_ shown: String, as layout: MathLayout) {
      let scalars = shown.unicodeScalars
      if let scalar = scalars.first, scalars.count == 1, table[scalar] == nil { table[scalar] = layout }
    }
    for (typed, shown, spacing) in ascii {
      if let scalar = typed.unicodeScalars.first { table[scalar] = .symbol(shown, spacing) }
    }
    for scalar in ["{", "}", "%", "#", "&", "$", "_"] as [Unicode.Scalar] { table[scalar] = .source(String(scalar)) }
    add("−", as: .symbol("−", .binary))
    add("·", as: .symbol("⋅", .binary))
    TeXCommandTable.pairs(TeXSymbols.sumLike) { add($1, as: .symbol($1, .largeOperator)) }
    TeXCommandTable.pairs(TeXSymbols.integrals) { add($1, as: .symbol($1, .largeOperator)) }
    for (words, spacing) in TeXSymbols.byClass {
      TeXCommandTable.pairs(words) { add($1, as: .symbol($1, spacing)) }
    }
    for sign in Negations.signs { add(sign, as: .symbol(sign, .relation)) }
    TeXCommandTable.pairs(TeXSymbols.uprightLetters) { add($1, as: .identifier($1, .upright)) }
    return table
  }()

  /// The mark of an accent that the character puts on the letter before it.
  static func combiningMark(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x300...0x304, 0x306...0x308, 0x30A, 0x30C, 0x20D6, 0x20D7: String(scalar)
    default: nil
    }
  }

  /// The letters and signs of a script that was typed in Unicode's own superscripts.
  static func layout(of text: String) -> [MathLayout] {
    var items: [MathLayout] = []
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80, UInt8(scalar.value).isDigit {
        if case .number(let digits)? = items.last {
          items[items.count - 1] = .number(digits + String(scalar))
        } else {
          items.append(.number(String(scalar)))
        }
      } else {
        items.append(symbols[scalar] ?? .identifier(String(scalar), .italic))
      }
    }
    return items
  }

  /// True for letters of scripts that mathematics does not use: they are set as words.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x80, 0x370..<0x400: false
    case 0x1D400..<0x1D800, 0x2100..<0x2150: false
    case 0xC0..<0x250: true
    default: scalar.properties.isAlphabetic || scalar.properties.isEmojiPresentation || scalar.value >= 0x2E80
    }
  }
}
