import Diagnostics

/// What a block's inlines are parsed from, with the place of each of its bytes in the file.
///
/// Markdown takes the markers of quotes and lists, indentation and a table's escaped pipes away; what it leaves of a line
/// is always the line's end, and that is how lines are found again.
struct LeafText {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Holds the offsets in ``bytes`` from which on the distance to the file's offsets changes.
  private var map = CellCode(text: "", lines: [])

  /// The file's offset of the byte at `offset`. O(log lines).
  func fileOffset(of offset: Int) -> Int { map.fileOffset(of: offset) }

  func fileRange(_ range: Range<Int>) -> SourceRange {
    guard let last = range.last else {
      let place = fileOffset(of: range.lowerBound)
      return SourceRange(place, place)
    }
    return SourceRange(fileOffset(of: range.lowerBound), fileOffset(of: last) + 1)
  }

  /// The number of bytes before trailing blanks and line ends.
  var trimmedCount: Int { bytes.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? 0 }

  /// A piece of the text as code of its own, with one line map entry for each change of distance.
  func code(_ range: Range<Int>) -> CellCode {
    var lines = [CellCode.Line(offset: 0, fileOffset: fileOffset(of: range.lowerBound))]
    for segment in map.lines where segment.offset > range.lowerBound && segment.offset < range.upperBound {
      lines.append(CellCode.Line(offset: segment.offset - range.lowerBound, fileOffset: segment.fileOffset))
    }
    return CellCode(text: String(decoding: bytes[range], as: UTF8.self), lines: lines)
  }

  /// The text of a paragraph or heading whose block begins on line `line` of `file`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, in file: SourceFile, from line: Int, through lastLine: Int) {
    self.bytes = bytes
    let first = LineText(bytes, from: 0)
    // Link definitions at a paragraph's head are taken out of it: the first line need not be the block's first.
    let start = (line...max(line, lastLine)).first { file.endsLine($0, with: first.trimmed(bytes)) }
    guard let start else {
      map.lines = [CellCode.Line(offset: 0, fileOffset: file.headingStart(ofLine: line))]
      return
    }
    map.lines.reserveCapacity(lastLine - start + 1)
    var text = first
    var number = start
    while text.start < bytes.count {
      let trimmed = text.trimmed(bytes)
      map.lines.append(CellCode.Line(offset: text.start, fileOffset: file.trimmedEnd(ofLine: number) - trimmed.count))
      text = LineText(bytes, from: text.next)
      number += 1
    }
    if map.lines.isEmpty { map.lines = [CellCode.Line(offset: 0, fileOffset: file.trimmedEnd(ofLine: start))] }
  }

  /// The text of a table cell that begins at `offset` of `file`, whose pipes are escaped there.
  init(cell bytes: UnsafeBufferPointer<UInt8>, in file: SourceFile, at offset: Int) {
    self.bytes = bytes
    var place = offset
    while place < file.utf8.count, file.utf8[place].isBlank || file.utf8[place] == UInt8(ascii: "|") { place += 1 }
    map.lines = [CellCode.Line(offset: 0, fileOffset: place)]
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "|"), place < file.utf8.count, file.utf8[place] == UInt8(ascii: "\\") {
        place += 1
        map.lines.append(CellCode.Line(offset: index, fileOffset: place))
      }
      place += 1
    }
  }
}

/// One line of a block's text: where it begins, where its text ends and where the next begins.
private struct LineText {
  let start: Int
  let end: Int
  let next: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.start = start
    var end = start
    while end < bytes.count && !bytes[end].isLineEnd { end += 1 }
    self.end = end
    let isPair = end + 1 < bytes.count && bytes[end] == UInt8(ascii: "\r") && bytes[end + 1] == UInt8(ascii: "\n")
    next = min(end + (isPair ? 2 : 1), bytes.count)
  }

  func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var end = end
    while end > start && bytes[end - 1].isBlank { end -= 1 }
    return bytes[start..<end]
  }
}

extension SourceFile {
  /// Where the text of line `line` ends, before trailing blanks and its line end.
  func trimmedEnd(ofLine line: Int) -> Int {
    let start = offset(ofLine: line)
    var end = offset(ofLine: line + 1)
    while end > start && utf8[end - 1].isSpace { end -= 1 }
    return end
  }

  /// Where the text of line `line` ends, before its line end.
  func end(ofLine line: Int) -> Int {
    let start = offset(ofLine: line)
    var end = offset(ofLine: line + 1)
    while end > start && utf8[end - 1].isLineEnd { end -= 1 }
    return end
  }

  fileprivate func endsLine(_ line: Int, with text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let end = trimmedEnd(ofLine: line)
    guard end - text.count >= offset(ofLine: line) else { return false }
    return utf8[end - text.count..<end].elementsEqual(text)
  }

  /// The first sign after the hashes of a heading whose closing hashes Markdown took away.
  fileprivate func headingStart(ofLine line: Int) -> Int {
    let end = end(ofLine: line)
    var place = offset(ofLine: line)
    while place < end && utf8[place] != UInt8(ascii: "#") { place += 1 }
    while place < end && (utf8[place] == UInt8(ascii: "#") || utf8[place].isBlank) { place += 1 }
    return place
  }
}
