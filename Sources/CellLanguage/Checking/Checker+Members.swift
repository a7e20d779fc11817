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
    case .nominal, .tuple, .function, .passedInout, .existential, .parameter, .invalid, .void: nil
    }
  }

  /// What the parts of a generic type stand for in the signatures of its members.
  func ownerBindings(of type: Type) -> [String: Type] {
    switch type {
    case .array(let element), .set(let element), .slice(let element): ["Element": element]
    case .dictionary(let key, let value): ["Key": key, "Value": value]
    case .optional(let wrapped): ["Wrapped": wrapped]
    case .range(let bound), .closedRange(let bound): ["Bound": bound]
    case .int, .double, .bool, .string, .named, .nominal, .tuple, .function, .passedInout, .existential, .parameter,
      .invalid,
      .void:
      [:]
    }
  }

  /// The type that `name` stands for, where it names one.
  func typeNamed(_ name: String) -> Type? {
    if let type = declaredType(name) { return type }
    if scope.lookUp(name) != nil { return nil }
    switch name {
    case "Int": return .int
    case "Double": return .double
    case "Bool": return .bool
    case "String": return .string
    default: return catalog.types[name] == nil ? nil : .named(name)
    }
  }

  // MARK: Candidates

  /// The members that cells give to a type, with what its parts stand for in them.
  func memberSets(of type: Type) -> [(members: Members, bindings: [String: Type])] {
    if let nominal = nominal(type) {
      return [(nominal.members, [:])] + nominal.defaults.map { ($0.members, [:]) }
    }
    guard let owner = ownerName(of: type), let known = extensions[owner] else { return [] }
    return known.compactMap { made in
      var bindings: [String: Type] = [:]
      guard unify(made.type, type, &bindings),
        made.generics.allSatisfy({ generic in
          guard let type = bindings[generic.name] else { return true }
          return generic.constraints.allSatisfy { conforms(type, to: $0) }
        })
      else { return nil }
      return (made.members, bindings)
    }
  }

  /// Whether `self` of a type has a member called `name`.
  func hasMember(_ name: String, _ type: Type) -> Bool {
    if nominal(type)?.property(name) != nil { return true }
    if memberSets(of: type).contains(where: { $0.members.has(name) }) { return true }
    guard let owner = ownerName(of: type) else { return name == "rawValue" && nominal(type)?.rawType != nil }
    return !catalog.lookUp(name, owner: owner).isEmpty
  }

  func hasStatic(_ name: String, _ type: Type) -> Bool {
    if let nominal = nominal(type) {
      return nominal.caseNumber(name) != nil || nominal.members.hasStatic(name)
        || name == "allCases" && isListed(nominal)
    }
    return memberSets(of: type).contains { $0.members.hasStatic(name) }
  }

  func isListed(_ nominal: NominalType) -> Bool {
    nominal.kind == .enumeration && nominal.protocols.contains("CaseIterable")
  }

  /// The static functions, or the initialisers for `init`, of a type.
  func statics(_ name: String, of type: Type) -> Callee {
    var candidates = memberSets(of: type).flatMap { members, bindings in
      (name == "init" ? members.initializers : members.statics[name] ?? []).map {
        Candidate(target: .user($0), signature: $0.signature, bindings: bindings)
      }
    }
    if let nominal = nominal(type) {
      needs.insert(nominal.cell)
      candidates += made(name, by: nominal)
      return Callee(name: name == "init" ? nominal.name : name, candidates: candidates)
    }
    candidates += catalog.lookUp(name, owner: ownerName(of: type), isStatic: name != "init").map { number in
      var signature = catalog.signature(of: number)
      if name == "init" { signature.result = signature.isFailable ? .optional(type) : type }
      return Candidate(
        target: .native(number), signature: signature, bindings: type.isGeneric ? [:] : ownerBindings(of: type))
    }
    return Callee(name: name == "init" ? "\(type)" : name, candidates: candidates)
  }

  /// What a type's own declaration gives: the cases of an enum, and the initialisers that Swift writes.
  private func made(_ name: String, by nominal: NominalType) -> [Candidate] {
    if let number = nominal.caseNumber(name), !nominal.cases[number].payload.isEmpty {
      return [caseCandidate(number, nominal)]
    }
    guard name == "init" else { return [] }
    if nominal.rawType != nil { return [rawCandidate(nominal)] }
    switch nominal.kind {
    case .structure where !nominal.hasInitializer: return [memberwise(nominal)]
    case .object where !nominal.hasInitializer && nominal.properties.allSatisfy({ $0.defaultSyntax != nil }):
      return [
        Candidate(
          target: .memberwise(nominal), signature: Signature(name: nominal.name, parameters: [], result: nominal.type))
      ]
    default: return []
    }
  }

  private func memberwise(_ nominal: NominalType) -> Candidate {
    let parameters = nominal.properties.filter { $0.isMutable || $0.defaultSyntax == nil }.map {
      Signature.Parameter(label: $0.name, name: $0.name, type: $0.type, defaultValue: $0.defaultSyntax)
    }
    return Candidate(
      target: .memberwise(nominal),
      signature: Signature(name: nominal.name, parameters: parameters, result: nominal.type))
  }

  private func caseCandidate(_ number: Int, _ nominal: NominalType) -> Candidate {
    let made = nominal.cases[number]
    let parameters = zip(made.payload, made.defaults).map { part, standard in
      Signature.Parameter(label: part.label, name: part.label ?? "_", type: part.type, defaultValue: standard)
    }
    return Candidate(
      target: .enumCase(nominal, number),
      signature: Signature(name: made.name, parameters: parameters, result: nominal.type))
  }

  private func rawCandidate(_ nominal: NominalType) -> Candidate {
    let raw = Signature.Parameter(label: "rawValue", name: "rawValue", type: nominal.rawType ?? .invalid)
    return Candidate(
      target: .rawValue(nominal),
      signature: Signature(name: nominal.name, parameters: [raw], result: .optional(nominal.type)))
  }

  /// The methods called `name` of a value.
  func methods(_ name: String, of receiver: TypedExpression) -> Callee {
    var candidates: [Candidate] = []
    if let nominal = nominal(receiver.type) { needs.insert(nominal.cell) }
    for (members, bindings) in memberSets(of: receiver.type) {
      let functions = name == "subscript" ? members.subscripts.map(\.getter) : members.methods[name] ?? []
      candidates += functions.map {
        Candidate(target: .user($0), signature: $0.signature, receiver: receiver, bindings: bindings)
      }
    }
    let numbers = ownerName(of: receiver.type).map { catalog.lookUp(name, owner: $0) } ?? []
    if numbers.isEmpty, candidates.isEmpty, let elements = elements(of: receiver) { return methods(name, of: elements) }
    let bindings = ownerBindings(of: receiver.type)
    candidates += numbers.map {
      Candidate(target: .native($0), signature: catalog.signature(of: $0), receiver: receiver, bindings: bindings)
    }
    return Callee(name: name, candidates: candidates)
  }

  // MARK: Reading members

  func member(_ base: Expression?, _ name: String, at range: SourceRange) -> Synthesis {
    guard let base else { return open(.implicitMember(name), range) }
    if isModule(base) {
      let callee = Callee(name: name, candidates: ofCatalog(name))
      if !callee.candidates.isEmpty { return open(.functions(callee), range) }
    }
    if let type = typeWritten(base) {
      if name == "init" { return initializer(of: type, base, at: range) }
      return .typed(implicitMember(name, of: type, at: range))
    }
    return .typed(property(name, of: check(base), at: range))
  }

  /// `Type.init` as a value: a closure that calls it.
  private func initializer(of type: Type, _ base: Expression, at range: SourceRange) -> Synthesis {
    let parameters = nominal(type) == nil ? [] : statics("init", of: type).candidates.first?.signature.parameters ?? []
    let labels = parameters.isEmpty ? [nil] : parameters.map(\.label)
    let arguments = labels.enumerated().map { number, label in
      Argument(label: label, value: Expression(.name("$\(number)"), at: range))
    }
    let call = Expression(.call(base, arguments), at: range)
    let body = [Statement(.expression(call), at: range)]
    return open(.closure(Closure(parameters: [], shorthandCount: labels.count, body: body)), range)
  }

  /// `Double.pi`, or `.pi` where a `Double` is wanted.
  func implicitMember(_ name: String, of type: Type, at range: SourceRange) -> TypedExpression {
    if let member = staticMember(name, of: type, at: range) { return member }
    let numbers = catalog.lookUp(name, owner: ownerName(of: type), isStatic: true)
    for number in numbers where catalog.signature(of: number).parameters.isEmpty {
      return TypedExpression(
        .native(number, bindings: [:], []), catalog.signature(of: number).result, at: range)
    }
    let own = memberSets(of: type).flatMap { $0.members.staticNames } + (nominal(type)?.cases.map(\.name) ?? [])
    let known = catalog.names(owner: ownerName(of: type)) + own
    let place = SourceRange(max(range.upper - name.utf8.count, range.lower), range.upper)
    diagnostics.append(
      .unknownName("member of \(type)", name, code: .undefinedMember, among: known, at: place))
    return .invalid(at: range)
  }

  /// A case without values, a static property, or a static function as a value.
  private func staticMember(_ name: String, of type: Type, at range: SourceRange) -> TypedExpression? {
    if let nominal = nominal(type) {
      needs.insert(nominal.cell)
      if let number = nominal.caseNumber(name) { return enumCase(number, of: nominal, at: range) }
      if name == "allCases", isListed(nominal) { return allCases(of: nominal, at: range) }
    }
    for (members, bindings) in memberSets(of: type) {
      if let variable = members.variables[name] { return reading(variable, at: range) }
      if let accessor = members.staticComputed[name] { return called(accessor.getter, [], bindings, at: range) }
      if let functions = members.statics[name], functions.count == 1 {
        let function = instance(of: functions[0], bindings, at: range)
        use(function, at: range)
        return TypedExpression(.function(function), function.signature.functionType, at: range)
      }
    }
    return nil
  }

  private func enumCase(_ number: Int, of nominal: NominalType, at range: SourceRange) -> TypedExpression {
    let made = nominal.cases[number]
    guard !made.payload.isEmpty else { return TypedExpression(.enumCase(number, []), nominal.type, at: range) }
    let parts = caseCandidate(number, nominal).signature.description
    return failure(.noMatchingOverload, "'\(made.name)' holds values: write \(parts)", at: range)
  }

  private func allCases(of nominal: NominalType, at range: SourceRange) -> TypedExpression {
    let values = nominal.cases.indices.map { TypedExpression(.enumCase($0, []), nominal.type, at: range) }
    return TypedExpression(.array(values), .array(nominal.type), at: range)
  }

  /// A call of a function without looking for others of its name.
  func called(
    _ function: UserFunction, _ values: [TypedExpression], _ bindings: [String: Type], at range: SourceRange
  ) -> TypedExpression {
    let made = instance(of: function, bindings, at: range)
    use(made, at: range)
    return TypedExpression(.user(made, values), made.signature.result, at: range)
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
    } else if let value = ownProperty(name, of: base, at: range) {
      return value
    }
    if let value = computed(name, of: base, at: range) {
      return value
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

  /// A stored property, or the raw value of an enum.
  private func ownProperty(_ name: String, of base: TypedExpression, at range: SourceRange) -> TypedExpression? {
    guard let nominal = nominal(base.type) else { return nil }
    if let number = nominal.property(name) {
      return TypedExpression(.field(base, number), nominal.properties[number].type, at: range)
    }
    guard name == "rawValue", let raw = nominal.rawType else { return nil }
    let values = nominal.cases.compactMap(\.rawValue)
    let list = TypedExpression(.array(values), .array(raw), at: range)
    let tag = TypedExpression(.tag(base), .int, at: range)
    return TypedExpression(.element(list, tag), raw, at: range)
  }

  private func computed(_ name: String, of base: TypedExpression, at range: SourceRange) -> TypedExpression? {
    for (members, bindings) in memberSets(of: base.type) {
      if let accessor = members.computed[name] { return called(accessor.getter, [base], bindings, at: range) }
    }
    return nil
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
    if let nominal = nominal(type) { return nominal.properties.map(\.name) + nominal.members.names }
    if case .tuple(let elements) = type { return elements.compactMap(\.label) }
    return catalog.names(owner: ownerName(of: type)) + memberSets(of: type).flatMap(\.members.names)
  }

  // MARK: Self

  func reading(_ variable: Variable, at range: SourceRange) -> TypedExpression {
    capture(variable)
    return TypedExpression(.variable(variable), variable.type, at: range)
  }
}
