import Diagnostics

/// Finding what an expression is by itself.
extension Checker {
  func synthesize(_ expression: Expression) -> Synthesis {
    var result: Synthesis?
    let guarded = nested(at: expression.range) {
      let synthesis = synthesizeKind(expression)
      result = synthesis
      return .invalid(at: expression.range)
    }
    return result ?? .typed(guarded)
  }

  private func synthesizeKind(_ expression: Expression) -> Synthesis {
    let range = expression.range
    switch expression.kind {
    case .integer(let digits): return open(.integer(digits), range)
    case .float(let digits): return open(.float(digits), range)
    case .boolean(let value): return .typed(TypedExpression(.boolean(value), .bool, at: range))
    case .string(let segments): return .typed(string(segments, at: range))
    case .nilLiteral: return open(.nilLiteral, range)
    case .name(let name): return self.name(name, at: range)
    case .member(let base, let name): return member(base, name, at: range)
    case .call(let callee, let arguments): return call(callee, arguments, at: range)
    case .element(let base, let arguments): return .typed(element(base, arguments, at: range))
    case .prefix(let op, let operand): return prefix(op, operand, at: range)
    case .binary(let op, let left, let right): return binary(op, left, right, at: range)
    case .assignment(let op, let target, let value): return .typed(assignment(op, target, value, at: range))
    case .ternary(let condition, let first, let second):
      return ternary(check(condition, as: .bool), synthesize(first), synthesize(second), at: range)
    case .parenthesised(let inner): return synthesize(inner)
    case .tuple(let elements): return tuple(elements, at: range)
    case .array(let elements): return open(.array(elements.map { synthesize($0) }), range)
    case .dictionary(let pairs):
      return open(.dictionary(pairs.map { (synthesize($0.key), synthesize($0.value)) }), range)
    case .closure(let closure): return open(.closure(closure), range)
    case .forceUnwrap(let inner): return .typed(forceUnwrap(inner, at: range))
    case .attempt(let kind, let inner): return .typed(attempt(kind, inner, at: range))
    case .specialised:
      return .typed(failure(.typeMismatch, "this is a type; call it or name a member", at: range))
    case .cast(let inner, let type): return .typed(check(inner, as: self.type(type)))
    case .chain(let base, let link, let rest): return .typed(chain(base, link, rest, at: range))
    case .conditional(let statement): return conditionalValue(statement, at: range)
    case .selection(let statement): return selectionValue(statement, at: range)
    case .invalid: return .typed(.invalid(at: range))
    }
  }

  func open(_ shape: Open.Shape, _ range: SourceRange) -> Synthesis {
    .open(Open(shape: shape, range: range))
  }

  // MARK: Names

  private func name(_ name: String, at range: SourceRange) -> Synthesis {
    switch scope.lookUp(name) {
    case .variable(let variable):
      capture(variable)
      return .typed(TypedExpression(.variable(variable), variable.type, at: range))
    case .functions: return open(.functions(globals(name)), range)
    case .member(let receiver): return ownMember(name, receiver, at: range)
    case .staticMember(let owner): return .typed(implicitMember(name, of: owner, at: range))
    case .broken(let cell):
      needs.insert(cell)
      return .typed(.invalid(at: range))
    case .type: return .typed(failure(.typeMismatch, "'\(name)' is a type; call it or name a member", at: range))
    case nil: break
    }
    if name == "self" { return .typed(failure(.undefinedName, "there is no 'self' here", at: range)) }
    let callee = globals(name)
    if !callee.candidates.isEmpty { return open(.functions(callee), range) }
    return .typed(unknown(name, at: range))
  }

  /// A property of `self`, or one of its methods as a value.
  private func ownMember(_ name: String, _ receiver: Variable, at range: SourceRange) -> Synthesis {
    .typed(property(name, of: reading(receiver, at: range), at: range))
  }

  private func unknown(_ name: String, at range: SourceRange) -> TypedExpression {
    if freeNamesAreSymbols, let symbol = freeSymbol(name, at: range) { return symbol }
    diagnostics.append(
      .unknownName("name", name, among: scope.visibleNames + catalog.names() + Array(catalog.types.keys), at: range))
    // One report a name: from here on it is known to be broken.
    scope.define(name, .broken(cell: cell))
    return .invalid(at: range)
  }

  private func freeSymbol(_ name: String, at range: SourceRange) -> TypedExpression? {
    let callee = globals("symbol")
    guard !callee.candidates.isEmpty else { return nil }
    let text = Synthesis.typed(TypedExpression(.string(name), .string, at: range))
    let made = call(callee, [text], Checker.unlabelled(1), at: range, nameRange: range)
    return made.isInvalid ? nil : made
  }

  /// The functions called `name`: those of the cells and those of the catalog.
  func globals(_ name: String) -> Callee {
    var candidates = declaredOperators(name)
    var includesCatalog = true
    if case .functions(let functions) = scope.lookUp(name) {
      candidates += functions.map { Candidate(target: .user($0), signature: $0.signature) }
      includesCatalog = functions.allSatisfy { $0.body.parent == nil }
    }
    if includesCatalog {
      let own = candidates.map(\.signature.functionType)
      candidates += catalog.lookUp(name).compactMap { number in
        let signature = catalog.signature(of: number)
        return own.contains(signature.functionType) ? nil : Candidate(target: .native(number), signature: signature)
      }
    }
    return Callee(name: name, candidates: candidates)
  }

  func ofCatalog(_ name: String) -> [Candidate] {
    catalog.lookUp(name).map { Candidate(target: .native($0), signature: catalog.signature(of: $0)) }
  }

  // MARK: Strings

  private func string(_ segments: [StringSegment], at range: SourceRange) -> TypedExpression {
    if segments.isEmpty { return TypedExpression(.string(""), .string, at: range) }
    if segments.count == 1, case .text(let text) = segments[0] {
      return TypedExpression(.string(text), .string, at: range)
    }
    let parts = segments.map { segment -> TypedExpression in
      switch segment {
      case .text(let text): TypedExpression(.string(text), .string, at: range)
      case .value(let value): convert(check(value), to: .existential("Any"))
      }
    }
    if parts.contains(where: \.isInvalid) { return .invalid(at: range) }
    return TypedExpression(.concatenate(parts), .string, at: range)
  }

  // MARK: Composition

  private func tuple(_ elements: [Argument], at range: SourceRange) -> Synthesis {
    if elements.isEmpty { return .typed(TypedExpression(.construct([]), .void, at: range)) }
    let values = elements.map { (label: $0.label, value: synthesize($0.value)) }
    if values.contains(where: \.value.isInvalid) { return .typed(.invalid(at: range)) }
    if values.contains(where: \.value.isOpen) { return open(.tuple(values), range) }
    let typed = values.map { settle($0.value) }
    let type = Type.tuple(zip(values, typed).map { Type.Element($0.label, $1.type) })
    return .typed(TypedExpression(.construct(typed), type, at: range))
  }

  private func ternary(
    _ condition: TypedExpression, _ first: Synthesis, _ second: Synthesis, at range: SourceRange
  ) -> Synthesis {
    if condition.isInvalid || first.isInvalid || second.isInvalid { return .typed(.invalid(at: range)) }
    if isNil(first) || isNil(second) { return open(.ternary(condition, first, second), range) }
    switch (first, second) {
    case (.typed(let value), _) where fit(second, value.type) != nil:
      return .typed(
        TypedExpression(.ternary(condition, value, convert(second, to: value.type)), value.type, at: range))
    case (_, .typed(let value)) where fit(first, value.type) != nil:
      return .typed(
        TypedExpression(.ternary(condition, convert(first, to: value.type), value), value.type, at: range))
    case (.typed(let value), _): return .typed(convert(second, to: value.type))
    case (_, .typed(let value)): return .typed(convert(first, to: value.type))
    default: return open(.ternary(condition, first, second), range)
    }
  }

  private func forceUnwrap(_ inner: Expression, at range: SourceRange) -> TypedExpression {
    let value = check(inner)
    guard case .optional(let wrapped) = value.type else {
      return value.isInvalid ? value : failure(.typeMismatch, "'!' needs an optional; this is \(value.type)", at: range)
    }
    return TypedExpression(.unwrap(value), wrapped, at: range)
  }
}
