import Diagnostics
import Elementary

// What the loop says and makes; in one module it is inlined all the same.
extension Machine {
  static let elementary: [@Sendable (Double) -> Double] = ElementaryFunction.allCases.map(\.function)

  static let division = Fault(.divisionByZero, "division by zero")
  static let foundNil = Fault(.foundNil, "this is nil, so there is nothing to unwrap")

  /// What the instruction `fault` says, by its number.
  static let faults = [
    Fault(.invalidArgument, "the upper bound of this range is below its lower bound")
  ]
  static let invalidRange = 0

  static func overflow(_ op: String) -> Fault {
    Fault(.overflow, "the result of '\(op)' is too large for an Int")
  }

  static func power(_ base: Int64, _ exponent: Int64) -> Fault {
    exponent < 0
      ? Fault(.overflow, "an Int to the negative power \(exponent) is no Int; use Double(…)")
      : Fault(.overflow, "\(base) ** \(exponent) is too large for an Int")
  }

  static func index(_ index: Int, _ count: Int) -> Fault {
    Fault(.indexOutOfRange, "index \(index) is outside the array, which has \(count) element\(count == 1 ? "" : "s")")
  }

  func text(of value: RawValue, _ type: Int) throws -> StringObject {
    let text = describer.describe(value, as: program.type(type))
    try charge(bytes: text.utf8.count + 48)
    return StringObject(text)
  }

  func copyScalars(_ register: UnsafeMutablePointer<AnyObject?>) throws {
    guard let array = register.pointee else { throw Fault(.foundNil, "this has no value") }
    let source = unsafeDowncast(array, to: ScalarArray.self)
    try charge(bytes: 8 * source.count + 64)
    register.pointee = source.copy()
  }

  func uniqueObjects(_ register: UnsafeMutablePointer<AnyObject?>) throws -> ObjectArray {
    let isUnique = isKnownUniquelyReferenced(&register.pointee)
    guard let object = register.pointee else { throw Fault(.foundNil, "this has no value") }
    if isUnique { return unsafeDowncast(object, to: ObjectArray.self) }
    let source = unsafeDowncast(object, to: ObjectArray.self)
    try charge(bytes: 8 * source.elements.count + 64)
    let copy = ObjectArray(source.elements)
    register.pointee = copy
    return copy
  }

  func uniqueRecord(_ register: UnsafeMutablePointer<AnyObject?>) throws -> Record {
    let isUnique = isKnownUniquelyReferenced(&register.pointee)
    guard let object = register.pointee else { throw Fault(.foundNil, "this has no value") }
    if isUnique { return unsafeDowncast(object, to: Record.self) }
    let source = unsafeDowncast(object, to: Record.self)
    let copy = Record(scalars: source.scalars, objects: source.objects)
    register.pointee = copy
    return copy
  }
}
