/// Makes unique identifiers of headings as GitHub does: lower case, words joined by hyphens, other signs left out.
struct HeadingSlugs {
  private var counts: [String: Int] = [:]

  mutating func unique(for words: String) -> String {
    let slug = Self.slug(of: words)
    var candidate = slug
    while counts[candidate] != nil {
      let next = (counts[slug] ?? 0) + 1
      counts[slug] = next
      candidate = "\(slug)-\(next)"
    }
    counts[candidate] = 0
    return candidate
  }

  /// Keeps an identifier that was given from being made again.
  mutating func reserve(_ identifier: String) {
    counts[identifier] = counts[identifier] ?? 0
  }

  private static func slug(of words: String) -> String {
    var slug = ""
    for scalar in words.lowercased().unicodeScalars {
      if scalar == " " {
        slug.unicodeScalars.append("-")
      } else if isKept(scalar) {
        slug.unicodeScalars.append(scalar)
      }
    }
    return slug.isEmpty ? "section" : slug
  }

  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark,
      .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
      true
    default: scalar == "-"
    }
  }
}
