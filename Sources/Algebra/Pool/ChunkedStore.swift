/// An append-only array whose elements never move, so that they are read without a lock.
///
/// Chunk `k` holds twice as many elements as chunk `k - 1`: 32 pointers reach every 32-bit index, and the highest bit of
/// an index names its chunk.
struct ChunkedStore<Element>: @unchecked Sendable {
  private static var firstChunkBits: Int { 10 }
  private let directory: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>

  init() {
    directory = .allocate(capacity: UInt32.bitWidth)
    directory.initialize(repeating: nil, count: UInt32.bitWidth)
  }

  @inline(__always)
  private static func locate(_ index: Int) -> (chunk: Int, offset: Int) {
    let shifted = index + (1 << firstChunkBits)
    let bit = Int.bitWidth - 1 - shifted.leadingZeroBitCount
    return (bit - firstChunkBits, shifted - (1 << bit))
  }

  private static func capacity(ofChunk chunk: Int) -> Int { 1 << (firstChunkBits + chunk) }

  /// Where element `index` is. - Precondition: it has been stored.
  @inline(__always)
  func pointer(to index: Int) -> UnsafeMutablePointer<Element>? {
    let (chunk, offset) = Self.locate(index)
    return directory[chunk].map { $0 + offset }
  }

  /// The first index at or after `index` from which `count` elements lie side by side.
  func start(ofRun count: Int, from index: Int) -> Int {
    var (chunk, offset) = Self.locate(index)
    var start = index
    while offset + count > Self.capacity(ofChunk: chunk) {
      start += Self.capacity(ofChunk: chunk) - offset
      (chunk, offset) = (chunk + 1, 0)
    }
    return start
  }

  /// Stores `element` as number `index`; the caller holds the lock and counts.
  func store(_ element: Element, at index: Int) {
    let (chunk, offset) = Self.locate(index)
    let base = directory[chunk] ?? .allocate(capacity: Self.capacity(ofChunk: chunk))
    directory[chunk] = base
    (base + offset).initialize(to: element)
  }
}
