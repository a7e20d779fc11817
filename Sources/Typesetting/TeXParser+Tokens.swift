import Diagnostics

enum TeXToken {
  case end
  /// `{` and `}`.
  case open, close
  case sup, sub
  /// `&`.
  case align
  case character(Unicode.Scalar)
  /// A command and what it is, `nil` if unknown.
  case command(String, TeXCommand?)

  var source: String {
    switch self {
    case .end: ""
    case .open: "{"
    case .close: "}"
    case .sup: "^"
    case .sub: "_"
    case .align: "&"
    case .character(let scalar): String(scalar)
    case .command(let name, _): "\\" + name
    }
  }

  var isEnd: Bool { if case .end = self { true } else { false } }
  var isOpen: Bool { if case .open = self { true } else { false } }
  var isClose: Bool { if case .close = self { true } else { false } }

  func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if case .character(scalar) = self { true } else { false }
  }
}

extension TeXParser {
  /// Reads the next token, expanding macros. Afterwards `next` is the byte right behind it.
  mutating func advance() {
    repeat {
      token = readToken()
      tokenOrigin = origin
    } while expand()
  }

  private mutating func readToken() -> TeXToken {
    while true {
      skipBlanks()
      if next < bytes.count { break }
      guard let outer = suspended.popLast() else {
        tokenStart = next
        return .end
      }
      (bytes, next, origin) = (outer.bytes, outer.next, outer.origin)
    }
    tokenStart = next
    let byte = bytes[next]
    next += 1
    switch byte {
    case UInt8(ascii: "{"): return .open
    case UInt8(ascii: "}"): return .close
    case UInt8(ascii: "^"): return .sup
    case UInt8(ascii: "_"): return .sub
    case UInt8(ascii: "&"): return .align
    case UInt8(ascii: "\\"): return readCommand()
    case ..<0x80: return .character(Unicode.Scalar(byte))
    default:
      next -= 1
      return .character(readScalar())
    }
  }

  /// Skips white space and comments of the current text.
  mutating func skipBlanks() {
    while next < bytes.count {
      switch bytes[next] {
      case 0x20, 0x09, 0x0A, 0x0D: next += 1
      case UInt8(ascii: "%"):
        while next < bytes.count && bytes[next] != 0x0A { next += 1 }
      default: return
      }
    }
  }

  private mutating func readCommand() -> TeXToken {
    let name = readCommandName()
    if !macros.isEmpty, macros[name] != nil { return .command(name, nil) }
    return .command(name, TeXCommandTable.commands[name])
  }

  /// The name behind a backslash: letters, or one scalar of another kind.
  mutating func readCommandName() -> String {
    let start = next
    while next < bytes.count && bytes[next].isLetter { next += 1 }
    if next == start, next < bytes.count {
      let scalar = readScalar()
      return scalar == "\n" || scalar == "\t" || scalar == "\r" ? " " : String(scalar)
    }
    return String(decoding: bytes[start..<next], as: UTF8.self)
  }

  /// The scalar at `next`, which is before the end. The bytes are those of a string, so they are valid.
  mutating func readScalar() -> Unicode.Scalar {
    var length = 1
    while next + length < bytes.count && bytes[next + length] & 0b1100_0000 == 0b1000_0000 { length += 1 }
    let lead = UInt32(bytes[next])
    var value = length == 1 ? lead : lead & (0x7F >> UInt32(min(length, 4)))
    for offset in 1..<max(length, 1) where length > 1 { value = value << 6 | UInt32(bytes[next + offset] & 0x3F) }
    next += length
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// The text of a braced argument as it stands, without the braces, nested braces balanced; `nil` if none follows.
  ///
  /// Reads from behind the current token, within the current text.
  mutating func readRawArgument() -> ArraySlice<UInt8>? {
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "{"), vainBytes <= 64 * bytes.count else { return nil }
    let start = next + 1
    var level = 0
    var index = next
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"):
        level -= 1
        if level == 0 {
          next = index + 1
          return bytes[start..<index]
        }
      default: break
      }
      index += 1
    }
    vainBytes += bytes.count - start
    return nil
  }

  /// The text of a bracketed argument as it stands; `nil` if none follows, or one that `isMeant` does not accept.
  mutating func readRawOption(where isMeant: (String) -> Bool = { _ in true }) -> ArraySlice<UInt8>? {
    let start = next
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "["),
      let end = bytes[next...].prefix(256).firstIndex(of: UInt8(ascii: "]")), isMeant(bytes[(next + 1)..<end].text)
    else {
      next = start
      return nil
    }
    defer { next = end + 1 }
    return bytes[(next + 1)..<end]
  }
}

extension UInt8 {
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
}

extension ArraySlice<UInt8> {
  var text: String { String(decoding: self, as: UTF8.self) }
}
