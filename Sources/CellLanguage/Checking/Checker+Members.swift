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
    case .optional: "Optional"
    case .range: "Range"
    case .closedRange: "ClosedRange"
    case .structure, .tuple, .function, .existential, .parameter, .invalid, .void: nil
    }
  }

  /// What the parts of a generic type stand for in the signatures of its members.
  func ownerBindings(of type: Type) -> [String: Type] {
    switch type {
    case .array(let element): ["Element": element]
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
      if name == "init" { signature.result = type }
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
    case .range(.int), .closedRange(.int), .dictionary: break
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

  // MARK: Calls

  func call(_ callee: Expression, _ labels: [Argument], at range: SourceRange) -> Synthesis {
    switch callee.kind {
    case .name(let name): return call(name, labels, at: range, nameRange: callee.range)
    case .member(nil, let name):
      let arguments = labels.map { synthesize($0.value) }
      return open(.implicitCall(name, arguments, labels: labels), range)
    case .member(.some(let base), let name):
      return .typed(memberCall(base, name, labels, at: range, nameRange: memberRange(callee, name)))
    default:
      if let type = typeWritten(callee) { return .typed(construct(type, labels, at: range, nameRange: callee.range)) }
      return .typed(callValue(check(callee), labels, at: range))
    }
  }

  /// The type that an expression such as `[Double]` names.
  private func typeWritten(_ expression: Expression) -> Type? {
    switch expression.kind {
    case .name(let name): typeNamed(name)
    case .array(let elements): elements.count == 1 ? typeWritten(elements[0]).map { .array($0) } : nil
    case .dictionary(let pairs):
      if pairs.count == 1, let key = typeWritten(pairs[0].key), let value = typeWritten(pairs[0].value) {
        .dictionary(key, value)
      } else {
        nil
      }
    default: nil
    }
  }

  private func memberRange(_ callee: Expression, _ name: String) -> SourceRange {
    SourceRange(max(callee.range.upper - name.utf8.count, callee.range.lower), callee.range.upper)
  }

  private func call(_ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange) -> Synthesis {
    if let type = typeNamed(name) { return .typed(construct(type, labels, at: range, nameRange: nameRange)) }
    switch scope.lookUp(name) {
    case .variable(let variable): return .typed(callValue(reading(variable, at: nameRange), labels, at: range))
    case .property(let receiver, let number):
      return .typed(callValue(ownProperty(receiver, number, at: nameRange), labels, at: range))
    case .member(let receiver):
      return .typed(methodCall(reading(receiver, at: nameRange), name, labels, at: range, nameRange: nameRange))
    case .broken(let cell):
      needs.insert(cell)
      return .typed(.invalid(at: range))
    case .functions, .structure, nil: break
    }
    let callee = name == "Array" ? statics("init", of: .array(.parameter("Element"))) : globals(name)
    guard !callee.candidates.isEmpty else {
      for label in labels { _ = synthesize(label.value) }
      return .typed(unknownFunction(name, at: nameRange))
    }
    return call(callee, labels, at: range, nameRange: nameRange)
  }

  private func call(_ callee: Callee, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange) -> Synthesis
  {
    let arguments = labels.map { synthesize($0.value) }
    let isOpen =
      !arguments.isEmpty && arguments.allSatisfy(\.isOpen)
      && callee.candidates.contains { candidate in
        if case .parameter = candidate.signature.result {
          candidate.signature.generics.contains { $0.constraint == "Number" }
        } else {
          false
        }
      }
    if isOpen, best(callee, arguments, labels) != nil {
      return open(.call(callee, arguments, labels: labels), range)
    }
    return .typed(call(callee, arguments, labels, at: range, nameRange: nameRange))
  }

  private func unknownFunction(_ name: String, at range: SourceRange) -> TypedExpression {
    diagnostics.append(
      .unknownName(
        "function", name, among: scope.visibleNames + catalog.names() + Array(catalog.types.keys), at: range))
    scope.define(name, .broken(cell: cell))
    return .invalid(at: range)
  }

  private func construct(
    _ type: Type, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    let arguments = labels.map { synthesize($0.value) }
    if type == .string, labels.count == 1, labels[0].label == nil || labels[0].label == "describing" {
      let value = settle(arguments[0])
      return value.isInvalid ? value : convert(value, to: .existential("Any"))
    }
    if labels.isEmpty, let empty = emptyCollection(type, at: range) { return empty }
    let callee = statics("init", of: type)
    if callee.candidates.isEmpty { return failure(.noMatchingOverload, "\(type) cannot be made by a call", at: range) }
    var made = call(callee, arguments, labels, at: range, nameRange: nameRange)
    if !made.isInvalid { made.type = type }
    return made
  }

  private func emptyCollection(_ type: Type, at range: SourceRange) -> TypedExpression? {
    switch type {
    case .array: close(Open(shape: .array([]), range: range), as: type)
    case .dictionary: close(Open(shape: .dictionary([]), range: range), as: type)
    default: nil
    }
  }

  private func memberCall(
    _ base: Expression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    if case .name(let typeName) = base.kind, let type = typeNamed(typeName) {
      let callee = statics(name, of: type)
      guard !callee.candidates.isEmpty else { return implicitMember(name, of: type, at: nameRange) }
      return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: nameRange)
    }
    if let mutation = mutation(base, name, labels, at: range, nameRange: nameRange) { return mutation }
    return methodCall(check(base), name, labels, at: range, nameRange: nameRange)
  }

  private func methodCall(
    _ base: TypedExpression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    let arguments = labels.map { synthesize($0.value) }
    if base.isInvalid { return .invalid(at: range) }
    let callee = methods(name, of: base)
    if !callee.candidates.isEmpty {
      if callee.candidates.contains(where: \.signature.isMutating) {
        return failure(.notMutable, "'\(name)' changes its value, which must be a 'var'", at: nameRange)
      }
      return call(callee, arguments, labels, at: range, nameRange: nameRange)
    }
    let value = property(name, of: base, at: nameRange)
    return value.isInvalid ? value : callValue(value, labels, at: range)
  }

  /// A call of a function value, or of a value whose type has a `callAsFunction`.
  private func callValue(_ value: TypedExpression, _ labels: [Argument], at range: SourceRange) -> TypedExpression {
    if value.isInvalid { return .invalid(at: range) }
    guard case .function(let parameters, let result) = value.type else {
      let callee = methods("callAsFunction", of: value)
      guard !callee.candidates.isEmpty else {
        return failure(.typeMismatch, "this is \(value.type), which cannot be called", at: value.range)
      }
      return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: value.range)
    }
    guard parameters.count == labels.count else {
      return failure(
        .noMatchingOverload, "this function takes \(parameters.count) values, not \(labels.count)", at: range)
    }
    let arguments = zip(labels, parameters).map { check($0.value, as: $1) }
    if arguments.contains(where: \.isInvalid) { return .invalid(at: range) }
    return TypedExpression(.callValue(value, arguments), result, at: range)
  }

  // MARK: Elements

  private func isRange(_ value: Synthesis) -> Bool {
    switch defaultType(of: value) {
    case .range, .closedRange: true
    default: false
    }
  }

  func element(_ base: Expression, _ labels: [Argument], at range: SourceRange) -> TypedExpression {
    let value = check(base)
    if value.isInvalid { return value }
    if case .array(let element) = value.type, labels.count == 1 {
      let index = synthesize(labels[0].value)
      if isRange(index) {
        return failure(
          .unsupported, "a slice cannot be used in a cell: pick the elements, as in (0..<2).map { xs[$0] }",
          at: labels[0].value.range)
      }
      if fit(index, .int) != nil || methods("subscript", of: value).candidates.isEmpty {
        let number = convert(index, to: .int)
        return number.isInvalid ? number : TypedExpression(.element(value, number), element, at: range)
      }
    }
    let callee = methods("subscript", of: value)
    guard !callee.candidates.isEmpty else {
      return failure(.typeMismatch, "this is \(value.type), which has no elements", at: value.range)
    }
    return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: range)
  }
}
