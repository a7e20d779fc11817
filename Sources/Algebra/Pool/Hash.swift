/// Structural hashes: the same in every run and every process.
enum Hash {
  @inline(__always)
  static func mix(_ op: Node.Op, _ a: UInt32, _ b: UInt32) -> UInt32 {
    var h = (UInt64(a) << 32 | UInt64(b)) &+ UInt64(op.rawValue) &* 0x9E37_79B9_7F4A_7C15
    h ^= h >> 31
    h &*= 0xBF58_476D_1CE4_E5B9
    h ^= h >> 29
    return UInt32(truncatingIfNeeded: h ^ h >> 32)
  }

  static func of(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  static func of(_ value: Integer) -> UInt32 {
    value.limbs.reduce(value.isNegative ? 1 : 0) { hash, limb in
      mix(.large, hash ^ UInt32(truncatingIfNeeded: limb), UInt32(truncatingIfNeeded: limb >> 32))
    }
  }
}
