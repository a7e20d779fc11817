/// `{#name .class}` after a formula, a heading or an exercise's title.
struct Attributes: Hashable {
  var label: String?
  var classes: [String] = []

  /// The attributes at `start` and the offset after them; `nil` when there are none.
  static func read<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, from start: Int
  ) -> (Attributes, after: Int)? where Bytes.Index == Int {
    let longest = 256
    guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "{") else { return nil }
    let window = bytes[start + 1..<min(bytes.endIndex, start + longest)]
    guard let end = window.firstIndex(of: UInt8(ascii: "}")) else { return nil }
    var attributes = Attributes()
    for word in bytes[start + 1..<end].split(whereSeparator: \.isSpace) {
      guard word.count > 1, word.dropFirst().allSatisfy(\.isLabelPart) else { return nil }
      let name = String(decoding: word.dropFirst(), as: UTF8.self)
      switch word[word.startIndex] {
      case UInt8(ascii: "#"): attributes.label = name
      case UInt8(ascii: "."): attributes.classes.append(name)
      default: return nil
      }
    }
    return attributes == Attributes() ? nil : (attributes, end + 1)
  }

  /// Takes the attributes off the end of `text`, with the space before them.
  static func takeSuffix(of text: inout String) -> Attributes? {
    let bytes = Array(text.utf8)
    guard bytes.last(where: { !$0.isSpace }) == UInt8(ascii: "}"), let start = bytes.lastIndex(of: UInt8(ascii: "{")),
      let (attributes, after) = read(bytes, from: start), bytes[after...].allSatisfy(\.isSpace)
    else { return nil }
    let end = bytes[..<start].lastIndex { !$0.isSpace }.map { $0 + 1 } ?? 0
    text = String(decoding: bytes[..<end], as: UTF8.self)
    return attributes
  }
}
