/// Equality, hashing and order of values, part by part, as their types say.
public struct ValueRules {
  let catalog: Catalog
  let types: TypeTable
  unowned let machine: Machine?

  public func areEqual(_ left: RawValue, _ right: RawValue, as type: Type) -> Bool {
    switch type {
    case .double: return left.compared == right.compared
    case .int, .bool: return left.bits == right.bits
    case .string: return left.string == right.string
    case .array(let element):
      let (a, b) = (RawArray(left), RawArray(right))
      return a.count == b.count && (0..<a.count).allSatisfy { areEqual(a[$0], b[$0], as: element) }
    case .optional(let wrapped):
      guard let a = left.unwrapped, let b = right.unwrapped else { return left.object == nil && right.object == nil }
      return areEqual(a, b, as: wrapped)
    case .slice(let element): return areEqual(sliced(left), sliced(right), as: .array(element))
    case .dictionary(let key, let value): return areEqualTables(RawTable(left), RawTable(right), key, value)
    case .set(let element): return areEqualTables(RawTable(left), RawTable(right), element, nil)
    case .nominal: return areEqualNominals(left, right, type)
    case .tuple, .range, .closedRange:
      let types = types.fieldTypes(type)
      return zip(types, zip(fields(left, types), fields(right, types))).allSatisfy { areEqual($1.0, $1.1, as: $0) }
    case .named(let name): return catalog.types[name]?.areEqual(left, right) ?? false
    case .void: return true
    case .function, .passedInout, .existential, .parameter, .invalid: return left.object === right.object
    }
  }

  /// Equal values have equal hashes.
  public func hash(_ value: RawValue, as type: Type) -> Int {
    switch type {
    case .int, .bool, .string, .named: return ValueRules.hash(simple: value)
    default: break
    }
    var hasher = Hasher()
    hash(value, as: type, into: &hasher)
    return hasher.finalize()
  }

  /// Of a scalar or a text; other objects only the type tells apart.
  ///
  /// Fibonacci hashing: neighbouring integers go far apart.
  package static func hash(simple value: RawValue) -> Int {
    if let object = value.object { return (object as? StringObject)?.value.hashValue ?? 0 }
    let product = UInt(value.bits) &* 0x9E37_79B9_7F4A_7C15
    return Int(bitPattern: product ^ product >> 32)
  }

  private func hash(_ value: RawValue, as type: Type, into hasher: inout Hasher) {
    switch type {
    case .double: hasher.combine(value.double)
    case .int, .bool: hasher.combine(value.bits)
    case .string: hasher.combine(value.string)
    case .array(let element):
      let array = RawArray(value)
      hasher.combine(array.count)
      for number in 0..<array.count { hash(array[number], as: element, into: &hasher) }
    case .optional(let wrapped):
      guard let inner = value.unwrapped else { return hasher.combine(false) }
      hasher.combine(true)
      hash(inner, as: wrapped, into: &hasher)
    case .slice(let element): hash(sliced(value), as: .array(element), into: &hasher)
    case .nominal: hashNominal(value, type, into: &hasher)
    case .tuple, .range, .closedRange:
      let types = types.fieldTypes(type)
      for (type, field) in zip(types, fields(value, types)) { hash(field, as: type, into: &hasher) }
    case .dictionary, .set: hasher.combine(RawTable(value).count)
    case .named: hasher.combine(ValueRules.hash(simple: value))
    case .void, .function, .passedInout, .existential, .parameter, .invalid: break
    }
  }

  /// The order of the types that have one.
  public func ordering(of type: Type) -> ((RawValue, RawValue) -> Bool)? {
    switch type {
    case .int: { $0.int < $1.int }
    case .double: { $0.compared < $1.compared }
    case .string, .named("Character"): { $0.string < $1.string }
    case .nominal:
      types.nominal(type)?.witnesses?.order.map { number in
        { machine?.witness(number, [$0, $1])?.bool ?? false }
      }
    default: nil
    }
  }

  /// The entry of a key in a table, found by the type of the keys.
  package func find(_ key: RawValue, as type: Type, in table: TableObject) -> Int? {
    let keys = table.keys
    let hash = hash(key, as: type)
    switch type {
    case .int, .bool: return table.find(hash) { keys.buffer[$0] == key.bits }
    case .string:
      let text = key.string
      return table.find(hash) { keys[$0].string == text }
    default: return table.find(hash) { areEqual(keys[$0], key, as: type) }
    }
  }

  private func areEqualTables(_ left: RawTable, _ right: RawTable, _ key: Type, _ value: Type?) -> Bool {
    guard let a = left.table, let b = right.table else { return left.count == right.count }
    guard a.count == b.count else { return false }
    return a.entries.allSatisfy { entry in
      guard let other = find(a.keys[entry], as: key, in: b) else { return false }
      guard let value, let mine = a.values, let theirs = b.values else { return true }
      return areEqual(mine[entry], theirs[other], as: value)
    }
  }

  /// The number of an enum value's case, and what it holds.
  func enumeration(_ value: RawValue, _ nominal: NominalType) -> (number: Int, payload: [RawValue]) {
    let tag = Int(truncatingIfNeeded: fields(value, [.int]).first?.bits ?? 0)
    guard nominal.cases.indices.contains(tag) else { return (0, []) }
    return (tag, Array(fields(value, [.int] + nominal.cases[tag].payload.map(\.type)).dropFirst()))
  }

  private func areEqualNominals(_ left: RawValue, _ right: RawValue, _ type: Type) -> Bool {
    guard let nominal = types.nominal(type) else { return false }
    if let number = nominal.witnesses?.equality { return machine?.witness(number, [left, right])?.bool ?? false }
    switch nominal.kind {
    case .object: return left.object === right.object
    case .enumeration:
      let (a, b) = (enumeration(left, nominal), enumeration(right, nominal))
      return a.number == b.number
        && zip(nominal.cases[a.number].payload, zip(a.payload, b.payload)).allSatisfy {
          areEqual($1.0, $1.1, as: $0.type)
        }
    case .structure, .extension:
      let fieldTypes = types.fieldTypes(type)
      return zip(fieldTypes, zip(fields(left, fieldTypes), fields(right, fieldTypes))).allSatisfy {
        areEqual($1.0, $1.1, as: $0)
      }
    }
  }

  private func hashNominal(_ value: RawValue, _ type: Type, into hasher: inout Hasher) {
    guard let nominal = types.nominal(type) else { return }
    if let number = nominal.witnesses?.hash {
      let state = HasherObject()
      _ = machine?.witness(number, [value, RawValue(object: Record.box(object: state))])
      return hasher.combine(state.hasher.finalize())
    }
    switch nominal.kind {
    case .object: hasher.combine(value.object.map { ObjectIdentifier($0) })
    case .enumeration:
      let made = enumeration(value, nominal)
      hasher.combine(made.number)
      for (part, value) in zip(nominal.cases[made.number].payload, made.payload) {
        hash(value, as: part.type, into: &hasher)
      }
    case .structure, .extension:
      let fieldTypes = types.fieldTypes(type)
      for (type, field) in zip(fieldTypes, fields(value, fieldTypes)) { hash(field, as: type, into: &hasher) }
    }
  }

  /// The elements of a slice, as an array.
  private func sliced(_ slice: RawValue) -> RawValue {
    RawRecord(slice).objectFields.first ?? RawValue(object: nil)
  }

  func fields(_ value: RawValue, _ types: [Type]) -> [RawValue] {
    let banks = types.map { catalog.bank(of: $0) }
    let record = RawRecord(value)
    return types.indices.map { record.field($0, banks: banks) }
  }
}
