extension UInt8 {
  var isLineEnd: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  var isSpace: Bool { isBlank || isLineEnd }
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  /// A part of a label: letters, digits, hyphen and underscore; bytes above ASCII belong to letters of other scripts.
  var isLabelPart: Bool {
    isLetter || isDigit || self >= 0x80 || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
  }
  /// ASCII punctuation, which a backslash may escape.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
  var isSentenceEnd: Bool {
    self == UInt8(ascii: ".") || self == UInt8(ascii: ",") || self == UInt8(ascii: ";") || self == UInt8(ascii: ":")
  }
}

/// Searches in zero-terminated text.
enum ByteSearch {
  static func length(_ text: UnsafePointer<UInt8>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }

  static func run(of byte: UInt8, in text: UnsafePointer<UInt8>, at offset: Int) -> Int {
    var end = offset
    while text[end] == byte { end += 1 }
    return end - offset
  }

  /// Whether an odd number of backslashes stands before `offset`.
  static func isEscaped(_ text: UnsafePointer<UInt8>, at offset: Int) -> Bool {
    var start = offset
    while start > 0 && text[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (offset - start) % 2 == 1
  }
}
