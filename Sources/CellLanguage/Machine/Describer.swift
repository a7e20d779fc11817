/// Turns values into the text that `print` shows, as Swift prints them.
public struct Describer {
  let catalog: Catalog
  let structures: (Int) -> [(name: String, type: Type)]

  /// - Parameter nested: inside an array or structure, where strings are quoted.
  public func describe(_ value: RawValue, as type: Type, nested: Bool = false) -> String {
    switch type {
    case .int: return value.int.description
    case .double: return value.double.description
    case .bool: return value.bool.description
    case .string: return nested ? value.string.debugDescription : value.string
    case .void: return "()"
    case .named(let name): return catalog.types[name]?.describe(value) ?? name
    case .structure(let name, let id): return name + "(" + fields(value, structures(id)) + ")"
    case .array(let element): return array(value, element)
    case .dictionary(let key, let entry): return dictionary(value, key, entry)
    case .optional(let wrapped): return optional(value, wrapped)
    case .range(let bound): return bounds(value, bound).joined(separator: "..<")
    case .closedRange(let bound): return bounds(value, bound).joined(separator: "...")
    case .tuple(let elements): return "(" + fields(value, elements.map { ($0.label ?? "", $0.type) }) + ")"
    case .function: return "(Function)"
    case .existential(let name): return name
    case .parameter, .invalid: return "_"
    }
  }

  /// The elements of an array value.
  public func elements(_ value: RawValue, _ element: Type) -> [RawValue] {
    RawArray(object: value.object).elements
  }

  /// The fields of a tuple, range or structure value.
  public func fields(of value: RawValue, as types: [Type]) -> [RawValue] {
    let banks = types.map { catalog.bank(of: $0) }
    let record = RawRecord(record: value.object as? Record)
    return types.indices.map { record.field($0, banks: banks) }
  }

  private func array(_ value: RawValue, _ element: Type) -> String {
    "[" + elements(value, element).map { describe($0, as: element, nested: true) }.joined(separator: ", ") + "]"
  }

  private func dictionary(_ value: RawValue, _ key: Type, _ entry: Type) -> String {
    let (keys, values) = RawRecord(value).entries
    if keys.count == 0 { return "[:]" }
    let pairs = zip(keys.elements, values.elements).map {
      describe($0, as: key, nested: true) + ": " + describe($1, as: entry, nested: true)
    }
    return "[" + pairs.joined(separator: ", ") + "]"
  }

  private func fields(_ value: RawValue, _ types: [(name: String, type: Type)]) -> String {
    zip(types, fields(of: value, as: types.map(\.type))).map { field, value in
      (field.name.isEmpty ? "" : field.name + ": ") + describe(value, as: field.type, nested: true)
    }.joined(separator: ", ")
  }

  private func optional(_ value: RawValue, _ wrapped: Type) -> String {
    guard let object = value.object else { return "nil" }
    let inner = (object as? Some).map { RawValue(bits: $0.bits) } ?? value
    return "Optional(" + describe(inner, as: wrapped, nested: true) + ")"
  }

  private func bounds(_ value: RawValue, _ bound: Type) -> [String] {
    fields(of: value, as: [bound, bound]).map { describe($0, as: bound, nested: true) }
  }
}

extension Catalog {
  /// Where values of `type` live.
  public func bank(of type: Type) -> Bank {
    switch type {
    case .int, .double, .bool: .scalar
    case .named(let name): types[name]?.bank ?? .object
    case .string, .void, .structure, .array, .dictionary, .optional, .range, .closedRange, .tuple, .function,
      .existential, .parameter, .invalid:
      .object
    }
  }
}
