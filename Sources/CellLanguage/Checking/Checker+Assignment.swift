import Diagnostics

extension Checker {
  func assignment(
    _ op: Operator?, _ target: Expression, _ value: Expression, at range: SourceRange
  ) -> TypedExpression {
    if case .name("_") = target.kind, op == nil {
      let value = check(value)
      return value.isInvalid ? value : .discarding(value, at: range)
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
  func changed(_ place: Place, _ op: Operator, _ value: Expression, at range: SourceRange) -> TypedExpression {
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

  func after(
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
