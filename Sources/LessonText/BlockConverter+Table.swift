import Diagnostics

extension BlockConverter {
  func table(_ node: CmarkNode) -> Block.Table {
    var places = splitHeader(node).map { HeaderPlaces(file: file, line: $0) }
    let rows = node.children.map { row in
      defer { places = nil }
      return row.children.map { cell($0, in: &places) }
    }
    let alignments = node.columnAlignments.map { sign -> Block.Table.Alignment in
      switch sign {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
    return Block.Table(
      alignments: alignments, header: rows.first.map(Array.init) ?? [], rows: rows.dropFirst().map(Array.init))
  }

  /// Where the table begins in the file.
  func tableStart(_ node: CmarkNode) -> Int? {
    splitHeader(node).map { HeaderPlaces(file: file, line: $0).start }
  }

  /// The line of a header that was split from the paragraph before it: cmark lets such a table begin with the paragraph,
  /// and counts the columns of the header's cells from there.
  private func splitHeader(_ node: CmarkNode) -> Int? {
    guard let paragraph = node.previous, paragraph.kind == .paragraph, paragraph.startLine == 0 else { return nil }
    let text = leafText(of: paragraph)
    guard text.trimmedCount > 0 else { return nil }
    return file.line(at: text.fileOffset(of: text.trimmedCount - 1)) + 1
  }

  private func cell(_ node: CmarkNode, in header: inout HeaderPlaces?) -> [Inline] {
    let place = header?.next(node.content)
    let offset = place ?? file.offset(ofLine: line(node.startLine)) + max(0, node.startColumn - 1)
    return inlines(of: node, LeafText(cell: node.content, in: file, at: offset))
  }
}

/// Finds the cells of a header line one after the other.
private struct HeaderPlaces {
  let file: SourceFile
  let start: Int
  private let end: Int
  private var place: Int

  init(file: SourceFile, line: Int) {
    self.file = file
    end = file.end(ofLine: line)
    var start = file.offset(ofLine: line)
    while start < end && (file.utf8[start].isBlank || file.utf8[start] == UInt8(ascii: ">")) { start += 1 }
    self.start = start
    place = start
  }

  /// The place of the next cell, whose text up to its first pipe is that of the file.
  mutating func next(_ content: UnsafeBufferPointer<UInt8>) -> Int {
    let head = content.prefix { $0 != UInt8(ascii: "|") }
    guard let found = (place..<max(place, end)).first(where: { file.utf8[$0..<end].starts(with: head) }) else {
      return place
    }
    defer { place = min(found + max(1, content.count), end) }
    return found
  }
}
