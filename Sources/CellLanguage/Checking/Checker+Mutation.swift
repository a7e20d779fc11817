import Diagnostics

/// Calls of members that change the value that they are called on.
extension Checker {
  /// `values.append(3)`, or `nil` where `name` changes nothing.
  func mutation(
    _ base: Expression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression? {
    guard let type = placeType(base), isMutating(name, type) else { return nil }
    guard let place = place(base) else { return .invalid(at: range) }
    return mutation(of: place, name, labels, at: range, nameRange: nameRange)
  }

  /// A mutating method of `self`, called by its bare name.
  func ownMutation(
    _ receiver: Variable, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression? {
    guard !types.isReference(receiver.type), isMutating(name, receiver.type) else { return nil }
    guard receiver.isMutable else {
      return failure(.notMutable, "'self' is a constant here: mark the method 'mutating'", at: nameRange)
    }
    capture(receiver)
    let place = Place(root: .variable(receiver), steps: [], range: nameRange)
    return mutation(of: place, name, labels, at: range, nameRange: nameRange)
  }

  private func mutation(
    of place: Place, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression? {
    let arguments = labels.map { synthesize($0.value) }
    let made = call(candidates(name, of: place.type), arguments, labels, at: range, nameRange: nameRange)
    switch made.kind {
    case .native(let number, let bindings, let values):
      let isAppend = if case .array = place.type { name == "append" && labels.first?.label == nil } else { false }
      return TypedExpression(
        .mutate(place, isAppend ? .append : .native(number, bindings: bindings), values), made.type, at: range)
    case .user(let function, let values):
      // A number is changed through a box, as an `inout` parameter is.
      guard catalog.bank(of: place.type) == .object else {
        let receiver = TypedExpression(.reference(place), place.type, at: place.range)
        return TypedExpression(.user(function, [receiver] + values), made.type, at: range)
      }
      return TypedExpression(.mutate(place, .user(function), values), made.type, at: range)
    default: return made
    }
  }

  func candidates(_ name: String, of type: Type) -> Callee {
    var callee = methods(name, of: TypedExpression(.invalid, type, at: SourceRange(0, 0)))
    for number in callee.candidates.indices { callee.candidates[number].receiver = nil }
    return callee
  }

  func isMutating(_ name: String, _ type: Type) -> Bool {
    !types.isReference(type) && candidates(name, of: type).candidates.contains(where: \.signature.isMutating)
  }

  /// The type of the place that `base` would be, without reporting or noting anything.
  func placeType(_ base: Expression) -> Type? {
    switch base.kind {
    case .name(let name):
      switch scope.lookUp(name) {
      case .variable(let variable): return variable.type
      case .member(let receiver): return memberType(name, of: receiver.type)
      case .staticMember(let owner):
        return memberSets(of: owner).lazy.compactMap { $0.members.variables[name]?.type }.first
      default: return nil
      }
    case .parenthesised(let inner): return placeType(inner)
    case .member(.some(let inner), let name):
      if case .name(let typeName) = inner.kind, let type = typeNamed(typeName) {
        return memberSets(of: type).lazy.compactMap { $0.members.variables[name]?.type }.first
      }
      return placeType(inner).flatMap { memberType(name, of: $0) }
    case .element(let inner, let labels): return placeType(inner).flatMap { elementType(of: $0, labels) }
    case .forceUnwrap(let inner):
      if case .optional(let wrapped) = placeType(inner) { return wrapped }
      return nil
    default: return nil
    }
  }

  private func memberType(_ name: String, of type: Type) -> Type? {
    if case .tuple(let elements) = type {
      return (Int(name) ?? elements.firstIndex { $0.label == name }).flatMap {
        elements.indices.contains($0) ? elements[$0].type : nil
      }
    }
    if let nominal = nominal(type), let number = nominal.property(name) { return nominal.properties[number].type }
    return memberSets(of: type).lazy.compactMap { members, bindings in
      members.computed[name].map { $0.getter.signature.result.substituting(bindings) }
    }.first
  }

  private func elementType(of type: Type, _ labels: [Argument]) -> Type? {
    switch type {
    case .array(let element): return element
    case .dictionary(_, let value): return labels.count == 2 ? value : .optional(value)
    default:
      return memberSets(of: type).lazy.compactMap { members, bindings in
        members.subscripts.first { $0.getter.signature.parameters.count == labels.count }
          .map { $0.getter.signature.result.substituting(bindings) }
      }.first
    }
  }
}
