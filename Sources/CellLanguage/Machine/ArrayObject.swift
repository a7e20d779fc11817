/// The elements of an array: scalars without reference counts, or objects, in one buffer.
package final class ArrayObject {
  private static let overhead = 64

  @exclusivity(unchecked) package private(set) var buffer: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) package private(set) var count = 0
  @exclusivity(unchecked) package private(set) var capacity: Int
  package let holdsObjects: Bool

  package init(capacity: Int, holdsObjects: Bool) {
    self.capacity = max(capacity, 1)
    self.holdsObjects = holdsObjects
    buffer = .allocate(capacity: self.capacity)
    ObjectAccount.add(8 &* self.capacity &+ Self.overhead)
  }

  package convenience init(_ source: UnsafePointer<UInt64>, count: Int) {
    self.init(capacity: count, holdsObjects: false)
    buffer.initialize(from: source, count: count)
    self.count = count
  }

  package convenience init(_ doubles: [Double]) {
    self.init(capacity: doubles.count, holdsObjects: false)
    for (index, double) in doubles.enumerated() { buffer[index] = double.bitPattern }
    count = doubles.count
  }

  /// Takes the objects out of their registers.
  package convenience init(taking source: UnsafeMutablePointer<AnyObject?>, count: Int) {
    self.init(capacity: count, holdsObjects: true)
    objects.moveInitialize(from: source, count: count)
    source.initialize(repeating: nil, count: count)
    self.count = count
  }

  deinit {
    if holdsObjects { ObjectAccount.release(objects, count) }
    buffer.deallocate()
    ObjectAccount.remove(8 &* capacity &+ Self.overhead)
  }

  @inline(__always)
  package var objects: UnsafeMutablePointer<AnyObject?> {
    UnsafeMutableRawPointer(buffer).assumingMemoryBound(to: AnyObject?.self)
  }

  /// - Precondition: the elements are numbers of type `Double`.
  package var doubles: [Double] { (0..<count).map { Double(bitPattern: buffer[$0]) } }

  package func copy(capacity wanted: Int = 0) -> ArrayObject {
    let copy = ArrayObject(capacity: max(count, wanted), holdsObjects: holdsObjects)
    copy.append(contentsOf: self)
    return copy
  }

  @inline(__always)
  package func append(_ bits: UInt64) {
    if count == capacity { grow(to: 2 &* capacity) }
    buffer[count] = bits
    count &+= 1
  }

  @inline(__always)
  package func append(_ object: AnyObject?) {
    if count == capacity { grow(to: 2 &* capacity) }
    (objects + count).initialize(to: object)
    count &+= 1
  }

  package func append(_ value: RawValue) {
    if holdsObjects { append(value.object) } else { append(value.bits) }
  }

  package func append(contentsOf other: ArrayObject, from first: Int = 0, count added: Int? = nil) {
    let added = added ?? other.count - first
    if count + added > capacity { grow(to: max(2 &* capacity, count + added)) }
    if holdsObjects {
      (objects + count).initialize(from: other.objects + first, count: added)
    } else {
      (buffer + count).update(from: other.buffer + first, count: added)
    }
    count += added
  }

  package func reserve(_ wanted: Int) {
    if wanted > capacity { grow(to: wanted) }
  }

  private func grow(to larger: Int) {
    let moved = UnsafeMutablePointer<UInt64>.allocate(capacity: larger)
    moved.update(from: buffer, count: count)
    buffer.deallocate()
    buffer = moved
    ObjectAccount.add(8 &* (larger &- capacity))
    capacity = larger
  }

  // MARK: Elements
  // All positions are valid: callers have looked.

  package func removeLast() -> RawValue {
    count -= 1
    return holdsObjects ? RawValue(object: (objects + count).move()) : RawValue(bits: buffer[count])
  }

  package func remove(at position: Int) -> RawValue {
    let value = holdsObjects ? RawValue(object: (objects + position).move()) : RawValue(bits: buffer[position])
    // Moving the words moves the references in them.
    (buffer + position).update(from: buffer + position + 1, count: count - position - 1)
    count -= 1
    return value
  }

  package func removeSubrange(_ range: Range<Int>) {
    if holdsObjects { (objects + range.lowerBound).deinitialize(count: range.count) }
    (buffer + range.lowerBound).update(from: buffer + range.upperBound, count: count - range.upperBound)
    count -= range.count
  }

  package func insert(_ value: RawValue, at position: Int) {
    if count == capacity { grow(to: 2 &* capacity) }
    (buffer + position + 1).update(from: buffer + position, count: count - position)
    if holdsObjects {
      (objects + position).initialize(to: value.object)
    } else {
      buffer[position] = value.bits
    }
    count += 1
  }

  package subscript(_ position: Int) -> RawValue {
    get { holdsObjects ? RawValue(object: objects[position]) : RawValue(bits: buffer[position]) }
    set {
      if holdsObjects { objects[position] = newValue.object } else { buffer[position] = newValue.bits }
    }
  }

  /// Moving the words moves the references in them.
  package func swap(_ first: Int, _ second: Int) {
    (buffer[first], buffer[second]) = (buffer[second], buffer[first])
  }

  package func sortIntegers() { sort(as: Int.self) }
  package func sortDoubles() { sort(as: Double.self) }

  private func sort<Value: Comparable>(as type: Value.Type) {
    buffer.withMemoryRebound(to: type, capacity: count) {
      var values = UnsafeMutableBufferPointer(start: $0, count: count)
      values.sort()
    }
  }
}
