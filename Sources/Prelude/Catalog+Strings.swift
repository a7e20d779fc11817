import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addStrings() {
    addStringOperators()
    addStringMaking()
    addStringReading()
    addStringParts()
    addStringChanges()
    addCharacters()
  }

  private mutating func addStringOperators() {
    member("func + (l: String, r: String) -> String", "One text after the other.", example: "\"ab\" + \"c\"") {
      call, reader in
      let (left, right) = (reader.next().string, reader.next().string)
      try call.charge(bytes: left.utf8.count + right.utf8.count)
      return RawValue(left + right)
    }
    let comparisons: [(String, String, @Sendable (String, String) -> Bool)] = [
      ("==", "Whether two texts are equal.", { $0 == $1 }),
      ("<", "Whether one text sorts before another.", { $0 < $1 }),
      (">", "Whether one text sorts after another.", { $0 > $1 }),
      ("<=", "Whether one text does not sort after another.", { $0 <= $1 }),
      (">=", "Whether one text does not sort before another.", { $0 >= $1 }),
    ]
    for (name, sentence, holds) in comparisons {
      for type in ["String", "Character"] where type == "String" || name != "==" {
        member("func \(name) (l: \(type), r: \(type)) -> Bool", sentence, example: "\"a\" \(name) \"b\"") { _, reader in
          RawValue(holds(reader.next().string, reader.next().string))
        }
      }
    }
  }

  private mutating func addStringMaking() {
    for type in ["String", "Character"] {
      member(
        "init(repeating text: \(type), count: Int)", of: "String", "A text, repeated.",
        example: "String(repeating: \"ab\", count: 2)"
      ) { call, reader in
        let (text, count) = (reader.next().string, reader.next().int)
        guard count >= 0 else { throw Fault(.invalidArgument, "a text cannot be repeated \(count) times") }
        let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
        try call.charge(bytes: overflow ? .max / 2 : bytes)
        return RawValue(String(repeating: text, count: count))
      }
    }
    member("init(_ characters: [Character])", of: "String", "The text of characters.") { _, reader in
      RawValue(text(of: try reader.array(), separator: ""))
    }
    member(
      "init(_ value: Int, radix: Int, uppercase: Bool = false)", of: "String", "An integer's digits to a base.",
      example: "String(10, radix: 2)"
    ) { _, reader in
      let (value, radix, isUppercase) = (reader.next().int, reader.next().int, reader.next().bool)
      guard 2...36 ~= radix else { throw Fault(.invalidArgument, "the base of digits is 2 to 36, not \(radix)") }
      return RawValue(String(value, radix: radix, uppercase: isUppercase))
    }
    member(
      "func joined(separator: String = \"\") -> String where Element == String", of: "Array", "The texts, joined.",
      example: "[\"a\", \"b\"].joined(separator: \", \")"
    ) { call, reader in
      let (array, separator) = (try reader.array(), reader.next().string)
      try call.charge(bytes: (0..<array.count).reduce(0) { $0 + array[$1].string.utf8.count + separator.utf8.count })
      return RawValue(text(of: array, separator: separator))
    }
  }

  private mutating func addStringReading() {
    member("func _elements() -> [Character]", of: "String", "The characters.") { call, reader in
      let text = reader.next().string
      try call.charge(elements: text.utf8.count)
      return characters(text)
    }
    member("var count: Int", of: "String", "How many characters there are.", example: "\"abc\".count") { _, reader in
      RawValue(reader.next().string.count)
    }
    member("var isEmpty: Bool", of: "String", "Whether there is no character.", example: "\"\".isEmpty") { _, reader in
      RawValue(reader.next().string.isEmpty)
    }
    let changes: [(String, String, @Sendable (String) -> String)] = [
      ("uppercased", "In capitals.", { $0.uppercased() }), ("lowercased", "In small letters.", { $0.lowercased() }),
    ]
    for (name, sentence, change) in changes {
      for owner in ["String", "Character"] {
        member("func \(name)() -> String", of: owner, sentence) { _, reader in RawValue(change(reader.next().string)) }
      }
    }
    member("var capitalized: String", of: "String", "With a capital at the start of each word.") { _, reader in
      RawValue(capitalized(reader.next().string))
    }
    let tests: [(String, String, @Sendable (String, String) -> Bool)] = [
      ("hasPrefix(_ prefix", "Whether it begins with a text.", { $0.hasPrefix($1) }),
      ("hasSuffix(_ suffix", "Whether it ends with a text.", { $0.hasSuffix($1) }),
      ("contains(_ other", "Whether a text occurs in it.", { $1.isEmpty || TextSearch($1).first(in: $0) != nil }),
    ]
    for (name, sentence, holds) in tests {
      member(
        "func \(name): String) -> Bool", of: "String", sentence,
        example: "\"sine\".\(name.prefix { $0 != "(" })(\"si\")"
      ) { _, reader in RawValue(holds(reader.next().string, reader.next().string)) }
    }
    member(
      "func filter(_ isIncluded: (Character) throws -> Bool) rethrows -> String", of: "String",
      "The characters for which a test holds."
    ) {
      _, reader in
      let (text, test) = (reader.next().string, reader.function())
      return RawValue(try text.filter { try test.callRaw([RawValue(String($0))]).bool })
    }
  }

  private mutating func addStringParts() {
    let counted: [(String, String, @Sendable (String, Int) -> Substring)] = [
      ("prefix(_ maxLength: Int)", "At most so many characters from the start.", { $0.prefix($1) }),
      ("suffix(_ maxLength: Int)", "At most so many characters from the end.", { $0.suffix($1) }),
      ("dropFirst(_ k: Int = 1)", "All but the first characters.", { $0.dropFirst($1) }),
      ("dropLast(_ k: Int = 1)", "All but the last characters.", { $0.dropLast($1) }),
    ]
    for (name, sentence, part) in counted {
      member(
        "func \(name) -> String", of: "String", sentence, example: "\"tangent\".\(name.prefix { $0 != "(" })(3)"
      ) { _, reader in
        let (text, count) = (reader.next().string, reader.next().int)
        guard count >= 0 else { throw Fault(.invalidArgument, "\(count) is no number of characters") }
        return RawValue(String(part(text, count)))
      }
    }
    member(
      "func split(separator: String, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [String]",
      of: "String", "The parts between separators.", example: "\"1,2,,3\".split(separator: \",\")"
    ) { call, reader in
      let (text, separator) = (reader.next().string, reader.next().string)
      let (limit, omitsEmpty) = (reader.next().int, reader.next().bool)
      guard limit >= 0 else { throw Fault(.invalidArgument, "\(limit) is no number of splits") }
      return try strings(TextSearch(separator).parts(of: text, limit: limit, omittingEmpty: omitsEmpty), call)
    }
    member(
      "func components(separatedBy separator: String) -> [String]", of: "String",
      "The parts between separators, empty ones too.", example: "\"1,2,,3\".components(separatedBy: \",\")"
    ) { call, reader in
      let (text, separator) = (reader.next().string, reader.next().string)
      return try strings(TextSearch(separator).parts(of: text, limit: .max, omittingEmpty: false), call)
    }
    member(
      "func replacingOccurrences(of target: String, with replacement: String) -> String", of: "String",
      "The text with one part replaced by another.", example: "\"1,5\".replacingOccurrences(of: \",\", with: \".\")"
    ) { call, reader in
      let (text, target, replacement) = (reader.next().string, reader.next().string, reader.next().string)
      if target.isEmpty { return RawValue(text) }
      let parts = TextSearch(target).parts(of: text, limit: .max, omittingEmpty: false)
      try call.charge(bytes: text.utf8.count + parts.count * replacement.utf8.count)
      return RawValue(parts.joined(separator: replacement))
    }
    member(
      "func trimmingCharacters(in set: CharacterSet) -> String", of: "String",
      "Without the characters of a set at both ends.",
      example: "\"  x \".trimmingCharacters(in: .whitespaces)"
    ) { _, reader in
      let (text, set) = (reader.next().string, CharacterSet.from(reader.next()))
      let scalars = text.unicodeScalars
      guard let first = scalars.firstIndex(where: { !set.contains($0) }),
        let last = scalars.lastIndex(where: { !set.contains($0) })
      else { return RawValue("") }
      return RawValue(String(scalars[first...last]))
    }
    member(
      "func padding(toLength newLength: Int, withPad padString: String, startingAt padIndex: Int) -> String",
      of: "String",
      "Cut or filled up to a length.", example: "\"ab\".padding(toLength: 5, withPad: \".\", startingAt: 0)"
    ) { call, reader in
      let (text, length, pad, start) = (
        reader.next().string, reader.next().int, reader.next().string, reader.next().int
      )
      guard length >= 0 else { throw Fault(.invalidArgument, "a text cannot have \(length) characters") }
      guard !pad.isEmpty, start >= 0, start < pad.count else {
        throw Fault(.invalidArgument, "there is no character \(start) in the filling '\(pad)'")
      }
      try call.charge(bytes: length)
      return RawValue(padded(text, to: length, with: Array(pad), from: start))
    }
  }

  private mutating func addStringChanges() {
    for type in ["String", "Character"] {
      member("mutating func append(_ other: \(type)) -> Void", of: "String", "Adds to the end.") { call, reader in
        _ = reader.next()
        let other = reader.next().string
        try call.charge(bytes: other.utf8.count)
        try call.uniqueString().append(other)
        return nil
      }
    }
    member(
      "@discardableResult mutating func removeLast() -> Character", of: "String",
      "Removes the last character and gives it."
    ) {
      call, reader in
      var text = reader.next().string
      guard !text.isEmpty else { throw Fault(.indexOutOfRange, "an empty text has no last character") }
      let last = text.removeLast()
      call.replaceReceiver(with: text)
      return RawValue(String(last))
    }
  }
}

// MARK: - Helpers

func characters(_ text: String) -> RawValue {
  let array = ArrayObject(capacity: text.utf8.count, holdsObjects: true)
  for character in text { array.append(RawValue(String(character))) }
  return RawArray(array).raw
}

private func text(of array: ArrayObject, separator: String) -> String {
  var text = ""
  for number in 0..<array.count {
    if number > 0 { text += separator }
    text += array[number].string
  }
  return text
}

private func strings(_ parts: [Substring], _ call: borrowing NativeCall) throws(Fault) -> RawValue {
  try call.charge(bytes: 64 * parts.count)
  return RawArray.make(parts.lazy.map { RawValue(String($0)) }, bank: .object).raw
}

private func padded(_ text: String, to length: Int, with pad: [Character], from start: Int) -> String {
  let count = text.count
  if count >= length { return String(text.prefix(length)) }
  return text + String((0..<length - count).map { pad[(start + $0) % pad.count] })
}

private func capitalized(_ text: String) -> String {
  var result = ""
  var isStart = true
  for character in text {
    result += isStart ? character.uppercased() : character.lowercased()
    isStart = !character.isLetter && !character.isNumber
  }
  return result
}

/// The places of a text in another, byte by byte.
private struct TextSearch {
  let needle: [UInt8]

  init(_ text: String) { needle = Array(text.utf8) }

  func first(in text: String) -> String.Index? { next(in: text.utf8, from: text.utf8.startIndex) }

  private func next(in text: String.UTF8View, from start: String.Index) -> String.Index? {
    guard let head = needle.first else { return nil }
    var place = start
    while let found = text[place...].firstIndex(of: head) {
      if text[found...].starts(with: needle) { return found }
      place = text.index(after: found)
    }
    return nil
  }

  func parts(of text: String, limit: Int, omittingEmpty: Bool) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    while parts.count < limit, let found = next(in: text.utf8, from: start) {
      if !omittingEmpty || found > start { parts.append(text[start..<found]) }
      start = text.utf8.index(found, offsetBy: needle.count)
    }
    if !omittingEmpty || start < text.endIndex { parts.append(text[start...]) }
    return parts
  }
}
