/// An array whose element type only the call knows.
public struct RawArray: CellValue {
  package let array: ArrayObject?

  public static var cellType: Type { .array(.parameter("Element")) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawArray { RawArray(raw) }
  public var raw: RawValue { RawValue(object: array) }

  public init(_ raw: RawValue) { array = raw.object.map { unsafeDowncast($0, to: ArrayObject.self) } }

  package init(_ array: ArrayObject) { self.array = array }

  public var count: Int { array?.count ?? 0 }

  public subscript(_ index: Int) -> RawValue { array?[index] ?? RawValue(object: nil) }

  public var elements: [RawValue] { (0..<count).map { self[$0] } }

  public static func make(_ elements: some Collection<RawValue>, bank: Bank) -> RawArray {
    let array = ArrayObject(capacity: elements.count, holdsObjects: bank == .object)
    for element in elements { array.append(element) }
    return RawArray(array)
  }
}

/// A dictionary or a set whose types only the call knows.
public struct RawTable: CellValue {
  package let table: TableObject?

  public static var cellType: Type { .dictionary(.parameter("Key"), .parameter("Value")) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawTable { RawTable(raw) }
  public var raw: RawValue { RawValue(object: table) }

  public init(_ raw: RawValue) { table = raw.object.map { unsafeDowncast($0, to: TableObject.self) } }

  package init(_ table: TableObject) { self.table = table }

  public var count: Int { table?.count ?? 0 }

  public var keys: [RawValue] { table.map { table in table.entries.map { table.keys[$0] } } ?? [] }
  public var values: [RawValue] {
    guard let table, let values = table.values else { return [] }
    return table.entries.map { values[$0] }
  }
}

/// A tuple, range or structure whose field types only the call knows.
public struct RawRecord: CellValue {
  let record: Record?

  public static var cellType: Type { .parameter("Record") }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> RawRecord { RawRecord(raw) }
  public var raw: RawValue { RawValue(object: record) }

  public init(scalars: [UInt64], objects: [AnyObject?] = []) {
    record = Record.make(scalars: scalars, objects: objects)
  }

  public init(_ raw: RawValue) { record = raw.object.map { unsafeDowncast($0, to: Record.self) } }

  public init(fields: [RawValue], banks: [Bank]) {
    let pairs = zip(fields, banks)
    self.init(
      scalars: pairs.filter { $0.1 == .scalar }.map(\.0.bits),
      objects: pairs.filter { $0.1 == .object }.map(\.0.object))
  }

  /// A tuple of two.
  package init(_ first: RawValue, _ firstBank: Bank, _ second: RawValue, _ secondBank: Bank) {
    let isFirstScalar = firstBank == .scalar
    let isSecondScalar = secondBank == .scalar
    let scalars = (isFirstScalar ? 1 : 0) + (isSecondScalar ? 1 : 0)
    let record = Record.uninitialized(Record.Shape(scalars: scalars, objects: 2 - scalars))
    if isFirstScalar {
      record.scalars[0] = first.bits
    } else {
      record.objects.initialize(to: first.object)
    }
    if isSecondScalar {
      record.scalars[scalars - 1] = second.bits
    } else {
      (record.objects + (1 - scalars)).initialize(to: second.object)
    }
    self.record = record
  }

  public var scalars: [UInt64] {
    guard let record else { return [] }
    return (0..<Int(record.header.scalars)).map { record.scalars[$0] }
  }

  package var objectFields: [RawValue] {
    guard let record else { return [] }
    return (0..<Int(record.header.objects)).map { RawValue(object: record.objects[$0]) }
  }

  /// The field at `number`, given the banks of the fields.
  public func field(_ number: Int, banks: [Bank]) -> RawValue {
    let position = banks[..<number].count { $0 == banks[number] }
    guard let record else { return RawValue(object: nil) }
    switch banks[number] {
    case .scalar: return RawValue(bits: record.scalars[position])
    case .object: return RawValue(object: record.objects[position])
    }
  }
}

/// A function of a cell, callable from a native.
public struct CellFunction: CellValue {
  let closure: Record?
  let machine: CellMachine

  public static var cellType: Type { .function([], .void) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> CellFunction {
    CellFunction(closure: raw.object.map { unsafeDowncast($0, to: Record.self) }, machine: machine)
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
