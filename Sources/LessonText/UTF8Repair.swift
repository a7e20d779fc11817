import Diagnostics

/// Text made of any bytes: without a byte order mark, with U+FFFD for NUL and for what is not UTF-8.
struct UTF8Repair {
  struct Fault {
    var message: String
    /// Where the first replacement stands in the repaired text.
    var range: SourceRange
  }

  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  var utf8: [UInt8]
  var fault: Fault?
  /// The offsets, in the file's bytes, of those that a replacement stands for.
  var replaced: [Int] = []
  var wasUTF16 = false

  static func repair(_ bytes: [UInt8]) -> UTF8Repair {
    if let text = utf16(bytes) { return text }
    let start = bytes.starts(with: mark) ? mark.count : 0
    if isSound(bytes) { return UTF8Repair(utf8: start == 0 ? bytes : Array(bytes[start...])) }
    return replaceInvalid(bytes, from: start)
  }

  /// What an editor saved as UTF-16 is read, so that its author sees the lesson beside the message.
  private static func utf16(_ bytes: [UInt8]) -> UTF8Repair? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    var text = UTF8Repair(utf8: replaceInvalid(Array(String(decoding: units, as: UTF16.self).utf8), from: 0).utf8)
    text.fault = Fault(message: "The file is UTF-16; lessons are UTF-8.", range: SourceRange(0, 0))
    text.wasUTF16 = true
    return text
  }

  private static func isSound(_ bytes: [UInt8]) -> Bool {
    !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  private static func replaceInvalid(_ bytes: [UInt8], from start: Int) -> UTF8Repair {
    var text = UTF8Repair(utf8: [])
    text.utf8.reserveCapacity(bytes.count + 64)
    var first: (offset: Int, place: Int)?
    var count = 0
    var offset = start
    while offset < bytes.count {
      let length = sequenceLength(bytes, at: offset)
      if let length, bytes[offset] != 0 {
        text.utf8 += bytes[offset..<offset + length]
        offset += length
        continue
      }
      if length == nil {
        count += 1
        if first == nil { first = (offset, text.utf8.count) }
      }
      text.utf8 += replacement
      text.replaced.append(offset)
      offset += 1
    }
    guard let first else { return text }
    let others = count > 1 ? " (and \(count - 1) more)" : ""
    let message = "Byte \(first.offset) of the file\(others) is not UTF-8 and is shown as U+FFFD."
    text.fault = Fault(message: message, range: SourceRange(first.place, first.place + replacement.count))
    return text
  }

  /// The length of the well-formed sequence at `offset`, `nil` for none (Unicode 15, table 3-7).
  private static func sequenceLength(_ bytes: [UInt8], at offset: Int) -> Int? {
    func isContinuation(_ distance: Int, in range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      offset + distance < bytes.count && range.contains(bytes[offset + distance])
    }
    switch bytes[offset] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isContinuation(1) ? 2 : nil
    case 0xE0...0xEF:
      let second: ClosedRange<UInt8> =
        bytes[offset] == 0xE0 ? 0xA0...0xBF : bytes[offset] == 0xED ? 0x80...0x9F : 0x80...0xBF
      return isContinuation(1, in: second) && isContinuation(2) ? 3 : nil
    case 0xF0...0xF4:
      let second: ClosedRange<UInt8> =
        bytes[offset] == 0xF0 ? 0x90...0xBF : bytes[offset] == 0xF4 ? 0x80...0x8F : 0x80...0xBF
      return isContinuation(1, in: second) && isContinuation(2) && isContinuation(3) ? 4 : nil
    default: return nil
    }
  }
}
