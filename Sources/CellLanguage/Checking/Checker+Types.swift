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
    for declaration in declarations where declaration.kind != .extension { declareName(declaration) }
    declareAliases(list)
    declareProtocols(list)
    defer { checkPromises() }
    guard !declarations.isEmpty else { return }
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

  private func declareAliases(_ list: [Statement]) {
    for statement in list {
      guard case .alias(let alias) = statement.kind else { continue }
      if case .type = scope.names[alias.name], scope.parent != nil {
        report(.redefinition, "'\(alias.name)' is declared twice here", at: alias.range)
      }
      scope.define(alias.name, .type(type(alias.type)))
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
    for alias in syntax.aliases { nominal.members.types[alias.name] = type(alias.type) }
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

  func made(
    _ syntax: FunctionDeclaration, _ owner: Type, _ scope: Scope, _ role: UserFunction.Role,
    _ generics: [GenericParameter]
  ) -> UserFunction {
    let function = makeFunction(syntax, in: scope, owner: owner, role: role, generics: generics)
    guard case .initializer = role else { return queued(function) }
    var signature = function.signature
    signature.result = syntax.isFailable ? .optional(owner) : owner
    let body = FunctionBody(name: "init", result: signature.result, parent: scope.function, cell: cell)
    body.isMethod = true
    body.isThrowing = syntax.throwing != .never
    return queued(UserFunction(syntax, signature, body, owner: owner, role: role, scope: scope, cell: cell))
  }

  private func queued(_ function: UserFunction) -> UserFunction {
    pending.append(function)
    return function
  }

  func add(
    _ syntax: FunctionDeclaration, to members: inout Members, of owner: Type, in scope: Scope,
    _ generics: [GenericParameter]
  ) {
    if isOperator(syntax.name) {
      let function = made(syntax, owner, scope, .function, generics)
      addOperator(function)
    } else if syntax.isStatic {
      members.statics[syntax.name, default: []].append(made(syntax, owner, scope, .function, generics))
    } else {
      members.methods[syntax.name, default: []].append(made(syntax, owner, scope, .method, generics))
    }
  }

  func addComputed(
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

  // MARK: Conformances

  static let knownProtocols: Set<String> = [
    "Equatable", "Comparable", "Hashable", "CustomStringConvertible", "CaseIterable", "Identifiable", "Sendable",
    "Codable", "Error", "AdditiveArithmetic", "Numeric", "SignedNumeric", "ExpressibleByIntegerLiteral",
    "ExpressibleByFloatLiteral", "AnyObject", "Differentiable",
  ]

  func readInherited(_ syntax: TypeDeclaration, of nominal: NominalType) {
    for tree in syntax.inherited {
      if let name = protocolName(tree) {
        nominal.protocols.formUnion([name] + ancestors(of: name))
        if protocols[name] != nil { promised.append((nominal.type, name, tree.range)) }
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

  func protocolName(_ tree: TypeSyntaxTree) -> String? {
    guard case .name(let name, let arguments) = tree.kind, arguments.isEmpty else { return nil }
    if let own = protocols[name] {
      needs.insert(own.cell)
      return name
    }
    return Checker.knownProtocols.contains(name) ? name : nil
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
  func holds(_ type: Type, _ nominal: NominalType) -> Bool {
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
}
