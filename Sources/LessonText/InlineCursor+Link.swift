extension InlineCursor {
  /// How a link is written, which decides what follows its text.
  enum LinkForm {
    /// `[text](destination)`, `[text][label]`, `[label]`.
    case brackets
    /// `<https://...>`
    case angles
    /// `https://...`
    case bare
  }

  mutating func openLink() -> LinkForm {
    switch self[position] {
    case UInt8(ascii: "["):
      jump(to: position + 1)
      return .brackets
    case UInt8(ascii: "<"):
      jump(to: position + 1)
      return .angles
    default: return .bare
    }
  }

  mutating func closeLink(_ form: LinkForm) {
    switch form {
    case .bare: return
    case .angles: if self[position] == UInt8(ascii: ">") { jump(to: position + 1) }
    case .brackets:
      guard self[position] == UInt8(ascii: "]") else { return }
      jump(to: position + 1)
      // An inline destination wins over a label; what is neither belongs to the text after a link like `[label]`.
      jump(to: inlineTail(at: position) ?? labelTail(at: position) ?? position)
    }
  }

  /// The end of `[label]` at `start`.
  func labelTail(at start: Int) -> Int? {
    let longest = 1002
    guard self[start] == UInt8(ascii: "[") else { return nil }
    var place = start + 1
    while place < bytes.count && place - start < longest {
      switch bytes[place] {
      case UInt8(ascii: "]"): return place + 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "\\") where self[place + 1].isPunctuation: place += 2
      default: place += 1
      }
    }
    return nil
  }

  /// The end of `(destination "title")` at `start`.
  private func inlineTail(at start: Int) -> Int? {
    guard self[start] == UInt8(ascii: "(") else { return nil }
    var place = skipSpaces(from: start + 1)
    guard let end = destination(at: place) else { return nil }
    place = skipSpaces(from: end)
    if place > end, let titleEnd = linkTitle(at: place) { place = skipSpaces(from: titleEnd) }
    return self[place] == UInt8(ascii: ")") ? place + 1 : nil
  }

  private func skipSpaces(from start: Int) -> Int {
    var place = start
    while self[place].isSpace { place += 1 }
    return place
  }

  private func destination(at start: Int) -> Int? {
    if self[start] == UInt8(ascii: "<") { return closing(UInt8(ascii: ">"), from: start + 1) }
    var place = start
    var depth = 0
    while place < bytes.count && !bytes[place].isSpace {
      switch bytes[place] {
      case UInt8(ascii: "\\") where self[place + 1].isPunctuation: place += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { return place }
        depth -= 1
      default: break
      }
      place += 1
    }
    return depth == 0 ? min(place, bytes.count) : nil
  }

  private func linkTitle(at start: Int) -> Int? {
    switch self[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing(self[start], from: start + 1)
    case UInt8(ascii: "("): closing(UInt8(ascii: ")"), from: start + 1)
    default: nil
    }
  }

  private func closing(_ sign: UInt8, from start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      if bytes[place] == sign { return place + 1 }
      place += bytes[place] == UInt8(ascii: "\\") && self[place + 1].isPunctuation ? 2 : 1
    }
    return nil
  }
}
