/// A half-open range of UTF-8 byte offsets in a ``SourceFile``.
public struct SourceRange: Hashable, Sendable {
  public var lower: Int
  public var upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  public var isEmpty: Bool { lower == upper }
}

/// A place as people and editors count it: lines and columns from 1, a column being one Unicode scalar.
public struct SourcePosition: Hashable, Sendable, Comparable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A text with its name and a table of line starts, so that byte offsets become lines and columns.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as CommonMark has it.
public struct SourceFile: Sendable {
  public let path: String
  public let utf8: [UInt8]
  private let lineStarts: [Int]

  public init(path: String, text: String) {
    self.init(path: path, utf8: Array(text.utf8))
  }

  /// - Precondition: `utf8` is valid UTF-8.
  public init(path: String, utf8: [UInt8]) {
    self.path = path
    self.utf8 = utf8
    var starts = [0]
    var previous: UInt8 = 0
    for (offset, byte) in utf8.enumerated() {
      if previous == .carriageReturn && byte != .newline { starts.append(offset) }
      if byte == .newline { starts.append(offset + 1) }
      previous = byte
    }
    if previous == .carriageReturn { starts.append(utf8.count) }
    lineStarts = starts
  }

  public var lineCount: Int { lineStarts.count }

  /// The offset at which line `line` (from 1) starts; the end of the file for lines past it.
  public func offset(ofLine line: Int) -> Int {
    line <= lineStarts.count ? lineStarts[max(line, 1) - 1] : utf8.count
  }

  /// The number (from 1) of the line that holds `offset`. O(log lines).
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  public func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), utf8.count)
    let line = line(at: offset)
    let scalars = utf8[lineStarts[line - 1]..<offset].count { !$0.isUTF8Continuation }
    return SourcePosition(line: line, column: scalars + 1)
  }

  /// The text of line `line` (from 1) without its line end.
  public func text(ofLine line: Int) -> String {
    var bytes = utf8[offset(ofLine: line)..<offset(ofLine: line + 1)]
    while let last = bytes.last, last == .newline || last == .carriageReturn { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  public func text(in range: SourceRange) -> String {
    String(decoding: utf8[min(range.lower, utf8.count)..<min(range.upper, utf8.count)], as: UTF8.self)
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  var isUTF8Continuation: Bool { self & 0b1100_0000 == 0b1000_0000 }
}
