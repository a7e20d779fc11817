/// Finds `@fig-name`, `@eq-name`, `@sec-name` and `@exr-name` in text.
enum ReferenceScanner {
  static let prefixes = ["fig-", "eq-", "sec-", "exr-"]
  /// What other tools number, and what the known prefixes are called at length.
  private static let foreignPrefixes = [
    "tbl-", "tab-", "lst-", "code-", "thm-", "lem-", "cor-", "prp-", "def-", "exm-", "ex-", "sol-", "rem-", "ans-",
    "cell-", "figure-", "equation-", "section-", "exercise-", "table-",
  ]

  /// The ranges of the references, their `@` included.
  static func references(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    matches(in: text) { labelEnd(in: text, from: $0) }
  }

  /// The ranges of what looks like a reference and is none, because of how it begins; their `@` included.
  ///
  /// - Parameter labels: a word that is one of them was meant to refer to it, whatever it begins with.
  static func nearReferences(in text: UnsafeBufferPointer<UInt8>, labels: Set<String>) -> [Range<Int>] {
    matches(in: text) { start in
      if labelEnd(in: text, from: start) != nil { return nil }
      let known = prefixes.map { $0.dropLast() + ":" } + foreignPrefixes
      let end = wordEnd(in: text, from: start)
      if let prefix = known.first(where: { text[start...].starts(with: $0.utf8) }) {
        let end = wordEnd(in: text, from: start + prefix.utf8.count)
        return end > start + prefix.utf8.count ? end : nil
      }
      return labels.contains(String(decoding: text[start..<end], as: UTF8.self)) ? end : nil
    }
  }

  /// The ranges from an `@` that may begin a word to the end that `end` finds from the offset after it.
  private static func matches(in text: UnsafeBufferPointer<UInt8>, end: (Int) -> Int?) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = text.startIndex
    while let sign = text[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = sign + 1
      guard sign == 0 || !text[sign - 1].isLabelPart, let end = end(position) else { continue }
      ranges.append(sign..<end)
      position = end
    }
    return ranges
  }

  private static func labelEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let prefix = prefixes.first(where: { text[start...].starts(with: $0.utf8) }) else { return nil }
    let end = wordEnd(in: text, from: start)
    return end > start + prefix.utf8.count ? end : nil
  }

  /// Where the label that begins at `start` ends.
  private static func wordEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    // Signs above ASCII belong to a label only as letters and numbers: full-width punctuation ends it.
    let word = String(decoding: text[start...].prefix { $0.isLabelPart }, as: UTF8.self)
    let label = word.prefix { $0 == "-" || $0 == "_" || $0.isLetter || $0.isNumber }
    return start + label.utf8.count - label.reversed().prefix { $0 == "-" || $0 == "_" }.count
  }
}
