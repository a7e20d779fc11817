import Typesetting

/// What letters with subscripts and accents are called as symbols: `x_1` is `x1`, `\theta` is `theta`, `W_{ij}` is `W_ij`.
struct FormulaNames {
  /// The running indices of sums, with the values that they have now.
  var indices: [String: Int] = [:]

  /// The name that a box is; `nil` for what is no name.
  func name(of item: MathLayout) -> String? {
    switch item {
    case .identifier(let letters, let alphabet): word(letters, alphabet)
    case .accent(let base, let mark, _, false): accented(base, mark)
    case .scripts(let base, let sub?, nil):
      name(of: base).flatMap { stem in index(sub).map { Self.joined(stem, $0) } }
    case .row(let items) where items.count == 1: name(of: items[0])
    case .styled(_, let content): name(of: content)
    default: nil
    }
  }

  private func word(_ letters: String, _ alphabet: MathLayout.Alphabet) -> String? {
    switch alphabet {
    case .italic, .upright: Self.spelled[letters] ?? (letters.utf8.contains(UInt8(ascii: " ")) ? nil : letters)
    case .script, .fraktur, .sansSerif, .monospace: MathLayout.identifier(letters, alphabet).plainText
    // Bold letters stand for vectors and matrices, double-struck ones for sets: neither is a number.
    case .bold, .boldItalic, .doubleStruck: nil
    }
  }

  /// An arrow makes a vector, a prime no name.
  private func accented(_ base: MathLayout, _ mark: String) -> String? {
    guard let scalar = mark.unicodeScalars.first, (0x300..<0x370).contains(scalar.value) else { return nil }
    return name(of: base).map { $0 + mark }
  }

  /// A subscript as part of a name.
  private func index(_ sub: MathLayout) -> String? {
    let items = sub.formulaItems
    if let shifted = shifted(items) { return "\(shifted)" }
    var text = ""
    for item in items where item.formulaSign != "," {
      switch item {
      case .number(let digits) where digits.utf8.allSatisfy { (0x30...0x39).contains($0) }: text += digits
      default:
        guard let name = name(of: item) else { return nil }
        text += indices[name].map(String.init) ?? name
      }
    }
    return text.isEmpty ? nil : text
  }

  /// `i - 1` where `i` runs.
  private func shifted(_ items: [MathLayout]) -> Int? {
    guard items.count == 3, let name = name(of: items[0]), let value = indices[name],
      case .number(let digits) = items[2], let step = Int(digits)
    else { return nil }
    switch items[1].formulaSign {
    case "+": return value &+ step
    case "−": return value &- step
    default: return nil
    }
  }

  private static func joined(_ stem: String, _ index: String) -> String {
    let isNumber = index.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let endsInDigit = stem.utf8.last.map { (0x30...0x39).contains($0) } ?? false
    return isNumber && !endsInDigit && !stem.contains("_") ? stem + index : "\(stem)_\(index)"
  }

  private static let spelled: [String: String] = {
    var table = Dictionary(uniqueKeysWithValues: LayoutPrinter.greek.map { ($1, $0) })
    for (variant, name) in [("ε", "epsilon"), ("ϑ", "theta"), ("φ", "phi"), ("ϱ", "rho"), ("ς", "sigma")] {
      table[variant] = name
    }
    return table
  }()
}
