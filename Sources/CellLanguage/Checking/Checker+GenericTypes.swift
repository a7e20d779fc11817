import Diagnostics

/// Generic types: each choice of types for their parameters is a type of its own.
extension Checker {
  private static let nestingLimit = 20

  func instance(of template: NominalType, _ arguments: [Type]) -> NominalType? {
    guard let made = template.template, made.generics.count == arguments.count,
      case .nominal(let name, let id, _) = template.type
    else { return nil }
    let type = Type.nominal(name: name, id: id, arguments: arguments)
    let inner = Scope(parent: template.scope, function: template.scope.function)
    for (generic, argument) in zip(made.generics, arguments) { inner.define(generic.name, .type(argument)) }
    // Inside, the bare name stands for the type itself.
    inner.define(name, .type(type))
    let instance = NominalType(template.kind, type, cell: template.cell, range: template.range, scope: inner)
    types.add(instance: instance)
    guard type.depth < Checker.nestingLimit else {
      if !diagnostics.contains(where: { $0.code == .limit }) {
        report(.limit, "'\(name)' is made of itself without end", at: template.range)
      }
      return instance
    }
    inContext(of: template) {
      declareMembers(made.syntax, of: instance)
      for syntax in made.extensions { extend(instance, syntax) }
      settleProperties(of: instance)
      addDefaults(to: instance)
      promised.removeAll { $0.type == type }
    }
    return instance
  }

  /// Members are declared as from the top of the cell that the type stands in, whatever is being checked.
  private func inContext(of template: NominalType, _ body: () -> Void) {
    let outer = (scope, jumpTargets, hasUnset, sharedNames)
    scope = template.scope
    body()
    (scope, jumpTargets, hasUnset, sharedNames) = outer
  }

  func extendGeneric(_ template: NominalType, _ syntax: TypeDeclaration) {
    template.template?.extensions.append(syntax)
    for instance in types.instances(of: template) { extend(instance, syntax) }
  }

  private func extend(_ instance: NominalType, _ syntax: TypeDeclaration) {
    let inner = memberScope(instance.type, instance.scope)
    inScope {
      scope = inner
      guard syntax.sameTypes.allSatisfy({ type(named: $0.name) == type($0.type) }),
        syntax.generics.allSatisfy({ generic in
          guard let argument = type(named: generic.name) else { return false }
          return generic.constraints.allSatisfy { conforms(argument, to: $0) }
        })
      else { return }
      readInherited(syntax, of: instance)
      var members = instance.members
      add(syntax, to: &members, of: instance.type, in: inner, [])
      instance.members = members
    }
  }

  private func type(named name: String) -> Type? {
    if case .type(let type) = scope.lookUp(name) { type } else { nil }
  }

  // MARK: Calls

  /// The initialisers of a generic type that is named without types: the arguments decide.
  func initializers(ofGeneric template: NominalType) -> Callee? {
    guard let generics = template.template?.generics, case .nominal(let name, let id, _) = template.type else {
      return nil
    }
    let free = Type.nominal(name: name, id: id, arguments: generics.map { .parameter($0.name) })
    var callee = statics("init", of: free)
    for number in callee.candidates.indices { callee.candidates[number].signature.generics += generics }
    return callee
  }

  /// The initialiser of the type that `result` is, for one of the type with free parameters.
  func concrete(_ candidate: Candidate, _ result: Type) -> Candidate.Target {
    var type = result
    if case .optional(let wrapped) = result { type = wrapped }
    switch candidate.target {
    case .memberwise(let free) where free.type.isGeneric:
      return nominal(type).map { .memberwise($0) } ?? candidate.target
    case .enumCase(let free, let number) where free.type.isGeneric:
      return nominal(type).map { .enumCase($0, number) } ?? candidate.target
    case .user(let function):
      guard let owner = function.owner, owner.isGeneric, case .nominal = owner, let free = nominal(owner),
        let number = free.members.initializers.firstIndex(where: { $0 === function }), let made = nominal(type),
        made.members.initializers.indices.contains(number)
      else { return candidate.target }
      return .user(made.members.initializers[number])
    default: return candidate.target
    }
  }
}

extension Type {
  /// How deep types are nested in its angle brackets.
  var depth: Int {
    switch self {
    case .nominal(_, _, let arguments): 1 + (arguments.map(\.depth).max() ?? 0)
    case .array(let inner), .optional(let inner): inner.depth
    case .tuple(let elements): elements.map(\.type.depth).max() ?? 0
    case .dictionary(let key, let value): max(key.depth, value.depth)
    default: 0
    }
  }
}
