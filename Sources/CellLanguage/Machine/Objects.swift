/// A value outside the machine: 64 bits, or an object.
public struct RawValue: @unchecked Sendable {
  public var bits: UInt64
  public var object: AnyObject?

  @inline(__always)
  public init(bits: UInt64) {
    self.bits = bits
    object = nil
  }

  @inline(__always)
  public init(object: AnyObject?) {
    bits = 0
    self.object = object
  }

  public init(_ value: Double) { self.init(bits: value.bitPattern) }
  public init(_ value: Int) { self.init(bits: UInt64(bitPattern: Int64(value))) }
  public init(_ value: Bool) { self.init(bits: value ? 1 : 0) }
  public init(_ value: String) { self.init(object: StringObject(value)) }

  public var double: Double { RawValue.plain(bits) }
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

package final class StringObject {
  private static let overhead = 48

  @exclusivity(unchecked) package private(set) var value: String

  package init(_ value: String) {
    self.value = value
    ObjectAccount.add(value.utf8.count &+ Self.overhead)
  }

  deinit { ObjectAccount.remove(value.utf8.count &+ Self.overhead) }

  /// Grows in place: linear over a loop that appends.
  package func append(_ other: String) {
    ObjectAccount.add(other.utf8.count)
    value += other
  }
}

/// A tuple, a range, a value of a structure, the box of a captured variable, or a function value with its captures:
/// scalar fields, then object fields.
final class Record: ManagedBuffer<Record.Shape, UInt64> {
  struct Shape: Hashable {
    var scalars: Int32
    var objects: Int32
    /// Of a function value, the number of the function.
    var tag: Int

    init(scalars: Int, objects: Int, tag: Int = 0) {
      self.scalars = Int32(truncatingIfNeeded: scalars)
      self.objects = Int32(truncatingIfNeeded: objects)
      self.tag = tag
    }

    @inline(__always)
    var bytes: Int { 8 &* (Int(scalars) &+ Int(objects)) &+ 32 }
  }

  /// A record whose fields are yet to be written, all of them.
  @inline(__always)
  static func uninitialized(_ shape: Shape) -> Record {
    ObjectAccount.add(shape.bytes)
    let count = Int(shape.scalars) &+ Int(shape.objects)
    return unsafeDowncast(create(minimumCapacity: count) { _ in shape }, to: Record.self)
  }

  @inline(__always)
  static func make(
    _ shape: Shape, _ scalars: UnsafePointer<UInt64>, _ objects: UnsafePointer<AnyObject?>
  ) -> Record {
    let record = uninitialized(shape)
    record.scalars.update(from: scalars, count: Int(shape.scalars))
    record.objects.initialize(from: objects, count: Int(shape.objects))
    return record
  }

  static func make(scalars: [UInt64], objects: [AnyObject?]) -> Record {
    let record = uninitialized(Shape(scalars: scalars.count, objects: objects.count))
    for (number, bits) in scalars.enumerated() { record.scalars[number] = bits }
    for (number, object) in objects.enumerated() { (record.objects + number).initialize(to: object) }
    return record
  }

  /// The box of one variable.
  @inline(__always)
  static func box(bits: UInt64) -> Record {
    let box = uninitialized(Shape(scalars: 1, objects: 0))
    box.scalars[0] = bits
    return box
  }

  @inline(__always)
  static func box(object: AnyObject?) -> Record {
    let box = uninitialized(Shape(scalars: 0, objects: 1))
    box.objects.initialize(to: object)
    return box
  }

  @inline(__always)
  var tag: Int { header.tag }

  @inline(__always)
  var scalars: UnsafeMutablePointer<UInt64> { withUnsafeMutablePointerToElements { $0 } }

  @inline(__always)
  var objects: UnsafeMutablePointer<AnyObject?> {
    UnsafeMutableRawPointer(scalars + Int(header.scalars)).assumingMemoryBound(to: AnyObject?.self)
  }

  func copy() -> Record { Record.make(header, scalars, objects) }

  deinit {
    if header.objects > 0 { ObjectAccount.release(objects, Int(header.objects)) }
    ObjectAccount.remove(header.bytes)
  }
}

/// An optional scalar that is there; `nil` is no object at all.
final class Some {
  private static let bytes = 32

  @exclusivity(unchecked) var bits: UInt64

  init(bits: UInt64) {
    self.bits = bits
    ObjectAccount.add(Self.bytes)
  }

  deinit { ObjectAccount.remove(Self.bytes) }
}

/// A value of a catalog type that lives in Swift.
public final class NativeObject<Value> {
  public let value: Value

  public init(_ value: Value) { self.value = value }
}
