import Diagnostics

extension Checker {
  /// Checks a block: its functions and structures are known from the start, everything else from where it stands.
  func statements(_ list: [Statement]) -> [TypedStatement] {
    let declared = hoist(list)
    var result: [TypedStatement] = []
    for (number, statement) in list.enumerated() {
      if let function = declared[number] {
        checkBody(of: function.function, function.syntax)
      } else {
        result += self.statement(statement)
      }
    }
    return result
  }

  private func statement(_ statement: Statement) -> [TypedStatement] {
    let range = statement.range
    switch statement.kind {
    case .expression(let expression): return [expressionStatement(expression, at: range)]
    case .variable(let bindings, let mutable): return bindings.flatMap { binding($0, mutable: mutable, at: range) }
    case .function: return []
    case .structure(let declaration):
      structure(declaration)
      return []
    case .conditional(let statement): return [conditional(statement, at: range)]
    case .guarded(let conditions, let otherwise): return guarded(conditions, otherwise, at: range)
    case .loop(let loop): return self.loop(loop, at: range)
    case .whileLoop(let conditions, let body):
      return [
        inScope {
          let conditions = self.conditions(conditions)
          return TypedStatement(.whileLoop(conditions, inLoop(body)), at: range)
        }
      ]
    case .repeatLoop(let body, let condition):
      let statements = inScope { inLoop(body) }
      return [TypedStatement(.repeatLoop(statements, self.condition(condition)), at: range)]
    case .returnValue(let value): return [returnStatement(value, at: range)]
    case .breakLoop: return loopExit(.breakLoop, "break", at: range)
    case .continueLoop: return loopExit(.continueLoop, "continue", at: range)
    case .invalid: return []
    }
  }

  private func expressionStatement(_ expression: Expression, at range: SourceRange) -> TypedStatement {
    TypedStatement(.expression(check(expression)), at: range)
  }

  private func inLoop(_ body: [Statement]) -> [TypedStatement] {
    loopDepth += 1
    defer { loopDepth -= 1 }
    return statements(body)
  }

  private func loopExit(_ kind: TypedStatement.Kind, _ word: String, at range: SourceRange) -> [TypedStatement] {
    if loopDepth == 0 { report(.unsupported, "'\(word)' needs a loop around it", at: range) }
    return [TypedStatement(kind, at: range)]
  }

  private func returnStatement(_ value: Expression?, at range: SourceRange) -> TypedStatement {
    guard let function else {
      report(.unsupported, "'return' needs a function around it", at: range)
      return TypedStatement(.returnValue(nil), at: range)
    }
    guard let value else {
      if function.result.isGeneric { function.result = .void }
      if function.result != .void && function.result != .invalid {
        report(.typeMismatch, "'\(function.name)' returns \(name(of: function.result))", at: range)
      }
      return TypedStatement(.returnValue(nil), at: range)
    }
    if function.result == .void {
      report(.typeMismatch, "'\(function.name)' returns nothing", at: value.range)
      return TypedStatement(.returnValue(nil), at: range)
    }
    return TypedStatement(.returnValue(returned(value, of: function)), at: range)
  }

  // MARK: Variables

  private func binding(_ binding: Binding, mutable: Bool, at range: SourceRange) -> [TypedStatement] {
    if binding.getter != nil {
      report(.unsupported, "a computed variable cannot be used in a cell: write a function", at: range)
      return []
    }
    let annotation = binding.type.map { type($0) }
    guard let value = binding.value else {
      return declaredWithoutValue(binding, annotation, mutable: mutable, at: range)
    }
    let typed = annotation.map { check(value, as: $0) } ?? check(value)
    if typed.isInvalid {
      breakNames(of: binding.pattern)
      return []
    }
    if typed.type == .void {
      report(.typeMismatch, "this gives no value", at: typed.range)
      breakNames(of: binding.pattern)
      return []
    }
    return bind(binding.pattern, to: typed, mutable: mutable)
  }

  private func declaredWithoutValue(
    _ binding: Binding, _ annotation: Type?, mutable: Bool, at range: SourceRange
  ) -> [TypedStatement] {
    if case .optional = annotation, mutable, let annotation {
      return bind(binding.pattern, to: TypedExpression(.none, annotation, at: range), mutable: true)
    }
    report(.unsupported, "a variable needs a value where it is declared", at: binding.pattern.range)
    breakNames(of: binding.pattern)
    return []
  }

  /// After an error the names are known to be broken, so that their uses are not reported again.
  func breakNames(of pattern: Pattern) {
    switch pattern.kind {
    case .name(let name): scope.define(name, .broken(cell: cell))
    case .wildcard: break
    case .tuple(let parts): parts.forEach { breakNames(of: $0) }
    }
  }

  /// Declares the names of a pattern with the parts of a value.
  func bind(_ pattern: Pattern, to value: TypedExpression, mutable: Bool) -> [TypedStatement] {
    switch pattern.kind {
    case .name(let name):
      let variable = declare(name, value.type, mutable: mutable, at: pattern.range)
      return [TypedStatement(.declare(variable, value), at: pattern.range)]
    case .wildcard:
      return [
        TypedStatement(.expression(TypedExpression(.statements([], value), .void, at: value.range)), at: pattern.range)
      ]
    case .tuple(let parts):
      guard case .tuple(let elements) = value.type, elements.count == parts.count else {
        report(.typeMismatch, "this is \(value.type), which has not \(parts.count) parts", at: pattern.range)
        breakNames(of: pattern)
        return []
      }
      let whole = hidden(value.type, at: pattern.range)
      let source = TypedExpression(.variable(whole), value.type, at: value.range)
      let declared = TypedStatement(.declare(whole, value), at: pattern.range)
      return [declared]
        + zip(parts, elements).enumerated().flatMap { number, pair in
          let part = TypedExpression(.field(source, number), pair.1.type, at: pair.0.range)
          return bind(pair.0, to: part, mutable: mutable)
        }
    }
  }

  // MARK: Conditions

  private func conditions(_ list: [Condition]) -> [TypedCondition] {
    list.map { condition in
      switch condition {
      case .expression(let expression): .expression(self.condition(expression))
      case .binding(let name, let value, let mutable, let range): optionalBinding(name, value, mutable, at: range)
      }
    }
  }

  private func condition(_ expression: Expression) -> TypedExpression {
    guard case .assignment(nil, _, _) = expression.kind else { return check(expression, as: .bool) }
    return failure(.typeMismatch, "'=' assigns a value; write '==' to compare", at: expression.range)
  }

  private func optionalBinding(
    _ name: String, _ value: Expression, _ mutable: Bool, at range: SourceRange
  ) -> TypedCondition {
    let typed = check(value)
    guard case .optional(let wrapped) = typed.type else {
      if !typed.isInvalid {
        report(.typeMismatch, "'if let' needs an optional; this is \(typed.type)", at: typed.range)
      }
      scope.define(name, .broken(cell: cell))
      return .expression(.invalid(at: range))
    }
    let variable = declare(name, wrapped, mutable: mutable, at: range)
    return .binding(variable, typed)
  }

  private func conditional(_ statement: IfStatement, at range: SourceRange) -> TypedStatement {
    var conditions: [TypedCondition] = []
    let body = inScope {
      conditions = self.conditions(statement.conditions)
      return inScope { statements(statement.body) }
    }
    let otherwise = inScope { statements(statement.otherwise ?? []) }
    return TypedStatement(.conditional(conditions, body, otherwise: otherwise), at: range)
  }

  /// `guard` declares in the surrounding block; what follows it is its body in all but form.
  private func guarded(_ list: [Condition], _ otherwise: [Statement], at range: SourceRange) -> [TypedStatement] {
    let leave = inScope { statements(otherwise) }
    var result: [TypedStatement] = []
    for condition in list {
      switch condition {
      case .expression(let expression):
        let test = self.condition(expression)
        result.append(TypedStatement(.conditional([.expression(test)], [], otherwise: leave), at: range))
      case .binding(let name, let value, let mutable, let place):
        let typed = check(value)
        guard case .optional(let wrapped) = typed.type else {
          _ = optionalBinding(name, value, mutable, at: place)
          continue
        }
        let held = hidden(typed.type, at: place)
        let source = TypedExpression(.variable(held), typed.type, at: typed.range)
        result.append(TypedStatement(.declare(held, typed), at: place))
        result.append(
          TypedStatement(
            .conditional(
              [.expression(TypedExpression(.isNone(source), .bool, at: typed.range))], leave, otherwise: []), at: range)
        )
        let variable = declare(name, wrapped, mutable: mutable, at: place)
        result.append(
          TypedStatement(.declare(variable, TypedExpression(.unwrap(source), wrapped, at: typed.range)), at: place))
      }
    }
    return result
  }

  // MARK: Loops

  private func loop(_ loop: ForStatement, at range: SourceRange) -> [TypedStatement] {
    let sequence = settle(synthesize(loop.sequence))
    return inScope {
      switch sequence.type {
      case .range(.int), .closedRange(.int): return [counting(loop, sequence, at: range)]
      case .array(let element): return [each(loop, sequence, element, at: range)]
      case .invalid: breakNames(of: loop.pattern)
      default:
        if let array = elements(of: sequence), case .array(let element) = array.type {
          return [each(loop, array, element, at: range)]
        }
        report(.typeMismatch, "'for' cannot go through \(sequence.type)", at: sequence.range)
        breakNames(of: loop.pattern)
      }
      _ = inLoop(loop.body)
      return []
    }
  }

  private func counting(_ loop: ForStatement, _ sequence: TypedExpression, at range: SourceRange) -> TypedStatement {
    let isClosed = if case .closedRange = sequence.type { true } else { false }
    let bounds: [TypedExpression]
    if case .construct(let parts) = sequence.kind {
      bounds = parts
    } else {
      bounds = [0, 1].map { TypedExpression(.field(sequence, $0), .int, at: sequence.range) }
    }
    let (variable, prologue) = loopVariable(loop.pattern, .int)
    let body = prologue + filtered(loop)
    return TypedStatement(.count(variable, from: bounds[0], to: bounds[1], closed: isClosed, body), at: range)
  }

  private func each(
    _ loop: ForStatement, _ sequence: TypedExpression, _ element: Type, at range: SourceRange
  ) -> TypedStatement {
    let (variable, prologue) = loopVariable(loop.pattern, element)
    return TypedStatement(.each(variable, in: sequence, prologue + filtered(loop)), at: range)
  }

  private func loopVariable(_ pattern: Pattern, _ type: Type) -> (Variable, [TypedStatement]) {
    if case .name(let name) = pattern.kind {
      return (declare(name, type, mutable: false, at: pattern.range), [])
    }
    let variable = hidden(type, at: pattern.range)
    if case .wildcard = pattern.kind { return (variable, []) }
    let value = TypedExpression(.variable(variable), type, at: pattern.range)
    return (variable, bind(pattern, to: value, mutable: false))
  }

  private func filtered(_ loop: ForStatement) -> [TypedStatement] {
    let filter = loop.filter.map { check($0, as: .bool) }
    let body = inScope { inLoop(loop.body) }
    guard let filter else { return body }
    return [TypedStatement(.conditional([.expression(filter)], body, otherwise: []), at: filter.range)]
  }
}
