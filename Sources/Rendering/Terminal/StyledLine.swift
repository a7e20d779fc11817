import Diagnostics

/// How a terminal shows a piece of text.
struct TextStyle: Hashable {
  /// Numbers of xterm colours that read on black and on white alike.
  enum Color: Int { case red = 160, amber = 136, green = 35, blue = 32, violet = 134, teal = 37, gray = 244 }

  var bold = false
  var italic = false
  var underline = false
  var strike = false
  var color: Color?

  static let plain = TextStyle()
  static let faint = TextStyle(color: .gray)
  static let strong = TextStyle(bold: true)

  /// The parameters of the ANSI sequence "select graphic rendition" (ECMA-48, 8.3.117).
  var codes: String {
    var codes: [String] = []
    if bold { codes.append("1") }
    if italic { codes.append("3") }
    if underline { codes.append("4") }
    if strike { codes.append("9") }
    if let color { codes.append("38;5;\(color.rawValue)") }
    return codes.joined(separator: ";")
  }
}

/// Text of one style, without control characters.
struct StyledSpan: Hashable {
  var text: String
  var style: TextStyle

  /// What a lesson wrote: control characters become visible.
  init(_ text: String, _ style: TextStyle = .plain) {
    self.text = Escaping.terminal(text)
    self.style = style
  }

  /// What one of our own writers set, with its escape sequences.
  init(drawn text: String) {
    self.text = text
    style = .plain
  }
}

/// One line of a terminal.
struct StyledLine: Hashable {
  var spans: [StyledSpan]

  init(_ spans: [StyledSpan] = []) { self.spans = spans }

  init(_ text: String, _ style: TextStyle = .plain) { spans = [StyledSpan(text, style)] }

  var width: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

  var isBlank: Bool { spans.allSatisfy(\.text.isEmpty) }

  mutating func pad(to width: Int) {
    let missing = width - self.width
    if missing > 0 { spans.append(StyledSpan(String(repeating: " ", count: missing))) }
  }

  func prefixed(_ prefix: StyledSpan) -> StyledLine { StyledLine([prefix] + spans) }

  /// The line with or without escape sequences, without blanks at its end.
  func text(color: Bool) -> String {
    var result = ""
    for span in spans {
      let codes = color ? span.style.codes : ""
      result += codes.isEmpty ? span.text : "\u{1B}[\(codes)m\(span.text)\u{1B}[0m"
    }
    while result.utf8.last == UInt8(ascii: " ") { result.removeLast() }
    return result
  }
}

extension [StyledLine] {
  /// Every line behind `prefix`, the first behind `first`.
  func prefixed(first: StyledSpan, rest: StyledSpan) -> [StyledLine] {
    enumerated().map { $0.element.prefixed($0.offset == 0 ? first : rest) }
  }

  func indented(_ columns: Int) -> [StyledLine] {
    let blank = StyledSpan(String(repeating: " ", count: columns))
    return prefixed(first: blank, rest: blank)
  }
}
