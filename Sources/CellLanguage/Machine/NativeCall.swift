import Diagnostics

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

  public var describer: Describer { machine.describer }

  /// Equality, hashes and order of values.
  public var rules: ValueRules { machine.describer.rules }

  /// The machine's sink for `print` and `display`.
  public var sink: OutputSink { machine.sink }

  // MARK: Memory

  /// Stops the cell where `bytes` more would not fit its budget; the objects themselves count when they are made.
  public func charge(bytes: Int) throws(Fault) { try machine.checkMemory(adding: bytes) }

  /// Stops the cell where an array of `count` elements would not fit.
  public func charge(elements count: Int) throws(Fault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 8)
    try machine.checkMemory(adding: overflow ? .max / 2 : bytes)
  }

  /// Stops the cell where what it holds exceeds its budget, or where it is told to stop: for natives that loop.
  public func checkpoint() throws(Fault) { try machine.checkpoint() }

  // MARK: The receiver of a mutating member

  /// Gives the receiver its new value.
  public func replaceReceiver(with value: some CellValue) { objects[0] = value.raw.object }

  /// The receiver's elements, held by nothing else.
  package func uniqueArray(adding count: Int = 0) throws(Fault) -> ArrayObject {
    if count > 0 { try charge(elements: count) }
    return try machine.unique(objects, ArrayObject.self) { $0.copy(capacity: $0.count + count) }
  }

  /// The receiver's entries, held by nothing else.
  package func uniqueTable() throws(Fault) -> TableObject {
    try machine.unique(objects, TableObject.self) { $0.copy() }
  }

  package func uniqueString() throws(Fault) -> StringObject {
    try machine.unique(objects, StringObject.self) { StringObject($0.value) }
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

  /// The elements of an argument that is an array.
  package mutating func array() throws(Fault) -> ArrayObject {
    guard let array = RawArray(next()).array else { throw Machine.noValue }
    return array
  }

  /// The entries of an argument that is a dictionary or a set.
  package mutating func table() throws(Fault) -> TableObject {
    guard let table = RawTable(next()).table else { throw Machine.noValue }
    return table
  }

  /// An argument that the native changes: `inout`.
  package mutating func place() throws(Fault) -> InoutArgument {
    guard let box = next().object as? Record else { throw Machine.noValue }
    return InoutArgument(box: box)
  }

  package mutating func function() -> CellFunction { CellFunction.from(next(), machine) }
}

/// The box of a variable that was passed with `&`.
package struct InoutArgument {
  let box: Record

  /// A value of `bank` in a box of its own, to pass to a cell's function.
  package init(_ value: RawValue, _ bank: Bank) {
    box = bank == .scalar ? Record.box(bits: value.bits) : Record.box(object: value.object)
  }

  init(box: Record) {
    self.box = box
  }

  package var raw: RawValue { RawValue(object: box) }

  package var value: RawValue {
    get { box.header.scalars > 0 ? RawValue(bits: box.scalars[0]) : RawValue(object: box.objects[0]) }
    nonmutating set {
      if box.header.scalars > 0 { box.scalars[0] = newValue.bits } else { box.objects[0] = newValue.object }
    }
  }
}
