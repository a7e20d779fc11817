import Diagnostics

extension ExprReader {
  var current: UInt8? { position < source.count ? source[position] : nil }

  mutating func peek() -> UInt8? {
    while let byte = current, byte <= UInt8(ascii: " ") { position += 1 }
    return current
  }

  mutating func accept(_ bytes: StaticString) -> UInt8? {
    guard let byte = peek(), "\(bytes)".utf8.contains(byte) else { return nil }
    position += 1
    return byte
  }

  mutating func acceptProductSign() -> UInt8? {
    guard peek() != nil, !source[position...].starts(with: "**".utf8) else { return nil }
    return accept("*/")
  }

  mutating func acceptPower() -> Bool {
    guard peek() != nil, source[position...].starts(with: "**".utf8) else { return false }
    position += 2
    return true
  }

  mutating func expect(_ byte: StaticString) throws(Fault) {
    if accept(byte) != nil { return }
    guard let byte = current else { throw Fault(.syntax, "the expression ends before \"\(byte)\"") }
    throw unexpected(byte)
  }

  mutating func skipDigits() {
    while let byte = current, isDigit(byte) || byte == UInt8(ascii: "_") { position += 1 }
  }

  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// The name that starts here; empty where none does.
  mutating func word() -> String {
    let rest = Substring(decoding: source[position...].prefix(512), as: UTF8.self)
    let word = rest.unicodeScalars.prefix { $0.isNameScalar }
    position += String(word).utf8.count
    return String(word)
  }

  func unexpected(_ byte: UInt8) -> Fault {
    let rest = String(decoding: source[position...].prefix(8), as: UTF8.self)
    return Fault(.syntax, "unexpected \"\(rest.first.map(String.init) ?? "")\" at character \(position + 1)")
  }
}
