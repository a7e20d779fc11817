import Diagnostics

/// Turns values into the text that `print` shows, as Swift prints them.
public struct Describer {
  let catalog: Catalog
  let types: TypeTable
  /// Text longer than this, or a raised flag, ends a description early; the machine then stops the cell.
  var byteLimit = Int.max
  var stop: StopFlag?
  /// Calls what types say of themselves.
  unowned var machine: Machine?

  init(catalog: Catalog, types: TypeTable) {
    self.catalog = catalog
    self.types = types
  }

  public var rules: ValueRules { ValueRules(catalog: catalog, types: types, machine: machine) }

  /// - Parameter nested: inside an array or structure, where strings are quoted.
  public func describe(_ value: RawValue, as type: Type, nested: Bool = false) -> String {
    var text = ""
    write(value, as: type, nested: nested, to: &text)
    return text
  }

  private func write(_ value: RawValue, as type: Type, nested: Bool, to text: inout String) {
    switch type {
    case .int: text += value.int.description
    case .double: text += value.double.description
    case .bool: text += value.bool.description
    case .string: text += nested ? value.string.debugDescription : value.string
    case .void: text += "()"
    case .named(let name): text += catalog.types[name]?.describe(value, nested) ?? name
    case .nominal: nominal(value, type, nested, to: &text)
    case .array(let element): list(elements(value, element).lazy.map { (nil, $0, element) }, "[", "]", to: &text)
    case .slice(let element):
      let array = RawRecord(value).objectFields.first ?? RawValue(object: nil)
      list(elements(array, element).lazy.map { (nil, $0, element) }, "[", "]", to: &text)
    case .set(let element): list(RawTable(value).keys.lazy.map { (nil, $0, element) }, "[", "]", to: &text)
    case .dictionary(let key, let entry): dictionary(value, key, entry, to: &text)
    case .optional(let wrapped): optional(value, wrapped, to: &text)
    case .range(let bound): bounds(value, bound, "..<", to: &text)
    case .closedRange(let bound): bounds(value, bound, "...", to: &text)
    case .tuple(let elements): list(fields(value, elements.map { ($0.label ?? "", $0.type) }), "(", ")", to: &text)
    case .function: text += "(Function)"
    case .existential("Error"): erased(value, nested, to: &text)
    case .existential(let name): text += name
    case .passedInout, .parameter, .invalid: text += "_"
    }
  }

  /// The elements of an array value.
  public func elements(_ value: RawValue, _ element: Type) -> some RandomAccessCollection<RawValue> {
    let array = RawArray(value)
    return (0..<array.count).lazy.map { array[$0] }
  }

  /// The fields of a tuple, range or structure value.
  public func fields(of value: RawValue, as types: [Type]) -> [RawValue] { rules.fields(value, types) }

  private func isAtEnd(_ text: String) -> Bool { text.utf8.count > byteLimit || stop?.isRaised == true }

  private func list(
    _ parts: some Sequence<(name: String?, value: RawValue, type: Type)>, _ open: String, _ close: String,
    to text: inout String
  ) {
    text += open
    var isFirst = true
    for part in parts {
      if !isFirst { text += ", " }
      isFirst = false
      if let name = part.name { text += name + ": " }
      write(part.value, as: part.type, nested: true, to: &text)
      if isAtEnd(text) { return }
    }
    text += close
  }

  private func dictionary(_ value: RawValue, _ key: Type, _ entry: Type, to text: inout String) {
    let table = RawTable(value)
    if table.count == 0 { return text += "[:]" }
    text += "["
    for (number, pair) in zip(table.keys, table.values).enumerated() {
      if number > 0 { text += ", " }
      write(pair.0, as: key, nested: true, to: &text)
      text += ": "
      write(pair.1, as: entry, nested: true, to: &text)
      if isAtEnd(text) { return }
    }
    text += "]"
  }

  private func nominal(_ value: RawValue, _ type: Type, _ nested: Bool, to text: inout String) {
    guard let nominal = types.nominal(type) else { return text += "_" }
    if let own = ownText(value, nominal) { return text += own }
    switch nominal.kind {
    case .structure, .extension:
      text += nominal.name
      list(fields(value, nominal.fields), "(", ")", to: &text)
    case .object: text += nominal.name
    case .enumeration:
      if nested { text += nominal.name + "." }
      enumeration(value, nominal, to: &text)
    }
  }

  /// What a `CustomStringConvertible` type says itself.
  private func ownText(_ value: RawValue, _ nominal: NominalType) -> String? {
    if let number = nominal.witnesses?.description { return machine?.witness(number, [value])?.string ?? "" }
    guard nominal.protocols.contains("CustomStringConvertible"), let number = nominal.property("description") else {
      return nil
    }
    return fields(of: value, as: nominal.fields.map(\.type))[number].string
  }

  /// The name of the case, and what it holds.
  private func enumeration(_ value: RawValue, _ nominal: NominalType, to text: inout String) {
    let (number, payload) = rules.enumeration(value, nominal)
    let made = nominal.cases[number]
    text += made.name
    if made.payload.isEmpty { return }
    list(zip(made.payload, payload).lazy.map { ($0.label, $1, $0.type) }, "(", ")", to: &text)
  }

  private func fields(
    _ value: RawValue, _ types: [(name: String, type: Type)]
  ) -> [(name: String?, value: RawValue, type: Type)] {
    zip(types, fields(of: value, as: types.map(\.type))).map { ($0.name.isEmpty ? nil : $0.name, $1, $0.type) }
  }

  private func optional(_ value: RawValue, _ wrapped: Type, to text: inout String) {
    guard let inner = value.unwrapped else { return text += "nil" }
    text += "Optional("
    write(inner, as: wrapped, nested: true, to: &text)
    text += ")"
  }

  /// A value that carries the number of its type.
  private func erased(_ value: RawValue, _ nested: Bool, to text: inout String) {
    let number = Int(truncatingIfNeeded: rules.fields(value, [.int]).first?.bits ?? 0)
    guard types.erased.indices.contains(number) else { return text += "_" }
    let type = types.erased[number]
    write(rules.fields(value, [.int, type])[1], as: type, nested: nested, to: &text)
  }

  private func bounds(_ value: RawValue, _ bound: Type, _ separator: String, to text: inout String) {
    let parts = fields(of: value, as: [bound, bound])
    write(parts[0], as: bound, nested: true, to: &text)
    text += separator
    write(parts[1], as: bound, nested: true, to: &text)
  }
}

extension Catalog {
  /// Where values of `type` live.
  public func bank(of type: Type) -> Bank {
    switch type {
    case .int, .double, .bool: .scalar
    case .named(let name): types[name]?.bank ?? .object
    case .string, .void, .nominal, .array, .dictionary, .set, .slice, .optional, .range, .closedRange, .tuple,
      .function,
      .passedInout, .existential, .parameter, .invalid:
      .object
    }
  }
}
