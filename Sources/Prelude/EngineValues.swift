import Algebra
import Arrays
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

/// An engine's type whose values cells hold as objects.
public protocol EngineValue: CellValue {
  static var typeName: String { get }
}

extension EngineValue {
  public static var cellType: Type { .named(typeName) }

  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Self { from(raw) }

  public static func from(_ raw: RawValue) -> Self {
    guard let object = raw.object as? NativeObject<Self> else {
      preconditionFailure("the checker let something else pass for a \(typeName)")
    }
    return object.value
  }

  public var raw: RawValue { RawValue(object: NativeObject(self)) }
}

extension Tensor: EngineValue { public static var typeName: String { "Tensor" } }
extension All: EngineValue { public static var typeName: String { "All" } }
extension Matrix: EngineValue { public static var typeName: String { "Matrix" } }
extension Equation: EngineValue { public static var typeName: String { "Equation" } }
extension Condition: EngineValue { public static var typeName: String { "Condition" } }
extension CriticalPoint: EngineValue { public static var typeName: String { "CriticalPoint" } }
extension Side: EngineValue { public static var typeName: String { "Side" } }
extension Function: EngineValue { public static var typeName: String { "Function" } }
extension CompiledFunction: EngineValue { public static var typeName: String { "CompiledFunction" } }
extension Derivation: EngineValue { public static var typeName: String { "Derivation" } }
extension Assumption: EngineValue { public static var typeName: String { "Assumption" } }
extension Chart: EngineValue { public static var typeName: String { "Chart" } }
extension Scale: EngineValue { public static var typeName: String { "Scale" } }
extension LineMark: EngineValue { public static var typeName: String { "LineMark" } }
extension PointMark: EngineValue { public static var typeName: String { "PointMark" } }
extension BarMark: EngineValue { public static var typeName: String { "BarMark" } }
extension AreaMark: EngineValue { public static var typeName: String { "AreaMark" } }
extension RuleMark: EngineValue { public static var typeName: String { "RuleMark" } }
extension TextMark: EngineValue { public static var typeName: String { "TextMark" } }
extension ContourMark: EngineValue { public static var typeName: String { "ContourMark" } }
extension VectorMark: EngineValue { public static var typeName: String { "VectorMark" } }
extension RectangleMark: EngineValue { public static var typeName: String { "RectangleMark" } }
extension HistogramMark: EngineValue { public static var typeName: String { "HistogramMark" } }
extension Graph: EngineValue { public static var typeName: String { "Graph" } }
extension Table: EngineValue { public static var typeName: String { "Table" } }
extension Column: EngineValue { public static var typeName: String { "Column" } }
extension Descent: EngineValue { public static var typeName: String { "Descent" } }
extension MinimizationMethod: EngineValue { public static var typeName: String { "MinimizationMethod" } }
extension DifferenceMethod: EngineValue { public static var typeName: String { "DifferenceMethod" } }
extension Momentum: EngineValue { public static var typeName: String { "Momentum" } }
extension RMSProp: EngineValue { public static var typeName: String { "RMSProp" } }
extension Linear: EngineValue { public static var typeName: String { "Linear" } }
extension ModelLayer: EngineValue { public static var typeName: String { "ModelLayer" } }
extension Sequential: EngineValue { public static var typeName: String { "Sequential" } }
extension Dataset: EngineValue { public static var typeName: String { "Dataset" } }
extension SGD: EngineValue { public static var typeName: String { "SGD" } }
extension Adam: EngineValue { public static var typeName: String { "Adam" } }

/// An expression is a handle and lives in a scalar register.
extension Expr: CellValue {
  public static var cellType: Type { .named("Expr") }
  public static var bank: Bank { .scalar }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> Expr {
    Expr(index: UInt32(truncatingIfNeeded: raw.bits))
  }
  public var raw: RawValue { RawValue(bits: UInt64(index)) }
}

extension ClosedRange: CellValue where Bound == Double {
  public static var cellType: Type { .closedRange(.double) }
  public static func from(_ raw: RawValue, _ machine: CellMachine) -> ClosedRange<Double> {
    let bounds = RawRecord.from(raw, machine).scalars.map { Double(bitPattern: $0) }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { return 0...0 }
    return bounds[0]...bounds[1]
  }
  public var raw: RawValue { RawRecord(scalars: [lowerBound.bitPattern, upperBound.bitPattern]).raw }
}

/// The entries of a dictionary of a cell, in the order in which they were put in.
struct Entries<Key: CellValue, Value: CellValue>: CellValue {
  let pairs: [(key: Key, value: Value)]

  static var cellType: Type { .dictionary(Key.cellType, Value.cellType) }

  static func from(_ raw: RawValue, _ machine: CellMachine) -> Entries {
    let table = RawTable(raw)
    return Entries(
      pairs: zip(table.keys, table.values).map { (Key.from($0, machine), Value.from($1, machine)) })
  }

  var raw: RawValue {
    let table = TableObject(keyBank: Key.bank, valueBank: Value.bank, capacity: pairs.count)
    for (key, value) in pairs { table.insert(ValueRules.hash(simple: key.raw), key.raw, value.raw) }
    return RawTable(table).raw
  }
}

extension Entries where Key: Hashable {
  /// As a Swift dictionary; Swift stops for a key that occurs twice.
  func dictionary() throws(Fault) -> [Key: Value] {
    var result: [Key: Value] = [:]
    for (key, value) in pairs {
      if result[key] != nil { throw Fault(.invalidArgument, "the key \(key) occurs twice in this dictionary") }
      result[key] = value
    }
    return result
  }
}
