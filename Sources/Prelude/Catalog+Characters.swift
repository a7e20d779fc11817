import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addCharacters() {
    let tests: [(String, String, @Sendable (Character) -> Bool)] = [
      ("isLetter", "Whether it is a letter.", { $0.isLetter }),
      ("isNumber", "Whether it is a digit or another number.", { $0.isNumber }),
      ("isWhitespace", "Whether it is a blank, a tab or an end of line.", { $0.isWhitespace }),
      ("isUppercase", "Whether it is a capital.", { $0.isUppercase }),
      ("isLowercase", "Whether it is a small letter.", { $0.isLowercase }),
      ("isPunctuation", "Whether it is a punctuation mark.", { $0.isPunctuation }),
    ]
    for (name, sentence, holds) in tests {
      member("var \(name): Bool", of: "Character", sentence) { _, reader in
        RawValue(reader.next().string.first.map(holds) ?? false)
      }
    }
    member("var wholeNumberValue: Int?", of: "Character", "The value of a digit, or nil.") { _, reader in
      optional(reader.next().string.first?.wholeNumberValue.map { RawValue($0) }, .scalar)
    }
    let sets: [(String, String, @Sendable (Unicode.Scalar) -> Bool)] = [
      ("whitespaces", "Blanks and tabs.", { $0.properties.generalCategory == .spaceSeparator || $0 == "\t" }),
      ("newlines", "The ends of lines.", { isNewline($0) }),
      (
        "whitespacesAndNewlines", "Blanks, tabs and the ends of lines.",
        {
          $0.properties.generalCategory == .spaceSeparator || $0 == "\t" || isNewline($0)
        }
      ),
      ("letters", "Letters.", { $0.properties.isAlphabetic }),
      ("decimalDigits", "Digits.", { $0.properties.generalCategory == .decimalNumber }),
      ("punctuationCharacters", "Punctuation marks.", { Character($0).isPunctuation }),
    ]
    for (name, sentence, contains) in sets {
      member("static var \(name): CharacterSet", of: "CharacterSet", sentence) { _, _ in
        CharacterSet(contains: contains).raw
      }
    }
    member("init(charactersIn string: String)", of: "CharacterSet", "The characters of a text.") { _, reader in
      let scalars = Set(reader.next().string.unicodeScalars)
      return CharacterSet { scalars.contains($0) }.raw
    }
  }
}

/// A set of characters, by its test.
struct CharacterSet: EngineValue {
  static var typeName: String { "CharacterSet" }
  let contains: @Sendable (Unicode.Scalar) -> Bool
}

private func isNewline(_ scalar: Unicode.Scalar) -> Bool {
  (0x0A...0x0D).contains(scalar.value) || [0x85, 0x2028, 0x2029].contains(scalar.value)
}
