/// Text as HTML and XML hold it.
enum MarkupText {
  /// Appends `text` so that it is characters and nothing else, in elements as in quoted attributes.
  static func append(_ text: String, to markup: inout String) {
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      // A combining mark must not join the bracket or quote before it.
      case "\u{300}"..."\u{36F}" where index == 0, "\u{20D0}"..."\u{20FF}" where index == 0:
        markup += "&#x\(String(scalar.value, radix: 16));"
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\n", "\t": markup.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": markup += "\u{FFFD}"
      default: markup.unicodeScalars.append(scalar)
      }
    }
  }
}
