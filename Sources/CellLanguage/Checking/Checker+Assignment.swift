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
    if case .chain(let base, let link, let rest) = target.kind {
      return chain(base, link, Expression(.assignment(op, target: rest, value: value), at: rest.range), at: range)
    }
    if let stored = storedElement(op, target, value, at: range) { return stored }
    guard let place = place(target) else {
      _ = synthesize(value)
      return .invalid(at: range)
    }
    if let op { return changed(place, op, value, at: range) }
    let result = check(value, as: place.type)
    if result.isInvalid { return .invalid(at: range) }
    return TypedExpression(.assign(place, result), .void, at: range)
  }

  /// `target op= value`, the way to the target followed only once.
  private func changed(_ place: Place, _ op: Operator, _ value: Expression, at range: SourceRange) -> TypedExpression {
    let (held, prologue) = settled(place)
    if let grown = grown(held, op, value, at: range) { return after(prologue, grown, at: range) }
    let given = synthesize(value)
    let own = operatorFunctions[op.name + "="] ?? []
    if !own.isEmpty || !catalog.lookUp(op.name + "=").isEmpty {
      let callee = operators(op.name + "=")
      let reference = TypedExpression(.reference(held), held.type, at: place.range)
      for first in [reference, read(held)]
      where best(callee, [.typed(first), given], Checker.unlabelled(2)) != nil {
        let made = call(callee, [.typed(first), given], Checker.unlabelled(2), at: range, nameRange: op.range)
        return after(prologue, made, at: range)
      }
    }
    if let nominal = nominal(place.type) {
      return failure(
        .noMatchingOverload,
        "'\(op.name)=' is not declared for \(nominal.name): write 'a = a \(op.name) b', or declare "
          + "'static func \(op.name)= (l: inout \(nominal.name), r: \(nominal.name))'", at: op.range)
    }
    let result = convert(
      resolveOperator(op, .typed(read(held)), given, at: range, expected: nil), to: place.type)
    if result.isInvalid { return .invalid(at: range) }
    return after(prologue, TypedExpression(.assign(held, result), .void, at: range), at: range)
  }

  /// `text += other` and `values += others` grow in place.
  private func grown(
    _ place: Place, _ op: Operator, _ value: Expression, at range: SourceRange
  ) -> TypedExpression? {
    let type = place.type
    switch type {
    case .string, .array: break
    default: return nil
    }
    guard op.name == "+", let owner = ownerName(of: type) else { return nil }
    let grower = catalog.lookUp("append", owner: owner).first {
      let parameter = catalog.signature(of: $0).parameters[0]
      return parameter.label == (type == .string ? nil : "contentsOf")
    }
    guard let grower else { return nil }
    let added = check(value, as: type)
    if added.isInvalid { return added }
    return TypedExpression(
      .mutate(place, .native(grower, bindings: ownerBindings(of: type)), [added]), .void, at: range)
  }

  /// `t[0, 1] = value` on a type whose `subscript` the catalog can set, with whatever values it takes.
  private func storedElement(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression? {
    guard op == nil, case .element(let base, let labels) = target.kind, case .named(let name) = placeType(base) else {
      return nil
    }
    let setters = catalog.lookUp("setSubscript", owner: name)
    guard !setters.isEmpty else { return nil }
    guard let owner = place(base) else { return .invalid(at: range) }
    let isMutating = catalog.signature(of: setters[0]).isMutating
    let callee = Callee(
      name: "subscript",
      candidates: setters.map {
        Candidate(
          target: .native($0), signature: catalog.signature(of: $0), receiver: isMutating ? nil : read(owner))
      })
    let arguments = labels + [Argument(label: nil, value: value)]
    let made = call(callee, arguments.map { synthesize($0.value) }, arguments, at: range, nameRange: target.range)
    guard isMutating, case .native(let number, let bound, let values) = made.kind else { return made }
    return TypedExpression(.mutate(owner, .native(number, bindings: bound), values), .void, at: range)
  }

  private func after(
    _ prologue: [TypedStatement], _ value: TypedExpression, at range: SourceRange
  ) -> TypedExpression {
    prologue.isEmpty ? value : TypedExpression(.statements(prologue, value), value.type, at: range)
  }

  /// The place with what leads to it computed beforehand, where computing it twice could make a difference.
  private func settled(_ place: Place) -> (Place, [TypedStatement]) {
    var (result, prologue) = (place, [TypedStatement]())
    func hold(_ value: TypedExpression) -> TypedExpression {
      if value.isRepeatable { return value }
      let held = hidden(value.type, at: value.range)
      prologue.append(TypedStatement(.declare(held, value), at: value.range))
      return TypedExpression(.variable(held), value.type, at: value.range)
    }
    if case .object(let reference) = place.root { result.root = .object(hold(reference)) }
    for number in place.steps.indices {
      switch place.steps[number] {
      case .element(let index, let type): result.steps[number] = .element(hold(index), type)
      case .entry(let key, let fallback, let type):
        result.steps[number] = .entry(key: hold(key), fallback: fallback, type)
      case .accessed(let accessor, let arguments, let type):
        result.steps[number] = .accessed(accessor, arguments.map(hold), type)
      case .field, .unwrapped: break
      }
    }
    return (result, prologue)
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

  func read(_ place: Place) -> TypedExpression {
    var value: TypedExpression
    switch place.root {
    case .variable(let variable): value = reading(variable, at: place.range)
    case .object(let reference): value = reference
    }
    for step in place.steps {
      switch step {
      case .field(let number, let type): value = TypedExpression(.field(value, number), type, at: place.range)
      case .element(let index, let type): value = TypedExpression(.element(value, index), type, at: place.range)
      case .entry(let key, let fallback, _): value = entry(of: value, key, or: fallback, at: place.range)
      case .unwrapped(let type): value = TypedExpression(.unwrap(value), type, at: place.range)
      case .accessed(.user(let getter, _), let arguments, let type):
        use(getter, at: place.range)
        value = TypedExpression(.user(getter, [value] + arguments), type, at: place.range)
      case .accessed(.native(let getter, _, let bindings, _), let arguments, let type):
        value = TypedExpression(.native(getter, bindings: bindings, [value] + arguments), type, at: place.range)
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

  private func nothing(_ message: String, _ range: SourceRange, fixIts: [Diagnostic.FixIt] = []) -> Place? {
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

  private func root(_ name: String, at range: SourceRange) -> Place? {
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

  private func constant(_ variable: Variable, _ name: String, _ range: SourceRange) -> Place? {
    if name == "self" || name.hasPrefix("?") { return nothing("this is a constant here", range) }
    if variable.owner?.parameters.contains(where: { $0 === variable }) == true {
      return nothing("'\(name)' is a parameter, which is a constant: copy it into a 'var', or make it 'inout'", range)
    }
    return nothing("'\(name)' is a constant; declare it with 'var' to change it", range)
  }

  private func member(_ name: String, of receiver: Variable, _ range: SourceRange) -> Place? {
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

  private func field(_ name: String, of place: Place, _ range: SourceRange) -> Place? {
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

  private func accessed(
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

  private func unwrapped(_ place: Place, _ range: SourceRange) -> Place? {
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
  private func unwrappedEntry(_ target: Expression, _ range: SourceRange) -> Place? {
    guard case .element(let base, let labels) = target.kind, let place = container(of: base) else { return nil }
    return entry(of: place, labels[0].value, nil, range)
  }

  private func entry(of place: Place, _ key: Expression, _ fallback: Expression?, _ range: SourceRange) -> Place? {
    guard case .dictionary(let keyType, let type) = place.type else { return nil }
    let key = check(key, as: keyType)
    let fallback = fallback.map { check($0, as: type) }
    if key.isInvalid || fallback?.isInvalid == true { return nil }
    return place.adding(.entry(key: key, fallback: fallback, type), range)
  }

  private func element(of place: Place, _ labels: [Argument], _ range: SourceRange) -> Place? {
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

  // MARK: Mutating members

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

  private func candidates(_ name: String, of type: Type) -> Callee {
    var callee = methods(name, of: TypedExpression(.invalid, type, at: SourceRange(0, 0)))
    for number in callee.candidates.indices { callee.candidates[number].receiver = nil }
    return callee
  }

  private func isMutating(_ name: String, _ type: Type) -> Bool {
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

extension Place {
  func adding(_ step: Step, _ range: SourceRange) -> Place {
    Place(root: root, steps: steps + [step], range: range)
  }
}

extension TypedExpression {
  /// Whether it may be evaluated twice without anyone noticing, and at little cost.
  var isRepeatable: Bool {
    switch kind {
    case .integer, .double, .boolean, .string, .constant, .variable: true
    case .field(let base, _): base.isRepeatable
    default: false
    }
  }
}
