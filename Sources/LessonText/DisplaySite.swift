/// One line as the block parser sees it: the whole line of the file, containers' markers included.
struct DisplayLine {
  let bytes: UnsafeBufferPointer<UInt8>
  let number: Int
  /// Where the line's text ends, before its line end.
  let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, number: Int32) {
    self.bytes = bytes
    self.number = Int(number)
    var end = bytes.count
    while end > 0 && bytes[end - 1].isLineEnd { end -= 1 }
    self.end = end
  }

  func hasPrefix(_ prefix: StaticString, at offset: Int) -> Bool {
    guard offset + prefix.utf8CodeUnitCount <= end else { return false }
    return (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == prefix.utf8Start[$0] }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// A display formula: where each of its lines stands in the file, and how it ends.
struct DisplaySite {
  /// The environments that are displayed formulas by themselves.
  static let environments: Set<String> = [
    "equation", "equation*", "align", "align*", "gather", "gather*", "multline", "multline*",
  ]

  enum Delimiter: Hashable {
    case dollars, brackets
    case environment(String)

    var closing: String {
      switch self {
      case .dollars: "$$"
      case .brackets: "\\]"
      case .environment(let name): "\\end{\(name)}"
      }
    }

    /// Whether the delimiters are part of the formula's TeX.
    var isKept: Bool {
      switch self {
      case .dollars, .brackets: false
      case .environment: true
      }
    }
  }

  /// A piece of a line of the file; offsets count from the line's start.
  struct Piece: Hashable {
    var line: Int
    var range: Range<Int>
  }

  let delimiter: Delimiter
  let opener: Piece
  private(set) var pieces: [Piece] = []
  private(set) var isClosed = false
  /// Where the formula ends with its attributes.
  private(set) var end: Piece
  private(set) var attributes = Attributes()

  /// `nil` unless a display formula begins at `offset` and nothing but attributes follows it on its line.
  init?(opening line: DisplayLine, at offset: Int) {
    guard let (delimiter, length) = Self.delimiter(in: line, at: offset) else { return nil }
    self.delimiter = delimiter
    opener = Piece(line: line.number, range: offset..<offset + length)
    end = opener
    let start = delimiter.isKept ? offset : offset + length
    guard let closing = Self.closing(delimiter, in: line, from: offset + length) else {
      keep(line, start..<line.end)
      return
    }
    guard close(line, from: start, closing) == line.end else { return nil }
  }

  /// Takes a line's text from `offset` on and gives the offset up to which it belongs to the formula; `nil` once closed.
  mutating func append(_ line: DisplayLine, from offset: Int) -> Int? {
    guard !isClosed else { return nil }
    let offset = min(offset, line.end)
    if let closing = Self.closing(delimiter, in: line, from: offset) { return close(line, from: offset, closing) }
    keep(line, offset..<line.end)
    return line.end
  }

  private mutating func keep(_ line: DisplayLine, _ range: Range<Int>) {
    pieces.append(Piece(line: line.number, range: range))
    end = Piece(line: line.number, range: range)
  }

  private mutating func close(_ line: DisplayLine, from start: Int, _ closing: Range<Int>) -> Int {
    isClosed = true
    let texEnd = delimiter.isKept ? closing.upperBound : closing.lowerBound
    keep(line, start..<texEnd)
    end = Piece(line: line.number, range: start..<closing.upperBound)
    var rest = Self.skipSpaces(in: line, from: closing.upperBound)
    if rest < line.end, line.bytes[rest].isSentenceEnd {
      pieces.append(Piece(line: line.number, range: rest..<rest + 1))
      rest = Self.skipSpaces(in: line, from: rest + 1)
    }
    if let (attributes, after) = Attributes.read(line.bytes, from: rest) {
      self.attributes = attributes
      end = Piece(line: line.number, range: start..<after)
      rest = Self.skipSpaces(in: line, from: after)
    }
    return rest
  }

  private static func delimiter(in line: DisplayLine, at offset: Int) -> (Delimiter, length: Int)? {
    if line.hasPrefix("$$", at: offset) { return line.hasPrefix("$$$", at: offset) ? nil : (.dollars, 2) }
    if line.hasPrefix("\\[", at: offset) { return (.brackets, 2) }
    guard line.hasPrefix("\\begin{", at: offset) else { return nil }
    let start = offset + 7
    guard let brace = (start..<min(line.end, start + 12)).first(where: { line.bytes[$0] == UInt8(ascii: "}") }) else {
      return nil
    }
    let name = line.text(start..<brace)
    return environments.contains(name) ? (.environment(name), brace + 1 - offset) : nil
  }

  private static func closing(_ delimiter: Delimiter, in line: DisplayLine, from start: Int) -> Range<Int>? {
    let sign = Array(delimiter.closing.utf8)
    var position = start
    while position + sign.count <= line.end {
      if sign.indices.allSatisfy({ line.bytes[position + $0] == sign[$0] }) { return position..<position + sign.count }
      position += line.bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private static func skipSpaces(in line: DisplayLine, from start: Int) -> Int {
    var position = start
    while position < line.end && line.bytes[position].isSpace { position += 1 }
    return position
  }
}
