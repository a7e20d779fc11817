import Diagnostics

/// Calls by a name, by a member or of a value, and elements.
extension Checker {
  func call(_ callee: Expression, _ labels: [Argument], at range: SourceRange) -> Synthesis {
    switch callee.kind {
    case .name(let name): return call(name, labels, at: range, nameRange: callee.range)
    case .member(nil, let name):
      let arguments = labels.map { synthesize($0.value) }
      return open(.implicitCall(name, arguments, labels: labels), range)
    case .member(.some(let base), let name):
      return .typed(memberCall(base, name, labels, at: range, nameRange: memberRange(callee, name)))
    default:
      if let type = typeWritten(callee) { return .typed(construct(type, labels, at: range, nameRange: callee.range)) }
      return .typed(callValue(check(callee), labels, at: range))
    }
  }

  /// The type that an expression such as `[Double]` names.
  func typeWritten(_ expression: Expression) -> Type? {
    switch expression.kind {
    case .name(let name): typeNamed(name)
    case .specialised(let tree): type(tree)
    case .array(let elements): elements.count == 1 ? typeWritten(elements[0]).map { .array($0) } : nil
    case .dictionary(let pairs):
      if pairs.count == 1, let key = typeWritten(pairs[0].key), let value = typeWritten(pairs[0].value) {
        .dictionary(key, value)
      } else {
        nil
      }
    case .member(.some(let base), let name):
      if case .name(let outer) = base.kind {
        typeNamed(outer).flatMap { nominal($0)?.members.types[name] }
      } else {
        nil
      }
    default: nil
    }
  }

  private func memberRange(_ callee: Expression, _ name: String) -> SourceRange {
    SourceRange(max(callee.range.upper - name.utf8.count, callee.range.lower), callee.range.upper)
  }

  private func call(_ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange) -> Synthesis {
    if let type = typeNamed(name) { return .typed(construct(type, labels, at: range, nameRange: nameRange)) }
    switch scope.lookUp(name) {
    case .variable(let variable): return .typed(callValue(reading(variable, at: nameRange), labels, at: range))
    case .staticMember(let owner): return .typed(staticCall(name, of: owner, labels, at: range, nameRange: nameRange))
    case .member(let receiver):
      if let made = ownMutation(receiver, name, labels, at: range, nameRange: nameRange) { return .typed(made) }
      return .typed(methodCall(reading(receiver, at: nameRange), name, labels, at: range, nameRange: nameRange))
    case .broken(let cell):
      needs.insert(cell)
      return .typed(.invalid(at: range))
    case .functions, .type, nil: break
    }
    let callee = genericInitializers(name) ?? globals(name)
    guard !callee.candidates.isEmpty else {
      for label in labels { _ = synthesize(label.value) }
      return .typed(unknownFunction(name, at: nameRange))
    }
    let takesSequences = name == "zip" || name == "Dictionary"
    return call(callee, labels, takesSequences: takesSequences, at: range, nameRange: nameRange)
  }

  private func call(
    _ callee: Callee, _ labels: [Argument], takesSequences: Bool, at range: SourceRange, nameRange: SourceRange
  ) -> Synthesis {
    let arguments = labels.map { argument in
      let value = synthesize(argument.value)
      return takesSequences ? sequence(value) : value
    }
    let isOpen =
      !arguments.isEmpty && arguments.allSatisfy(\.isOpen)
      && callee.candidates.contains { candidate in
        if case .parameter = candidate.signature.result {
          candidate.signature.generics.contains { $0.constraints == ["Number"] }
        } else {
          false
        }
      }
    if isOpen, best(callee, arguments, labels) != nil {
      return open(.call(callee, arguments, labels: labels), range)
    }
    return .typed(call(callee, arguments, labels, at: range, nameRange: nameRange))
  }

  /// A range, a slice, a set or a dictionary as the array of its elements, where any sequence may stand.
  private func sequence(_ value: Synthesis) -> Synthesis {
    if case .open(let open) = value {
      guard case .range = open.shape else { return value }
    }
    let typed = settle(value)
    return .typed(elements(of: typed) ?? typed)
  }

  /// `Array(…)` and its like, whose element types the arguments decide.
  private func genericInitializers(_ name: String) -> Callee? {
    switch name {
    case "Array": statics("init", of: .array(.parameter("Element")))
    case "Optional": statics("init", of: .optional(.parameter("Wrapped")))
    case "Set": statics("init", of: .set(.parameter("Element")))
    case "Dictionary": statics("init", of: .dictionary(.parameter("Key"), .parameter("Value")))
    default: nil
    }
  }

  private func unknownFunction(_ name: String, at range: SourceRange) -> TypedExpression {
    if let hint = catalog.hints[name] {
      return failure(.undefinedName, "no function '\(name)' is known here: \(hint)", at: range)
    }
    diagnostics.append(
      .unknownName(
        "function", name, among: scope.visibleNames + catalog.names() + Array(catalog.types.keys), at: range))
    scope.define(name, .broken(cell: cell))
    return .invalid(at: range)
  }

  private func construct(
    _ type: Type, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    var arguments = labels.map { synthesize($0.value) }
    if case .dictionary = type { arguments = arguments.map { sequence($0) } }
    if type == .string, labels.count == 1, labels[0].label == nil || labels[0].label == "describing" {
      let value = settle(arguments[0])
      guard case .array(.named("Character")) = value.type else {
        return value.isInvalid ? value : convert(value, to: .existential("Any"))
      }
    }
    if labels.isEmpty, let empty = emptyCollection(type, at: range) { return empty }
    if let template = nominal(type), let callee = initializers(ofGeneric: template) {
      return call(callee, arguments, labels, at: range, nameRange: nameRange)
    }
    let callee = statics("init", of: type)
    if callee.candidates.isEmpty { return failure(.noMatchingOverload, "\(type) cannot be made by a call", at: range) }
    var made = call(callee, arguments, labels, at: range, nameRange: nameRange)
    if !made.isInvalid, !made.type.isOptional { made.type = type }
    return made
  }

  private func emptyCollection(_ type: Type, at range: SourceRange) -> TypedExpression? {
    switch type {
    case .array: close(Open(shape: .array([]), range: range), as: type)
    case .set: close(Open(shape: .array([]), range: range), as: type)
    case .dictionary: close(Open(shape: .dictionary([]), range: range), as: type)
    default: nil
    }
  }

  private func memberCall(
    _ base: Expression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    if isModule(base) {
      let callee = Callee(name: name, candidates: ofCatalog(name))
      guard callee.candidates.isEmpty else {
        return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: nameRange)
      }
      return unknownFunction(name, at: nameRange)
    }
    if let type = typeWritten(base) {
      return staticCall(name, of: type, labels, at: range, nameRange: nameRange)
    }
    if name == "init", case .name("self") = base.kind { return delegated(labels, at: range, nameRange: nameRange) }
    if let mutation = mutation(base, name, labels, at: range, nameRange: nameRange) { return mutation }
    return methodCall(check(base), name, labels, at: range, nameRange: nameRange)
  }

  /// `Tangent.sin`, `Foundation.exp`, `Swift.max`: the vocabulary's own, whatever a cell declares under the name.
  func isModule(_ base: Expression) -> Bool {
    guard case .name(let name) = base.kind else { return false }
    return ["Tangent", "Foundation", "Swift"].contains(name) && scope.lookUp(name) == nil
  }

  /// `Type.name(…)`: a static function, a case, an initialiser, or a static property that is called.
  private func staticCall(
    _ name: String, of type: Type, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    if name == "init" { return construct(type, labels, at: range, nameRange: nameRange) }
    if let inner = nominal(type)?.members.types[name] {
      return construct(inner, labels, at: range, nameRange: nameRange)
    }
    let callee = statics(name, of: type)
    if !callee.candidates.isEmpty {
      return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: nameRange)
    }
    let value = implicitMember(name, of: type, at: nameRange)
    return value.isInvalid || labels.isEmpty && !value.type.isFunction ? value : callValue(value, labels, at: range)
  }

  /// `self.init(…)` fills `self` with what another initialiser makes.
  private func delegated(_ labels: [Argument], at range: SourceRange, nameRange: SourceRange) -> TypedExpression {
    guard let receiver = function?.filled else {
      return failure(.unsupported, "'self.init' can be called in an initialiser only", at: nameRange)
    }
    let made = construct(receiver.type, labels, at: range, nameRange: nameRange)
    if made.isInvalid { return made }
    let value = convert(made, to: receiver.type)
    return TypedExpression(
      .assign(Place(root: .variable(receiver), steps: [], range: range), value), .void, at: range)
  }

  private func methodCall(
    _ base: TypedExpression, _ name: String, _ labels: [Argument], at range: SourceRange, nameRange: SourceRange
  ) -> TypedExpression {
    let arguments = labels.map { synthesize($0.value) }
    if base.isInvalid { return .invalid(at: range) }
    let callee = methods(name, of: base)
    if !callee.candidates.isEmpty {
      if callee.candidates.contains(where: \.signature.isMutating) {
        return failure(.notMutable, "'\(name)' changes its value, which must be a 'var'", at: nameRange)
      }
      return call(callee, arguments, labels, at: range, nameRange: nameRange)
    }
    let value = property(name, of: base, at: nameRange)
    return value.isInvalid ? value : callValue(value, labels, at: range)
  }

  /// A call of a function value, or of a value whose type has a `callAsFunction`.
  private func callValue(_ value: TypedExpression, _ labels: [Argument], at range: SourceRange) -> TypedExpression {
    if value.isInvalid { return .invalid(at: range) }
    guard case .function(let parameters, let result, let throwing) = value.type else {
      let callee = methods("callAsFunction", of: value)
      guard !callee.candidates.isEmpty else {
        return failure(.typeMismatch, "this is \(value.type), which cannot be called", at: value.range)
      }
      return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: value.range)
    }
    guard parameters.count == labels.count else {
      return failure(
        .noMatchingOverload, "this function takes \(parameters.count) values, not \(labels.count)", at: range)
    }
    let arguments = zip(labels, parameters).map { label, type in argument(label.value, as: type) }
    if arguments.contains(where: \.isInvalid) { return .invalid(at: range) }
    if throwing { requireAttempt("this function", at: range) }
    return TypedExpression(.callValue(value, arguments), result, at: range)
  }

  private func argument(_ value: Expression, as type: Type) -> TypedExpression {
    guard case .passedInout(let changed) = type else { return check(value, as: type) }
    let given = check(value)
    if given.isInvalid || given.isReference && given.type == changed { return given }
    return failure(
      .typeMismatch, "this is \(given.type), where '&' and a variable of type \(changed) is needed", at: value.range)
  }

  // MARK: Elements

  private func isRange(_ value: Synthesis) -> Bool {
    switch defaultType(of: value) {
    case .range, .closedRange: true
    default: false
    }
  }

  func element(_ base: Expression, _ labels: [Argument], at range: SourceRange) -> TypedExpression {
    let value = check(base)
    if value.isInvalid { return value }
    if case .array(let element) = value.type, labels.count == 1 {
      let index = synthesize(labels[0].value)
      if !isRange(index) {
        let number = convert(index, to: .int)
        return number.isInvalid ? number : TypedExpression(.element(value, number), element, at: range)
      }
    }
    if case .dictionary(let key, let type) = value.type, labels.count == 2, labels[1].label == "default" {
      let parts = (check(labels[0].value, as: key), check(labels[1].value, as: type))
      if parts.0.isInvalid || parts.1.isInvalid { return .invalid(at: range) }
      return entry(of: value, parts.0, or: parts.1, at: range)
    }
    let callee = methods("subscript", of: value)
    guard !callee.candidates.isEmpty else {
      return failure(.typeMismatch, "this is \(value.type), which has no elements", at: value.range)
    }
    return call(callee, labels.map { synthesize($0.value) }, labels, at: range, nameRange: range)
  }
}
