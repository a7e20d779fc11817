import Diagnostics

/// A value of JSON (RFC 8259). Of a key that an object has twice, the last holds.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { return members[key] }
    return nil
  }

  var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  var int: Int? {
    if case .number(let number) = self { return Int(exactly: number) }
    return nil
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  var members: [String: JSONValue] {
    if case .object(let members) = self { return members }
    return [:]
  }
}

/// Reads JSON from bytes of UTF-8. Linear time; nesting is limited.
struct JSONReader {
  private static let nesting = 200

  private let bytes: [UInt8]
  private var position = 0

  /// - Throws: ``DiagnosticCode/notebook`` with line and column.
  static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    if reader.position < bytes.count { throw reader.fault("the text should end here") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ message: String) -> Fault {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1)
    return Fault(.notebook, "line \(line), column \(column): \(message)")
  }

  private mutating func skipBlanks() {
    while let byte, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
  }

  /// Whether `sign` comes next; takes it.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard byte == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    if depth > Self.nesting { throw fault("this is nested too deeply") }
    skipBlanks()
    switch byte ?? 0 {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("a value is expected here")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("a value is expected here") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = position
    while let byte, byte.isDigit || "+-.eE".utf8.contains(byte) { position += 1 }
    guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      position = start
      throw fault("this is no number")
    }
    return .number(number)
  }

  private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    if take("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw fault("',' or ']' is expected here") }
    return .array(elements)
  }

  private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    if take("}") { return .object([:]) }
    repeat {
      skipBlanks()
      guard byte == UInt8(ascii: "\"") else { throw fault("a key in quotes is expected here") }
      let key = try string()
      guard take(":") else { throw fault("':' is expected here") }
      members[key] = try value(depth: depth + 1)
    } while take(",")
    guard take("}") else { throw fault("',' or '}' is expected here") }
    return .object(members)
  }

  // MARK: Strings

  private mutating func string() throws(Fault) -> String {
    position += 1
    var text: [UInt8] = []
    while let next = byte {
      position += 1
      switch next {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try text.append(contentsOf: escape())
      case 0..<0x20:
        position -= 1
        throw fault("a control character stands in a text")
      default: text.append(next)
      }
    }
    throw fault("a text has no closing quote")
  }

  private mutating func escape() throws(Fault) -> [UInt8] {
    guard let sign = byte else { throw fault("a text has no closing quote") }
    position += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [sign]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): return try Array(String(scalar()).utf8)
    default:
      position -= 1
      throw fault("this escape is not known")
    }
  }

  /// One or, for what is beyond the first plane, two escapes; halves of a pair become U+FFFD.
  private mutating func scalar() throws(Fault) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      return "\u{FFFD}"
    }
    let start = position
    position += 2
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else {
      position = start
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw fault("four hexadecimal digits are expected here")
    }
    position += 4
    return code
  }
}
