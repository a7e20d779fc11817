import Diagnostics
import Elementary

// What the loop's steps do and say; in one module it is inlined where that is faster.

@inline(__always) func integer(_ bits: UInt64) -> Int64 { Int64(bitPattern: bits) }
@inline(__always) func bits(_ value: Int64) -> UInt64 { UInt64(bitPattern: value) }
@inline(__always) func double(_ bits: UInt64) -> Double { Double(bitPattern: bits) }
@inline(__always) func truth(_ value: Bool) -> UInt64 { value ? 1 : 0 }
@inline(__always) func immediate(_ operand: UInt16) -> Int64 { Int64(Int16(bitPattern: operand)) }

// MARK: - Integers

extension Machine {
  @inline(__always)
  static func sum(_ a: UInt64, _ b: Int64) throws(Fault) -> UInt64 {
    let (value, overflow) = integer(a).addingReportingOverflow(b)
    if overflow { throw Machine.overflow("+") }
    return bits(value)
  }

  /// A sum with a number of the instruction, which may stand for a difference.
  @inline(__always)
  static func stepped(_ a: UInt64, _ operand: UInt16) throws(Fault) -> UInt64 {
    let (value, overflow) = integer(a).addingReportingOverflow(immediate(operand))
    if overflow { throw Machine.overflow(immediate(operand) < 0 ? "-" : "+") }
    return bits(value)
  }

  @inline(__always)
  static func difference(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
    let (value, overflow) = integer(a).subtractingReportingOverflow(integer(b))
    if overflow { throw Machine.overflow("-") }
    return bits(value)
  }

  @inline(__always)
  static func product(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
    let (value, overflow) = integer(a).multipliedReportingOverflow(by: integer(b))
    if overflow { throw Machine.overflow("*") }
    return bits(value)
  }

  @inline(__always)
  static func quotient(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
    if b == 0 { throw Machine.division }
    let (value, overflow) = integer(a).dividedReportingOverflow(by: integer(b))
    if overflow { throw Machine.overflow("/") }
    return bits(value)
  }

  @inline(__always)
  static func remainder(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
    if b == 0 { throw Machine.division }
    let (value, overflow) = integer(a).remainderReportingOverflow(dividingBy: integer(b))
    if overflow { throw Machine.overflow("%") }
    return bits(value)
  }

  static func power(_ a: UInt64, _ b: UInt64) throws(Fault) -> UInt64 {
    let (base, exponent) = (Int(integer(a)), Int(integer(b)))
    guard let value = base.power(exponent) else {
      throw exponent < 0
        ? Fault(.overflow, "an Int to the negative power \(exponent) is no Int; use Double(…)")
        : Fault(.overflow, "\(base) ** \(exponent) is too large for an Int")
    }
    return bits(Int64(value))
  }

  @inline(__always)
  static func whole(_ value: Double) throws(Fault) -> UInt64 {
    // Beyond 2^63 - 1 the next Double is 2^63 itself.
    guard value > -0x1.0000000000001p63, value < 0x1p63 else {
      throw Fault(.overflow, "\(value) is outside the range of Int")
    }
    return bits(Int64(value))
  }
}

// MARK: - Objects

extension Machine {
  /// The object in a register that holds one, without taking part in its reference count.
  @inline(__always)
  static func object<T: AnyObject>(_ register: UnsafeMutablePointer<AnyObject?>, _: T.Type) throws(Fault) -> T {
    guard let value = register.pointee else { throw Machine.noValue }
    return unsafeDowncast(value, to: T.self)
  }

  /// The object in a register, after a copy where others hold it too.
  @inline(__always)
  func unique<T: AnyObject>(
    _ register: UnsafeMutablePointer<AnyObject?>, _: T.Type, _ copy: (T) -> T
  ) throws(Fault) -> T {
    let isUnique = isKnownUniquelyReferenced(&register.pointee)
    let value = try Machine.object(register, T.self)
    if isUnique { return value }
    let own = copy(value)
    register.pointee = own
    try checkMemory()
    return own
  }

  @inline(__always)
  func uniqueArray(_ register: UnsafeMutablePointer<AnyObject?>) throws(Fault) -> ArrayObject {
    try unique(register, ArrayObject.self) { $0.copy() }
  }

  @inline(__always)
  func uniqueRecord(_ register: UnsafeMutablePointer<AnyObject?>) throws(Fault) -> Record {
    try unique(register, Record.self) { $0.copy() }
  }

  @inline(__always)
  func uniqueTable(_ register: UnsafeMutablePointer<AnyObject?>) throws(Fault) -> TableObject {
    try unique(register, TableObject.self) { $0.copy() }
  }

  static func values(of table: TableObject) throws(Fault) -> ArrayObject {
    guard let values = table.values else { throw Machine.noValue }
    return values
  }

  /// A valid index of `array`.
  @inline(__always)
  static func position(_ bits: UInt64, in array: ArrayObject) throws(Fault) -> Int {
    let index = Int(truncatingIfNeeded: integer(bits))
    if UInt(bitPattern: index) >= UInt(bitPattern: array.count) { throw Machine.index(index, array.count) }
    return index
  }

  @inline(__always)
  static func take(_ register: UnsafeMutablePointer<AnyObject?>) -> AnyObject? {
    let value = register.move()
    register.initialize(to: nil)
    return value
  }

  func text(of value: RawValue, _ type: Int) throws -> StringObject {
    let outer = (scalarTop, objectTop)
    let function = program.function(current.function)
    (scalarTop, objectTop) = (current.scalars + function.scalarCount, current.objects + function.objectCount)
    let text = describer.describe(value, as: program.type(type))
    (scalarTop, objectTop) = outer
    try checkWitnesses()
    try checkMemory(adding: text.utf8.count)
    if stop.isRaised { throw stop.fault }
    return StringObject(text)
  }

  func concatenation(_ parts: UnsafeMutablePointer<AnyObject?>, _ count: Int) throws(Fault) -> StringObject {
    var bytes = 0
    for number in 0..<count { bytes += try Machine.object(parts + number, StringObject.self).value.utf8.count }
    try checkMemory(adding: bytes)
    var text = ""
    text.reserveCapacity(bytes)
    for number in 0..<count { text += try Machine.object(parts + number, StringObject.self).value }
    parts.update(repeating: nil, count: count)
    return StringObject(text)
  }
}

// MARK: - Faults

extension Machine {
  static let elementary: [@Sendable (Double) -> Double] = ElementaryFunction.allCases.map(\.function)

  static let division = Fault(.divisionByZero, "division by zero")
  static let foundNil = Fault(.foundNil, "this is nil, so there is nothing to unwrap")
  static let noValue = Fault(.foundNil, "this has no value")

  /// What the instruction `fault` says, by its number.
  static let faults = [
    Fault(.invalidArgument, "the upper bound of this range is below its lower bound"),
    Fault(.foundNil, "this key is not in the dictionary"),
  ]
  static let invalidRange = 0
  static let missingKey = 1

  static func overflow(_ op: String) -> Fault {
    Fault(.overflow, "the result of '\(op)' is too large for an Int")
  }

  static func index(_ index: Int, _ count: Int) -> Fault {
    Fault(.indexOutOfRange, "index \(index) is outside the array, which has \(count) element\(count == 1 ? "" : "s")")
  }
}
