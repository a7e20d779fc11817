import Diagnostics

extension Checker {
  /// A closure where a function of `type` is wanted; its result decides what is still free in `type`.
  func closure(_ closure: Closure, as type: Type, at range: SourceRange) -> TypedExpression {
    guard !closure.captures.isEmpty else { return self.closure(unlisted: closure, as: type, at: range) }
    return inScope {
      let kept = closure.captures.map { name, expression in
        let value = check(expression)
        let variable = declare(name, value.type, mutable: false, at: expression.range)
        return TypedStatement(.declare(variable, value), at: expression.range)
      }
      let made = self.closure(unlisted: closure, as: type, at: range)
      return made.isInvalid ? made : TypedExpression(.statements(kept, made), made.type, at: range)
    }
  }

  private func closure(unlisted closure: Closure, as type: Type, at range: SourceRange) -> TypedExpression {
    guard case .function(let parameters, let wanted, let throwing) = type else {
      return failure(.typeMismatch, "this is a closure, where \(name(of: type)) is needed", at: range)
    }
    guard fitArity(closure, type) else {
      let count = max(closure.parameters.count, closure.shorthandCount)
      return failure(
        .typeMismatch,
        "this closure has \(count) parameter\(count == 1 ? "" : "s"), where \(parameters.count) \(parameters.count == 1 ? "is" : "are") needed",
        at: range)
    }
    let parts = spread(closure, parameters)
    let names = names(of: closure, parts?.count ?? parameters.count)
    let result = closure.result.map { self.type($0) } ?? wanted
    let body = FunctionBody(name: "closure", result: result, parent: function, cell: cell)
    body.isClosure = true
    let before = diagnostics.count
    inFunction(body) {
      if let parts {
        declare(names, parts, of: parameters[0], in: body, at: range)
      } else {
        body.parameters = zip(names, parameters).map { parameter($0, $1) }
      }
      let prologue = body.statements
      statements(of: body, closure.body, at: range)
      body.statements = prologue + body.statements
      body.statements = initialised(body.statements)
    }
    if diagnostics[before...].contains(where: { $0.severity == .error }) { return .invalid(at: range) }
    if body.result.isGeneric { body.result = .void }
    body.isChecked = true
    noteUse(of: body, at: range)
    if body.isThrowing, !throwing {
      return failure(
        .unhandledError, "an error can leave this closure, where a function that cannot throw is needed: catch it here",
        at: range)
    }
    let types = body.parameters.map { $0.isInout ? Type.passedInout($0.type) : $0.type }
    let own = Type.function(types, body.result, throwing: body.isThrowing)
    return TypedExpression(.closure(body), own, at: range)
  }

  /// The parts of a tuple that a closure takes as parameters of its own: `{ a, b in … }` for one `(A, B)`.
  private func spread(_ closure: Closure, _ parameters: [Type]) -> [Type.Element]? {
    let count = closure.parameters.isEmpty ? closure.shorthandCount : closure.parameters.count
    guard count > 1, parameters.count == 1, case .tuple(let elements) = parameters[0], elements.count == count else {
      return nil
    }
    return elements
  }

  private func declare(
    _ names: [Closure.Parameter], _ parts: [Type.Element], of tuple: Type, in body: FunctionBody, at range: SourceRange
  ) {
    let whole = hidden(tuple, at: range)
    body.parameters = [whole]
    let value = TypedExpression(.variable(whole), tuple, at: range)
    body.statements = zip(names, parts).enumerated().map { number, pair in
      let part = TypedExpression(.field(value, number), pair.1.type, at: pair.0.range)
      let variable = declare(pair.0.name, pair.1.type, mutable: false, at: pair.0.range)
      return TypedStatement(.declare(variable, part), at: pair.0.range)
    }
  }

  private func parameter(_ syntax: Closure.Parameter, _ wanted: Type) -> Variable {
    var type = wanted
    if case .passedInout(let changed) = wanted { type = changed }
    if let written = syntax.type {
      if case .passedInout(let base) = written.kind { type = self.type(base) } else { type = self.type(written) }
    }
    let variable = declare(syntax.name, type, mutable: wanted.isInout, at: syntax.range)
    variable.isInout = wanted.isInout
    return variable
  }

  private func names(of closure: Closure, _ count: Int) -> [Closure.Parameter] {
    if !closure.parameters.isEmpty { return closure.parameters }
    let place = closure.body.first?.range ?? SourceRange(0, 0)
    return (0..<count).map { Closure.Parameter(name: "$\($0)", type: nil, range: place) }
  }

  func inFunction(_ body: FunctionBody, _ check: () -> Void) {
    let outer = (jumpTargets, hasUnset, sharedNames, attempts, catchers)
    (jumpTargets, hasUnset, sharedNames, attempts, catchers) = ([], false, nil, 0, 0)
    inScope(function: body, check)
    (jumpTargets, hasUnset, sharedNames, attempts, catchers) = outer
  }

  /// Checks the statements of `body`; a single expression is what it returns.
  func statements(of body: FunctionBody, _ syntax: [Statement], at range: SourceRange) {
    if syntax.count == 1, case .expression(let expression) = syntax[0].kind, !isAssignment(expression) {
      body.statements = [implicitReturn(expression, of: body)]
      return
    }
    if syntax.count == 1, body.result != .void, let value = valueOfBranches(syntax[0]) {
      body.statements = [implicitReturn(value, of: body)]
      return
    }
    body.statements = statements(syntax)
    if body.result != .void, !body.result.isGeneric, body.result != .invalid, !leaves(body.statements) {
      report(
        .missingReturn, "not every way through '\(body.name)' returns \(name(of: body.result))",
        at: SourceRange(max(range.upper - 1, range.lower), range.upper))
    }
  }

  /// `if` or `switch` whose branches are one expression each, as that expression.
  private func valueOfBranches(_ statement: Statement) -> Expression? {
    switch statement.kind {
    case .conditional(let inner) where isValue(inner):
      Expression(.conditional(inner), at: statement.range)
    case .selection(let inner) where inner.cases.allSatisfy({ isValue($0.body) }):
      Expression(.selection(inner), at: statement.range)
    default: nil
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
    guard let otherwise = statement.otherwise else { return false }
    return statement.branches.allSatisfy { isValue($0.body) } && isValue(otherwise)
  }

  private func isValue(_ body: [Statement]) -> Bool {
    guard body.count == 1 else { return false }
    switch body[0].kind {
    case .expression(let expression): return !isAssignment(expression)
    case .conditional, .selection: return valueOfBranches(body[0]) != nil
    default: return false
    }
  }

  /// Whether no way through the statements falls off their end.
  func leaves(_ statements: [TypedStatement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .returnValue, .throwError, .breakLoop, .continueLoop, .unreachable: true
      case .attempt(let body, _, let branches): leaves(body) && branches.allSatisfy { leaves($0.body) }
      case .choose(let branches, let otherwise, let target):
        target?.isLeft != true && branches.allSatisfy { leaves($0.body) } && leaves(otherwise)
      case .whileLoop(let conditions, _, let target): isEndless(conditions) && !target.isLeft
      case .block(let body): leaves(body)
      case .repeatLoop(let body, _, let target): !target.isLeft && leaves(body)
      case .expression(let value): isStop(value)
      case .display, .declare, .count, .each, .guarded: false
      }
    }
  }

  /// A call of a function that never returns.
  private func isStop(_ value: TypedExpression) -> Bool {
    guard case .native(let number, _, _) = value.kind else { return false }
    return catalog.entries[number].declaration.hasSuffix("-> Never")
  }

  private func isEndless(_ conditions: [TypedCondition]) -> Bool {
    if conditions.count == 1, case .expression(let value) = conditions[0], case .boolean(true) = value.kind {
      return true
    }
    return false
  }
}
