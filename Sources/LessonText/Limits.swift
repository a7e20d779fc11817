import Diagnostics

/// What a lesson may hold at most; more is a diagnostic, since the Markdown parser or a reader's patience would not end.
enum Limits {
  static let fileBytes = 64 << 20
  /// Blocks within blocks, and inlines within inlines.
  static let nesting = 100
  /// cmark's time for a table grows with the square of its columns (17 s for 50,000).
  static let tableColumns = 1_000
  /// Markers of quotes and lists at the head of one line.
  static let markersInLine = 200
  /// cmark's time for images in images grows with the square of the brackets in a paragraph.
  static let bracketsInParagraph = 2_000
  /// Bytes of front matter, and of one cell's options.
  static let yamlBytes = 65_536
  static let yamlNodes = 10_000
  static let yamlNesting = 50
}

/// Finds lines that the Markdown parser would take far too long for.
///
/// They are blanked before parsing, so that all other positions stay.
enum HostileText {
  /// `text` with hostile lines after `start` blanked and reported; `nil` when there are none. Linear.
  static func blanked(_ text: [UInt8], from start: Int, report: (String, SourceRange) -> Void) -> [UInt8]? {
    var sound: [UInt8]?
    var brackets = 0
    var fence: LineCensus.Fence?
    var line = start
    while line < text.count {
      let census = LineCensus(text, from: line)
      // Code may hold any number of brackets and pipes. Where a fence's container may have ended, the limits hold again.
      if let open = fence, !census.isBlank, census.head < open.head || census.fence?.closes(open) == true {
        fence = nil
      } else if fence == nil {
        fence = census.fence
      }
      if fence != nil {
        line = census.next
        brackets = 0
        continue
      }
      brackets = census.isBlank ? 0 : brackets + census.brackets
      if let message = problem(census, brackets: brackets) {
        report(message, SourceRange(line, census.end))
        var blanked = sound ?? text
        sound = nil
        for offset in line..<census.end { blanked[offset] = UInt8(ascii: " ") }
        sound = blanked
        brackets = 0
      }
      line = census.next
    }
    return sound
  }

  private static func problem(_ line: LineCensus, brackets: Int) -> String? {
    if line.pipes > Limits.tableColumns {
      return "A table has at most \(Limits.tableColumns) columns; this line is left out."
    }
    if line.markers > Limits.markersInLine {
      return "Quotes and lists nest at most \(Limits.nesting) deep; this line is left out."
    }
    if brackets > Limits.bracketsInParagraph {
      return "A paragraph has at most \(Limits.bracketsInParagraph) opening brackets; this line is left out."
    }
    return nil
  }
}

/// The signs of one line that can cost too much.
private struct LineCensus {
  private(set) var pipes = 0
  private(set) var brackets = 0
  private(set) var markers = 0
  private(set) var isBlank = true
  /// The number of bytes of indentation and markers before the line's text.
  private(set) var head = 0
  private(set) var fence: Fence?
  /// Before the line end, and after it.
  let end: Int
  let next: Int

  init(_ text: [UInt8], from start: Int) {
    var isHead = true
    var offset = start
    while offset < text.count && !text[offset].isLineEnd {
      let byte = text[offset]
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["): brackets += 1
      default: break
      }
      if isHead {
        if Self.isMarker(text, at: offset) { markers += 1 } else { isHead = byte.isBlank || byte.isDigit }
        if isHead { head += 1 }
      }
      if isBlank && !byte.isBlank { isBlank = false }
      offset += 1
    }
    // A rule of many signs is no nesting.
    if isHead && text[start] != UInt8(ascii: ">")
      && text[start..<offset].allSatisfy({ $0 == text[start] || $0.isBlank })
    {
      markers = 0
    }
    end = offset
    next = offset + 1
    let text = text[start + head..<end]
    if let sign = text.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") {
      let length = text.prefix { $0 == sign }.count
      let info = text.dropFirst(length)
      let isFence = length >= 3 && !(sign == UInt8(ascii: "`") && info.contains(sign))
      if isFence { fence = Fence(sign: sign, length: length, head: head, isBare: info.allSatisfy(\.isSpace)) }
    }
  }

  /// A line that opens or closes a fence.
  struct Fence {
    let sign: UInt8
    let length: Int
    let head: Int
    /// Nothing follows the signs, as must be in a closing line.
    let isBare: Bool

    func closes(_ open: Fence) -> Bool { isBare && sign == open.sign && length >= open.length }
  }

  /// Whether a quote or a list item begins at `offset`, if all before it on the line does as well.
  private static func isMarker(_ text: [UInt8], at offset: Int) -> Bool {
    let isFollowedByBlank = offset + 1 >= text.count || text[offset + 1].isSpace
    return switch text[offset] {
    case UInt8(ascii: ">"): true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ")"):
      isFollowedByBlank
    default: false
    }
  }
}
