/// A value outside the machine: 64 bits, or an object.
public struct RawValue: @unchecked Sendable {
  public var bits: UInt64
  public var object: AnyObject?

  public init(bits: UInt64) {
    self.bits = bits
    object = nil
  }

  public init(object: AnyObject?) {
    bits = 0
    self.object = object
  }

  public init(_ value: Double) { self.init(bits: value.bitPattern) }
  public init(_ value: Int) { self.init(bits: UInt64(bitPattern: Int64(value))) }
  public init(_ value: Bool) { self.init(bits: value ? 1 : 0) }
  public init(_ value: String) { self.init(object: StringObject(value)) }

  public var double: Double { Double(bitPattern: bits) }
  public var int: Int { Int(truncatingIfNeeded: Int64(bitPattern: bits)) }
  public var bool: Bool { bits != 0 }
  /// The value as an optional that is there.
  public func wrapped(_ bank: Bank) -> RawValue {
    bank == .scalar ? RawValue(object: Some(bits: bits)) : self
  }

  /// The value of an optional, or `nil`.
  public var unwrapped: RawValue? {
    guard let object else { return nil }
    return (object as? Some).map { RawValue(bits: $0.bits) } ?? self
  }

  public var string: String { (object as? StringObject)?.value ?? "" }
}

final class StringObject {
  let value: String

  init(_ value: String) { self.value = value }
}

/// An array of scalars: one buffer, no reference counts.
final class ScalarArray {
  private(set) var buffer: UnsafeMutablePointer<UInt64>
  private(set) var count: Int
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    buffer = .allocate(capacity: self.capacity)
    count = 0
  }

  convenience init(_ source: UnsafePointer<UInt64>, count: Int) {
    self.init(capacity: count)
    buffer.initialize(from: source, count: count)
    self.count = count
  }

  deinit { buffer.deallocate() }

  func copy() -> ScalarArray { ScalarArray(buffer, count: count) }

  func append(_ bits: UInt64) {
    if count == capacity { grow() }
    (buffer + count).initialize(to: bits)
    count += 1
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
    larger.initialize(from: buffer, count: count)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }
}

final class ObjectArray {
  var elements: [AnyObject?]

  init(_ elements: [AnyObject?]) { self.elements = elements }
}

/// A tuple, a range, or a value of a structure: its scalar fields and its object fields.
final class Record {
  var scalars: [UInt64]
  var objects: [AnyObject?]

  init(scalars: [UInt64], objects: [AnyObject?]) {
    self.scalars = scalars
    self.objects = objects
  }
}

/// A captured variable that is changed, shared by all that captured it.
final class Box {
  var bits: UInt64
  var object: AnyObject?

  init(bits: UInt64) {
    self.bits = bits
    object = nil
  }

  init(object: AnyObject?) {
    bits = 0
    self.object = object
  }
}

/// An optional scalar that is there; `nil` is no object at all.
final class Some {
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }
}

/// A function value: the function's number, and what it captured.
final class ClosureObject {
  let function: Int
  let scalars: [UInt64]
  let objects: [AnyObject?]

  init(function: Int, scalars: [UInt64], objects: [AnyObject?]) {
    self.function = function
    self.scalars = scalars
    self.objects = objects
  }
}

/// A value of a catalog type that lives in Swift.
public final class NativeObject<Value> {
  public let value: Value

  public init(_ value: Value) { self.value = value }
}
