/// Finds `@fig-name`, `@eq-name`, `@sec-name` and `@exr-name` in text.
enum ReferenceScanner {
  static let prefixes = ["fig-", "eq-", "sec-", "exr-"]

  /// The ranges of the references, their `@` included.
  static func references(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var references: [Range<Int>] = []
    var position = text.startIndex
    while let sign = text[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = sign + 1
      guard sign == 0 || !text[sign - 1].isLabelPart, let end = labelEnd(in: text, from: position) else { continue }
      references.append(sign..<end)
      position = end
    }
    return references
  }

  private static func labelEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let prefix = prefixes.first(where: { text[start...].starts(with: $0.utf8) }) else { return nil }
    // Signs above ASCII belong to a label only as letters and numbers: full-width punctuation ends it.
    let word = String(decoding: text[start...].prefix { $0.isLabelPart }, as: UTF8.self)
    let label = word.prefix { $0 == "-" || $0 == "_" || $0.isLetter || $0.isNumber }
    let trimmed = label.utf8.count - label.reversed().prefix { $0 == "-" || $0 == "_" }.count
    return trimmed > prefix.utf8.count ? start + trimmed : nil
  }
}
