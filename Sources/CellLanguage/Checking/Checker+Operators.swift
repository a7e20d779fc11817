import Diagnostics

extension Checker {
  func operators(_ name: String) -> Callee {
    var callee = knownOperators(name)
    callee.candidates.insert(contentsOf: declared(name, 2), at: 0)
    return callee
  }

  private func knownOperators(_ name: String) -> Callee {
    if let known = operatorCallees[name] { return known }
    let callee = Callee(name: name, candidates: functionCandidates(name).filter { $0.signature.parameters.count == 2 })
    operatorCallees[name] = callee
    return callee
  }

  /// The operators that cells declare come first: among equals, the first is taken.
  private func declared(_ name: String, _ count: Int) -> [Candidate] {
    declaredOperators(name).filter { $0.signature.parameters.count == count }
  }

  func declaredOperators(_ name: String) -> [Candidate] {
    operatorFunctions[name]?.map { Candidate(target: .user($0), signature: $0.signature) } ?? []
  }

  func prefixOperators(_ name: String) -> Callee {
    Callee(
      name: name,
      candidates: declared(name, 1) + functionCandidates(name).filter { $0.signature.parameters.count == 1 })
  }

  private func functionCandidates(_ name: String) -> [Candidate] {
    catalog.lookUp(name).map { Candidate(target: .native($0), signature: catalog.signature(of: $0)) }
  }

  // MARK: Prefix

  func prefix(_ op: Operator, _ operand: Expression, at range: SourceRange) -> Synthesis {
    if op.name == "&" {
      guard let place = place(operand) else { return .typed(.invalid(at: range)) }
      return .typed(TypedExpression(.reference(place), place.type, at: range))
    }
    let value = synthesize(operand)
    if value.isInvalid { return .typed(.invalid(at: range)) }
    if op.name == "+" { return value }
    if op.name == "-", value.isOpen { return open(.negated(value, op), range) }
    return .typed(call(prefixOperators(op.name), [value], Checker.unlabelled(1), at: range, nameRange: op.range))
  }

  // MARK: Binary

  func binary(_ op: Operator, _ left: Expression, _ right: Expression, at range: SourceRange) -> Synthesis {
    switch op.name {
    case "&&": return .typed(TypedExpression(.and(check(left, as: .bool), check(right, as: .bool)), .bool, at: range))
    case "||": return .typed(TypedExpression(.or(check(left, as: .bool), check(right, as: .bool)), .bool, at: range))
    case "??": return .typed(coalesce(left, right, at: range))
    case "**": warnAboutPrefix(left, right, op)
    default: break
    }
    let first = synthesize(left)
    let second = synthesize(right)
    if first.isInvalid || second.isInvalid { return .typed(.invalid(at: range)) }
    if op.name == "===" || op.name == "!==" { return .typed(identity(op, first, second, at: range)) }
    if let test = comparisonWithNil(op, first, second, at: range) { return .typed(test) }
    if op.name == "..." || op.name == "..<" { return self.range(first, second, closed: op.name == "...", at: range) }
    if first.isOpen && second.isOpen && Checker.arithmetic.contains(op.name) {
      return open(.arithmetic(op, first, second), range)
    }
    return .typed(resolveOperator(op, first, second, at: range))
  }

  /// `a === b`: whether both are one object.
  private func identity(
    _ op: Operator, _ left: Synthesis, _ right: Synthesis, at range: SourceRange
  ) -> TypedExpression {
    let sides = [left, right].map { side -> TypedExpression in
      if isNil(side) { return TypedExpression(.none, .optional(.void), at: side.range) }
      return settle(side)
    }
    for side in sides where !side.isInvalid {
      var type = side.type
      if case .optional(let wrapped) = type { type = wrapped }
      guard types.isReference(type) || type == .void else {
        return failure(
          .typeMismatch, "'\(op.name)' compares objects of a class; this is \(side.type), compare it with '=='",
          at: op.range)
      }
    }
    if sides.contains(where: \.isInvalid) { return .invalid(at: range) }
    let test = TypedExpression(.identical(sides[0], sides[1]), .bool, at: range)
    return op.name == "===" ? test : not(test)
  }

  private static let arithmetic: Set<String> = ["+", "-", "*", "/", "%", "**"]

  func resolveOperator(
    _ op: Operator, _ left: Synthesis, _ right: Synthesis, at range: SourceRange, expected: Type? = nil
  ) -> TypedExpression {
    if let made = derivedComparison(op, left, right, at: range) { return made }
    let callee = operators(op.name)
    if let expected, best(callee, [left, right], Checker.unlabelled(2), expected: expected) == nil {
      return convert(resolveOperator(op, left, right, at: range), to: expected)
    }
    guard let resolution = best(callee, [left, right], Checker.unlabelled(2), expected: expected) else {
      return noOperator(op, left, right)
    }
    if op.name == "**", resolution.candidate.signature.result == .int { refuseNegativeExponent(right) }
    return call(
      Callee(name: op.name, candidates: [resolution.candidate]), [left, right], Checker.unlabelled(2), at: range,
      nameRange: op.range, expected: expected)
  }

  /// `2 ** -1` has no Int as its value.
  private func refuseNegativeExponent(_ exponent: Synthesis) {
    guard case .open(let open) = exponent, case .negated = open.shape else { return }
    report(
      .overflow, "an Int to a negative power is no Int; write the base as a Double, as in 2.0 ** -1", at: open.range)
  }

  private func noOperator(_ op: Operator, _ left: Synthesis, _ right: Synthesis) -> TypedExpression {
    let leftType = defaultType(of: left)
    let rightType = defaultType(of: right)
    let names = [leftType, rightType].map { $0?.description ?? "{ … }" }
    var fixIts: [Diagnostic.FixIt] = []
    var hint = op.name == "^" ? ": a power is written '**'" : ""
    if let (value, wanted) = integerBeside(left, leftType, right, rightType) {
      hint = ": write \(wanted)(…) around the Int"
      fixIts = [
        Diagnostic.FixIt("convert it", range: SourceRange(value.lower, value.lower), text: "\(wanted)("),
        Diagnostic.FixIt("convert it", range: SourceRange(value.upper, value.upper), text: ")"),
      ]
    }
    return failure(
      .noMatchingOverload, "'\(op.name)' does not take \(names[0]) and \(names[1])\(hint)", at: op.range, fixIts: fixIts
    )
  }

  /// The Int variable beside a value that would take a `Double` or an `Expr`.
  private func integerBeside(
    _ left: Synthesis, _ leftType: Type?, _ right: Synthesis, _ rightType: Type?
  ) -> (SourceRange, Type)? {
    func wanted(_ type: Type?) -> Type? {
      guard let type, type != .int else { return nil }
      return isLiteral(type) ? type : type == .named("Tensor") ? .double : nil
    }
    if leftType == .int, !left.isOpen, let type = wanted(rightType) { return (left.range, type) }
    if rightType == .int, !right.isOpen, let type = wanted(leftType) { return (right.range, type) }
    return nil
  }

  /// In Swift a prefix operator binds tighter than any infix one.
  private func warnAboutPrefix(_ left: Expression, _ right: Expression, _ op: Operator) {
    guard case .prefix(let sign, let base) = left.kind, sign.name == "-" else { return }
    warn(
      .prefixPower, "'-' binds tighter than '**': this is (-x) ** n; write -(x ** n) for the other", at: sign.range,
      fixIts: [
        Diagnostic.FixIt("negate the power", range: SourceRange(base.range.lower, base.range.lower), text: "("),
        Diagnostic.FixIt("negate the power", range: SourceRange(right.range.upper, right.range.upper), text: ")"),
      ])
  }

  private func range(_ lower: Synthesis, _ upper: Synthesis, closed: Bool, at range: SourceRange) -> Synthesis {
    if lower.isOpen && upper.isOpen { return open(.range(lower, upper, closed: closed), range) }
    let typed = lower.isOpen ? settle(upper) : settle(lower)
    guard conforms(typed.type, to: "Comparable") else {
      return .typed(failure(.typeMismatch, "a range needs numbers; this is \(typed.type)", at: typed.range))
    }
    let type: Type = closed ? .closedRange(typed.type) : .range(typed.type)
    let bounds = [convert(lower, to: typed.type), convert(upper, to: typed.type)]
    return .typed(
      bounds.contains(where: \.isInvalid) ? .invalid(at: range) : TypedExpression(.construct(bounds), type, at: range))
  }

  // MARK: Optionals

  private func comparisonWithNil(
    _ op: Operator, _ left: Synthesis, _ right: Synthesis, at range: SourceRange
  ) -> TypedExpression? {
    guard op.name == "==" || op.name == "!=", isNil(left) || isNil(right) else { return nil }
    let value = settle(isNil(left) ? right : left)
    guard case .optional = value.type else {
      return value.isInvalid
        ? value : failure(.typeMismatch, "this is \(value.type), which is never nil", at: value.range)
    }
    let test = TypedExpression(.isNone(value), .bool, at: range)
    return op.name == "==" ? test : not(test)
  }

  func isNil(_ value: Synthesis) -> Bool {
    if case .open(let open) = value, case .nilLiteral = open.shape { true } else { false }
  }

  func not(_ value: TypedExpression) -> TypedExpression {
    call(prefixOperators("!"), [.typed(value)], Checker.unlabelled(1), at: value.range, nameRange: value.range)
  }

  private func coalesce(_ left: Expression, _ right: Expression, at range: SourceRange) -> TypedExpression {
    let value = check(left)
    guard case .optional(let wrapped) = value.type else {
      return value.isInvalid
        ? value : failure(.typeMismatch, "'??' needs an optional; this is \(value.type)", at: range)
    }
    return TypedExpression(.coalesce(value, check(right, as: wrapped)), wrapped, at: range)
  }
}
