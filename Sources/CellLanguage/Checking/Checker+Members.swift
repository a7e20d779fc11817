import Diagnostics

extension Checker {
  /// The catalog's name for the owner of a type's members.
  func ownerName(of type: Type) -> String? {
    switch type {
    case .int: "Int"
    case .double: "Double"
    case .bool: "Bool"
    case .string: "String"
    case .named(let name): name
    case .array: "Array"
    case .dictionary: "Dictionary"
    case .set: "Set"
    case .slice: "ArraySlice"
    case .optional: "Optional"
    case .range: "Range"
    case .closedRange: "ClosedRange"
    case .structure, .tuple, .function, .existential, .parameter, .invalid, .void: nil
    }
  }

  /// What the parts of a generic type stand for in the signatures of its members.
  func ownerBindings(of type: Type) -> [String: Type] {
    switch type {
    case .array(let element), .set(let element), .slice(let element): ["Element": element]
    case .dictionary(let key, let value): ["Key": key, "Value": value]
    case .optional(let wrapped): ["Wrapped": wrapped]
    case .range(let bound), .closedRange(let bound): ["Bound": bound]
    case .int, .double, .bool, .string, .named, .structure, .tuple, .function, .existential, .parameter, .invalid,
      .void:
      [:]
    }
  }

  /// The type that `name` stands for, where it names one.
  func typeNamed(_ name: String) -> Type? {
    switch scope.lookUp(name) {
    case .structure(let structure):
      needs.insert(structure.cell)
      return structure.type
    case nil: break
    case .variable, .functions, .property, .member, .broken: return nil
    }
    switch name {
    case "Int": return .int
    case "Double": return .double
    case "Bool": return .bool
    case "String": return .string
    default: return catalog.types[name] == nil ? nil : .named(name)
    }
  }

  // MARK: Candidates

  /// The static functions, or the initialisers for `init`, of a type.
  func statics(_ name: String, of type: Type) -> Callee {
    if let structure = structure(of: type) {
      let functions = name == "init" ? structure.initializers : structure.statics[name] ?? []
      var candidates = functions.map { Candidate(target: .user($0), signature: $0.signature) }
      if name == "init" && candidates.isEmpty { candidates = [memberwise(structure)] }
      return Callee(name: name == "init" ? structure.name : name, candidates: candidates)
    }
    let numbers = catalog.lookUp(name, owner: ownerName(of: type), isStatic: name != "init")
    let candidates = numbers.map { number in
      var signature = catalog.signature(of: number)
      if name == "init" { signature.result = signature.isFailable ? .optional(type) : type }
      return Candidate(
        target: .native(number), signature: signature, bindings: type.isGeneric ? [:] : ownerBindings(of: type))
    }
    return Callee(name: name == "init" ? "\(type)" : name, candidates: candidates)
  }

  private func memberwise(_ structure: Structure) -> Candidate {
    let parameters = structure.properties.map {
      Signature.Parameter(label: $0.name, name: $0.name, type: $0.type, defaultValue: $0.defaultSyntax)
    }
    return Candidate(
      target: .memberwise(structure),
      signature: Signature(name: structure.name, parameters: parameters, result: structure.type))
  }

  /// The methods called `name` of a value.
  func methods(_ name: String, of receiver: TypedExpression) -> Callee {
    if let structure = structure(of: receiver.type) {
      needs.insert(structure.cell)
      let functions = structure.methods[name] ?? []
      return Callee(
        name: name,
        candidates: functions.map { Candidate(target: .user($0), signature: $0.signature, receiver: receiver) })
    }
    let numbers = catalog.lookUp(name, owner: ownerName(of: receiver.type))
    if numbers.isEmpty, let elements = elements(of: receiver) { return methods(name, of: elements) }
    let bindings = ownerBindings(of: receiver.type)
    return Callee(
      name: name,
      candidates: numbers.map {
        Candidate(
          target: .native($0), signature: catalog.signature(of: $0), receiver: receiver, bindings: bindings)
      })
  }

  // MARK: Reading members

  func member(_ base: Expression?, _ name: String, at range: SourceRange) -> Synthesis {
    guard let base else { return open(.implicitMember(name), range) }
    if case .name(let typeName) = base.kind, let type = typeNamed(typeName) {
      return .typed(implicitMember(name, of: type, at: range))
    }
    return .typed(property(name, of: check(base), at: range))
  }

  /// `Double.pi`, or `.pi` where a `Double` is wanted.
  func implicitMember(_ name: String, of type: Type, at range: SourceRange) -> TypedExpression {
    let numbers = catalog.lookUp(name, owner: ownerName(of: type), isStatic: true)
    for number in numbers where catalog.signature(of: number).parameters.isEmpty {
      return TypedExpression(
        .native(number, bindings: [:], []), catalog.signature(of: number).result, at: range)
    }
    let known = catalog.names(owner: ownerName(of: type)) + Array(structure(of: type)?.statics.keys ?? [:].keys)
    diagnostics.append(
      .unknownName("member of \(type)", name, code: .undefinedMember, among: known, at: range))
    return .invalid(at: range)
  }

  func property(_ name: String, of base: TypedExpression, at range: SourceRange) -> TypedExpression {
    if base.isInvalid { return .invalid(at: range) }
    if case .tuple(let elements) = base.type {
      if let number = tupleElement(name, elements) {
        return TypedExpression(.field(base, number), elements[number].type, at: range)
      }
    } else if case .range(let bound) = base.type, let number = Checker.boundNumber(name) {
      return TypedExpression(.field(base, number), bound, at: range)
    } else if case .closedRange(let bound) = base.type, let number = Checker.boundNumber(name) {
      return TypedExpression(.field(base, number), bound, at: range)
    } else if let structure = structure(of: base.type) {
      if let value = property(name, of: base, in: structure, at: range) { return value }
    } else if let value = catalogProperty(name, of: base, at: range) {
      return value
    }
    return unknownMember(name, of: base, at: range)
  }

  private static func boundNumber(_ name: String) -> Int? {
    switch name {
    case "lowerBound": 0
    case "upperBound": 1
    default: nil
    }
  }

  private func tupleElement(_ name: String, _ elements: [Type.Element]) -> Int? {
    if let number = Int(name) { return elements.indices.contains(number) ? number : nil }
    return elements.firstIndex { $0.label == name }
  }

  private func property(
    _ name: String, of base: TypedExpression, in structure: Structure, at range: SourceRange
  ) -> TypedExpression? {
    if let number = structure.property(name) {
      return TypedExpression(.field(base, number), structure.properties[number].type, at: range)
    }
    guard let getter = structure.computed[name] else { return nil }
    use(getter, at: range)
    return TypedExpression(.user(getter, [base]), getter.signature.result, at: range)
  }

  private func catalogProperty(_ name: String, of base: TypedExpression, at range: SourceRange) -> TypedExpression? {
    for number in catalog.lookUp(name, owner: ownerName(of: base.type))
    where catalog.entries[number].declaration.contains("var ") {
      let bindings = ownerBindings(of: base.type)
      let type = catalog.signature(of: number).result.substituting(bindings)
      return TypedExpression(.native(number, bindings: bindings, [base]), type, at: range)
    }
    return elements(of: base).flatMap { catalogProperty(name, of: $0, at: range) }
  }

  /// A range of integers or a dictionary as the array of its elements, for all that arrays can do.
  func elements(of sequence: TypedExpression) -> TypedExpression? {
    guard let number = catalog.lookUp("_elements", owner: ownerName(of: sequence.type)).first else { return nil }
    switch sequence.type {
    case .range(.int), .closedRange(.int), .dictionary, .set, .slice, .string: break
    default: return nil
    }
    let bindings = ownerBindings(of: sequence.type)
    let type = catalog.signature(of: number).result.substituting(bindings)
    return TypedExpression(.native(number, bindings: bindings, [sequence]), type, at: sequence.range)
  }

  private func unknownMember(_ name: String, of base: TypedExpression, at range: SourceRange) -> TypedExpression {
    let place = SourceRange(max(range.upper - name.utf8.count, range.lower), range.upper)
    if case .optional(let wrapped) = base.type {
      return failure(
        .typeMismatch, "this is \(base.type): unwrap it with '!' or 'if let' to use '\(name)' of \(wrapped)", at: place)
    }
    if !methods(name, of: base).candidates.isEmpty {
      return failure(.undefinedMember, "'\(name)' is a method: write '\(name)(…)'", at: place)
    }
    diagnostics.append(
      .unknownName("member of \(base.type)", name, code: .undefinedMember, among: memberNames(of: base.type), at: place)
    )
    return .invalid(at: range)
  }

  private func memberNames(of type: Type) -> [String] {
    if let structure = structure(of: type) {
      return structure.properties.map(\.name) + structure.computed.keys + structure.methods.keys
    }
    if case .tuple(let elements) = type { return elements.compactMap(\.label) }
    return catalog.names(owner: ownerName(of: type))
  }

  // MARK: Self

  func reading(_ variable: Variable, at range: SourceRange) -> TypedExpression {
    capture(variable)
    return TypedExpression(.variable(variable), variable.type, at: range)
  }

  func ownProperty(_ receiver: Variable, _ number: Int, at range: SourceRange) -> TypedExpression {
    let type = structure(of: receiver.type)?.properties[number].type ?? .invalid
    return TypedExpression(.field(reading(receiver, at: range), number), type, at: range)
  }
}
