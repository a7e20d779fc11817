#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A font as a page embeds it.
public struct WebFont: Hashable, Sendable {
  public enum Format: String, Sendable { case opentype, woff }

  public var format: Format
  public var bytes: [UInt8]

  /// The tables of an OpenType font, each compressed: about a quarter less (W3C, "WOFF File Format 1.0"). Without zlib
  /// on the machine, and for what is no font, the font as it is.
  init(openType font: [UInt8]) {
    (format, bytes) = (.opentype, font)
    guard let compress = Self.compress, let packed = Self.packed(font, compress) else { return }
    (format, bytes) = (.woff, packed)
  }

  private static func packed(_ font: [UInt8], _ compress: Compressor) -> [UInt8]? {
    guard let flavor = font.word(at: 0), let count = font.half(at: 4) else { return nil }
    var directory: [UInt8] = []
    var tables: [UInt8] = []
    var plainSize = 12 + 16 * count
    let start = 44 + 20 * count
    for record in (0..<count).map({ 12 + 16 * $0 }) {
      guard let tag = font.word(at: record), let sum = font.word(at: record + 4),
        let offset = font.word(at: record + 8).map(Int.init), let size = font.word(at: record + 12).map(Int.init),
        offset + size <= font.count
      else { return nil }
      let plain = font[offset..<offset + size]
      let stored = compressed(plain, compress) ?? Array(plain)
      directory += [tag, UInt32(start + tables.count), UInt32(stored.count), UInt32(size), sum].flatMap(
        \.bigEndianBytes)
      tables += stored + [UInt8](repeating: 0, count: -stored.count & 3)
      plainSize += (size + 3) & ~3
    }
    let numbers = [0x774F_4646, flavor, UInt32(start + tables.count), UInt32(count) << 16, UInt32(plainSize)]
    let header = numbers.flatMap(\.bigEndianBytes) + [UInt8](repeating: 0, count: 24)
    return header + directory + tables
  }

  /// `nil` when nothing is gained.
  private static func compressed(_ plain: ArraySlice<UInt8>, _ compress: Compressor) -> [UInt8]? {
    var size = UInt(plain.count)
    var isSmaller = false
    let result = [UInt8](unsafeUninitializedCapacity: plain.count) { target, count in
      isSmaller = plain.withUnsafeBufferPointer {
        compress(target.baseAddress, &size, $0.baseAddress, UInt($0.count), 9) == 0
      }
      count = isSmaller ? Int(size) : 0
    }
    return isSmaller && result.count < plain.count ? result : nil
  }

  private typealias Compressor =
    @convention(c) (
      UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<UInt>?, UnsafePointer<UInt8>?, UInt, CInt
    ) -> CInt

  /// zlib's `compress2`, opened when the first font is embedded; it fails when the result has no room.
  private static let compress: Compressor? = {
    let library = dlopen("libz.so.1", RTLD_LAZY | RTLD_LOCAL) ?? dlopen("libz.dylib", RTLD_LAZY | RTLD_LOCAL)
    return library.flatMap { dlsym($0, "compress2") }.map { unsafeBitCast($0, to: Compressor.self) }
  }()

  /// Opens the library ahead of time.
  static func prepare() { _ = compress }
}

extension [UInt8] {
  fileprivate func half(at position: Int) -> Int? {
    guard position + 2 <= count else { return nil }
    return Int(self[position]) << 8 | Int(self[position + 1])
  }

  fileprivate func word(at position: Int) -> UInt32? {
    guard let high = half(at: position), let low = half(at: position + 2) else { return nil }
    return UInt32(high) << 16 | UInt32(low)
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
