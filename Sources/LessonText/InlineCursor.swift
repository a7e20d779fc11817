/// Walks over a block's text beside the tree that cmark made of it, and finds where each inline stands.
///
/// cmark's own inline positions are wrong after links over two lines, in autolinks, and where lines of a paragraph are
/// indented differently; the markup of every kind is known, so following it is exact. Linear: it never goes back.
struct InlineCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0

  /// How far ahead text is looked for when the markup was not what it was taken for.
  private static let searchWindow = 1024

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func jump(to offset: Int) { position = min(max(position, offset), bytes.count) }

  /// Moves over up to `count` signs equal to `sign`, as the delimiters of emphasis are; gives their number.
  mutating func skipRun(of sign: UInt8, atMost count: Int = .max) -> Int {
    let start = position
    while position < bytes.count && position - start < count && bytes[position] == sign { position += 1 }
    return position - start
  }

  /// Moves over a line end with the blanks and the backslash that belong to it.
  mutating func skipLineBreak() {
    while self[position].isBlank || self[position] == UInt8(ascii: "\\") { position += 1 }
    if self[position] == UInt8(ascii: "\r") { position += 1 }
    if self[position] == UInt8(ascii: "\n") { position += 1 }
    while self[position].isBlank { position += 1 }
  }

  /// Moves over a code span and gives what stands between its backticks.
  mutating func skipCodeSpan() -> Range<Int> {
    let tick = UInt8(ascii: "`")
    let length = skipRun(of: tick)
    let start = position
    while position < bytes.count {
      let end = position
      let run = skipRun(of: tick)
      if run == length { return start..<end }
      if run == 0 { position += 1 }
    }
    return start..<position
  }

  /// Moves over `literal`, and gives its range; an empty one when it is nowhere near.
  mutating func skipText(_ literal: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    for start in position..<min(bytes.count, position + Self.searchWindow) + 1 {
      if let end = match(literal[...], at: start) {
        position = end
        return start..<end
      }
    }
    return position..<position
  }

  /// The end of `literal` when it stands at `start`, written with escapes and entities.
  func match(_ literal: Slice<UnsafeBufferPointer<UInt8>>, at start: Int) -> Int? {
    var place = start
    var index = literal.startIndex
    while index < literal.endIndex {
      guard place < bytes.count else { return nil }
      let sign = bytes[place]
      if sign == UInt8(ascii: "\\"), self[place + 1].isPunctuation, self[place + 1] == literal[index] {
        place += 2
        index += 1
      } else if sign == UInt8(ascii: "&"), let end = entity(at: place, for: literal[index...]) {
        place = end
        index += Self.scalarLength(literal[index])
      } else if sign == literal[index] {
        place += 1
        index += 1
      } else {
        return nil
      }
    }
    return place
  }

  /// The end of the entity at `start` when it stands for the first sign of `literal`.
  private func entity(at start: Int, for literal: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let longest = 34
    var end = start + 1
    while end < bytes.count && end - start < longest
      && (bytes[end].isLetter || bytes[end].isDigit || bytes[end] == UInt8(ascii: "#"))
    {
      end += 1
    }
    guard end > start + 1, self[end] == UInt8(ascii: ";") else { return nil }
    let name = bytes[start + 1..<end]
    guard literal.first == UInt8(ascii: "&") else { return end + 1 }
    // An ampersand that stands for itself, as in an entity that nobody knows.
    let isAmpersand = ["amp", "AMP", "#38", "#x26", "#X26"].contains(String(decoding: name, as: UTF8.self))
    return isAmpersand ? end + 1 : nil
  }

  private static func scalarLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xF0...: 4
    case 0xE0...: 3
    case 0xC0...: 2
    default: 1
    }
  }
}
