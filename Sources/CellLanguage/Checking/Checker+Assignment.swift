import Diagnostics

extension Checker {
  func assignment(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression {
    if case .name("_") = target.kind, op == nil {
      let value = check(value)
      return value.isInvalid ? value : TypedExpression(.statements([], value), .void, at: range)
    }
    if case .tuple(let targets) = target.kind, op == nil { return assignParts(targets, value, at: range) }
    if let changed = changedInPlace(op, target, value, at: range) { return changed }
    if let grown = grown(op, target, value, at: range) { return grown }
    if let stored = storedElement(op, target, value, at: range) { return stored }
    guard var place = place(target) else { return .invalid(at: range) }
    guard let op else {
      let result = check(value, as: place.type)
      return result.isInvalid ? result : TypedExpression(.assign(place, result), .void, at: range)
    }
    let held = holdIndices(&place)
    let result = convert(
      resolveOperator(op, .typed(read(place)), synthesize(value), at: range, expected: nil), to: place.type)
    if result.isInvalid { return .invalid(at: range) }
    let assigned = TypedExpression(.assign(place, result), .void, at: range)
    if held.isEmpty { return assigned }
    return TypedExpression(
      .statements(
        held + [TypedStatement(.expression(assigned), at: range)],
        TypedExpression(.construct([]), .void, at: range)), .void, at: range)
  }

  /// `a[f()] += 1` calls `f` once: indices that are no plain variables get one of their own.
  private func holdIndices(_ place: inout Place) -> [TypedStatement] {
    var statements: [TypedStatement] = []
    func held(_ value: TypedExpression) -> TypedExpression {
      switch value.kind {
      case .integer, .string, .variable: return value
      default: break
      }
      let variable = hidden(value.type, at: value.range)
      statements.append(TypedStatement(.declare(variable, value), at: value.range))
      return TypedExpression(.variable(variable), value.type, at: value.range)
    }
    for number in place.steps.indices {
      switch place.steps[number] {
      case .field: break
      case .element(let index, let type): place.steps[number] = .element(held(index), type)
      case .entry(let key, let fallback, let type):
        place.steps[number] = .entry(key: held(key), fallback: fallback, type)
      }
    }
    return statements
  }

  /// `text += other` and `values += others` grow in place.
  private func grown(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression? {
    guard op?.name == "+", let type = placeType(target) else { return nil }
    let owner: String
    switch type {
    case .string, .array: owner = ownerName(of: type) ?? ""
    default: return nil
    }
    let grower = catalog.lookUp("append", owner: owner).first {
      let parameter = catalog.signature(of: $0).parameters[0]
      return parameter.label == (type == .string ? nil : "contentsOf")
    }
    guard let grower, let place = place(target) else { return .invalid(at: range) }
    let added = check(value, as: type)
    if added.isInvalid { return added }
    return TypedExpression(
      .mutate(place, .native(grower, bindings: ownerBindings(of: type)), [added]), .void, at: range)
  }

  /// `(a, b) = (b, a)`: all parts are known before the first is assigned.
  private func assignParts(_ targets: [Argument], _ value: Expression, at range: SourceRange) -> TypedExpression {
    let value = check(value)
    if value.isInvalid { return value }
    guard case .tuple(let elements) = value.type, elements.count == targets.count else {
      return failure(.typeMismatch, "this is \(value.type), which has not \(targets.count) parts", at: value.range)
    }
    let whole = hidden(value.type, at: range)
    let source = TypedExpression(.variable(whole), value.type, at: value.range)
    var statements = [TypedStatement(.declare(whole, value), at: range)]
    for (number, target) in targets.enumerated() {
      guard let place = place(target.value) else { return .invalid(at: range) }
      let part = convert(
        TypedExpression(.field(source, number), elements[number].type, at: value.range), to: place.type)
      if part.isInvalid { return part }
      statements.append(
        TypedStatement(.expression(TypedExpression(.assign(place, part), .void, at: range)), at: range))
    }
    return TypedExpression(.statements(statements, TypedExpression(.construct([]), .void, at: range)), .void, at: range)
  }

  /// `w -= g` on a type whose `-=` the catalog declares: the value itself changes.
  private func changedInPlace(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression? {
    guard let op, !catalog.lookUp(op.name + "=").isEmpty else { return nil }
    guard let place = place(target) else { return .invalid(at: range) }
    let callee = operators(op.name + "=")
    let arguments = [Synthesis.typed(read(place)), synthesize(value)]
    guard best(callee, arguments, Checker.unlabelled(2)) != nil else { return nil }
    return call(callee, arguments, Checker.unlabelled(2), at: range, nameRange: op.range)
  }

  /// `t[0, 1] = value` on a type whose `subscript` the catalog can set.
  private func storedElement(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression? {
    guard case .element(let base, let labels) = target.kind, op == nil, let owner = place(base, quietly: true) else {
      return nil
    }
    if case .array = owner.type { return nil }
    if case .dictionary = owner.type, labels.count == 2 { return nil }
    let setter = catalog.lookUp("setSubscript", owner: ownerName(of: owner.type))
    guard !setter.isEmpty else { return nil }
    let bindings = ownerBindings(of: owner.type)
    let isMutating = catalog.signature(of: setter[0]).isMutating
    let callee = Callee(
      name: "subscript",
      candidates: setter.map {
        Candidate(
          target: .native($0), signature: catalog.signature(of: $0), receiver: isMutating ? nil : read(owner),
          bindings: bindings)
      })
    let arguments = labels + [Argument(label: nil, value: value)]
    let made = call(callee, arguments.map { synthesize($0.value) }, arguments, at: range, nameRange: target.range)
    guard isMutating, case .native(let number, let bound, let values) = made.kind else { return made }
    return TypedExpression(.mutate(owner, .native(number, bindings: bound), values), .void, at: range)
  }

  func read(_ place: Place) -> TypedExpression {
    var value = reading(place.root, at: place.range)
    for step in place.steps {
      switch step {
      case .field(let number, let type): value = TypedExpression(.field(value, number), type, at: place.range)
      case .element(let index, let type): value = TypedExpression(.element(value, index), type, at: place.range)
      case .entry(let key, let fallback, _): value = entry(of: value, key, or: fallback, at: place.range)
      }
    }
    return value
  }

  /// `d[key, default: fallback]`, or `d[key]!`.
  func entry(
    of table: TypedExpression, _ key: TypedExpression, or fallback: TypedExpression?, at range: SourceRange
  ) -> TypedExpression {
    guard case .dictionary(_, let type) = table.type,
      let getter = catalog.lookUp("subscript", owner: "Dictionary").first
    else { return .invalid(at: range) }
    let found = TypedExpression(
      .native(getter, bindings: ownerBindings(of: table.type), [table, key]), .optional(type), at: range)
    return TypedExpression(fallback.map { .coalesce(found, $0) } ?? .unwrap(found), type, at: range)
  }

  /// The place that `target` names, or `nil` after a diagnostic (none when `quietly`).
  func place(_ target: Expression, quietly: Bool = false) -> Place? {
    switch target.kind {
    case .name(let name): root(name, at: target.range, quietly: quietly)
    case .parenthesised(let inner): place(inner, quietly: quietly)
    case .member(.some(let base), let name):
      place(base, quietly: quietly).flatMap { field(name, of: $0, target.range, quietly) }
    case .element(let base, let labels):
      place(base, quietly: quietly).flatMap { element(of: $0, labels, target.range, quietly) }
    case .forceUnwrap(let inner): unwrappedEntry(inner, quietly)
    default: nothing(quietly, "this cannot be assigned to", target.range)
    }
  }

  private func nothing(_ quietly: Bool, _ message: String, _ range: SourceRange) -> Place? {
    if !quietly { report(.notMutable, message, at: range) }
    return nil
  }

  private func root(_ name: String, at range: SourceRange, quietly: Bool) -> Place? {
    switch scope.lookUp(name) {
    case .variable(let variable):
      guard variable.isMutable else {
        return nothing(quietly, "'\(name)' is a constant; declare it with 'var' to change it", range)
      }
      capture(variable)
      variable.definingCells.insert(cell)
      return Place(root: variable, steps: [], range: range)
    case .property(let receiver, let number):
      guard receiver.isMutable else {
        return nothing(quietly, "'self' is a constant here: mark the method 'mutating'", range)
      }
      return field(number, of: Place(root: receiver, steps: [], range: range), range, quietly)
    case .broken(let cell):
      needs.insert(cell)
      return nil
    case .functions, .structure, .member: return nothing(quietly, "'\(name)' cannot be assigned to", range)
    case nil:
      if !quietly {
        diagnostics.append(.unknownName("variable", name, among: scope.visibleNames, at: range))
      }
      return nil
    }
  }

  private func field(_ name: String, of place: Place, _ range: SourceRange, _ quietly: Bool) -> Place? {
    if case .tuple(let elements) = place.type,
      let number = Int(name) ?? elements.firstIndex(where: { $0.label == name }), elements.indices.contains(number)
    {
      return Place(root: place.root, steps: place.steps + [.field(number, elements[number].type)], range: range)
    }
    guard let structure = structure(of: place.type), let number = structure.property(name) else {
      if !quietly { _ = property(name, of: read(place), at: range) }
      return nothing(quietly, "'\(name)' cannot be assigned to", range)
    }
    return field(number, of: place, range, quietly)
  }

  private func field(_ number: Int, of place: Place, _ range: SourceRange, _ quietly: Bool) -> Place? {
    guard let property = structure(of: place.type)?.properties[number] else { return nil }
    guard property.isMutable || place.root.owner?.filled === place.root else {
      return nothing(quietly, "'\(property.name)' is a 'let' property", range)
    }
    return Place(root: place.root, steps: place.steps + [.field(number, property.type)], range: range)
  }

  /// `d[key]!`
  private func unwrappedEntry(_ target: Expression, _ quietly: Bool) -> Place? {
    guard case .element(let base, let labels) = target.kind, labels.count == 1,
      let place = place(base, quietly: quietly),
      case .dictionary = place.type
    else { return nothing(quietly, "this cannot be assigned to", target.range) }
    return entry(of: place, labels[0].value, nil, target.range)
  }

  private func entry(of place: Place, _ key: Expression, _ fallback: Expression?, _ range: SourceRange) -> Place? {
    guard case .dictionary(let keyType, let type) = place.type else { return nil }
    let key = check(key, as: keyType)
    let fallback = fallback.map { check($0, as: type) }
    if key.isInvalid || fallback?.isInvalid == true { return nil }
    return Place(root: place.root, steps: place.steps + [.entry(key: key, fallback: fallback, type)], range: range)
  }

  private func element(of place: Place, _ labels: [Argument], _ range: SourceRange, _ quietly: Bool) -> Place? {
    if case .dictionary = place.type, labels.count == 2, labels[1].label == "default" {
      return entry(of: place, labels[0].value, labels[1].value, range)
    }
    guard case .array(let element) = place.type, labels.count == 1 else {
      return nothing(quietly, "an element of \(place.type) cannot be assigned", range)
    }
    let index = check(labels[0].value, as: .int)
    if index.isInvalid { return nil }
    return Place(root: place.root, steps: place.steps + [.element(index, element)], range: range)
  }

  // MARK: Mutating members

  /// `values.append(3)`, or `nil` where `name` changes nothing.
  func mutation(
    _ base: Expression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression? {
    guard let type = placeType(base), isMutating(name, type) else { return nil }
    guard let place = place(base) else { return .invalid(at: range) }
    let arguments = labels.map { synthesize($0.value) }
    let made = call(candidates(name, of: type), arguments, labels, at: range, nameRange: nameRange)
    switch made.kind {
    case .native(let number, let bindings, let values):
      let isAppend = if case .array = place.type { name == "append" && labels.first?.label == nil } else { false }
      return TypedExpression(
        .mutate(place, isAppend ? .append : .native(number, bindings: bindings), values), made.type, at: range)
    case .user(let function, let values):
      return TypedExpression(.mutate(place, .user(function), values), made.type, at: range)
    default: return made
    }
  }

  private func candidates(_ name: String, of type: Type) -> Callee {
    var callee = methods(name, of: TypedExpression(.invalid, type, at: SourceRange(0, 0)))
    for number in callee.candidates.indices { callee.candidates[number].receiver = nil }
    return callee
  }

  private func isMutating(_ name: String, _ type: Type) -> Bool {
    candidates(name, of: type).candidates.contains(where: \.signature.isMutating)
  }

  /// The type of the place that `base` would be, without reporting or noting anything.
  private func placeType(_ base: Expression) -> Type? {
    switch base.kind {
    case .name(let name):
      switch scope.lookUp(name) {
      case .variable(let variable): return variable.type
      case .property(let receiver, let number): return structure(of: receiver.type)?.properties[number].type
      default: return nil
      }
    case .parenthesised(let inner): return placeType(inner)
    case .member(.some(let inner), let name):
      guard let type = placeType(inner) else { return nil }
      if case .tuple(let elements) = type {
        return (Int(name) ?? elements.firstIndex { $0.label == name }).flatMap {
          elements.indices.contains($0) ? elements[$0].type : nil
        }
      }
      return structure(of: type).flatMap { structure in structure.property(name).map { structure.properties[$0].type } }
    case .element(let inner, let labels):
      switch placeType(inner) {
      case .array(let element): return element
      case .dictionary(_, let value): return labels.count == 2 ? value : .optional(value)
      default: return nil
      }
    case .forceUnwrap(let inner):
      if case .optional(let wrapped) = placeType(inner) { return wrapped }
      return nil
    default: return nil
    }
  }
}
