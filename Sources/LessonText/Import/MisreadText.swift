/// Text that was UTF-8, was read as Windows-1252 or Windows-1254 and saved again: `Â²` for `²`, `â€™` for `’`, `ðŸ“˜` for a book.
///
/// Found sequence by sequence, since a notebook may hold sound text beside it. Bytes that the code page lacks are often
/// lost on the way; of the mathematical letters (U+1D400 to U+1D7FF), which begin with the same two bytes, they are put back.
struct MisreadText {
  /// The text with each sequence as what it was.
  private(set) var repaired = ""
  private(set) var count = 0
  /// The first sequence and what it was.
  private(set) var example: (read: String, meant: String)?

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      guard let (meant, length) = Self.sequence(scalars[position...].prefix(4)) else {
        repaired.unicodeScalars.append(scalars[position])
        position += 1
        continue
      }
      if example == nil { example = (Self.text(scalars[position..<position + length]), String(meant)) }
      repaired.unicodeScalars.append(meant)
      count += 1
      position += length
    }
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  /// The scalar whose bytes the first of `scalars` stand for, and how many of them.
  private static func sequence(_ scalars: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, length: Int)? {
    guard let first = scalars.first, first.value >= 0x80, let lead = byte(first), lead >= 0xC2, lead <= 0xF4 else {
      return nil
    }
    let bytes =
      [lead] + scalars.dropFirst().map(byte).prefix { $0.map { 0x80..<0xC0 ~= $0 } ?? false }.compactMap { $0 }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if bytes.count >= length {
      return String(validating: bytes[..<length], as: UTF8.self)?.unicodeScalars.first.map { ($0, length) }
    }
    guard lead == 0xF0, bytes.count > 1 else { return nil }
    let lost: [UInt8] = bytes.count == 3 ? [0x9D] : [0x9D, 0x90]
    let whole = [lead] + lost + bytes[1...]
    let letter = String(validating: whole, as: UTF8.self)?.unicodeScalars.first
    return letter.flatMap { (0x1D400...0x1D7FF).contains($0.value) ? ($0, bytes.count) : nil }
  }

  /// The byte that both code pages read as `scalar`; for what they leave undefined, the control character of that number.
  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    if let index = upper.firstIndex(of: scalar) { return 0x80 + UInt8(index) }
    return turkish[scalar]
  }

  /// 0x80 to 0x9F of Windows-1252; a blank where it has nothing.
  private static let upper = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
  /// Where Windows-1254 differs.
  private static let turkish: [Unicode.Scalar: UInt8] = [
    "Ğ": 0xD0, "İ": 0xDD, "Ş": 0xDE, "ğ": 0xF0, "ı": 0xFD, "ş": 0xFE,
  ]
}
