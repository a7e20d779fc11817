import Diagnostics

extension Checker {
  /// A closure where a function of `type` is wanted; its result decides what is still free in `type`.
  func closure(_ closure: Closure, as type: Type, at range: SourceRange) -> TypedExpression {
    guard case .function(let parameters, let wanted) = type else {
      return failure(.typeMismatch, "this is a closure, where \(name(of: type)) is needed", at: range)
    }
    let names = names(of: closure, parameters.count)
    guard names.count == parameters.count else {
      return failure(
        .typeMismatch, "this closure has \(closure.parameters.count) parameters, where \(parameters.count) are needed",
        at: range)
    }
    let result = closure.result.map { self.type($0) } ?? wanted
    let body = FunctionBody(name: "closure", result: result, parent: function, cell: cell)
    let before = diagnostics.count
    inFunction(body) {
      body.parameters = zip(names, parameters).map { name, type in
        declare(name.name, name.type.map { self.type($0) } ?? type, mutable: false, at: name.range)
      }
      statements(of: body, closure.body, at: range)
    }
    if diagnostics[before...].contains(where: { $0.severity == .error }) { return .invalid(at: range) }
    if body.result.isGeneric { body.result = .void }
    body.isChecked = true
    noteUse(of: body, at: range)
    return TypedExpression(.closure(body), .function(body.parameters.map(\.type), body.result), at: range)
  }

  private func names(of closure: Closure, _ count: Int) -> [Closure.Parameter] {
    if !closure.parameters.isEmpty { return closure.parameters }
    let place = closure.body.first?.range ?? SourceRange(0, 0)
    return (0..<count).map { Closure.Parameter(name: "$\($0)", type: nil, range: place) }
  }

  func inFunction(_ body: FunctionBody, _ check: () -> Void) {
    let outerLoops = loopDepth
    loopDepth = 0
    inScope(function: body, check)
    loopDepth = outerLoops
  }

  /// Checks the statements of `body`; a single expression is what it returns.
  func statements(of body: FunctionBody, _ syntax: [Statement], at range: SourceRange) {
    if syntax.count == 1, case .expression(let expression) = syntax[0].kind, !isAssignment(expression) {
      body.statements = [implicitReturn(expression, of: body)]
      return
    }
    if syntax.count == 1, case .conditional(let statement) = syntax[0].kind, body.result != .void,
      isValue(statement)
    {
      body.statements = [implicitReturn(Expression(.conditional(statement), at: syntax[0].range), of: body)]
      return
    }
    body.statements = statements(syntax)
    if body.result != .void, !body.result.isGeneric, body.result != .invalid, !returns(body.statements) {
      report(
        .missingReturn, "not every way through '\(body.name)' returns \(name(of: body.result))",
        at: SourceRange(max(range.upper - 1, range.lower), range.upper))
    }
  }

  private func implicitReturn(_ expression: Expression, of body: FunctionBody) -> TypedStatement {
    if body.result == .void {
      let value = check(expression)
      return TypedStatement(.expression(value), at: expression.range)
    }
    let value = returned(expression, of: body)
    return TypedStatement(value.type == .void ? .expression(value) : .returnValue(value), at: expression.range)
  }

  func returned(_ expression: Expression, of body: FunctionBody) -> TypedExpression {
    guard body.result.isGeneric else { return check(expression, as: body.result) }
    let value = check(expression)
    var bindings: [String: Type] = [:]
    if unify(body.result, value.type, &bindings) { body.result = value.type }
    return value
  }

  private func isAssignment(_ expression: Expression) -> Bool {
    if case .assignment = expression.kind { true } else { false }
  }

  private func isValue(_ statement: IfStatement) -> Bool {
    guard let otherwise = statement.otherwise, statement.body.count == 1, otherwise.count == 1 else { return false }
    func isExpression(_ statement: Statement) -> Bool {
      switch statement.kind {
      case .expression(let expression): !isAssignment(expression)
      case .conditional(let inner): isValue(inner)
      default: false
      }
    }
    return isExpression(statement.body[0]) && isExpression(otherwise[0])
  }

  /// Whether no way through the statements falls off their end.
  private func returns(_ statements: [TypedStatement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .returnValue: true
      case .conditional(_, let body, let otherwise): returns(body) && returns(otherwise)
      case .whileLoop(let conditions, let body): isEndless(conditions) && !hasBreak(body)
      case .expression, .display, .declare, .repeatLoop, .count, .each, .breakLoop, .continueLoop: false
      }
    }
  }

  private func isEndless(_ conditions: [TypedCondition]) -> Bool {
    if conditions.count == 1, case .expression(let value) = conditions[0], case .boolean(true) = value.kind {
      return true
    }
    return false
  }

  private func hasBreak(_ statements: [TypedStatement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .breakLoop: true
      case .conditional(_, let body, let otherwise): hasBreak(body) || hasBreak(otherwise)
      case .expression, .display, .declare, .whileLoop, .repeatLoop, .count, .each, .returnValue, .continueLoop: false
      }
    }
  }
}
