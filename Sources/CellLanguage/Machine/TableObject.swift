/// The entries of a dictionary or a set: a hash table over entries in the order in which they were put in.
///
/// Open addressing with linear probing; slots hold entry numbers. A removed entry leaves a hole that the next growth
/// closes. Source: the compact dictionaries of Raymond Hettinger (CPython 3.6).
package final class TableObject {
  private static let overhead = 96
  private static let hole = Int.min
  private static let empty: Int32 = -1

  package let keys: ArrayObject
  /// `nil` for a set.
  package let values: ArrayObject?
  /// Of each entry; ``hole`` where it was removed.
  private var hashes: [Int]
  private var slots: [Int32]
  package private(set) var count = 0

  package init(keyBank: Bank, valueBank: Bank?, capacity: Int = 4) {
    keys = ArrayObject(capacity: capacity, holdsObjects: keyBank == .object)
    values = valueBank.map { ArrayObject(capacity: capacity, holdsObjects: $0 == .object) }
    hashes = []
    slots = Array(repeating: Self.empty, count: TableObject.slotCount(for: capacity))
    ObjectAccount.add(Self.overhead)
    ObjectAccount.add(tableBytes)
  }

  private init(copying other: TableObject) {
    keys = other.keys.copy()
    values = other.values?.copy()
    hashes = other.hashes
    slots = other.slots
    count = other.count
    ObjectAccount.add(Self.overhead)
    ObjectAccount.add(tableBytes)
  }

  deinit {
    ObjectAccount.remove(Self.overhead)
    ObjectAccount.remove(tableBytes)
  }

  private var tableBytes: Int { 12 &* slots.count }

  private static func slotCount(for entries: Int) -> Int {
    var slots = 8
    while slots < entries + entries / 2 { slots *= 2 }
    return slots
  }

  package func copy() -> TableObject { TableObject(copying: self) }

  /// How many entry numbers there are, holes among them.
  package var end: Int { hashes.count }

  package func isHole(_ entry: Int) -> Bool { hashes[entry] == Self.hole }

  /// The numbers of the entries, in their order.
  package var entries: [Int] { count == end ? Array(0..<end) : (0..<end).filter { !isHole($0) } }

  /// The number of the entry of a key.
  package func find(_ hash: Int, _ isKey: (Int) throws -> Bool) rethrows -> Int? {
    let hash = hash == Self.hole ? 0 : hash
    var slot = start(hash)
    while slots[slot] != Self.empty {
      let entry = Int(slots[slot])
      if hashes[entry] == hash, try isKey(entry) { return entry }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds an entry, whose key is not there yet; returns its number.
  @discardableResult
  package func insert(_ hash: Int, _ key: RawValue, _ value: RawValue?) -> Int {
    if 3 * (end + 1) > 2 * slots.count || end == Int(Int32.max) { rebuild(for: 2 * (count + 1)) }
    let hash = hash == Self.hole ? 0 : hash
    place(end, hash)
    hashes.append(hash)
    keys.append(key)
    if let values, let value { values.append(value) }
    count += 1
    return end - 1
  }

  /// Takes an entry out; returns its value.
  package func remove(_ entry: Int) -> RawValue? {
    hashes[entry] = Self.hole
    if keys.holdsObjects { keys.objects[entry] = nil }
    count -= 1
    guard let values else { return nil }
    let value = values[entry]
    if values.holdsObjects { values.objects[entry] = nil }
    return value
  }

  private func start(_ hash: Int) -> Int { (hash ^ hash >> 32) & (slots.count - 1) }

  private func place(_ entry: Int, _ hash: Int) {
    var slot = start(hash)
    while slots[slot] != Self.empty { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(truncatingIfNeeded: entry)
  }

  /// Closes the holes and makes room.
  private func rebuild(for wanted: Int) {
    ObjectAccount.remove(tableBytes)
    if count < end { closeHoles() }
    slots = Array(repeating: Self.empty, count: TableObject.slotCount(for: wanted + wanted / 2))
    for (entry, hash) in hashes.enumerated() { place(entry, hash) }
    ObjectAccount.add(tableBytes)
  }

  private func closeHoles() {
    var next = 0
    for entry in 0..<end where !isHole(entry) {
      if entry != next {
        keys.swap(entry, next)
        values?.swap(entry, next)
        hashes[next] = hashes[entry]
      }
      next += 1
    }
    keys.removeSubrange(next..<keys.count)
    if let values { values.removeSubrange(next..<values.count) }
    hashes.removeSubrange(next...)
  }
}
