import Diagnostics

/// `throw`, `try` and `catch`.
extension Checker {
  func throwStatement(_ expression: Expression, at range: SourceRange) -> TypedStatement {
    let value = check(expression)
    noteError(at: range)
    let thrown = convert(value, to: .existential("Error"))
    return TypedStatement(.throwError(thrown, again: false), at: range)
  }

  /// An error at this place must have somewhere to go.
  private func noteError(at range: SourceRange) {
    guard catchers == 0, let function else { return }
    if function.isClosure { function.isThrowing = true }
    guard !function.isThrowing else { return }
    report(
      .unhandledError, "an error here has nowhere to go: mark '\(function.name)' with 'throws', or catch it in a 'do'",
      at: range)
  }

  func attempt(_ kind: Attempt, _ inner: Expression, at range: SourceRange) -> TypedExpression {
    attempts += 1
    let value = check(inner)
    attempts -= 1
    if value.isInvalid { return value }
    switch kind {
    case .plain:
      noteError(at: range)
      return TypedExpression(.attempt(kind, value), value.type, at: range)
    case .forced: return TypedExpression(.attempt(kind, value), value.type, at: range)
    case .optional:
      if value.type == .void { return TypedExpression(.attempt(kind, value), .void, at: range) }
      let type: Type = value.type.isOptional ? value.type : .optional(value.type)
      return TypedExpression(.attempt(kind, convert(value, to: type)), type, at: range)
    }
  }

  /// A call that can throw is marked where it stands.
  func requireAttempt(_ name: String, at range: SourceRange) {
    guard attempts == 0 else { return }
    report(
      .unhandledError, "\(name) can throw an error: write 'try' before the call", at: range,
      fixIts: [Diagnostic.FixIt("write 'try'", range: SourceRange(range.lower, range.lower), text: "try ")])
  }

  func attempt(_ body: [Statement], _ catches: [CatchClause], at range: SourceRange) -> TypedStatement {
    guard !catches.isEmpty else { return TypedStatement(.block(inScope { self.statements(body) }), at: range) }
    let catchesAll = catches.contains { clause in
      clause.patterns.isEmpty || clause.patterns.contains { $0.filter == nil && isAny($0.pattern) }
    }
    catchers += catchesAll ? 1 : 0
    let statements = inScope { self.statements(body) }
    catchers -= catchesAll ? 1 : 0
    let error = Variable(
      "error", .existential("Error"), isMutable: false, storage: .local, owner: function, cell: cell, range: range)
    let value = TypedExpression(.variable(error), error.type, at: range)
    let branches = catches.map { clause in
      inScope {
        if clause.patterns.isEmpty { scope.define("error", .variable(error)) }
        let alternatives = clause.patterns.map { pattern, filter -> [TypedCondition] in
          var conditions: [TypedCondition] = []
          match(pattern, value, binding: nil, &conditions)
          if let filter { conditions.append(.expression(check(filter, as: .bool))) }
          return conditions
        }
        return TypedBranch(
          alternatives: alternatives.isEmpty ? [[]] : alternatives, body: inScope { self.statements(clause.body) })
      }
    }
    return TypedStatement(.attempt(statements, error: error, branches), at: range)
  }

  private func isAny(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .name, .wildcard: true
    case .binding(_, let inner): isAny(inner)
    default: false
    }
  }
}
