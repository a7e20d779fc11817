import Diagnostics

/// What a catalog entry does: Swift code that reads its arguments from the machine and writes its result there.
public struct Native: Sendable {
  let body: @Sendable (borrowing NativeCall) throws -> Void
  /// The types that it reads and gives, for checking the catalog; `nil` where it reads them itself.
  package let shape: (@Sendable () -> (arguments: [Type], result: Type))?

  /// A native that handles its arguments itself.
  public init(raw body: @escaping @Sendable (borrowing NativeCall) throws -> Void) {
    self.body = body
    shape = nil
  }

  private init(
    body: @escaping @Sendable (borrowing NativeCall) throws -> Void,
    shape: (@Sendable () -> (arguments: [Type], result: Type))?
  ) {
    self.body = body
    self.shape = shape
  }

  /// The same, but each call that throws nothing counts as a check that holds.
  public var check: Native {
    Native(
      body: { [body] call in
        try body(call)
        call.sink.checked()
      }, shape: shape)
  }

  /// A Swift function whose argument and result types say how to read and write them.
  public init<each A: CellValue, R: CellValue>(_ function: @escaping @Sendable (repeat each A) throws -> R) {
    body = { call in
      var reader = ArgumentReader(call)
      let result = try function(repeat (each A).read(&reader))
      call.finish(with: result.raw)
    }
    shape = { (Native.types(repeat (each A).self), R.cellType) }
  }

  public init<each A: CellValue>(_ function: @escaping @Sendable (repeat each A) throws -> Void) {
    body = { call in
      var reader = ArgumentReader(call)
      try function(repeat (each A).read(&reader))
      call.finish()
    }
    shape = { (Native.types(repeat (each A).self), .void) }
  }

  private static func types<each A: CellValue>(_ values: repeat (each A).Type) -> [Type] {
    var types: [Type] = []
    repeat types.append((each values).cellType)
    return types
  }
}

/// Where a native is called from: the banks of its arguments, and what its type parameters stand for.
final class CallSite {
  let native: Native
  let banks: [Bank]
  let resultBank: Bank?
  let bindings: [String: Type]
  let objectCount: Int
  /// For a mutating native, `self` is handed back as the first object.
  let isMutating: Bool

  init(
    native: Native, banks: [Bank], resultBank: Bank?, bindings: [String: Type], isMutating: Bool
  ) {
    self.native = native
    self.banks = banks
    self.resultBank = resultBank
    self.bindings = bindings
    objectCount = banks.count { $0 == .object }
    self.isMutating = isMutating
  }
}

/// One call of a native: its arguments in the machine's registers.
public struct NativeCall {
  let machine: Machine
  let site: CallSite
  let scalars: UnsafeMutablePointer<UInt64>
  let objects: UnsafeMutablePointer<AnyObject?>

  /// What the type parameter `name` stands for at this call.
  public func type(_ name: String) -> Type { site.bindings[name] ?? .invalid }

  /// The description of a value, as `print` shows it.
  public func describe(_ value: RawValue, as type: Type) -> String {
    machine.describer.describe(value, as: type, nested: false)
  }

  public func bank(of type: Type) -> Bank { machine.describer.catalog.bank(of: type) }

  /// The bank of the elements of the array whose member this is.
  public var elementBank: Bank { bank(of: type("Element")) }

  /// Gives a mutating member's receiver its new value.
  public func replaceReceiver(with value: some CellValue) { objects[0] = value.raw.object }

  public var describer: Describer { machine.describer }

  /// The machine's sink for `print` and `display`.
  public var sink: OutputSink { machine.sink }

  /// Charges the cell's memory budget.
  public func charge(bytes: Int) throws(Fault) { try machine.charge(bytes: bytes) }

  /// Charges for an array of `count` elements.
  public func charge(elements count: Int) throws(Fault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 16)
    try machine.charge(bytes: overflow ? .max / 2 : bytes)
  }

  /// Ends the call: the arguments are given up, the result takes their place.
  public func finish(with result: RawValue? = nil) {
    let first = site.isMutating ? 1 : 0
    for number in first..<max(site.objectCount, first) { objects[number] = nil }
    guard let result, let bank = site.resultBank else { return }
    switch bank {
    case .scalar: scalars[0] = result.bits
    case .object: objects[first] = result.object
    }
  }
}

/// Reads the arguments of a call one by one.
public struct ArgumentReader {
  let call: NativeCall
  private var argument = 0
  private var scalar = 0
  private var object = 0

  public init(_ call: borrowing NativeCall) {
    self.call = copy call
  }

  public var machine: CellMachine { CellMachine(machine: call.machine) }

  public mutating func next() -> RawValue {
    let bank = call.site.banks[argument]
    argument += 1
    switch bank {
    case .scalar:
      scalar += 1
      return RawValue(bits: call.scalars[scalar - 1])
    case .object:
      object += 1
      return RawValue(object: call.objects[object - 1])
    }
  }
}

/// A handle on the running machine for natives that call cell functions back.
public struct CellMachine {
  let machine: Machine
}

/// A Swift type whose values pass between cells and natives.
public protocol CellValue: SendableMetatype {
  static var cellType: Type { get }
  /// Where its values live; objects unless said otherwise.
  static var bank: Bank { get }
  static func read(_ reader: inout ArgumentReader) -> Self
  static func from(_ raw: RawValue, _ machine: CellMachine) -> Self
  var raw: RawValue { get }
}

extension CellValue {
  public static var bank: Bank { .object }
  public static func read(_ reader: inout ArgumentReader) -> Self { from(reader.next(), reader.machine) }
}

extension Double: CellValue {
  public static var cellType: Type { .double }
  public static var bank: Bank { .scalar }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Double { raw.double }
  public var raw: RawValue { RawValue(self) }
}

extension Int: CellValue {
  public static var cellType: Type { .int }
  public static var bank: Bank { .scalar }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Int { raw.int }
  public var raw: RawValue { RawValue(self) }
}

extension Bool: CellValue {
  public static var cellType: Type { .bool }
  public static var bank: Bank { .scalar }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Bool { raw.bool }
  public var raw: RawValue { RawValue(self) }
}

extension String: CellValue {
  public static var cellType: Type { .string }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> String { raw.string }
  public var raw: RawValue { RawValue(self) }
}

/// A value of whatever type the signature's type parameter stands for.
extension RawValue: CellValue {
  public static var cellType: Type { .parameter("T") }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawValue { raw }
  public var raw: RawValue { self }
}

extension Array: CellValue where Element: CellValue {
  public static var cellType: Type { .array(Element.cellType) }

  public static func from(_ raw: RawValue, _ machine: CellMachine) -> [Element] {
    switch raw.object {
    case let array as ScalarArray:
      (0..<array.count).map { Element.from(RawValue(bits: array.buffer[$0]), machine) }
    case let array as ObjectArray: array.elements.map { Element.from(RawValue(object: $0), machine) }
    default: []
    }
  }

  public var raw: RawValue {
    RawArray.make(map(\.raw), bank: Element.bank).raw
  }
}

extension Optional: CellValue where Wrapped: CellValue {
  public static var cellType: Type { .optional(Wrapped.cellType) }

  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Wrapped? {
    guard let object = raw.object else { return nil }
    if let some = object as? Some { return Wrapped.from(RawValue(bits: some.bits), machine) }
    return Wrapped.from(raw, machine)
  }

  public var raw: RawValue {
    guard let self else { return RawValue(object: nil) }
    let inner = self.raw
    return inner.object == nil ? RawValue(object: Some(bits: inner.bits)) : inner
  }
}

/// An array whose element type only the call knows.
public struct RawArray: CellValue {
  let object: AnyObject?

  public static var cellType: Type { .array(.parameter("Element")) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawArray { RawArray(object: raw.object) }
  public var raw: RawValue { RawValue(object: object) }

  public init(_ raw: RawValue) { object = raw.object }

  init(object: AnyObject?) { self.object = object }

  public func appending(_ others: RawArray, bank: Bank) -> RawArray {
    RawArray.make(elements + others.elements, bank: bank)
  }

  public var count: Int {
    switch object {
    case let array as ScalarArray: array.count
    case let array as ObjectArray: array.elements.count
    default: 0
    }
  }

  public subscript(_ index: Int) -> RawValue {
    switch object {
    case let array as ScalarArray: RawValue(bits: array.buffer[index])
    case let array as ObjectArray: RawValue(object: array.elements[index])
    default: RawValue(object: nil)
    }
  }

  public var elements: [RawValue] { (0..<count).map { self[$0] } }

  public static func make(_ elements: [RawValue], bank: Bank) -> RawArray {
    switch bank {
    case .scalar:
      let array = ScalarArray(capacity: elements.count)
      for element in elements { array.append(element.bits) }
      return RawArray(object: array)
    case .object: return RawArray(object: ObjectArray(elements.map(\.object)))
    }
  }
}

/// A tuple, range or structure whose field types only the call knows.
public struct RawRecord: CellValue {
  let record: Record?

  public static var cellType: Type { .parameter("Record") }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawRecord {
    RawRecord(record: raw.object as? Record)
  }
  public var raw: RawValue { RawValue(object: record) }

  public init(scalars: [UInt64], objects: [AnyObject?] = []) {
    record = Record(scalars: scalars, objects: objects)
  }

  public init(_ raw: RawValue) { record = raw.object as? Record }

  public init(fields: [RawValue], banks: [Bank]) {
    let pairs = zip(fields, banks)
    self.init(
      scalars: pairs.filter { $0.1 == .scalar }.map(\.0.bits),
      objects: pairs.filter { $0.1 == .object }.map(\.0.object))
  }

  init(record: Record?) { self.record = record }

  /// The keys and values of a dictionary.
  public var entries: (keys: RawArray, values: RawArray) {
    guard objects.count == 2 else { return (RawArray(object: nil), RawArray(object: nil)) }
    return (RawArray(object: objects[0]), RawArray(object: objects[1]))
  }

  public var scalars: [UInt64] { record?.scalars ?? [] }
  public var objects: [AnyObject?] { record?.objects ?? [] }

  /// The field at `number`, given the banks of the fields.
  public func field(_ number: Int, banks: [Bank]) -> RawValue {
    let position = banks[..<number].count { $0 == banks[number] }
    switch banks[number] {
    case .scalar: return RawValue(bits: scalars.indices.contains(position) ? scalars[position] : 0)
    case .object: return RawValue(object: objects.indices.contains(position) ? objects[position] : nil)
    }
  }
}

/// A function of a cell, callable from a native.
public struct CellFunction: CellValue {
  let closure: ClosureObject?
  let machine: CellMachine

  public static var cellType: Type { .function([], .void) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> CellFunction {
    CellFunction(closure: raw.object as? ClosureObject, machine: machine)
  }
  public var raw: RawValue { RawValue(object: closure) }

  /// Calls it. The checker has seen to it that arguments and result are of the function's types.
  public func callAsFunction<each A: CellValue, R: CellValue>(_ arguments: repeat each A) throws -> R {
    var values: [RawValue] = []
    repeat values.append((each arguments).raw)
    return R.from(try machine.machine.invoke(closure, values), machine)
  }

  public func callRaw(_ arguments: [RawValue]) throws -> RawValue {
    try machine.machine.invoke(closure, arguments)
  }
}

/// Where the machine sends what cells print and display.
public protocol OutputSink: AnyObject {
  func print(_ text: String) throws
  func display(_ value: RawValue, as type: Type, describer: Describer) throws
  /// A check of the cell's held.
  func checked()
}

extension OutputSink {
  public func checked() {}
}
