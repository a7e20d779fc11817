import Diagnostics

extension TeXParser {
  /// `\text{...}`: words as they stand, with formulas between dollar signs and commands for signs.
  mutating func words(_ face: MathLayout.Alphabet?, _ name: String) -> MathLayout {
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "{") else {
      advance()
      return argument(of: "\\" + name)
    }
    let opening = SourceRange(next, next + 1)
    let isOutermost = origin == nil
    next += 1
    let layout = nested { parser in
      let items = parser.wordRun(face)
      if parser.next < parser.bytes.count {
        parser.next += 1
      } else {
        parser.problem(.formulaSyntax, "this `{` is never closed", at: isOutermost ? opening : parser.origin)
      }
      return .joined(items)
    }
    if !isCut { advance() }
    return layout
  }

  /// Words up to the closing brace, which stays.
  private mutating func wordRun(_ face: MathLayout.Alphabet?) -> [MathLayout] {
    var items: [MathLayout] = []
    var text: [UInt8] = []
    func flush() {
      if !text.isEmpty { items.append(.words(String(decoding: text, as: UTF8.self), face)) }
      text = []
    }
    while next < bytes.count {
      let byte = bytes[next]
      switch byte {
      case UInt8(ascii: "}"):
        flush()
        return items
      case UInt8(ascii: "{"):
        flush()
        items.append(innerGroup(face))
        if isCut { return items }
      case UInt8(ascii: "$"):
        flush()
        items.append(innerFormula())
        if isCut { return items }
      case UInt8(ascii: "\\"):
        if let sign = escapedSign() {
          text += sign
        } else {
          flush()
          items.append(wordCommand())
          if isCut { return items }
        }
      case UInt8(ascii: "~"):
        text += [UInt8](" ".utf8)
        next += 1
      case 0x20, 0x09, 0x0A, 0x0D:
        if text.last != 0x20 { text.append(0x20) }
        next += 1
      default:
        text.append(byte)
        next += 1
      }
    }
    flush()
    return items
  }

  private mutating func innerGroup(_ face: MathLayout.Alphabet?) -> MathLayout {
    nested { parser in
      parser.next += 1
      let items = parser.wordRun(face)
      if parser.next < parser.bytes.count { parser.next += 1 }
      return .joined(items)
    }
  }

  /// `\{`, `\%`, `\ `: the characters themselves, and accents on letters.
  private mutating func escapedSign() -> [UInt8]? {
    guard next + 1 < bytes.count else { return nil }
    let sign = bytes[next + 1]
    switch sign {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "$"), UInt8(ascii: "_"), 0x20:
      next += 2
      return [sign]
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
      next += 2
      return [0x20]
    default: return nil
    }
  }

  /// Any other command among words, read as in a formula.
  private mutating func wordCommand() -> MathLayout {
    let backslash = next
    let end = wordCommandEnd(backslash)
    return embedded(until: end)
  }

  /// A command and its braced arguments end here.
  private func wordCommandEnd(_ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index].isLetter { index += 1 }
    if index == start + 1, index < bytes.count { index += 1 }
    var level = 0
    while index < bytes.count, level > 0 || bytes[index] == UInt8(ascii: "{") {
      if bytes[index] == UInt8(ascii: "{") { level += 1 }
      if bytes[index] == UInt8(ascii: "}") { level -= 1 }
      if bytes[index] == UInt8(ascii: "\\") { index += 1 }
      index += 1
    }
    return min(index, bytes.count)
  }

  /// `$...$` among words.
  private mutating func innerFormula() -> MathLayout {
    next += 1
    let end = bytes[next...].firstIndex(of: UInt8(ascii: "$")) ?? bytes.count
    let layout = embedded(until: end)
    if !isCut { next = min(end + 1, bytes.count) }
    return layout
  }

  /// Reads the bytes up to `end` as a formula of its own, then goes on behind them.
  private mutating func embedded(until end: Int) -> MathLayout {
    nested { parser in
      let outer = (parser.bytes, parser.next, parser.origin, parser.suspended, parser.alphabet, parser.isBold)
      let start = parser.next
      parser.suspended = []
      parser.bytes = Array(parser.bytes[start..<end])
      parser.origin = parser.origin ?? SourceRange(start, end)
      parser.next = 0
      (parser.alphabet, parser.isBold) = (nil, false)
      parser.advance()
      var items = parser.row()
      while !parser.token.isEnd {
        items.append(parser.misplaced())
        items += parser.row()
      }
      (parser.bytes, _, parser.origin, parser.suspended, parser.alphabet, parser.isBold) = outer
      parser.next = parser.isCut ? parser.bytes.count : end
      return .joined(items)
    }
  }
}

extension MathLayout {
  /// Words in a face: text, or letters of that alphabet.
  fileprivate static func words(_ text: String, _ face: Alphabet?) -> MathLayout {
    face.map { .identifier(text, $0) } ?? .text(text)
  }
}
