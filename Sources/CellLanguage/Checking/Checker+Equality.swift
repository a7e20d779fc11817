import Diagnostics

/// The comparisons that Swift writes for types that ask for them: `==` part by part, the other orders from `<`.
extension Checker {
  private static let comparisons: Set<String> = ["==", "!=", "<", ">", "<=", ">="]

  /// `left op right` where the operands are of a cell's type, tuples or optionals of such; `nil` where an operator is
  /// declared for them, or they are of other types.
  func derivedComparison(
    _ op: Operator, _ left: Synthesis, _ right: Synthesis, at range: SourceRange
  ) -> TypedExpression? {
    guard Checker.comparisons.contains(op.name), let type = comparedType(left, right), isDerived(type) else {
      return nil
    }
    if isDeclared(op.name, left, right) { return nil }
    if op.name == "!=" {
      return not(resolveOperator(Operator(name: "==", range: op.range), left, right, at: range))
    }
    let sides = (convert(left, to: type), convert(right, to: type))
    if sides.0.isInvalid || sides.1.isInvalid { return .invalid(at: range) }
    return op.name == "==" ? equality(sides.0, sides.1, op, at: range) : order(op, sides.0, sides.1, at: range)
  }

  private func comparedType(_ left: Synthesis, _ right: Synthesis) -> Type? {
    switch (left, right) {
    case (.typed(let a), .typed(let b)):
      if fit(b.type, a.type) != nil { return a.type }
      return fit(a.type, b.type) != nil ? b.type : nil
    case (.typed(let a), .open): return fit(right, a.type) != nil ? a.type : nil
    case (.open, .typed(let b)): return fit(left, b.type) != nil ? b.type : nil
    case (.open, .open):
      guard case .tuple? = defaultType(of: left) else { return nil }
      let types = [left, right].compactMap { defaultType(of: $0) }
      return types.first { fit(left, $0) != nil && fit(right, $0) != nil }
    }
  }

  private func isDerived(_ type: Type) -> Bool {
    switch type {
    case .nominal, .tuple: true
    case .optional(let wrapped): isDerived(wrapped)
    default: false
    }
  }

  private func isDeclared(_ name: String, _ left: Synthesis, _ right: Synthesis) -> Bool {
    guard operatorFunctions[name] != nil else { return false }
    guard case .user = best(operators(name), [left, right], Checker.unlabelled(2))?.candidate.target else {
      return false
    }
    return true
  }

  // MARK: Order

  private func order(
    _ op: Operator, _ left: TypedExpression, _ right: TypedExpression, at range: SourceRange
  ) -> TypedExpression? {
    if case .tuple(let elements) = left.type { return tupleOrder(op, left, right, elements, at: range) }
    guard op.name != "<", conforms(left.type, to: "Comparable") else { return nil }
    let (a, b) = (hidden(left.type, at: range), hidden(right.type, at: range))
    let held = [TypedStatement(.declare(a, left), at: range), TypedStatement(.declare(b, right), at: range)]
    let values = [a, b].map { Synthesis.typed(TypedExpression(.variable($0), $0.type, at: range)) }
    let less = Operator(name: "<", range: op.range)
    // a > b is b < a, a <= b is not b < a, a >= b is not a < b.
    let test =
      op.name == ">="
      ? resolveOperator(less, values[0], values[1], at: range)
      : resolveOperator(less, values[1], values[0], at: range)
    return TypedExpression(.statements(held, op.name == ">" ? test : not(test)), .bool, at: range)
  }

  /// The first parts that differ decide.
  private func tupleOrder(
    _ op: Operator, _ left: TypedExpression, _ right: TypedExpression, _ elements: [Type.Element],
    at range: SourceRange
  ) -> TypedExpression? {
    guard elements.allSatisfy({ conforms($0.type, to: "Comparable") }) else { return nil }
    let strict = Operator(name: String(op.name.prefix(1)), range: op.range)
    let different = Operator(name: "!=", range: op.range)
    return holding(left, right, at: range) { a, b in
      elements.indices.reversed().reduce(nil as TypedExpression?) { rest, number in
        let sides = [a, b].map {
          Synthesis.typed(TypedExpression(.field($0, number), elements[number].type, at: range))
        }
        guard let rest else { return resolveOperator(op, sides[0], sides[1], at: range) }
        let differs = resolveOperator(different, sides[0], sides[1], at: range)
        let order = resolveOperator(strict, sides[0], sides[1], at: range)
        return TypedExpression(.ternary(differs, order, rest), .bool, at: range)
      } ?? .invalid(at: range)
    }
  }

  // MARK: Equality

  private func equality(
    _ left: TypedExpression, _ right: TypedExpression, _ op: Operator, at range: SourceRange
  ) -> TypedExpression? {
    switch left.type {
    case .nominal: return nominalEquality(left, right, op, at: range)
    case .tuple(let elements):
      return holding(left, right, at: range) { a, b in
        allEqual(
          elements.indices.map { number in
            (
              TypedExpression(.field(a, number), elements[number].type, at: range),
              TypedExpression(.field(b, number), elements[number].type, at: range)
            )
          }, op, at: range)
      }
    case .optional(let wrapped):
      return holding(left, right, at: range) { a, b in
        let values = [a, b].map { TypedExpression(.unwrap($0), wrapped, at: range) }
        let noneOfBoth = TypedExpression(.isNone(b), .bool, at: range)
        let same = resolveOperator(op, .typed(values[0]), .typed(values[1]), at: range)
        let some = TypedExpression(.and(not(noneOfBoth), same), .bool, at: range)
        return TypedExpression(
          .ternary(TypedExpression(.isNone(a), .bool, at: range), noneOfBoth, some), .bool, at: range)
      }
    default: return nil
    }
  }

  /// `body` of both values, each evaluated once.
  private func holding(
    _ left: TypedExpression, _ right: TypedExpression, at range: SourceRange,
    _ body: (TypedExpression, TypedExpression) -> TypedExpression
  ) -> TypedExpression {
    let (a, b) = (hidden(left.type, at: range), hidden(right.type, at: range))
    let test = body(
      TypedExpression(.variable(a), a.type, at: range), TypedExpression(.variable(b), b.type, at: range))
    if test.isInvalid { return test }
    let held = [TypedStatement(.declare(a, left), at: range), TypedStatement(.declare(b, right), at: range)]
    return TypedExpression(.statements(held, test), .bool, at: range)
  }

  private func allEqual(
    _ pairs: [(TypedExpression, TypedExpression)], _ op: Operator, at range: SourceRange
  ) -> TypedExpression {
    var result = TypedExpression(.boolean(true), .bool, at: range)
    for (number, pair) in pairs.enumerated() {
      let test = resolveOperator(op, .typed(pair.0), .typed(pair.1), at: range)
      if test.isInvalid { return test }
      result = number == 0 ? test : TypedExpression(.and(result, test), .bool, at: range)
    }
    return result
  }

  private func nominalEquality(
    _ left: TypedExpression, _ right: TypedExpression, _ op: Operator, at range: SourceRange
  ) -> TypedExpression? {
    guard let nominal = nominal(left.type) else { return nil }
    guard conforms(nominal.type, to: "Equatable"), !nominal.isReference else {
      let hint =
        nominal.isReference
        ? "compare objects with '===', or declare 'static func =='"
        : "write '\(nominal.kind.rawValue) \(nominal.name): Equatable'"
      return failure(.noMatchingOverload, "values of '\(nominal.name)' cannot be compared: \(hint)", at: op.range)
    }
    if nominal.kind == .enumeration, nominal.cases.allSatisfy(\.payload.isEmpty) {
      let tags = [left, right].map { Synthesis.typed(TypedExpression(.tag($0), .int, at: range)) }
      return resolveOperator(op, tags[0], tags[1], at: range)
    }
    let function = nominal.equality ?? makeEquality(of: nominal, op)
    use(function, at: range)
    return TypedExpression(.user(function, [left, right]), .bool, at: range)
  }

  /// The function that compares two values part by part.
  private func makeEquality(of nominal: NominalType, _ op: Operator) -> UserFunction {
    let range = nominal.range
    let syntax = FunctionDeclaration(name: "==", nameRange: range, parameters: [], result: nil, body: [])
    let parameter = Signature.Parameter(label: nil, name: "", type: nominal.type)
    let signature = Signature(name: "==", parameters: [parameter, parameter], result: .bool)
    let body = FunctionBody(name: "==", result: .bool, parent: nil, cell: nominal.cell)
    let function = UserFunction(
      syntax, signature, body, owner: nominal.type, role: .function, scope: nominal.scope, cell: nominal.cell)
    function.isChecked = true
    // A type may hold values of itself.
    nominal.equality = function
    let sides = (0..<2).map { _ in
      Variable("", nominal.type, isMutable: false, storage: .local, owner: body, cell: nominal.cell, range: range)
    }
    body.parameters = sides
    let outer = scope
    scope = Scope(parent: nominal.scope, function: body)
    let values = sides.map { TypedExpression(.variable($0), nominal.type, at: range) }
    body.statements =
      nominal.kind == .enumeration
      ? caseEquality(nominal, values, op) : [returned(fieldEquality(nominal, values, op))]
    scope = outer
    body.isChecked = true
    return function
  }

  private func returned(_ value: TypedExpression) -> TypedStatement {
    TypedStatement(.returnValue(value), at: value.range)
  }

  private func fieldEquality(
    _ nominal: NominalType, _ values: [TypedExpression], _ op: Operator
  ) -> TypedExpression {
    let pairs = nominal.properties.enumerated().map { number, property in
      (
        TypedExpression(.field(values[0], number), property.type, at: nominal.range),
        TypedExpression(.field(values[1], number), property.type, at: nominal.range)
      )
    }
    return allEqual(pairs, op, at: nominal.range)
  }

  private func caseEquality(
    _ nominal: NominalType, _ values: [TypedExpression], _ op: Operator
  ) -> [TypedStatement] {
    let range = nominal.range
    let tags = values.map { Synthesis.typed(TypedExpression(.tag($0), .int, at: range)) }
    let differs = resolveOperator(Operator(name: "!=", range: op.range), tags[0], tags[1], at: range)
    let no = returned(TypedExpression(.boolean(false), .bool, at: range))
    var branches = [TypedBranch(alternatives: [[.expression(differs)]], body: [no])]
    for (number, made) in nominal.cases.enumerated() where !made.payload.isEmpty {
      let pairs = made.payload.enumerated().map { index, part in
        (
          TypedExpression(.payload(values[0], case: number, index), part.type, at: range),
          TypedExpression(.payload(values[1], case: number, index), part.type, at: range)
        )
      }
      branches.append(
        TypedBranch(
          alternatives: [[.expression(isCase(number, values[0], at: range))]],
          body: [returned(allEqual(pairs, op, at: range))]))
    }
    let yes = returned(TypedExpression(.boolean(true), .bool, at: range))
    return [TypedStatement(.choose(branches, otherwise: [yes], nil), at: range)]
  }
}
