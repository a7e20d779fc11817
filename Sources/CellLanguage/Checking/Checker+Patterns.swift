import Diagnostics

/// Patterns as tests of a value and names for its parts.
extension Checker {
  /// `case pattern = value` as a condition.
  func matches(_ value: Expression, _ pattern: Pattern) -> [TypedCondition] {
    let typed = check(value)
    if typed.isInvalid {
      breakNames(of: pattern)
      return [.expression(typed)]
    }
    let held = hidden(typed.type, at: typed.range)
    var conditions: [TypedCondition] = [.value(held, typed)]
    match(pattern, TypedExpression(.variable(held), typed.type, at: typed.range), binding: nil, &conditions)
    return conditions
  }

  /// Adds the tests that `subject` must pass for `pattern`, in their order, and binds the names in it.
  ///
  /// - Parameter binding: whether names are new, and whether they are variables.
  func match(
    _ pattern: Pattern, _ subject: TypedExpression, binding: Bool?, _ conditions: inout [TypedCondition]
  ) {
    switch pattern.kind {
    case .wildcard: break
    case .binding(let mutable, let inner): match(inner, subject, binding: mutable, &conditions)
    case .name(let name):
      guard let binding else { return matchValue(Expression(.name(name), at: pattern.range), subject, &conditions) }
      conditions.append(.value(bound(name, subject.type, binding, at: pattern.range), subject))
    case .tuple(let parts): matchTuple(parts, subject, binding, pattern.range, &conditions)
    case .value(let value): matchValue(value, subject, &conditions)
    case .cast(let inner, let type): matchCast(inner, self.type(type), subject, binding, pattern.range, &conditions)
    case .bounded(let name, let bound):
      let op = Operator(name: name, range: pattern.range)
      let test = resolveOperator(op, .typed(subject), synthesize(bound), at: pattern.range)
      conditions.append(.expression(test))
    case .some(let inner):
      guard let value = unwrapped(subject, at: pattern.range, &conditions) else { return breakNames(of: pattern) }
      match(inner, value, binding: binding, &conditions)
    case .member(let type, let name, let payload):
      matchMember(type, name, payload, subject, binding, pattern.range, &conditions)
    }
  }

  /// Several patterns of one case bind the same names.
  private func bound(_ name: String, _ type: Type, _ mutable: Bool, at range: SourceRange) -> Variable {
    if let shared = sharedNames, let known = shared[name] {
      if known.type != type {
        report(.typeMismatch, "'\(name)' is \(known.type) in the pattern before, and \(type) here", at: range)
      }
      boundNames.insert(name)
      return known
    }
    if sharedNames != nil {
      report(.undefinedName, "'\(name)' must be bound by every pattern of this case", at: range)
    }
    boundNames.insert(name)
    return declare(name, type, mutable: mutable, at: range)
  }

  private func matchTuple(
    _ parts: [(label: String?, pattern: Pattern)], _ subject: TypedExpression, _ binding: Bool?, _ range: SourceRange,
    _ conditions: inout [TypedCondition]
  ) {
    guard case .tuple(let elements) = subject.type, elements.count == parts.count else {
      if !subject.isInvalid {
        report(.typeMismatch, "this pattern has \(parts.count) parts; the value is \(subject.type)", at: range)
      }
      return parts.forEach { breakNames(of: $0.pattern) }
    }
    for (number, part) in parts.enumerated() {
      let field = TypedExpression(.field(subject, number), elements[number].type, at: part.pattern.range)
      match(part.pattern, field, binding: binding, &conditions)
    }
  }

  private func unwrapped(
    _ subject: TypedExpression, at range: SourceRange, _ conditions: inout [TypedCondition]
  ) -> TypedExpression? {
    guard case .optional(let wrapped) = subject.type else {
      if !subject.isInvalid { report(.typeMismatch, "this is \(subject.type), which is never nil", at: range) }
      return nil
    }
    let held = hidden(wrapped, at: range)
    conditions.append(.binding(held, subject))
    return TypedExpression(.variable(held), wrapped, at: range)
  }

  private func matchCast(
    _ pattern: Pattern, _ type: Type, _ subject: TypedExpression, _ binding: Bool?, _ range: SourceRange,
    _ conditions: inout [TypedCondition]
  ) {
    guard case .existential = subject.type else {
      if !subject.isInvalid {
        report(.unsupported, "this is \(subject.type): its type is known, so there is nothing to cast", at: range)
      }
      return breakNames(of: pattern)
    }
    let held = hidden(type, at: range)
    conditions.append(.binding(held, TypedExpression(.cast(subject, type), .optional(type), at: range)))
    match(pattern, TypedExpression(.variable(held), type, at: range), binding: binding, &conditions)
  }

  // MARK: Values

  private func matchValue(_ value: Expression, _ subject: TypedExpression, _ conditions: inout [TypedCondition]) {
    let given = synthesize(value)
    if given.isInvalid || subject.isInvalid { return conditions.append(.expression(.invalid(at: value.range))) }
    if case .open(let open) = given, case .nilLiteral = open.shape {
      guard case .optional = subject.type else {
        return report(.typeMismatch, "this is \(subject.type), which is never nil", at: value.range)
      }
      return conditions.append(.expression(TypedExpression(.isNone(subject), .bool, at: value.range)))
    }
    if let test = withinRange(given, subject, at: value.range) { return conditions.append(.expression(test)) }
    let equals = Operator(name: "==", range: value.range)
    conditions.append(.expression(resolveOperator(equals, .typed(subject), given, at: value.range)))
  }

  /// `case 1...5`, `case 10...`: whether the subject lies in a range.
  private func withinRange(_ given: Synthesis, _ subject: TypedExpression, at range: SourceRange) -> TypedExpression? {
    for closed in [true, false] {
      let type: Type = closed ? .closedRange(subject.type) : .range(subject.type)
      guard fit(given, type) != nil, given.isOpen || defaultType(of: given) == type else { continue }
      let value = convert(given, to: type)
      let bounds: [TypedExpression]
      if case .construct(let parts) = value.kind {
        bounds = parts
      } else {
        bounds = [0, 1].map { TypedExpression(.field(value, $0), subject.type, at: range) }
      }
      let lower = compare("<=", bounds[0], subject, at: range)
      let upper = compare(closed ? "<=" : "<", subject, bounds[1], at: range)
      return TypedExpression(.and(lower, upper), .bool, at: range)
    }
    return nil
  }

  private func compare(
    _ name: String, _ left: TypedExpression, _ right: TypedExpression, at range: SourceRange
  ) -> TypedExpression {
    resolveOperator(Operator(name: name, range: range), .typed(left), .typed(right), at: range)
  }

  // MARK: Cases

  private func matchMember(
    _ type: Expression?, _ name: String, _ payload: [(label: String?, pattern: Pattern)]?, _ subject: TypedExpression,
    _ binding: Bool?, _ range: SourceRange, _ conditions: inout [TypedCondition]
  ) {
    if case .optional = subject.type, matchOptional(name, payload, subject, binding, range, &conditions) { return }
    if case .existential = subject.type, let written = type, let own = typeWritten(written) {
      let inner = Pattern(kind: .member(type: nil, name: name, payload), range: range)
      return matchCast(inner, own, subject, binding, range, &conditions)
    }
    guard let nominal = nominal(subject.type), let number = nominal.caseNumber(name) else {
      payload?.forEach { breakNames(of: $0.pattern) }
      if subject.isInvalid { return }
      if let nominal = nominal(subject.type), nominal.kind == .enumeration {
        let known = nominal.cases.map(\.name)
        let place = SourceRange(range.upper - name.utf8.count, range.upper)
        let isShort = payload == nil
        return diagnostics.append(
          .unknownName(
            "case of \(nominal.name)", name, code: .undefinedMember, among: known, at: isShort ? place : range))
      }
      return matchValue(Expression(.member(base: type, name: name), at: range), subject, &conditions)
    }
    conditions.append(.expression(isCase(number, subject, at: range)))
    if let payload { matchPayload(payload, of: nominal, number, subject, binding, range, &conditions) }
  }

  /// `.some(x)`, `.none`, or a case of the type that the optional wraps.
  private func matchOptional(
    _ name: String, _ payload: [(label: String?, pattern: Pattern)]?, _ subject: TypedExpression, _ binding: Bool?,
    _ range: SourceRange, _ conditions: inout [TypedCondition]
  ) -> Bool {
    switch (name, payload?.count) {
    case ("none", nil): conditions.append(.expression(TypedExpression(.isNone(subject), .bool, at: range)))
    case ("some", 1):
      if let value = unwrapped(subject, at: range, &conditions), let part = payload?.first {
        match(part.pattern, value, binding: binding, &conditions)
      }
    default:
      guard let value = unwrapped(subject, at: range, &conditions) else { return false }
      matchMember(nil, name, payload, value, binding, range, &conditions)
    }
    return true
  }

  func isCase(_ number: Int, _ subject: TypedExpression, at range: SourceRange) -> TypedExpression {
    let tag = TypedExpression(.tag(subject), .int, at: range)
    return compare("==", tag, TypedExpression(.integer(number), .int, at: range), at: range)
  }

  private func matchPayload(
    _ parts: [(label: String?, pattern: Pattern)], of nominal: NominalType, _ number: Int, _ subject: TypedExpression,
    _ binding: Bool?, _ range: SourceRange, _ conditions: inout [TypedCondition]
  ) {
    let payload = nominal.cases[number].payload
    // `case .add(let both)`: one name for all that the case holds.
    if parts.count == 1, payload.count > 1, case .tuple(let inner) = parts[0].pattern.kind, inner.count == payload.count
    {
      return matchPayload(inner, of: nominal, number, subject, binding, range, &conditions)
    }
    guard parts.count == payload.count else {
      parts.forEach { breakNames(of: $0.pattern) }
      let holds = payload.isEmpty ? "nothing" : "\(payload.count) value\(payload.count == 1 ? "" : "s")"
      return report(.typeMismatch, "'\(nominal.cases[number].name)' holds \(holds), not \(parts.count)", at: range)
    }
    for (index, part) in parts.enumerated() {
      if let label = part.label, label != payload[index].label {
        report(
          .noMatchingOverload, "'\(nominal.cases[number].name)' has no part '\(label)' here", at: part.pattern.range)
      }
      let value = TypedExpression(
        .payload(subject, case: number, index), payload[index].type, at: part.pattern.range)
      match(part.pattern, value, binding: binding, &conditions)
    }
  }
}
