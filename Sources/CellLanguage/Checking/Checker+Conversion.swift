import Diagnostics

/// Giving expressions the type that their surroundings ask for.
extension Checker {
  func check(_ expression: Expression, as type: Type) -> TypedExpression {
    let outer = wish
    if case .call = expression.kind { wish = (expression.range, type) }
    let value = synthesize(expression)
    wish = outer
    return convert(value, to: type)
  }

  /// Checks with no wish of the surroundings: literals take their own types.
  func check(_ expression: Expression) -> TypedExpression {
    settle(synthesize(expression))
  }

  func settle(_ value: Synthesis) -> TypedExpression {
    switch value {
    case .typed(let expression): return expression
    case .open(let open):
      guard let type = defaultType(of: open) else { return needsAnnotation(open) }
      warnAboutQuotient(open, type)
      return close(open, as: type)
    }
  }

  private func needsAnnotation(_ open: Open) -> TypedExpression {
    switch open.shape {
    case .nilLiteral: failure(.needsAnnotation, "'nil' needs a type, as in 'let x: Double? = nil'", at: open.range)
    case .array(let elements) where elements.isEmpty:
      failure(.needsAnnotation, "an empty array needs a type, as in 'let xs: [Double] = []'", at: open.range)
    case .array, .dictionary:
      failure(
        .needsAnnotation, "the elements have no common type; write one, as in '[x, 1/2] as [Expr]'", at: open.range)
    case .closure:
      failure(.needsAnnotation, "a closure needs a type, as in 'let f: (Double) -> Double = { … }'", at: open.range)
    case .functions(let callee):
      failure(.needsAnnotation, "'\(callee.name)' has several types; write the one you mean", at: open.range)
    case .call(let callee, let arguments, let labels):
      call(callee, arguments, labels, at: open.range, nameRange: open.range)
    case .implicitMember(let name), .implicitCall(let name, _, _):
      failure(.needsAnnotation, "'.\(name)' needs a type before the dot here", at: open.range)
    case .arithmetic(let op, let left, let right):
      resolveOperator(op, left, right, at: open.range)
    case .integer, .float, .negated, .range, .tuple, .ternary, .branches:
      failure(.needsAnnotation, "this needs a type; write it after a ':' or with 'as'", at: open.range)
    }
  }

  /// `let h = 1/2` is 0, as in Swift: say so.
  private func warnAboutQuotient(_ open: Open, _ type: Type) {
    guard type == .int, case .arithmetic(let op, let left, let right) = open.shape, op.name == "/",
      let dividend = integerLiteral(left), let divisor = integerLiteral(right), divisor != 0,
      dividend % divisor != 0
    else { return }
    warn(
      .integerQuotient, "this is the Int \(dividend / divisor): both literals are integers", at: open.range,
      fixIts: [
        Diagnostic.FixIt(
          "divide Doubles", range: open.range, text: "\(dividend).0 / \(divisor)")
      ])
  }

  private func integerLiteral(_ value: Synthesis) -> Int? {
    guard case .open(let open) = value, case .integer(let digits) = open.shape else { return nil }
    return Int(digits)
  }

  func convert(_ value: Synthesis, to type: Type) -> TypedExpression {
    switch value {
    case .typed(let expression): convert(expression, to: type)
    case .open(let open): close(open, as: type)
    }
  }

  func convert(_ value: TypedExpression, to type: Type) -> TypedExpression {
    if value.type == type || value.isInvalid || type == .invalid || type.isGeneric { return value }
    switch type {
    case .existential("Any"): return described(value)
    case .optional(let wrapped) where fit(value.type, type) != nil:
      if case .optional = value.type { break }
      return TypedExpression(.wrap(convert(value, to: wrapped)), type, at: value.range)
    case .function(_, .void, let throwing):
      // A function value whose result is not wanted.
      if case .function(let parameters, _, let own) = value.type, throwing || !own,
        type == .function(parameters, .void, throwing: throwing)
      {
        return value
      }
    // Whether it can throw stays known: a function that only rethrows asks.
    case .function where fit(.typed(value), type) != nil: return value
    default: break
    }
    guard fit(.typed(value), type) != nil else { return mismatch(value, type) }
    if type == .existential("Error") { return TypedExpression(.erase(value), type, at: value.range) }
    if case .existential(let name) = type, let erased = erased(value, name, type) { return erased }
    var value = value
    value.type = type
    return value
  }

  /// The value as one of a protocol's values that carry their type with them, where the catalog has a way.
  private func erased(_ value: TypedExpression, _ name: String, _ type: Type) -> TypedExpression? {
    guard let number = catalog.lookUp("_as\(name)", owner: ownerName(of: value.type)).first else { return nil }
    return TypedExpression(.native(number, bindings: [:], [value]), type, at: value.range)
  }

  /// The text of a value; a type that is `CustomStringConvertible` writes its own.
  private func described(_ value: TypedExpression) -> TypedExpression {
    if let nominal = nominal(value.type), nominal.protocols.contains("CustomStringConvertible") {
      if let own = nominal.members.computed["description"] {
        return called(own.getter, [value], [:], at: value.range)
      }
      if let number = nominal.property("description") {
        return TypedExpression(.field(value, number), nominal.properties[number].type, at: value.range)
      }
    }
    return TypedExpression(.describe(value), .string, at: value.range)
  }

  private func mismatch(_ value: TypedExpression, _ type: Type) -> TypedExpression {
    var fixIts: [Diagnostic.FixIt] = []
    var hint = ""
    switch (value.type, type) {
    case (.int, .double), (.double, .int), (.int, .named), (.double, .named):
      guard type == .double || type == .int || isLiteral(type) else { break }
      hint = "; write \(type)(…)"
      fixIts = [
        Diagnostic.FixIt("convert it", range: SourceRange(value.range.lower, value.range.lower), text: "\(type)("),
        Diagnostic.FixIt("convert it", range: SourceRange(value.range.upper, value.range.upper), text: ")"),
      ]
    case (.optional(let wrapped), _) where wrapped == type: hint = "; unwrap it with '!' or 'if let'"
    default: break
    }
    return failure(
      .typeMismatch, "this is \(name(of: value.type)), where \(name(of: type)) is needed\(hint)", at: value.range,
      fixIts: fixIts)
  }

  func name(of type: Type) -> String { type == .void ? "nothing" : type.description }
}

// MARK: - Closing

extension Checker {
  /// `open` as a value of `type`.
  func close(_ open: Open, as type: Type) -> TypedExpression {
    if type == .invalid { return .invalid(at: open.range) }
    if case .optional(let wrapped) = type { return closeOptional(open, wrapped) }
    if type == .existential("Any") { return convert(settle(.open(open)), to: type) }
    if case .existential = type { return convert(settle(.open(open)), to: type) }
    if type.isGeneric, !isClosure(open) { return settle(.open(open)) }
    return nested(at: open.range) { closeShape(open, as: type) }
  }

  private func isClosure(_ open: Open) -> Bool {
    if case .closure = open.shape { true } else { false }
  }

  private func closeOptional(_ open: Open, _ wrapped: Type) -> TypedExpression {
    let type = Type.optional(wrapped)
    if case .nilLiteral = open.shape { return TypedExpression(.none, type, at: open.range) }
    if open.isChoice { return nested(at: open.range) { closeShape(open, as: type) } }
    let value = close(open, as: wrapped)
    return value.isInvalid ? value : TypedExpression(.wrap(value), type, at: open.range)
  }

  private func closeShape(_ open: Open, as type: Type) -> TypedExpression {
    let range = open.range
    switch open.shape {
    case .integer(let digits): return integer(digits, as: type, at: range)
    case .float(let digits): return float(digits, as: type, at: range)
    case .negated(let value, let op): return negated(value, op, as: type, at: range)
    case .arithmetic(let op, let left, let right):
      return resolveOperator(op, left, right, at: range, expected: type)
    case .call(let callee, let arguments, let labels):
      return convert(
        call(callee, arguments, labels, at: range, nameRange: range, expected: type), to: type)
    case .range(let lower, let upper, let closed): return closeRange(lower, upper, closed, as: type, at: range)
    case .array(let elements): return closeArray(elements, as: type, at: range)
    case .dictionary(let pairs): return closeDictionary(pairs, as: type, at: range)
    case .tuple(let elements): return closeTuple(elements, as: type, at: range)
    case .ternary(let condition, let first, let second):
      return TypedExpression(.ternary(condition, convert(first, to: type), convert(second, to: type)), type, at: range)
    case .implicitMember(let name): return implicitMember(name, of: type, at: range)
    case .implicitCall(let name, let arguments, let labels):
      let callee = statics(name, of: type)
      guard !callee.candidates.isEmpty else { return implicitMember(name, of: type, at: range) }
      return call(callee, arguments, labels, at: range, nameRange: range)
    case .closure(let closure): return self.closure(closure, as: type, at: range)
    case .branches(let branches): return close(branches, as: type, at: range)
    case .functions(let callee): return functionReference(callee, as: type, at: range)
    case .nilLiteral: return failure(.typeMismatch, "'nil' is no \(type)", at: range)
    }
  }

  private func wrongLiteral(_ what: String, _ type: Type, at range: SourceRange) -> TypedExpression {
    failure(.typeMismatch, "this is \(what), where \(name(of: type)) is needed", at: range)
  }

  private func integer(_ digits: String, as type: Type, at range: SourceRange) -> TypedExpression {
    switch type {
    case .int:
      guard let value = IntegerLiteral.value(digits) else {
        return failure(.overflow, "\(digits) is too large for an Int", at: range)
      }
      return TypedExpression(.integer(value), type, at: range)
    case .double:
      guard let value = IntegerLiteral.double(digits) else { return wrongLiteral("an integer", type, at: range) }
      return TypedExpression(.double(value), type, at: range)
    default:
      if isOwnLiteral("integerLiteral", type) { return ownLiteral("integerLiteral", digits, type, at: range) }
      if isOwnLiteral("floatLiteral", type) { return ownLiteral("floatLiteral", digits, type, at: range) }
      guard let literals = literals(of: type) else { return wrongLiteral("Int", type, at: range) }
      return constant(type, at: range) { try literals.integer(digits) }
    }
  }

  private func float(_ digits: String, as type: Type, at range: SourceRange) -> TypedExpression {
    guard let value = Double(digits) else { return wrongLiteral("a number", type, at: range) }
    if type == .double { return TypedExpression(.double(value), type, at: range) }
    if isOwnLiteral("floatLiteral", type) { return ownLiteral("floatLiteral", digits, type, at: range) }
    guard let literals = literals(of: type) else { return wrongLiteral("Double", type, at: range) }
    return constant(type, at: range) { try literals.float(value) }
  }

  /// Whether a cell's type takes literals with `init(integerLiteral:)` or `init(floatLiteral:)`.
  func isOwnLiteral(_ label: String, _ type: Type) -> Bool {
    guard let nominal = nominal(type) else { return false }
    return nominal.protocols.contains(
      label == "floatLiteral" ? "ExpressibleByFloatLiteral" : "ExpressibleByIntegerLiteral")
      && nominal.members.initializers.contains { $0.signature.parameters.map(\.label) == [label] }
  }

  private func ownLiteral(_ label: String, _ digits: String, _ type: Type, at range: SourceRange) -> TypedExpression {
    let callee = statics("init", of: type)
    let shape: Open.Shape = label == "integerLiteral" ? .integer(digits) : .float(digits)
    let argument = Argument(label: label, value: Expression(.invalid, at: range))
    return call(callee, [open(shape, range)], [argument], at: range, nameRange: range)
  }

  private func literals(of type: Type) -> CatalogType.LiteralSupport? {
    if case .named(let name) = type { catalog.types[name]?.literals } else { nil }
  }

  private func constant(_ type: Type, at range: SourceRange, _ make: () throws -> RawValue) -> TypedExpression {
    do {
      return TypedExpression(.constant(try make()), type, at: range)
    } catch {
      return failure(.overflow, "this literal cannot be \(name(of: type))", at: range)
    }
  }

  private func negated(_ value: Synthesis, _ op: Operator, as type: Type, at range: SourceRange) -> TypedExpression {
    if case .open(let open) = value {
      switch open.shape {
      case .integer(let digits): return integer("-" + digits, as: type, at: range)
      case .float(let digits): return float("-" + digits, as: type, at: range)
      default: break
      }
    }
    let operand = convert(value, to: type)
    return call(prefixOperators("-"), [.typed(operand)], Checker.unlabelled(1), at: range, nameRange: op.range)
  }

  private func closeRange(
    _ lower: Synthesis, _ upper: Synthesis, _ closed: Bool, as type: Type, at range: SourceRange
  ) -> TypedExpression {
    switch (type, closed) {
    case (.closedRange(let bound), true), (.range(let bound), false):
      return TypedExpression(.construct([convert(lower, to: bound), convert(upper, to: bound)]), type, at: range)
    default:
      return failure(.typeMismatch, "this is a range, where \(name(of: type)) is needed", at: range)
    }
  }

  private func closeArray(_ elements: [Synthesis], as type: Type, at range: SourceRange) -> TypedExpression {
    switch type {
    case .array(let element):
      return TypedExpression(.array(elements.map { convert($0, to: element) }), type, at: range)
    case .set(let element):
      let array = TypedExpression(.array(elements.map { convert($0, to: element) }), .array(element), at: range)
      guard let maker = catalog.lookUp("init", owner: "Set").first else { return .invalid(at: range) }
      return TypedExpression(.native(maker, bindings: ["Element": element], [array]), type, at: range)
    default: return wrongLiteral("an array", type, at: range)
    }
  }

  private func closeDictionary(
    _ pairs: [(key: Synthesis, value: Synthesis)], as type: Type, at range: SourceRange
  ) -> TypedExpression {
    guard case .dictionary(let key, let value) = type else { return wrongLiteral("a dictionary", type, at: range) }
    let keys = TypedExpression(.array(pairs.map { convert($0.key, to: key) }), .array(key), at: range)
    let values = TypedExpression(.array(pairs.map { convert($0.value, to: value) }), .array(value), at: range)
    guard let maker = catalog.lookUp("init", owner: "Dictionary").first else { return .invalid(at: range) }
    return TypedExpression(.native(maker, bindings: ["Key": key, "Value": value], [keys, values]), type, at: range)
  }

  private func closeTuple(
    _ elements: [(label: String?, value: Synthesis)], as type: Type, at range: SourceRange
  ) -> TypedExpression {
    guard case .tuple(let wanted) = type, wanted.count == elements.count else {
      return wrongLiteral("a tuple", type, at: range)
    }
    return TypedExpression(
      .construct(zip(elements, wanted).map { convert($0.value, to: $1.type) }), type, at: range)
  }

  private func functionReference(_ callee: Callee, as type: Type, at range: SourceRange) -> TypedExpression {
    guard case .function(let parameters, let result, _) = type, let (candidate, bindings) = functionValue(callee, type)
    else {
      return failure(.typeMismatch, "no '\(callee.name)' is \(name(of: type))", at: range)
    }
    if case .user(let function) = candidate.target {
      use(function, at: range)
      let own = Type.function(parameters, result, throwing: candidate.signature.throwing == .always)
      return TypedExpression(.function(function), own, at: range)
    }
    return thunk(candidate, bindings, parameters, type, at: range)
  }

  /// A closure that calls a native function.
  private func thunk(
    _ candidate: Candidate, _ bindings: [String: Type], _ parameters: [Type], _ type: Type, at range: SourceRange
  ) -> TypedExpression {
    guard case .native(let number) = candidate.target, case .function(_, let result, _) = type else {
      return failure(.unsupported, "this cannot be used as a value; write a closure that calls it", at: range)
    }
    let body = FunctionBody(name: candidate.signature.name, result: result, parent: function, cell: cell)
    body.parameters = parameters.map {
      Variable("", $0, isMutable: false, storage: .local, owner: body, cell: cell, range: range)
    }
    let arguments = body.parameters.map { TypedExpression(.variable($0), $0.type, at: range) }
    let value = TypedExpression(.native(number, bindings: bindings, arguments), result, at: range)
    body.statements = [TypedStatement(.returnValue(value), at: range)]
    return TypedExpression(.closure(body), .function(parameters, result), at: range)
  }
}

/// Integer literals as Swift writes them: decimal, `0x`, `0b` and `0o`.
enum IntegerLiteral {
  static func value(_ digits: String) -> Int? {
    let (text, radix) = parts(digits)
    return Int(text, radix: radix)
  }

  static func double(_ digits: String) -> Double? {
    let (text, radix) = parts(digits)
    if radix == 10 { return Double(text) }
    return Int(text, radix: radix).map(Double.init)
  }

  private static func parts(_ digits: String) -> (String, Int) {
    let isNegative = digits.hasPrefix("-")
    let body = isNegative ? digits.dropFirst() : digits[...]
    let radix: Int
    switch body.prefix(2) {
    case "0x": radix = 16
    case "0b": radix = 2
    case "0o": radix = 8
    default: return (digits, 10)
    }
    return ((isNegative ? "-" : "") + body.dropFirst(2), radix)
  }
}
