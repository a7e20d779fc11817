import Diagnostics

/// What an assignment, a mutating member or an `inout` argument can change.
extension Checker {
  /// The place that `target` names, or `nil` after a diagnostic.
  func place(_ target: Expression) -> Place? {
    switch target.kind {
    case .name(let name): root(name, at: target.range)
    case .parenthesised(let inner): place(inner)
    case .member(.some(let base), let name): container(of: base).flatMap { field(name, of: $0, target.range) }
    case .element(let base, let labels): container(of: base).flatMap { element(of: $0, labels, target.range) }
    case .forceUnwrap(let base) where isEntry(base): unwrappedEntry(base, target.range)
    case .forceUnwrap(let base): container(of: base).flatMap { unwrapped($0, target.range) }
    default: nothing("this cannot be assigned to", target.range)
    }
  }

  func nothing(_ message: String, _ range: SourceRange, fixIts: [Diagnostic.FixIt] = []) -> Place? {
    report(.notMutable, message, at: range, fixIts: fixIts)
    return nil
  }

  /// Where a part is to change: in an object, whoever refers to it, or in a place of its own.
  private func container(of base: Expression) -> Place? {
    if case .name(let name) = base.kind, let type = typeNamed(name) { return staticContainer(type, base.range) }
    guard let type = placeType(base), !types.isReference(type) else {
      let value = check(base)
      if value.isInvalid { return nil }
      guard types.isReference(value.type) else {
        return nothing("this \(value.type) is a value of its own: keep it in a 'var' to change it", base.range)
      }
      return Place(root: .object(value), steps: [], range: base.range)
    }
    return place(base)
  }

  /// `Type.` before a static property.
  private func staticContainer(_ type: Type, _ range: SourceRange) -> Place? {
    Place(root: .object(TypedExpression(.invalid, type, at: range)), steps: [], range: range)
  }

  func root(_ name: String, at range: SourceRange) -> Place? {
    switch scope.lookUp(name) {
    case .variable(let variable):
      guard variable.isMutable || variable.isUnset else { return constant(variable, name, range) }
      capture(variable)
      variable.definingCells.insert(cell)
      return Place(root: .variable(variable), steps: [], range: range)
    case .member(let receiver): return member(name, of: receiver, range)
    case .staticMember(let owner): return staticPlace(name, owner, range)
    case .broken(let cell):
      needs.insert(cell)
      return nil
    case .functions, .type: return nothing("'\(name)' cannot be assigned to", range)
    case nil:
      diagnostics.append(.unknownName("variable", name, among: scope.visibleNames, at: range))
      scope.define(name, .broken(cell: cell))
      return nil
    }
  }

  func constant(_ variable: Variable, _ name: String, _ range: SourceRange) -> Place? {
    if name == "self" || name.hasPrefix("?") { return nothing("this is a constant here", range) }
    if variable.owner?.parameters.contains(where: { $0 === variable }) == true {
      return nothing("'\(name)' is a parameter, which is a constant: copy it into a 'var', or make it 'inout'", range)
    }
    return nothing("'\(name)' is a constant; declare it with 'var' to change it", range)
  }

  func member(_ name: String, of receiver: Variable, _ range: SourceRange) -> Place? {
    if types.isReference(receiver.type) {
      return field(name, of: Place(root: .object(reading(receiver, at: range)), steps: [], range: range), range)
    }
    guard receiver.isMutable else {
      return nothing("'self' is a constant here: mark the method 'mutating'", range)
    }
    capture(receiver)
    return field(name, of: Place(root: .variable(receiver), steps: [], range: range), range)
  }

  private func staticPlace(_ name: String, _ owner: Type, _ range: SourceRange) -> Place? {
    for (members, _) in memberSets(of: owner) {
      guard let variable = members.variables[name] else { continue }
      guard variable.isMutable else { return nothing("'\(name)' is a 'let' property", range) }
      capture(variable)
      variable.definingCells.insert(cell)
      return Place(root: .variable(variable), steps: [], range: range)
    }
    return nothing("'\(name)' cannot be assigned to", range)
  }

  func field(_ name: String, of place: Place, _ range: SourceRange) -> Place? {
    if case .object(let type) = place.root, case .invalid = type.kind { return staticPlace(name, type.type, range) }
    if case .tuple(let elements) = place.type,
      let number = Int(name) ?? elements.firstIndex(where: { $0.label == name }), elements.indices.contains(number)
    {
      return place.adding(.field(number, elements[number].type), range)
    }
    if let nominal = nominal(place.type), let number = nominal.property(name) {
      let property = nominal.properties[number]
      guard property.isMutable || isFilled(place) else { return nothing("'\(name)' is a 'let' property", range) }
      return place.adding(.field(number, property.type), range)
    }
    for (members, bindings) in memberSets(of: place.type) {
      if let accessor = members.computed[name] { return accessed(accessor, [], bindings, place, name, range) }
    }
    let value = property(name, of: read(place), at: range)
    return value.isInvalid ? nil : nothing("'\(name)' cannot be assigned to", range)
  }

  /// Whether the place is the `self` that an initialiser fills.
  private func isFilled(_ place: Place) -> Bool {
    guard place.steps.isEmpty else { return false }
    switch place.root {
    case .variable(let variable): return variable.owner?.filled === variable
    case .object(let reference):
      if case .variable(let variable) = reference.kind { return variable.owner?.filled === variable }
      return false
    }
  }

  func accessed(
    _ accessor: Members.Accessor, _ arguments: [TypedExpression], _ bindings: [String: Type], _ place: Place,
    _ name: String, _ range: SourceRange
  ) -> Place? {
    guard let set = accessor.setter else {
      return nothing("'\(name)' can only be read: it has no 'set'", range)
    }
    let getter = instance(of: accessor.getter, bindings, at: range)
    let setter = instance(of: set, bindings, at: range)
    use(getter, at: range)
    use(setter, at: range)
    return place.adding(
      .accessed(.user(getter: getter, setter: setter), arguments, getter.signature.result), range)
  }

  func unwrapped(_ place: Place, _ range: SourceRange) -> Place? {
    guard case .optional(let wrapped) = place.type else {
      return nothing("'!' needs an optional; this is \(place.type)", range)
    }
    return place.adding(.unwrapped(wrapped), range)
  }

  /// `d[key]` of a dictionary.
  private func isEntry(_ target: Expression) -> Bool {
    guard case .element(let base, let labels) = target.kind, labels.count == 1, case .dictionary = placeType(base)
    else {
      return false
    }
    return true
  }

  /// `d[key]!`
  func unwrappedEntry(_ target: Expression, _ range: SourceRange) -> Place? {
    guard case .element(let base, let labels) = target.kind, let place = container(of: base) else { return nil }
    return entry(of: place, labels[0].value, nil, range)
  }

  func entry(of place: Place, _ key: Expression, _ fallback: Expression?, _ range: SourceRange) -> Place? {
    guard case .dictionary(let keyType, let type) = place.type else { return nil }
    let key = check(key, as: keyType)
    let fallback = fallback.map { check($0, as: type) }
    if key.isInvalid || fallback?.isInvalid == true { return nil }
    return place.adding(.entry(key: key, fallback: fallback, type), range)
  }

  func element(of place: Place, _ labels: [Argument], _ range: SourceRange) -> Place? {
    if case .dictionary = place.type, labels.count == 2, labels[1].label == "default" {
      return entry(of: place, labels[0].value, labels[1].value, range)
    }
    let arguments = labels.map { synthesize($0.value) }
    if arguments.contains(where: \.isInvalid) { return nil }
    if case .array(let element) = place.type, labels.count == 1, fit(arguments[0], .int) != nil {
      return place.adding(.element(convert(arguments[0], to: .int), element), range)
    }
    let base = read(place)
    let callee = methods("subscript", of: base)
    guard !callee.candidates.isEmpty else { return nothing("an element of \(place.type) cannot be assigned", range) }
    let made = call(callee, arguments, labels, at: range, nameRange: range)
    switch made.kind {
    case .invalid: return nil
    case .user(let getter, let values): return userElement(getter, Array(values.dropFirst()), place, range)
    case .native(let getter, let bindings, let values):
      return nativeElement(getter, bindings, Array(values.dropFirst()), made.type, place, range)
    default: return nothing("an element of \(place.type) cannot be assigned", range)
    }
  }

  private func userElement(
    _ getter: UserFunction, _ arguments: [TypedExpression], _ place: Place, _ range: SourceRange
  ) -> Place? {
    for (members, bindings) in memberSets(of: place.type) {
      if let accessor = members.subscripts.first(where: { instance(of: $0.getter, bindings, at: range) === getter }) {
        return accessed(accessor, arguments, bindings, place, "subscript", range)
      }
    }
    return nil
  }

  /// Rows that can be set have a `setSubscript` beside them, which takes the value last.
  private func nativeElement(
    _ getter: Int, _ bindings: [String: Type], _ arguments: [TypedExpression], _ type: Type, _ place: Place,
    _ range: SourceRange
  ) -> Place? {
    let keys = arguments
    let setters = ownerName(of: place.type).map { catalog.lookUp("setSubscript", owner: $0) } ?? []
    let setter = setters.first { number in
      let parameters = catalog.signature(of: number).parameters
      return parameters.count == keys.count + 1 && fit(type, parameters[keys.count].type.substituting(bindings)) != nil
        && zip(parameters, keys).allSatisfy { fit($1.type, $0.type.substituting(bindings)) != nil }
    }
    guard let setter else { return nothing("this element of \(place.type) cannot be assigned", range) }
    let accessor = PlaceAccessor.native(getter: getter, setter: setter, bindings: bindings, count: keys.count)
    return place.adding(.accessed(accessor, arguments, type), range)
  }
}
