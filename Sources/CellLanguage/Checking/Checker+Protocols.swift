import Diagnostics

/// Protocols of cells. A generic function is checked for each type that it is called with, so that a protocol has two
/// tasks only: to say which types have what it asks for, and to give them what its extensions add.
extension Checker {
  func declareProtocols(_ list: [Statement]) {
    for statement in list {
      guard case .protocolType(let syntax) = statement.kind else { continue }
      guard scope.parent == nil else {
        report(.unsupported, "a protocol inside a function cannot be used: declare it outside", at: syntax.nameRange)
        continue
      }
      if protocols[syntax.name]?.cell == cell {
        report(.redefinition, "'\(syntax.name)' is declared twice here", at: syntax.nameRange)
      }
      protocols[syntax.name] = ProtocolType(syntax, cell: cell)
    }
    for statement in list {
      guard case .protocolType(let syntax) = statement.kind else { continue }
      for tree in syntax.inherited where protocolName(tree) == nil {
        report(.undefinedName, "no protocol of this name is known here", at: tree.range)
      }
    }
  }

  /// The protocols that a protocol inherits from, all of them.
  func ancestors(of name: String) -> Set<String> {
    var result: Set<String> = []
    var waiting = [name]
    while let next = waiting.popLast() {
      for case .name(let parent, _) in protocols[next]?.syntax.inherited.map(\.kind) ?? []
      where result.insert(parent).inserted {
        waiting.append(parent)
      }
    }
    return result
  }

  func extend(_ known: ProtocolType, _ syntax: TypeDeclaration) {
    known.extensions.append(ProtocolType.Extension(syntax, cell: cell))
    let name = known.syntax.name
    for nominal in types.all where nominal.template == nil && nominal.protocols.contains(name) {
      addDefaults(to: nominal)
    }
  }

  /// Gives a type what the extensions of its protocols add; its own members come first.
  func addDefaults(to nominal: NominalType) {
    for name in nominal.protocols.sorted() {
      for source in protocols[name]?.extensions ?? [] where !nominal.defaults.contains(where: { $0.source === source })
      {
        guard let members = defaults(of: source, for: nominal.type) else { continue }
        nominal.defaults.append((source, members))
      }
    }
  }

  /// The members of a protocol's extension for one type; `nil` where it asks more of the type.
  private func defaults(of source: ProtocolType.Extension, for type: Type) -> Members? {
    let asked = source.syntax.generics.filter { $0.name == "Self" }.flatMap(\.constraints)
    guard asked.allSatisfy({ conforms(type, to: $0) }) else { return nil }
    let outer = (scope, cell)
    defer { (scope, cell) = outer }
    cell = source.cell
    while let parent = scope.parent { scope = parent }
    scope = memberScope(type, scope)
    var members = Members()
    add(source.syntax, to: &members, of: type, in: scope, [])
    return members
  }

  // MARK: Promises

  /// Looks at the conformances that the cell has declared: whether each type has what it promises.
  func checkPromises() {
    let all = promised
    promised = []
    for promise in all {
      if let nominal = nominal(promise.type) {
        addDefaults(to: nominal)
      } else {
        addDefaults(promise.name, to: promise.type)
      }
    }
    for promise in all {
      for name in [promise.name] + ancestors(of: promise.name).sorted() {
        if let own = protocols[name] { check(promise.type, against: own, at: promise.range) }
      }
    }
  }

  /// The same for a type that no cell declares.
  private func addDefaults(_ name: String, to type: Type) {
    guard let owner = ownerName(of: type), !type.isGeneric else { return }
    for name in [name] + ancestors(of: name) {
      for source in protocols[name]?.extensions ?? [] {
        guard let members = defaults(of: source, for: type) else { continue }
        extensions[owner, default: []].append(Extension(type: type, generics: [], protocols: [], members: members))
      }
    }
  }

  private func check(_ type: Type, against own: ProtocolType, at range: SourceRange) {
    guard !type.isGeneric else { return }
    let outer = scope
    scope = memberScope(type, scope)
    defer { scope = outer }
    for function in own.syntax.functions where !hasFunction(function, type) {
      let wanted = signature(of: function, in: scope, [])
      lacks(type, own, "\(function.isStatic ? "static " : "")func \(wanted)", at: range)
    }
    for syntax in own.syntax.initializers where !hasInitializer(syntax, type) {
      lacks(type, own, "\(signature(of: syntax, in: scope, []))", at: range)
    }
    for property in own.syntax.properties { check(property, type, own, at: range) }
  }

  private func lacks(_ type: Type, _ own: ProtocolType, _ requirement: String, at range: SourceRange) {
    report(
      .missingRequirement, "'\(type)' is no '\(own.syntax.name)' yet: it has no '\(requirement)'", at: range)
  }

  private func hasFunction(_ syntax: FunctionDeclaration, _ type: Type) -> Bool {
    let wanted = signature(of: syntax, in: scope, [])
    if isOperator(syntax.name) {
      if ["==", "<"].contains(syntax.name), conforms(type, to: syntax.name == "<" ? "Comparable" : "Equatable") {
        return true
      }
      return (operators(syntax.name).candidates + prefixOperators(syntax.name).candidates)
        .contains { matches($0.signature, wanted, [:]) }
    }
    let receiver = TypedExpression(.invalid, type, at: syntax.nameRange)
    let callee = syntax.isStatic ? statics(syntax.name, of: type) : methods(syntax.name, of: receiver)
    return callee.candidates.contains { matches($0.signature, wanted, $0.bindings) }
  }

  private func hasInitializer(_ syntax: FunctionDeclaration, _ type: Type) -> Bool {
    let wanted = signature(of: syntax, in: scope, [])
    return statics("init", of: type).candidates.contains { candidate in
      candidate.signature.parameters.map(\.label) == wanted.parameters.map(\.label)
        && candidate.signature.parameters.map(\.type) == wanted.parameters.map(\.type)
    }
  }

  /// Whether a function is what a requirement asks for; generic ones are compared by their labels.
  private func matches(_ own: Signature, _ wanted: Signature, _ bindings: [String: Type]) -> Bool {
    guard own.parameters.map(\.label) == wanted.parameters.map(\.label) else { return false }
    if !own.generics.isEmpty || !wanted.generics.isEmpty { return own.generics.count == wanted.generics.count }
    return zip(own.parameters, wanted.parameters).allSatisfy { $0.type.substituting(bindings) == $1.type }
      && own.result.substituting(bindings) == wanted.result
  }

  private func check(_ property: TypeDeclaration.Property, _ type: Type, _ own: ProtocolType, at range: SourceRange) {
    guard case .name(let name) = property.binding.pattern.kind, let written = property.binding.type else { return }
    let wanted = self.type(written)
    let isSettable = property.binding.accessor?.setter != nil
    guard let found = foundProperty(name, type, isStatic: property.isStatic), found.type == wanted,
      found.isSettable || !isSettable
    else {
      let what = "\(property.isStatic ? "static " : "")var \(name): \(wanted) { \(isSettable ? "get set" : "get") }"
      return lacks(type, own, what, at: range)
    }
  }

  private func foundProperty(_ name: String, _ type: Type, isStatic: Bool) -> (type: Type, isSettable: Bool)? {
    if !isStatic, let nominal = nominal(type), let number = nominal.property(name) {
      let property = nominal.properties[number]
      // One without a written type is settled later.
      return property.type == .void ? nil : (property.type, property.isMutable)
    }
    for (members, bindings) in memberSets(of: type) {
      if isStatic, let variable = members.variables[name] { return (variable.type, variable.isMutable) }
      if let accessor = isStatic ? members.staticComputed[name] : members.computed[name] {
        return (accessor.getter.signature.result.substituting(bindings), accessor.setter != nil)
      }
    }
    guard !isStatic, let owner = ownerName(of: type) else { return nil }
    return catalog.lookUp(name, owner: owner).first.map {
      (catalog.signature(of: $0).result.substituting(ownerBindings(of: type)), false)
    }
  }
}
