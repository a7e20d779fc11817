#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A font file in memory of our own, which can be changed there and never on the disk.
struct FontFile {
  let bytes: UnsafeMutableRawBufferPointer

  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let count = Int(lseek(descriptor, 0, SEEK_END))
    guard count > 0, let start = mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  func unmap() { munmap(bytes.baseAddress, bytes.count) }

  /// Takes the forms for scripts (the feature `ssty`) from all glyphs but those that want them: a subset would have the
  /// two forms of every letter.
  ///
  /// OpenType 1.9, "GSUB": lookups of type 3 hold a list of alternates for each glyph that they cover, which is emptied
  /// here. A table that does not read so stays as it is.
  func keepScriptForms(where isWanted: (UInt32) -> Bool) {
    guard let table = table("GSUB"), let features = offset(at: table + 6, from: table),
      let lookups = offset(at: table + 8, from: table)
    else { return }
    for feature in 0..<(word(features) ?? 0) {
      let record = features + 2 + 6 * feature
      guard tag(record) == "ssty", let feature = offset(at: record + 4, from: features) else { continue }
      for index in 0..<(word(feature + 2) ?? 0) {
        guard let lookup = word(feature + 4 + 2 * index),
          let start = offset(at: lookups + 2 + 2 * lookup, from: lookups), word(start) == 3
        else { continue }
        for subtable in 0..<(word(start + 4) ?? 0) {
          if let subtable = offset(at: start + 6 + 2 * subtable, from: start) { empty(subtable, unless: isWanted) }
        }
      }
    }
  }

  private func empty(_ subtable: Int, unless isWanted: (UInt32) -> Bool) {
    guard word(subtable) == 1, let coverage = offset(at: subtable + 2, from: subtable) else { return }
    for (index, glyph) in covered(coverage).enumerated() where !isWanted(UInt32(glyph)) {
      guard index < word(subtable + 4) ?? 0, let set = offset(at: subtable + 6 + 2 * index, from: subtable) else {
        return
      }
      bytes.storeBytes(of: 0, toByteOffset: set, as: UInt16.self)
    }
  }

  /// Takes the larger forms (MATH, "MathVariants") from all glyphs but those that stretch.
  func keepLargerForms(where isStretched: (UInt32) -> Bool) {
    guard let table = table("MATH"), let variants = offset(at: table + 8, from: table) else { return }
    let (vertical, horizontal) = (word(variants + 6) ?? 0, word(variants + 8) ?? 0)
    for (coverage, first, count) in [(variants + 2, 0, vertical), (variants + 4, vertical, horizontal)] {
      guard let coverage = offset(at: coverage, from: variants) else { continue }
      for (index, glyph) in covered(coverage).prefix(count).enumerated() where !isStretched(UInt32(glyph)) {
        guard let forms = offset(at: variants + 10 + 2 * (first + index), from: variants) else { continue }
        // Neither parts to build it from nor ready sizes.
        bytes.storeBytes(of: 0, toByteOffset: forms, as: UInt16.self)
        if forms + 4 <= bytes.count { bytes.storeBytes(of: 0, toByteOffset: forms + 2, as: UInt16.self) }
      }
    }
  }

  /// The glyphs of a coverage table, in the order of their indices.
  private func covered(_ coverage: Int) -> [Int] {
    let count = word(coverage + 2) ?? 0
    if word(coverage) == 1 { return (0..<count).compactMap { word(coverage + 4 + 2 * $0) } }
    return (0..<count).flatMap { range -> [Int] in
      let record = coverage + 4 + 6 * range
      guard let first = word(record), let last = word(record + 2), first <= last else { return [] }
      return Array(first...last)
    }
  }

  /// Where a table begins: the directory has records of 16 bytes after a header of 12.
  private func table(_ name: String) -> Int? {
    for record in 0..<(word(4) ?? 0) where tag(12 + 16 * record) == name {
      guard let high = word(12 + 16 * record + 8), let low = word(12 + 16 * record + 10) else { return nil }
      return high << 16 | low
    }
    return nil
  }

  private func tag(_ position: Int) -> String? {
    guard position + 4 <= bytes.count else { return nil }
    return String(decoding: bytes[position..<position + 4], as: UTF8.self)
  }

  private func offset(at position: Int, from base: Int) -> Int? {
    guard let value = word(position), value > 0, base + value + 2 <= bytes.count else { return nil }
    return base + value
  }

  private func word(_ position: Int) -> Int? {
    guard position >= 0, position + 2 <= bytes.count else { return nil }
    return Int(bytes[position]) << 8 | Int(bytes[position + 1])
  }
}
