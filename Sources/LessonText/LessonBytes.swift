import Diagnostics

/// The bytes of a lesson file, in which its text can be edited: all other bytes stay.
///
/// A lesson's offsets count in its repaired text, without the byte order mark and with three bytes in the place of each
/// that is not UTF-8; here they find their way back. A file in UTF-16 becomes UTF-8 when it is edited.
public struct LessonBytes: Sendable {
  public let bytes: [UInt8]
  /// What the edits are made in.
  private let text: [UInt8]
  private let start: Int
  private let replaced: [Int]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let repair = UTF8Repair.repair(bytes)
    text = repair.wasUTF16 ? repair.utf8 : bytes
    start = text.starts(with: UTF8Repair.mark) ? UTF8Repair.mark.count : 0
    replaced = repair.replaced
  }

  /// The bytes with all edits made; of two that overlap, the one that begins first. O(bytes + edits log edits).
  public func applying(_ edits: [TextEdit]) -> [UInt8] {
    if edits.isEmpty { return bytes }
    var result: [UInt8] = []
    var position = 0
    // Insertions at one place stay in their order.
    for (_, edit) in edits.enumerated().sorted(by: { ($0.1.range.lower, $0.0) < ($1.1.range.lower, $1.0) }) {
      let (lower, upper) = (offset(of: edit.range.lower), offset(of: edit.range.upper))
      guard lower >= position else { continue }
      result += text[position..<lower]
      result += edit.text.utf8
      position = upper
    }
    return result + text[position...]
  }

  /// The offset in the file of the byte at `offset` of the text. O(log replacements).
  private func offset(of offset: Int) -> Int {
    var (low, high) = (0, replaced.count)
    while low < high {
      let middle = (low + high) / 2
      // Where the replacement before which `middle` others stand ends in the text.
      if replaced[middle] - start + 2 * middle + 3 <= offset { low = middle + 1 } else { high = middle }
    }
    var place = start + offset - 2 * low
    // Within a replacement: the byte that it stands for.
    if low < replaced.count { place = min(place, replaced[low]) }
    return min(max(place, 0), text.count)
  }
}
