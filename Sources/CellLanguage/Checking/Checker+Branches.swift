import Diagnostics

/// `if` or `switch` used for its value: what its branches give, and how their values become one.
final class BranchValue {
  let values: [Synthesis]
  let choice: TypedStatement

  init(values: [Synthesis], choice: TypedStatement) {
    self.values = values
    self.choice = choice
  }
}

extension Checker {
  func conditionalValue(_ statement: IfStatement, at range: SourceRange) -> Synthesis {
    guard let otherwise = statement.otherwise else {
      return .typed(failure(.unsupported, "an 'if' used as a value needs an 'else'", at: range))
    }
    var values: [Synthesis] = []
    let branches = statement.branches.map { branch in
      inScope {
        let conditions = self.conditions(branch.conditions)
        values.append(inScope { value(of: branch.body, at: range) })
        return TypedBranch(alternatives: [conditions], body: [])
      }
    }
    values.append(inScope { value(of: otherwise, at: range) })
    return branchValue(values, TypedStatement(.choose(branches, otherwise: [], nil), at: range), at: range)
  }

  func selectionValue(_ statement: SwitchStatement, at range: SourceRange) -> Synthesis {
    var values: [Synthesis] = []
    let choice = select(statement, nil, at: range) { body in
      values.append(value(of: body, at: range))
      return []
    }
    // The value of `default` comes last, wherever it stands.
    if let standard = statement.cases.firstIndex(where: \.patterns.isEmpty), standard < values.count {
      values.append(values.remove(at: standard))
    }
    return branchValue(values, choice, at: range)
  }

  private func value(of body: [Statement], at range: SourceRange) -> Synthesis {
    guard body.count == 1 else {
      return .typed(
        failure(.unsupported, "each branch of a value is one expression", at: body.last?.range ?? range))
    }
    switch body[0].kind {
    case .expression(let expression): return synthesize(expression)
    case .conditional(let inner): return conditionalValue(inner, at: body[0].range)
    case .selection(let inner): return selectionValue(inner, at: body[0].range)
    default:
      return .typed(failure(.unsupported, "each branch of a value is one expression", at: body[0].range))
    }
  }

  private func branchValue(_ values: [Synthesis], _ choice: TypedStatement, at range: SourceRange) -> Synthesis {
    if values.contains(where: \.isInvalid) { return .typed(.invalid(at: range)) }
    return open(.branches(BranchValue(values: values, choice: choice)), range)
  }

  /// The branches' values as `type`, assigned to a variable that is then read.
  func close(_ branches: BranchValue, as type: Type, at range: SourceRange) -> TypedExpression {
    let values = branches.values.map { neverReturns($0) ?? convert($0, to: type) }
    if values.contains(where: \.isInvalid) { return .invalid(at: range) }
    guard type != .void else {
      return failure(.typeMismatch, "the branches give no value", at: range)
    }
    let result = hidden(type, at: range)
    let place = Place(root: .variable(result), steps: [], range: range)
    let bodies = values.map { value -> [TypedStatement] in
      let isStop = value.type == .void
      let assigned = isStop ? value : TypedExpression(.assign(place, value), .void, at: value.range)
      return [TypedStatement(.expression(assigned), at: value.range)]
    }
    return TypedExpression(
      .statements(
        [TypedStatement(.declare(result, nil), at: range), filled(branches.choice, bodies)],
        TypedExpression(.variable(result), type, at: range)), type, at: range)
  }

  private func neverReturns(_ value: Synthesis) -> TypedExpression? {
    if case .typed(let typed) = value, typed.type == .void { typed } else { nil }
  }

  private func filled(_ choice: TypedStatement, _ bodies: [[TypedStatement]]) -> TypedStatement {
    var result = choice
    switch choice.kind {
    case .block(let statements): result.kind = .block(statements.map { filled($0, bodies) })
    case .choose(var branches, let otherwise, let target):
      for number in branches.indices { branches[number].body = bodies[number] }
      let isLast = bodies.count > branches.count
      result.kind = .choose(branches, otherwise: isLast ? bodies[bodies.count - 1] : otherwise, target)
    default: break
    }
    return result
  }
}
