/// The bytes of a document being written; everything is appended, nothing is read back.
struct OutputBuffer {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 1 << 16) { bytes.reserveCapacity(capacity) }

  /// Appends markup or other text of our own as it stands. What a lesson wrote goes through `Escaping.swift`.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(_ byte: UInt8) { bytes.append(byte) }

  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  mutating func raw(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

  mutating func raw(_ other: OutputBuffer) { bytes.append(contentsOf: other.bytes) }

  mutating func raw(_ number: Int) { raw(String(number)) }

  /// Appends RFC 4648 base 64.
  mutating func base64(_ data: [UInt8]) {
    let count = (data.count + 2) / 3 * 4
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bytes += [UInt8](unsafeUninitializedCapacity: count) { target, written in
      alphabet.withUTF8Buffer { alphabet in
        var index = 0
        while index < data.count {
          let rest = data.count - index
          let word =
            UInt32(data[index]) << 16 | (rest > 1 ? UInt32(data[index + 1]) << 8 : 0)
            | (rest > 2 ? UInt32(data[index + 2]) : 0)
          target[written] = alphabet[Int(word >> 18)]
          target[written + 1] = alphabet[Int(word >> 12 & 63)]
          target[written + 2] = rest > 1 ? alphabet[Int(word >> 6 & 63)] : UInt8(ascii: "=")
          target[written + 3] = rest > 2 ? alphabet[Int(word & 63)] : UInt8(ascii: "=")
          written += 4
          index += 3
        }
      }
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}
