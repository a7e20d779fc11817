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
  /// Arrays of it, to and from the machine's: numbers copy their bits.
  static func array(from array: RawArray, _ machine: CellMachine) -> [Self]
  static func rawArray(of elements: [Self]) -> RawArray
}

extension CellValue {
  public static var bank: Bank { .object }
  public static func read(_ reader: inout ArgumentReader) -> Self { from(reader.next(), reader.machine) }
  public static func array(from array: RawArray, _ machine: CellMachine) -> [Self] {
    (0..<array.count).map { from(array[$0], machine) }
  }
  // A loop, as a key path costs microseconds where the type is not known when compiled.
  public static func rawArray(of elements: [Self]) -> RawArray {
    let array = ArrayObject(capacity: elements.count, holdsObjects: bank == .object)
    for element in elements { array.append(element.raw) }
    return RawArray(array)
  }
}

extension Double: CellValue {
  public static var cellType: Type { .double }
  public static var bank: Bank { .scalar }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Double { raw.double }
  public var raw: RawValue { RawValue(self) }
  public static func array(from array: RawArray, _ machine: CellMachine) -> [Double] { array.array?.doubles ?? [] }
  public static func rawArray(of elements: [Double]) -> RawArray { RawArray(ArrayObject(elements)) }
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
    Element.array(from: RawArray(raw), machine)
  }

  public var raw: RawValue { Element.rawArray(of: self).raw }
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
