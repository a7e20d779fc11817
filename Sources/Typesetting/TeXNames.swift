/// The commands by what they show: ``TeXCommandTable`` backwards. Where several show the same, the first by length, then
/// by name, is written.
enum TeXNames {
  struct Symbol: Hashable {
    var sign: String
    var spacing: MathLayout.SpacingClass
  }

  struct Letter: Hashable {
    var name: String
    var alphabet: MathLayout.Alphabet
  }

  struct Accent: Hashable {
    var mark: String
    var stretchy: Bool
    var under: Bool
  }

  private static let sorted = TeXCommandTable.commands.sorted {
    let (a, b) = ($0.key.utf8.count, $1.key.utf8.count)
    return a == b ? $0.key < $1.key : a < b
  }

  static let ascii: [Symbol: String] = {
    var table: [Symbol: String] = [:]
    for scalar in "+-*/=<>:,;()[]!?|.@".unicodeScalars {
      if case .symbol(let sign, let spacing)? = TeXCharacters.symbols[scalar] {
        table[Symbol(sign: sign, spacing: spacing)] = String(scalar)
      }
    }
    return table
  }()

  static let asciiOfAnyClass = Dictionary(ascii.map { ($0.key.sign, $0.value) }) { first, _ in first }

  /// True for what an alphabet command holds; other text needs a command for words.
  static func isLetters(_ name: String, _ alphabet: MathLayout.Alphabet) -> Bool {
    let takesDigits =
      switch alphabet {
      case .bold, .doubleStruck, .sansSerif, .monospace: true
      case .italic, .upright, .boldItalic, .script, .fraktur: false
      }
    return !name.isEmpty && name.utf8.allSatisfy { $0 >= 0x80 || $0.isLetter || (takesDigits && $0.isDigit) }
  }

  static let symbols: [Symbol: String] = {
    var table: [Symbol: String] = [:]
    for (name, command) in sorted {
      let symbol: Symbol
      switch command {
      case .symbol(let sign, let spacing): symbol = Symbol(sign: sign, spacing: spacing)
      case .largeOperator(let sign, _): symbol = Symbol(sign: sign, spacing: .largeOperator)
      default: continue
      }
      if table[symbol] == nil { table[symbol] = name }
    }
    return table
  }()

  /// A command for the sign, whatever its class.
  static let anyClass: [String: String] = {
    var table: [String: String] = [:]
    for (name, command) in sorted {
      if case .symbol(let sign, _) = command, table[sign] == nil { table[sign] = name }
    }
    return table
  }()

  static let letters: [Letter: String] = {
    var table: [Letter: String] = [:]
    for (name, command) in sorted {
      guard case .letter(let shown, let alphabet) = command else { continue }
      let letter = Letter(name: shown, alphabet: alphabet)
      if table[letter] == nil { table[letter] = name }
    }
    return table
  }()

  static let accents: [Accent: String] = {
    var table: [Accent: String] = [:]
    for (name, command) in sorted {
      guard case .accent(let mark, let stretchy, let under) = command else { continue }
      let accent = Accent(mark: mark, stretchy: stretchy, under: under)
      if table[accent] == nil { table[accent] = name }
    }
    return table
  }()

  static let arrows: [String: String] = {
    var table: [String: String] = [:]
    for (name, command) in sorted {
      if case .arrow(let sign) = command { table[sign] = name }
    }
    return table
  }()

  static func alphabet(_ alphabet: MathLayout.Alphabet) -> String {
    switch alphabet {
    case .italic: "mathit"
    case .upright: "mathrm"
    case .bold: "mathbf"
    case .boldItalic: "boldsymbol"
    case .script: "mathcal"
    case .fraktur: "mathfrak"
    case .doubleStruck: "mathbb"
    case .sansSerif: "mathsf"
    case .monospace: "mathtt"
    }
  }

  static func atom(_ spacing: MathLayout.SpacingClass) -> String {
    switch spacing {
    case .ordinary: "mathord"
    case .largeOperator: "mathop"
    case .binary: "mathbin"
    case .relation: "mathrel"
    case .opening: "mathopen"
    case .closing: "mathclose"
    case .punctuation: "mathpunct"
    }
  }

  /// The environment of a table, and what follows its name.
  static func environment(_ table: MathLayout.Table) -> (name: String, columns: String) {
    let columns = "{" + columnLetters(table) + "}"
    switch (table.joined, table.display) {
    case (true, true):
      switch table.alignments {
      case [.right, .left]: return ("aligned", "")
      case [.right, .center, .left]: return ("eqnarray", "")
      default: return ("gathered", "")
      }
    case (true, false): return ("subarray", columns)
    case (false, true): return ("darray", columns)
    case (false, false):
      return table.alignments == [.center] && !table.hasRules ? ("matrix", "") : ("array", columns)
    }
  }

  private static func columnLetters(_ table: MathLayout.Table) -> String {
    let letters = table.alignments.map { String($0.rawValue.prefix(1)) }
    var text = ""
    for (column, letter) in letters.enumerated() {
      text += (table.columnRules.contains(column) ? "|" : "") + letter
    }
    return text + (table.columnRules.contains(letters.count) ? "|" : "")
  }
}
