import Diagnostics

/// What an extension adds to a type that no cell declares.
struct Extension {
  /// The extended type; its type parameters are free.
  var type: Type
  var generics: [GenericParameter]
  var protocols: Set<String>
  var members: Members
}

/// Types that cells declare: first their names, then the signatures of their members, last the members' bodies.
extension Checker {
  func declareTypes(_ list: [Statement]) {
    let declarations = list.compactMap { statement -> TypeDeclaration? in
      if case .type(let declaration) = statement.kind { declaration } else { nil }
    }
    guard !declarations.isEmpty else { return }
    for declaration in declarations where declaration.kind != .extension { declareName(declaration) }
    for declaration in declarations where declaration.kind != .extension {
      if case .type(let type) = scope.names[declaration.name], let nominal = nominal(type) {
        declareMembers(declaration, of: nominal)
      }
    }
    for declaration in declarations where declaration.kind == .extension { extend(declaration) }
    for declaration in declarations where declaration.kind != .extension {
      if case .type(let type) = scope.names[declaration.name], let nominal = nominal(type) {
        settleProperties(of: nominal)
        declareStatics(declaration, of: type, in: memberScope(type, nominal.scope))
      }
    }
    for declaration in declarations where declaration.kind == .extension {
      guard let extended = declaration.extended, declaration.properties.contains(where: \.isStatic) else { continue }
      let owner = type(extended)
      declareStatics(declaration, of: owner, in: memberScope(owner, scope))
    }
  }

  private func declareName(_ syntax: TypeDeclaration) {
    if case .type(let known) = scope.names[syntax.name], nominal(known)?.cell == cell {
      report(.redefinition, "'\(syntax.name)' is declared twice here", at: syntax.nameRange)
    }
    let nominal = types.add(syntax.kind, syntax.name, cell: cell, range: syntax.nameRange, scope: scope)
    if !syntax.generics.isEmpty { nominal.template = NominalType.Template(syntax: syntax) }
    scope.define(syntax.name, .type(nominal.type))
    declareInnerNames(syntax, of: nominal)
  }

  private func declareInnerNames(_ syntax: TypeDeclaration, of outer: NominalType) {
    for inner in syntax.types {
      let nominal = types.add(
        inner.kind, inner.name, cell: cell, range: inner.nameRange, scope: memberScope(outer.type, scope))
      outer.members.types[inner.name] = nominal.type
      declareInnerNames(inner, of: nominal)
    }
  }

  /// The names that the members of a type see around their own.
  func memberScope(_ owner: Type, _ outer: Scope) -> Scope {
    let inner = Scope(parent: outer, function: outer.function)
    inner.define("Self", .type(owner))
    inner.members = { [unowned self] name in hasStatic(name, owner) ? .staticMember(of: owner) : nil }
    return inner
  }

  // MARK: Members

  func declareMembers(_ syntax: TypeDeclaration, of nominal: NominalType) {
    guard nominal.template == nil else { return }
    let inner = memberScope(nominal.type, nominal.scope)
    let outer = scope
    scope = inner
    defer { scope = outer }
    for (declaration, type) in syntax.types.compactMap({ inner in
      nominal.members.types[inner.name].map { (inner, $0) }
    }) {
      if let nested = self.nominal(type) { declareMembers(declaration, of: nested) }
    }
    readInherited(syntax, of: nominal)
    declareCases(syntax, of: nominal)
    declareProperties(syntax, of: nominal)
    nominal.hasInitializer = !syntax.initializers.isEmpty
    var members = nominal.members
    add(syntax, to: &members, of: nominal.type, in: inner, [])
    nominal.members = members
    refuseEndlessValue(nominal)
  }

  /// Adds the functions, computed properties and subscripts of a declaration.
  func add(
    _ syntax: TypeDeclaration, to members: inout Members, of owner: Type, in scope: Scope,
    _ generics: [GenericParameter]
  ) {
    for function in syntax.functions { add(function, to: &members, of: owner, in: scope, generics) }
    for initializer in syntax.initializers {
      var declaration = initializer
      declaration.name = owner.description
      members.initializers.append(made(declaration, owner, scope, .initializer, generics))
    }
    for property in syntax.properties { addComputed(property, to: &members, of: owner, in: scope, generics) }
    for element in syntax.subscripts {
      let getter = made(element.getter, owner, scope, .method, generics)
      let setter = element.setter.map { set in
        made(self.setter(element.getter, set, element.getter.result), owner, scope, .method, generics)
      }
      members.subscripts.append(Members.Accessor(getter: getter, setter: setter))
    }
  }

  private func made(
    _ syntax: FunctionDeclaration, _ owner: Type, _ scope: Scope, _ role: UserFunction.Role,
    _ generics: [GenericParameter]
  ) -> UserFunction {
    let function = makeFunction(syntax, in: scope, owner: owner, role: role, generics: generics)
    guard case .initializer = role else { return queued(function) }
    var signature = function.signature
    signature.result = syntax.isFailable ? .optional(owner) : owner
    let body = FunctionBody(name: "init", result: signature.result, parent: scope.function, cell: cell)
    body.isMethod = true
    return queued(UserFunction(syntax, signature, body, owner: owner, role: role, scope: scope, cell: cell))
  }

  private func queued(_ function: UserFunction) -> UserFunction {
    pending.append(function)
    return function
  }

  private func add(
    _ syntax: FunctionDeclaration, to members: inout Members, of owner: Type, in scope: Scope,
    _ generics: [GenericParameter]
  ) {
    if isOperator(syntax.name) {
      let function = made(syntax, owner, scope, .function, generics)
      operatorFunctions[syntax.name, default: []].append(function)
    } else if syntax.isStatic {
      members.statics[syntax.name, default: []].append(made(syntax, owner, scope, .function, generics))
    } else {
      members.methods[syntax.name, default: []].append(made(syntax, owner, scope, .method, generics))
    }
  }

  private func addComputed(
    _ property: TypeDeclaration.Property, to members: inout Members, of owner: Type, in scope: Scope,
    _ generics: [GenericParameter]
  ) {
    guard let accessor = property.binding.accessor, case .name(let name) = property.binding.pattern.kind else { return }
    guard let type = property.binding.type else {
      return report(.needsAnnotation, "'\(name)' needs a type, as in 'var \(name): Double'", at: property.range)
    }
    let syntax = FunctionDeclaration(
      name: name, nameRange: property.binding.pattern.range, parameters: [], result: type, body: accessor.getter,
      isStatic: property.isStatic)
    let role: UserFunction.Role = property.isStatic ? .function : .method
    let made = Members.Accessor(
      getter: self.made(syntax, owner, scope, role, generics),
      setter: accessor.setter.map { self.made(setter(syntax, $0, type), owner, scope, role, generics) })
    if property.isStatic { members.staticComputed[name] = made } else { members.computed[name] = made }
  }

  /// `set(newValue)` is a mutating method that takes the new value last.
  private func setter(
    _ getter: FunctionDeclaration, _ set: (name: String, body: [Statement]), _ type: TypeSyntaxTree?
  ) -> FunctionDeclaration {
    var result = getter
    result.name = "set \(getter.name)"
    result.body = set.body
    result.result = nil
    result.isMutating = !getter.isStatic
    result.parameters.append(
      FunctionDeclaration.Parameter(
        label: nil, name: set.name, type: type ?? TypeSyntaxTree(kind: .invalid, range: getter.nameRange),
        isVariadic: false, defaultValue: nil, range: getter.nameRange))
    return result
  }

  // MARK: Extensions

  private func extend(_ syntax: TypeDeclaration) {
    guard let extended = syntax.extended else { return }
    for inner in syntax.types {
      report(
        .unsupported, "a type inside an extension cannot be used in a cell: declare it outside", at: inner.nameRange)
    }
    for property in syntax.properties where property.binding.accessor == nil && !property.isStatic {
      report(.unsupported, "an extension has no room for a stored property: put it into the type", at: property.range)
    }
    if let type = nominalName(extended), let nominal = nominal(type) {
      if nominal.template != nil { return extendGeneric(nominal, syntax) }
      let inner = memberScope(nominal.type, nominal.scope)
      inScope {
        scope = inner
        readInherited(syntax, of: nominal)
        var members = nominal.members
        add(syntax, to: &members, of: nominal.type, in: inner, [])
        nominal.members = members
      }
      return
    }
    extendKnown(syntax, extended)
  }

  private func nominalName(_ tree: TypeSyntaxTree) -> Type? {
    if case .name(let name, _) = tree.kind { declaredType(name) } else { nil }
  }

  /// The type parameters of the types that extensions name without them.
  static let ownerParameters = [
    "Array": ["Element"], "Dictionary": ["Key", "Value"], "Optional": ["Wrapped"], "Range": ["Bound"],
    "ClosedRange": ["Bound"], "Set": ["Element"],
  ]

  private func extendKnown(_ syntax: TypeDeclaration, _ extended: TypeSyntaxTree) {
    var generics: [GenericParameter] = []
    var fixed: [String: Type] = [:]
    var tree = extended
    if case .name(let name, let arguments) = extended.kind, arguments.isEmpty,
      let parameters = Checker.ownerParameters[name]
    {
      for same in syntax.sameTypes { fixed[same.name] = type(same.type) }
      for parameter in parameters where fixed[parameter] == nil {
        let constraints = syntax.generics.filter { $0.name == parameter }.flatMap(\.constraints)
        generics.append(GenericParameter(name: parameter, constraints: constraints))
      }
      let places = parameters.map { TypeSyntaxTree(kind: .name($0, []), range: extended.range) }
      tree = TypeSyntaxTree(kind: .name(name, places), range: extended.range)
    }
    let inner = Scope(parent: scope, function: scope.function)
    for generic in generics { inner.define(generic.name, .type(.parameter(generic.name))) }
    for (name, type) in fixed { inner.define(name, .type(type)) }
    inScope {
      scope = inner
      let owner = type(tree)
      guard owner != .invalid, let name = ownerName(of: owner) else { return }
      scope = memberScope(owner, inner)
      var made = Extension(type: owner, generics: generics, protocols: [], members: Members())
      made.protocols = Set(syntax.inherited.compactMap { protocolName($0) })
      add(syntax, to: &made.members, of: owner, in: scope, generics)
      extensions[name, default: []].append(made)
    }
  }

  // MARK: Conformances

  static let knownProtocols: Set<String> = [
    "Equatable", "Comparable", "Hashable", "CustomStringConvertible", "CaseIterable", "Identifiable", "Sendable",
    "Codable", "Error", "AdditiveArithmetic", "Numeric", "SignedNumeric", "ExpressibleByIntegerLiteral",
    "ExpressibleByFloatLiteral", "AnyObject", "Differentiable",
  ]

  func readInherited(_ syntax: TypeDeclaration, of nominal: NominalType) {
    for tree in syntax.inherited {
      if let name = protocolName(tree) {
        nominal.protocols.insert(name)
      } else if nominal.kind == .enumeration, tree.isRawType {
        nominal.rawType = type(tree)
        nominal.protocols.formUnion(["Equatable", "Hashable", "RawRepresentable"])
      } else {
        refuse(tree, of: nominal)
      }
    }
  }

  private func refuse(_ tree: TypeSyntaxTree, of nominal: NominalType) {
    if case .name(let name, _) = tree.kind, let type = declaredType(name), types.isReference(type) {
      report(
        .unsupported, "a class cannot inherit from another in a cell: keep a '\(name)' as a property, or use an enum",
        at: tree.range)
    } else {
      report(
        .unsupported,
        "conformance to this type cannot be used in a cell: the usual protocols are Equatable, "
          + "Comparable, Hashable, CustomStringConvertible and CaseIterable", at: tree.range)
    }
  }

  private func protocolName(_ tree: TypeSyntaxTree) -> String? {
    if case .name(let name, let arguments) = tree.kind, arguments.isEmpty, Checker.knownProtocols.contains(name) {
      name
    } else {
      nil
    }
  }

  // MARK: Cases

  private func declareCases(_ syntax: TypeDeclaration, of nominal: NominalType) {
    var next = 0
    for element in syntax.cases {
      if nominal.caseNumber(element.name) != nil {
        report(.redefinition, "the case '\(element.name)' is declared twice", at: element.range)
      }
      let payload = element.payload.map { Type.Element($0.label, type($0.type)) }
      let raw = rawValue(of: element, &next, nominal)
      nominal.cases.append(
        NominalType.Case(
          name: element.name, payload: payload, defaults: element.payload.map(\.defaultValue), rawValue: raw))
      let isIndirect = syntax.isIndirect || element.isIndirect
      if !isIndirect, payload.contains(where: { holds($0.type, nominal) }) {
        reportIndirect(element, nominal)
      }
    }
  }

  private func reportIndirect(_ element: TypeDeclaration.Case, _ nominal: NominalType) {
    let start = nominal.range.lower - 5
    diagnostics.append(
      Diagnostic(
        .unsupported, "'\(element.name)' holds a '\(nominal.name)' itself: write 'indirect enum \(nominal.name)'",
        at: element.range,
        fixIts: [Diagnostic.FixIt("make it indirect", range: SourceRange(start, start), text: "indirect ")]))
  }

  /// Whether a value of `type` has a value of `nominal` inside itself.
  private func holds(_ type: Type, _ nominal: NominalType) -> Bool {
    switch type {
    case .nominal: type == nominal.type
    case .optional(let wrapped): holds(wrapped, nominal)
    case .tuple(let elements): elements.contains { holds($0.type, nominal) }
    default: false
    }
  }

  private func rawValue(
    of element: TypeDeclaration.Case, _ next: inout Int, _ nominal: NominalType
  ) -> TypedExpression? {
    guard let type = nominal.rawType else {
      if let value = element.rawValue {
        report(
          .unsupported, "a case has a value only in an enum with a raw type: 'enum \(nominal.name): Int'",
          at: value.range)
      }
      return nil
    }
    if let value = element.rawValue {
      let typed = check(value, as: type)
      if case .integer(let number) = typed.kind { next = number &+ 1 }
      return typed
    }
    defer { next &+= 1 }
    switch type {
    case .int: return TypedExpression(.integer(next), .int, at: element.range)
    case .double: return TypedExpression(.double(Double(next)), .double, at: element.range)
    case .string: return TypedExpression(.string(element.name), .string, at: element.range)
    default: return failure(.needsAnnotation, "'\(element.name)' needs a value here", at: element.range)
    }
  }

  // MARK: Stored properties

  private func declareProperties(_ syntax: TypeDeclaration, of nominal: NominalType) {
    for property in syntax.properties where property.binding.accessor == nil && !property.isStatic {
      guard case .name(let name) = property.binding.pattern.kind else {
        report(.unsupported, "a property has one name", at: property.binding.pattern.range)
        continue
      }
      if nominal.kind == .enumeration {
        report(.unsupported, "an enum has no stored properties: let its cases hold values", at: property.range)
        continue
      }
      if nominal.property(name) != nil { report(.redefinition, "'\(name)' is declared twice here", at: property.range) }
      // What has no type is settled once all types are declared.
      let type = property.binding.type.map { self.type($0) }
      let isEmpty = if case .optional = type { property.isMutable && property.binding.value == nil } else { false }
      let empty = Expression(.nilLiteral, at: property.range)
      if type == nil && property.binding.value == nil {
        report(.needsAnnotation, "'\(name)' needs a type, as in 'var \(name): Double'", at: property.range)
      }
      nominal.properties.append(
        NominalType.Property(
          name: name, type: type ?? .void, isMutable: property.isMutable,
          defaultSyntax: property.binding.value ?? (isEmpty ? empty : nil)))
    }
  }

  /// Checks the values that properties are declared with.
  func settleProperties(of nominal: NominalType) {
    for type in nominal.members.types.values { self.nominal(type).map { settleProperties(of: $0) } }
    inScope {
      scope = memberScope(nominal.type, nominal.scope)
      for number in nominal.properties.indices {
        let property = nominal.properties[number]
        guard let syntax = property.defaultSyntax, !property.type.isGeneric else { continue }
        let value = property.type == .void ? check(syntax) : check(syntax, as: property.type)
        nominal.properties[number].type = value.type
        nominal.properties[number].defaultValue = value
      }
    }
  }

  /// A struct that holds itself would have no end.
  private func refuseEndlessValue(_ nominal: NominalType) {
    guard nominal.kind == .structure else { return }
    if let property = nominal.properties.first(where: { holds($0.type, nominal) }) {
      report(
        .unsupported,
        "'\(nominal.name)' holds a '\(nominal.name)' in '\(property.name)', which has no end: "
          + "use a final class, an indirect enum or an array", at: nominal.range)
    }
  }

  // MARK: Static properties

  /// Declares the static stored properties as variables of the lesson; they get their values where the type stands.
  private func declareStatics(_ syntax: TypeDeclaration, of owner: Type, in inner: Scope) {
    let isTopLevel = scope.parent == nil
    for property in syntax.properties where property.isStatic && property.binding.accessor == nil {
      guard case .name(let name) = property.binding.pattern.kind, let value = property.binding.value else {
        report(.needsAnnotation, "a static property needs a value", at: property.range)
        continue
      }
      guard isTopLevel else {
        report(
          .unsupported, "a type inside a function has no static properties: declare it outside", at: property.range)
        continue
      }
      let outer = scope
      scope = inner
      let typed = property.binding.type.map { check(value, as: type($0)) } ?? check(value)
      scope = outer
      let variable = Variable(
        name, typed.type, isMutable: property.isMutable, storage: .global, owner: nil, cell: cell,
        range: property.range)
      declaredCount += 1
      variable.moment = declaredCount
      setStatic(name, of: owner, variable)
      staticValues[syntax.nameRange.lower, default: []].append(
        TypedStatement(.declare(variable, typed), at: property.range))
    }
  }

  private func setStatic(_ name: String, of owner: Type, _ variable: Variable) {
    if let nominal = nominal(owner) {
      nominal.members.variables[name] = variable
    } else if let known = ownerName(of: owner), let last = extensions[known]?.indices.last {
      extensions[known]?[last].members.variables[name] = variable
    }
  }

  /// What the declaration of a type does when it is reached: its static properties get their values.
  func statements(of syntax: TypeDeclaration) -> [TypedStatement] {
    staticValues.removeValue(forKey: syntax.nameRange.lower) ?? []
  }
}
