import Diagnostics

extension Checker {
  /// `switch` as a statement.
  func selection(_ statement: SwitchStatement, label: String?, at range: SourceRange) -> TypedStatement {
    let target = JumpTarget(label: label, isLoop: false)
    return select(statement, target, at: range) { body in
      jumpTargets.append(target)
      defer { jumpTargets.removeLast() }
      return statements(body)
    }
  }

  /// The cases with their bodies as `check` makes them.
  func select(
    _ statement: SwitchStatement, _ target: JumpTarget?, at range: SourceRange,
    _ check: ([Statement]) -> [TypedStatement]
  ) -> TypedStatement {
    let subject = self.check(statement.subject)
    let held = hidden(subject.type, at: subject.range)
    let value = TypedExpression(.variable(held), subject.type, at: subject.range)
    var branches: [TypedBranch] = []
    var otherwise: [TypedStatement] = [TypedStatement(.unreachable, at: range)]
    var hasDefault = false
    for element in statement.cases {
      if element.body.isEmpty {
        report(.syntax, "a case needs a statement: write 'break' where nothing is to happen", at: element.range)
      }
      if element.patterns.isEmpty {
        hasDefault = true
        otherwise = inScope { check(element.body) }
      } else {
        branches.append(branch(element, value, check))
      }
    }
    if !hasDefault, !subject.isInvalid { requireAll(statement, subject.type) }
    let choice = TypedStatement(.choose(branches, otherwise: otherwise, target), at: range)
    return TypedStatement(.block([TypedStatement(.declare(held, subject), at: range), choice]), at: range)
  }

  private func branch(
    _ element: SwitchStatement.Case, _ subject: TypedExpression, _ check: ([Statement]) -> [TypedStatement]
  ) -> TypedBranch {
    let outer = (sharedNames, boundNames)
    defer { (sharedNames, boundNames) = outer }
    sharedNames = nil
    return inScope {
      var alternatives: [[TypedCondition]] = []
      for (pattern, filter) in element.patterns {
        boundNames = []
        var conditions: [TypedCondition] = []
        match(pattern, subject, binding: nil, &conditions)
        if let filter { conditions.append(.expression(self.check(filter, as: .bool))) }
        alternatives.append(conditions)
        if let missing = sharedNames?.keys.filter({ !boundNames.contains($0) }).min() {
          report(.undefinedName, "'\(missing)' must be bound by every pattern of this case", at: pattern.range)
        }
        sharedNames = sharedNames ?? variables(in: scope)
      }
      return TypedBranch(alternatives: alternatives, body: inScope { check(element.body) })
    }
  }

  private func variables(in scope: Scope) -> [String: Variable] {
    scope.names.compactMapValues { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  // MARK: Exhaustiveness

  private func requireAll(_ statement: SwitchStatement, _ type: Type) {
    let rows = statement.cases.flatMap(\.patterns).filter { $0.filter == nil }
      .map { [Coverage.Space($0.pattern, type, types)] }
    var coverage = Coverage(types: types)
    let missing = coverage.missing(rows, [type])
    guard let first = missing.first else { return }
    if first == ["_"] {
      report(
        .notExhaustive, "this 'switch' does not handle every \(type): add 'default:'", at: statement.range,
        fixIts: [])
    } else {
      let names = missing.prefix(5).map { "'\($0[0])'" }.joined(separator: ", ")
      report(
        .notExhaustive, "this 'switch' does not handle \(names)\(missing.count > 5 ? " and more" : "")",
        at: statement.range)
    }
  }
}
