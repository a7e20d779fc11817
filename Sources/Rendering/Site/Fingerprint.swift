/// A number that stands for bytes: FNV-1a with 64 bits. Two contents share one by accident alone, and hardly ever.
public struct Fingerprint: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public init(of bytes: [UInt8]) {
    self.init()
    add(bytes)
  }

  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Adds a text and its end, so that `ab` and `c` differ from `a` and `bc`.
  public mutating func add(_ text: String) {
    add(text.utf8)
    add(CollectionOfOne(0xFF))
  }

  public var text: String { String(value, radix: 16) }
}
