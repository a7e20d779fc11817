/// What natives do with values of a cell's types, by functions of the cell: their text, equality, order and hash.
extension Compiler {
  /// Compiles the functions that a native may call for values of `type`.
  mutating func prepare(_ type: Type) throws(CompileLimit) {
    switch type {
    case .nominal: try prepareNominal(type)
    case .array(let part), .set(let part), .slice(let part), .optional(let part): try prepare(part)
    case .dictionary(let key, let value):
      try prepare(key)
      try prepare(value)
    case .tuple(let elements): for element in elements { try prepare(element.type) }
    case .existential: for erased in types.erased { try prepare(erased) }
    case .int, .double, .bool, .string, .void, .named, .range, .closedRange, .function, .passedInout, .parameter,
      .invalid:
      break
    }
  }

  private mutating func prepareNominal(_ type: Type) throws(CompileLimit) {
    guard let nominal = types.nominal(type), nominal.witnesses == nil else { return }
    nominal.witnesses = NominalType.Witnesses()
    for field in nominal.fields { try prepare(field.type) }
    for part in nominal.cases.flatMap(\.payload) { try prepare(part.type) }
    let isText = nominal.protocols.contains("CustomStringConvertible")
    nominal.witnesses = NominalType.Witnesses(
      description: try compiled(isText ? nominal.members.computed["description"]?.getter : nil),
      equality: try compiled(nominal.operators["=="]), order: try compiled(nominal.operators["<"]),
      hash: try compiled(nominal.members.methods["hash"]?.first { $0.signature.parameters.map(\.label) == ["into"] }))
  }

  private mutating func compiled(_ function: UserFunction?) throws(CompileLimit) -> Int? {
    guard let body = function?.body, body.isChecked, body.captures.isEmpty, !body.isThrowing else { return nil }
    return try number(of: body)
  }

  /// The number of a native's call site, ready for what it is called with.
  mutating func number(of site: CallSite) throws(CompileLimit) -> Int {
    for type in site.bindings.values { try prepare(type) }
    return try program.site(site)
  }
}
