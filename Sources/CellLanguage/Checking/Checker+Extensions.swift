import Diagnostics

/// Members that a lesson adds to types of its own and to known ones.
extension Checker {
  func extend(_ syntax: TypeDeclaration) {
    guard let extended = syntax.extended else { return }
    for inner in syntax.types {
      report(
        .unsupported, "a type inside an extension cannot be used in a cell: declare it outside", at: inner.nameRange)
    }
    for property in syntax.properties where property.binding.accessor == nil && !property.isStatic {
      report(.unsupported, "an extension has no room for a stored property: put it into the type", at: property.range)
    }
    if case .name(let name, _) = extended.kind, let known = protocols[name] {
      return extend(known, syntax)
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
        nominal.witnesses = nil
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

  func extendKnown(_ syntax: TypeDeclaration, _ extended: TypeSyntaxTree) {
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
      for tree in syntax.inherited {
        guard let name = protocolName(tree) else { continue }
        made.protocols.formUnion([name] + ancestors(of: name))
        if protocols[name] != nil { promised.append((owner, name, tree.range)) }
      }
      add(syntax, to: &made.members, of: owner, in: scope, generics)
      extensions[name, default: []].append(made)
    }
  }
}
