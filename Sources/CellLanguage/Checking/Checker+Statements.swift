import Diagnostics

extension Checker {
  /// Checks a block: its functions and structures are known from the start, everything else from where it stands.
  func statements(_ list: [Statement]) -> [TypedStatement] {
    let declared = hoist(list)
    var result: [TypedStatement] = []
    for (number, statement) in list.enumerated() {
      if let function = declared[number] {
        // At the top level a function may name variables that are declared below it.
        if scope.parent == nil { pending.append(function) } else { checkBody(of: function) }
      } else {
        result += self.statement(statement)
      }
    }
    return result
  }

  func statement(_ statement: Statement, label: String? = nil) -> [TypedStatement] {
    let range = statement.range
    switch statement.kind {
    case .expression(let expression): return [expressionStatement(expression, at: range)]
    case .variable(let bindings, let mutable): return bindings.flatMap { binding($0, mutable: mutable, at: range) }
    case .function, .alias, .protocolType: return []
    case .type(let declaration): return statements(of: declaration)
    case .conditional(let statement): return [conditional(statement, at: range)]
    case .selection(let statement): return [selection(statement, label: label, at: range)]
    case .guarded(let conditions, let otherwise): return [guarded(conditions, otherwise, at: range)]
    case .loop(let loop): return self.loop(loop, label, at: range)
    case .whileLoop(let conditions, let body): return [whileLoop(conditions, body, label, at: range)]
    case .repeatLoop(let body, let condition):
      let (statements, target) = inScope { inLoop(body, label) }
      return [TypedStatement(.repeatLoop(statements, self.condition(condition), target), at: range)]
    case .labelled(let label, let inner): return self.statement(inner, label: label)
    case .throwError(let value): return [throwStatement(value, at: range)]
    case .attempt(let body, let catches): return [attempt(body, catches, at: range)]
    case .returnValue(let value): return [returnStatement(value, at: range)]
    case .breakLoop(let label): return jump(label, "break", at: range)
    case .continueLoop(let label): return jump(label, "continue", at: range)
    case .invalid: return []
    }
  }

  private func expressionStatement(_ expression: Expression, at range: SourceRange) -> TypedStatement {
    TypedStatement(.expression(check(expression)), at: range)
  }

  private func whileLoop(
    _ list: [Condition], _ body: [Statement], _ label: String?, at range: SourceRange
  ) -> TypedStatement {
    inScope {
      let conditions = self.conditions(list)
      let (statements, target) = inScope { inLoop(body, label) }
      return TypedStatement(.whileLoop(conditions, statements, target), at: range)
    }
  }

  private func inLoop(_ body: [Statement], _ label: String?) -> ([TypedStatement], JumpTarget) {
    let target = JumpTarget(label: label, isLoop: true)
    jumpTargets.append(target)
    defer { jumpTargets.removeLast() }
    return (statements(body), target)
  }

  private func jump(_ label: String?, _ word: String, at range: SourceRange) -> [TypedStatement] {
    let isBreak = word == "break"
    let target = jumpTargets.last { label == nil ? isBreak || $0.isLoop : $0.label == label }
    guard let target else {
      if let label {
        report(.undefinedName, "no statement around this is labelled '\(label)'", at: range)
      } else {
        report(.unsupported, "'\(word)' needs a loop around it", at: range)
      }
      return []
    }
    if isBreak { target.isLeft = true }
    return [TypedStatement(isBreak ? .breakLoop(target) : .continueLoop(target), at: range)]
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
    if binding.accessor != nil {
      report(.unsupported, "a computed variable cannot be used in a cell: write a function", at: range)
      return []
    }
    let annotation = binding.type.map { type($0) }
    guard let value = binding.value else {
      return declaredWithoutValue(binding, annotation, mutable: mutable, at: range)
    }
    var typed = annotation.map { check(value, as: $0) } ?? check(value)
    // What is written says whether a function may throw.
    if let annotation, annotation.isThrowing, !typed.isInvalid { typed.type = annotation }
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
    guard let annotation, case .name(let name) = binding.pattern.kind else {
      report(.needsAnnotation, "a variable without a value needs a type, as in 'let x: Int'", at: binding.pattern.range)
      breakNames(of: binding.pattern)
      return []
    }
    let variable = declare(name, annotation, mutable: mutable, at: binding.pattern.range)
    variable.isUnset = true
    hasUnset = true
    return [TypedStatement(.declare(variable, nil), at: range)]
  }

  /// After an error the names are known to be broken, so that their uses are not reported again.
  func breakNames(of pattern: Pattern) {
    switch pattern.kind {
    case .name(let name): scope.define(name, .broken(cell: cell))
    case .wildcard: break
    case .tuple(let parts): parts.forEach { breakNames(of: $0.pattern) }
    case .binding(_, let inner), .some(let inner), .cast(let inner, _): breakNames(of: inner)
    case .member(_, _, let payload): payload?.forEach { breakNames(of: $0.pattern) }
    case .value, .bounded: break
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
        TypedStatement(.expression(.discarding(value, at: value.range)), at: pattern.range)
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
          let part = TypedExpression(.field(source, number), pair.1.type, at: pair.0.pattern.range)
          return bind(pair.0.pattern, to: part, mutable: mutable)
        }
    case .binding(let mutable, let inner): return bind(inner, to: value, mutable: mutable)
    case .value, .bounded, .member, .some, .cast:
      report(.unsupported, "a declaration binds names: use 'if case' or 'switch' for this pattern", at: pattern.range)
      return []
    }
  }

  // MARK: Conditions

  func conditions(_ list: [Condition]) -> [TypedCondition] {
    list.flatMap { condition -> [TypedCondition] in
      switch condition {
      case .expression(let expression): [.expression(self.condition(expression))]
      case .binding(let name, let value, let mutable, let range):
        [optionalBinding(name, value, mutable, at: range)]
      case .match(let pattern, let value): matches(value, pattern)
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
      if name != "_" { scope.define(name, .broken(cell: cell)) }
      return .expression(.invalid(at: range))
    }
    if name == "_" { return .binding(hidden(wrapped, at: range), typed) }
    return .binding(declare(name, wrapped, mutable: mutable, at: range), typed)
  }

  private func conditional(_ statement: IfStatement, at range: SourceRange) -> TypedStatement {
    let branches = statement.branches.map { branch in
      inScope {
        let conditions = self.conditions(branch.conditions)
        return TypedBranch(alternatives: [conditions], body: inScope { statements(branch.body) })
      }
    }
    let otherwise = inScope { statements(statement.otherwise ?? []) }
    return TypedStatement(.choose(branches, otherwise: otherwise, nil), at: range)
  }

  /// `guard` declares in the surrounding block.
  private func guarded(_ list: [Condition], _ otherwise: [Statement], at range: SourceRange) -> TypedStatement {
    let leave = inScope { statements(otherwise) }
    if !leaves(leave) {
      report(
        .missingReturn,
        "'guard' must leave where its condition fails: end the braces with 'return', 'break' or "
          + "'continue'", at: SourceRange(range.lower, range.lower + 5))
    }
    return TypedStatement(.guarded(conditions(list), orElse: leave), at: range)
  }

  // MARK: Loops

  private func loop(_ loop: ForStatement, _ label: String?, at range: SourceRange) -> [TypedStatement] {
    let sequence = settle(synthesize(loop.sequence))
    return inScope {
      switch sequence.type {
      case .range(.int), .closedRange(.int): return [counting(loop, sequence, label, at: range)]
      case .array(let element): return [each(loop, sequence, element, label, at: range)]
      case .invalid: breakNames(of: loop.pattern)
      default:
        if let array = elements(of: sequence), case .array(let element) = array.type {
          return [each(loop, array, element, label, at: range)]
        }
        report(.typeMismatch, "'for' cannot go through \(sequence.type)", at: sequence.range)
        breakNames(of: loop.pattern)
      }
      _ = inLoop(loop.body, label)
      return []
    }
  }

  private func counting(
    _ loop: ForStatement, _ sequence: TypedExpression, _ label: String?, at range: SourceRange
  ) -> TypedStatement {
    let isClosed = if case .closedRange = sequence.type { true } else { false }
    let bounds: [TypedExpression]
    if case .construct(let parts) = sequence.kind {
      bounds = parts
    } else {
      bounds = [0, 1].map { TypedExpression(.field(sequence, $0), .int, at: sequence.range) }
    }
    let (variable, body, target) = self.body(of: loop, .int, label)
    return TypedStatement(
      .count(variable, from: bounds[0], to: bounds[1], closed: isClosed, body, target), at: range)
  }

  private func each(
    _ loop: ForStatement, _ sequence: TypedExpression, _ element: Type, _ label: String?, at range: SourceRange
  ) -> TypedStatement {
    let (variable, body, target) = self.body(of: loop, element, label)
    return TypedStatement(.each(variable, in: sequence, body, target), at: range)
  }

  /// The variable of a loop and its body: what does not match or fails the `where` is passed over.
  private func body(
    of loop: ForStatement, _ type: Type, _ label: String?
  ) -> (Variable, [TypedStatement], JumpTarget) {
    if !loop.isMatch, case .name(let name) = loop.pattern.kind {
      let variable = declare(name, type, mutable: false, at: loop.pattern.range)
      return filtered(loop, variable, [], [], label)
    }
    let variable = hidden(type, at: loop.pattern.range)
    let value = TypedExpression(.variable(variable), type, at: loop.pattern.range)
    if loop.isMatch {
      var conditions: [TypedCondition] = []
      match(loop.pattern, value, binding: nil, &conditions)
      return filtered(loop, variable, [], conditions, label)
    }
    if case .wildcard = loop.pattern.kind { return filtered(loop, variable, [], [], label) }
    return filtered(loop, variable, bind(loop.pattern, to: value, mutable: false), [], label)
  }

  private func filtered(
    _ loop: ForStatement, _ variable: Variable, _ prologue: [TypedStatement], _ matching: [TypedCondition],
    _ label: String?
  ) -> (Variable, [TypedStatement], JumpTarget) {
    let conditions = matching + (loop.filter.map { [.expression(check($0, as: .bool))] } ?? [])
    let (body, target) = inScope { inLoop(loop.body, label) }
    guard !conditions.isEmpty else { return (variable, prologue + body, target) }
    let choice = TypedBranch(alternatives: [conditions], body: body)
    return (
      variable, prologue + [TypedStatement(.choose([choice], otherwise: [], nil), at: loop.pattern.range)], target
    )
  }
}
