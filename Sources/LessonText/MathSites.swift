/// Where the formulas of a text stand: filled by the Markdown parser's extensions while it runs.
final class MathSites {
  var displays: [DisplaySite] = []
  private(set) var inlines: [InlineSite] = []
  private var scan = InlineMath()

  /// Keeps `site` and gives its number, counted from 1.
  func append(_ site: DisplaySite) -> Int {
    displays.append(site)
    return displays.count
  }

  enum Match {
    case none
    /// The number of the site, from 1, and where parsing goes on.
    case formula(Int, end: Int)
    /// Signs that turned out to be text.
    case text(String)
  }

  /// What the sign at `offset` of a block's zero-terminated text begins. Linear over all the calls for one block.
  func match(_ sign: UInt8, in text: UnsafePointer<UInt8>, at offset: Int, block: Int) -> Match {
    scan.enter(block: block)
    if sign == UInt8(ascii: "$") {
      let run = ByteSearch.run(of: sign, in: text, at: offset)
      guard let site = run <= 2 ? scan.dollars(run, in: text, at: offset) : nil else {
        return run > 1 ? .text(String(repeating: "$", count: run)) : .none
      }
      return append(site)
    }
    guard ByteSearch.isEscaped(text, at: offset) else { return .none }
    return scan.parentheses(in: text, at: offset).map(append) ?? .text("(")
  }

  private func append(_ site: InlineSite) -> Match {
    inlines.append(site)
    return .formula(inlines.count, end: site.range.upperBound)
  }
}

/// A formula within a paragraph, in offsets of the paragraph's content.
struct InlineSite {
  /// With its delimiters.
  var range: Range<Int>
  /// Without them.
  var tex: Range<Int>
  var isDisplay: Bool
}

/// The rules of inline mathematics: a dollar opens before a non-space and closes after a non-space and not before a
/// digit, as pandoc has it; one that meets a dollar which cannot close it is a sign of money; code spans win.
struct InlineMath {
  private var block = 0
  /// Delimiters of which the current block has no closing one further on, so that hostile text stays linear.
  private var exhausted: Set<UInt8> = []
  /// Bytes of the block that were read again because a formula's braces did not match; past a limit nothing is.
  private var rereadBytes = 0
  private static let rereadLimit = 1 << 16

  mutating func enter(block: Int) {
    guard block != self.block else { return }
    self.block = block
    exhausted = []
    rereadBytes = 0
  }

  mutating func dollars(_ run: Int, in text: UnsafePointer<UInt8>, at offset: Int) -> InlineSite? {
    let start = offset + run
    guard !exhausted.contains(UInt8(run)), run == 2 || !text[start].isSpace, text[start] != 0 else { return nil }
    var position = start
    var ticks = BacktickRuns()
    var depth = 0
    // Where the formula ends if its braces do not match: a dollar in braces belongs to the words of `\text{...}`.
    var inBraces: Int?
    scan: while text[position] != 0 {
      switch text[position] {
      case UInt8(ascii: "\\") where text[position + 1] != 0: position += 2
      case UInt8(ascii: "`"): position = ticks.skip(in: text, at: position)
      case UInt8(ascii: "{"): (depth, position) = (depth + 1, position + 1)
      case UInt8(ascii: "}"): (depth, position) = (max(0, depth - 1), position + 1)
      case UInt8(ascii: "$"):
        let found = ByteSearch.run(of: UInt8(ascii: "$"), in: text, at: position)
        let closes = found == run && position > start && Self.closes(text, at: position, run)
        let isInBraces = depth > 0 && rereadBytes < Self.rereadLimit
        if closes && !isInBraces { return Self.site(from: offset, start, to: position, run) }
        if closes && inBraces == nil { inBraces = position }
        if run == 1 && found == 1 && !closes && !isInBraces { break scan }
        position += found
      default: position += 1
      }
    }
    if let end = inBraces {
      rereadBytes += position - end
      return Self.site(from: offset, start, to: end, run)
    }
    if text[position] == 0 { exhausted.insert(UInt8(run)) }
    return nil
  }

  private static func site(from offset: Int, _ start: Int, to end: Int, _ run: Int) -> InlineSite {
    InlineSite(range: offset..<end + run, tex: start..<end, isDisplay: run == 2)
  }

  private static func closes(_ text: UnsafePointer<UInt8>, at position: Int, _ run: Int) -> Bool {
    run == 2 || (!text[position - 1].isSpace && !text[position + 1].isDigit)
  }

  /// `\( ... \)`, from the parenthesis on.
  mutating func parentheses(in text: UnsafePointer<UInt8>, at offset: Int) -> InlineSite? {
    guard !exhausted.contains(UInt8(ascii: "(")) else { return nil }
    var position = offset + 1
    while text[position] != 0 {
      guard text[position] == UInt8(ascii: "\\"), text[position + 1] != 0 else {
        position += 1
        continue
      }
      if text[position + 1] == UInt8(ascii: ")") {
        return InlineSite(range: offset - 1..<position + 2, tex: offset + 1..<position, isDisplay: false)
      }
      position += 2
    }
    exhausted.insert(UInt8(ascii: "("))
    return nil
  }

  /// Whether a `$$` in the last lines of a paragraph still waits for its closing one.
  static func isOpen(atEndOf content: UnsafeBufferPointer<UInt8>) -> Bool {
    let window = 4096
    var isOpen = false
    var position = max(0, content.count - window)
    while position + 1 < content.count {
      if content[position] == UInt8(ascii: "\\") {
        position += 2
      } else if content[position] == UInt8(ascii: "$") && content[position + 1] == UInt8(ascii: "$") {
        isOpen.toggle()
        position += 2
      } else {
        position += 1
      }
    }
    return isOpen
  }
}

/// Finds the ends of code spans; remembers which lengths of backtick runs have none, as cmark does.
private struct BacktickRuns {
  private static let longest = 80
  private var missing: Set<Int> = []

  /// The offset after the code span that begins at `offset`, or after its backticks when none does.
  mutating func skip(in text: UnsafePointer<UInt8>, at offset: Int) -> Int {
    let tick = UInt8(ascii: "`")
    let length = ByteSearch.run(of: tick, in: text, at: offset)
    let start = offset + length
    guard length <= Self.longest, !missing.contains(length) else { return start }
    var position = start
    while text[position] != 0 {
      guard text[position] == tick else {
        position += 1
        continue
      }
      let run = ByteSearch.run(of: tick, in: text, at: position)
      position += run
      if run == length { return position }
    }
    missing.insert(length)
    return start
  }
}
