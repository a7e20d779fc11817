import Diagnostics

/// Everything that stands between a lesson's text and the language of a report: the only file that escapes.

extension OutputBuffer {
  /// Appends text between tags. Control characters, which HTML forbids, become U+FFFD.
  mutating func text(_ text: String) { escape(text, with: Self.textReplacement) }

  mutating func text(_ text: Substring) { escape(text, with: Self.textReplacement) }

  /// Appends text within a quoted attribute.
  mutating func attribute(_ text: String) { escape(text, with: Self.attributeReplacement) }

  /// Appends a string literal of JSON (RFC 8259), quotes included.
  mutating func jsonString(_ text: String) {
    raw(UInt8(ascii: "\""))
    escape(text, with: Self.jsonReplacement)
    raw(UInt8(ascii: "\""))
  }

  private static let textReplacement = table([
    "&": "&amp;", "<": "&lt;", ">": "&gt;",
  ])

  private static let attributeReplacement = table([
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;",
  ])

  private static let jsonReplacement: [[UInt8]?] = {
    let digits = Array("0123456789abcdef".utf8)
    var table = [[UInt8]?](repeating: nil, count: 256)
    for control in (0..<0x20) + [0x7F] {
      table[control] = Array("\\u00".utf8) + [digits[control >> 4], digits[control & 15]]
    }
    let short: [UInt8: String] = [
      0x22: "\\\"", 0x5C: "\\\\", 0x08: "\\b", 0x0C: "\\f", 0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t",
    ]
    for (byte, text) in short { table[Int(byte)] = Array(text.utf8) }
    return table
  }()

  private static func table(_ replacements: [Unicode.Scalar: String]) -> [[UInt8]?] {
    var table = [[UInt8]?](repeating: nil, count: 256)
    for control in 0..<0x20 where ![0x09, 0x0A, 0x0D].contains(control) { table[control] = Array("\u{FFFD}".utf8) }
    table[0x7F] = Array("\u{FFFD}".utf8)
    for (scalar, text) in replacements { table[Int(scalar.value)] = Array(text.utf8) }
    return table
  }

  private mutating func escape(_ text: String, with table: [[UInt8]?]) {
    var text = text
    text.withUTF8 { escape($0, with: table) }
  }

  private mutating func escape(_ text: Substring, with table: [[UInt8]?]) {
    var text = text
    text.withUTF8 { escape($0, with: table) }
  }

  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, with table: [[UInt8]?]) {
    var clean = 0
    for index in bytes.indices {
      guard let replacement = table[Int(bytes[index])] else { continue }
      raw(UnsafeBufferPointer(rebasing: bytes[clean..<index]))
      raw(replacement)
      clean = index + 1
    }
    raw(UnsafeBufferPointer(rebasing: bytes[clean...]))
  }
}

package enum Escaping {
  /// The text between tags of a page.
  package static func text(_ text: String) -> String {
    var out = OutputBuffer(capacity: text.utf8.count)
    out.text(text)
    return out.text
  }

  /// The text for a terminal: control characters visible, so that nothing can start an escape sequence.
  static func terminal(_ text: String) -> String { text.visible() }

  /// The text for a terminal in several lines; tabs become four columns.
  static func terminalLines(_ text: String) -> [String] {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      terminal(widenTabs(String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)))
    }
  }

  private static func widenTabs(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\t")) else { return line }
    var result = ""
    var column = 0
    for scalar in line.unicodeScalars {
      let width = scalar == "\t" ? 4 - column % 4 : scalar.displayWidth
      if scalar == "\t" {
        result += String(repeating: " ", count: width)
      } else {
        result.unicodeScalars.append(scalar)
      }
      column += width
    }
    return result
  }

  /// The target of a link when a reader may safely follow it: `http`, `https`, `mailto`, relative or `#`; else `nil`.
  ///
  /// Browsers drop tabs and line feeds within an address and spaces around it before they look for the scheme, so an
  /// address with any control character is refused whole.
  static func link(_ destination: String) -> String? {
    let bytes = destination.utf8.drop { $0 == 0x20 }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    let head = bytes.prefix { ![0x3A, 0x2F, 0x3F, 0x23].contains($0) }
    let hasScheme = head.endIndex < bytes.endIndex && bytes[head.endIndex] == 0x3A
    guard hasScheme else { return String(bytes) }
    let scheme = String(decoding: head.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    return ["http", "https", "mailto"].contains(scheme) ? String(bytes) : nil
  }

  /// A file's path as a relative address: what is not unreserved, a slash or beyond ASCII is written as `%` and its code.
  static func path(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      let isPlain = byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if isPlain || "-._~/".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The media type when it is a picture's and cannot end the attribute that it stands in; else `nil`.
  static func imageMediaType(_ type: String) -> String? {
    let known = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml"]
    return known.first { $0 == type }
  }

  /// A language tag (BCP 47: letters, digits, hyphens), else English.
  static func languageTag(_ tag: String?) -> String {
    guard let tag, !tag.isEmpty, tag.utf8.count <= 35 else { return "en" }
    let isValid = tag.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
    }
    return isValid ? tag : "en"
  }
}

// MARK: - Markdown

extension Escaping {
  /// Text as Markdown that says nothing but it.
  static func markdown(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar = " "
    let scalars = Array(text.lines.map { $0.visible() }.joined(separator: "\n").unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if isMarkup(scalar, between: previous, and: next) { result += "\\" }
      result.unicodeScalars.append(scalar)
      previous = scalar
    }
    return result
  }

  private static func isMarkup(
    _ scalar: Unicode.Scalar, between previous: Unicode.Scalar, and next: Unicode.Scalar
  ) -> Bool {
    switch scalar {
    case "\\", "`", "*", "[", "]", "<", ">", "|", "~", "$": true
    // Within a word it is no emphasis.
    case "_": !(previous.properties.isAlphabetic && next.properties.isAlphabetic)
    case "&": next.properties.isAlphabetic || next == "#"
    case "!": next == "["
    default: false
    }
  }

  /// A line of a paragraph that does not begin another block.
  static func markdownLine(_ line: String) -> String {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let first = text.first else { return "" }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")" {
      return digits + "\\" + text.dropFirst(digits.count)
    }
    return "#+-=".contains(first) ? "\\" + text : String(text)
  }

  /// What a cell of a table prints.
  static func markdownCell(_ text: String) -> String { markdown(text.lines.joined(separator: " ")) }

  /// A line of a formula: a dollar would end it.
  static func texLine(_ line: String) -> String {
    var result = ""
    var previous: Character = " "
    for character in Escaping.plainLine(line) {
      if character == "$" && previous != "\\" { result += "\\" }
      // Markup begins with such a sign right before a letter; to TeX the blank is nothing.
      if previous == "<" && (character.isLetter || "!/?".contains(character)) { result += " " }
      result.append(character)
      previous = character
    }
    return result
  }

  /// Text within `\text{...}`.
  static func texText(_ text: String) -> String {
    var result = ""
    for character in plainLine(text) {
      if "\\{}$&#^_%~".contains(character) { result += character == "\\" ? "\\backslash " : "\\" }
      if character != "\\" { result.append(character) }
    }
    return result
  }

  /// A line that is shown as it stands: its control characters visible, its tabs kept.
  static func plainLine(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).visible() }.joined(separator: "\t")
  }

  /// An address without the characters that end one in Markdown.
  static func percentEncoded(_ address: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = address.utf8.flatMap { byte -> [UInt8] in
      let ends = byte <= 0x20 || byte >= 0x7F || "\"()<>[\\]^`{|}".utf8.contains(byte)
      return ends ? [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] : [byte]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
