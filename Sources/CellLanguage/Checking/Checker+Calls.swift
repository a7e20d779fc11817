import Diagnostics

/// Something that can be called, by its name.
struct Callee {
  var name: String
  var candidates: [Candidate]
}

struct Candidate {
  enum Target {
    case native(Int)
    case user(UserFunction)
    /// The initialiser that Swift writes for a struct or a class.
    case memberwise(NominalType)
    /// A case of an enum with the values that it holds.
    case enumCase(NominalType, Int)
    /// `init(rawValue:)`
    case rawValue(NominalType)
  }

  var target: Target
  var signature: Signature
  /// The value before the dot.
  var receiver: TypedExpression?
  /// What the receiver's type binds: `Element` of an array.
  var bindings: [String: Type] = [:]
}

/// A candidate with its arguments in their places.
struct Resolution {
  var candidate: Candidate
  /// For each parameter, the numbers of its arguments.
  var places: [[Int]]
  var bindings: [String: Type]
  var ranking: Ranking
}

extension Checker {
  static func unlabelled(_ count: Int) -> [Argument] {
    Array(repeating: Argument(label: nil, value: Expression(.invalid, at: SourceRange(0, 0))), count: count)
  }

  // MARK: Choosing

  /// The best candidate for the arguments, or `nil` where none takes them.
  func best(_ callee: Callee, _ arguments: [Synthesis], _ labels: [Argument], expected: Type? = nil) -> Resolution? {
    var best: Resolution?
    for candidate in callee.candidates {
      guard let resolution = resolve(candidate, arguments, labels, expected: expected) else { continue }
      if let current = best, !(resolution.ranking < current.ranking) { continue }
      best = resolution
    }
    return best
  }

  /// All candidates that take the arguments, the best first.
  private func viable(
    _ callee: Callee, _ arguments: [Synthesis], _ labels: [Argument], expected: Type?
  ) -> [Resolution] {
    let all = callee.candidates.compactMap { resolve($0, arguments, labels, expected: expected) }
    // Swift's sort is stable: candidates that rank alike stay in their order.
    return all.sorted { $0.ranking < $1.ranking }
  }

  func resolvedType(of callee: Callee, _ arguments: [Synthesis], _ labels: [Argument]) -> Type? {
    best(callee, arguments, labels).map { $0.candidate.signature.result.substituting($0.bindings) }
  }

  private func resolve(
    _ candidate: Candidate, _ arguments: [Synthesis], _ labels: [Argument], expected: Type?
  ) -> Resolution? {
    let signature = candidate.signature
    guard let places = places(for: labels, in: signature) else { return nil }
    var bindings = candidate.bindings
    if let expected {
      let result = signature.result.substituting(bindings)
      guard unify(result, expected, &bindings) || fit(result, expected) != nil else { return nil }
    }
    var ranking = Ranking(disfavored: signature.isDisfavored ? 1 : 0, generic: signature.generics.isEmpty ? 0 : 1)
    guard bindTyped(signature, places, arguments, &bindings, &ranking),
      bindOpen(signature, places, arguments, &bindings, &ranking), bindEqual(signature, &bindings),
      satisfies(signature, bindings)
    else { return nil }
    return Resolution(candidate: candidate, places: places, bindings: bindings, ranking: ranking)
  }

  /// Typed arguments decide what type parameters stand for.
  private func bindTyped(
    _ signature: Signature, _ places: [[Int]], _ arguments: [Synthesis], _ bindings: inout [String: Type],
    _ ranking: inout Ranking
  ) -> Bool {
    for (parameter, numbers) in zip(signature.parameters, places) {
      for number in numbers {
        guard case .typed(let argument) = arguments[number] else { continue }
        guard argument.isReference == parameter.isInout else { return false }
        if unify(parameter.type, argument.type, &bindings) { continue }
        guard let fit = fit(arguments[number], parameter.type.substituting(bindings)) else { return false }
        ranking = ranking + fit
      }
    }
    return true
  }

  /// `where Element == [T]` decides what `T` is.
  private func bindEqual(_ signature: Signature, _ bindings: inout [String: Type]) -> Bool {
    signature.generics.allSatisfy { generic in
      guard let same = generic.same, let type = bindings[generic.name] else { return true }
      return unify(same, type, &bindings)
    }
  }

  /// Then open ones fit what is bound, or bind what is not by their own default.
  private func bindOpen(
    _ signature: Signature, _ places: [[Int]], _ arguments: [Synthesis], _ bindings: inout [String: Type],
    _ ranking: inout Ranking
  ) -> Bool {
    for (parameter, numbers) in zip(signature.parameters, places) {
      for number in numbers {
        guard case .open(let open) = arguments[number] else { continue }
        let wanted = parameter.type.substituting(bindings)
        if wanted.isGeneric {
          if case .closure(let closure) = open.shape {
            guard fitArity(closure, wanted) else { return false }
            continue
          }
          guard let natural = naturalType(of: open, for: signature, wanted), unify(wanted, natural, &bindings) else {
            return false
          }
          continue
        }
        guard let fit = fit(open, wanted) else { return false }
        ranking = ranking + fit
      }
    }
    return true
  }

  /// An integer literal where a `Number` is asked for is a `Double`; `.all` is what a conforming type calls so.
  private func naturalType(of open: Open, for signature: Signature, _ wanted: Type) -> Type? {
    if case .functions(let callee) = open.shape, let (candidate, bindings) = functionValue(callee, wanted) {
      return candidate.signature.functionType.substituting(bindings)
    }
    let natural = defaultType(of: open)
    guard case .parameter(let name) = wanted,
      let constraint = signature.generics.first(where: { $0.name == name })?.constraints.first
    else { return natural }
    if case .implicitMember(let member) = open.shape {
      return catalog.staticMember(member, ofConformersTo: constraint)
    }
    return natural == .int && constraint == "Number" ? .double : natural
  }

  /// Whether a closure's parameters are as many as those of the function type, or the parts of its one tuple.
  func fitArity(_ closure: Closure, _ type: Type) -> Bool {
    guard case .function(let parameters, _, _) = type else { return false }
    let count = closure.parameters.isEmpty ? closure.shorthandCount : closure.parameters.count
    if count > 1, parameters.count == 1, case .tuple(let elements) = parameters[0] { return elements.count == count }
    return closure.parameters.isEmpty
      ? closure.shorthandCount <= parameters.count : closure.parameters.count == parameters.count
  }

  func satisfies(_ signature: Signature, _ bindings: [String: Type]) -> Bool {
    signature.generics.allSatisfy { generic in
      guard let type = bindings[generic.name] else { return true }
      if let same = generic.same {
        var inner = bindings
        return unify(same, type, &inner)
      }
      return generic.constraints.allSatisfy { conforms(type, to: $0) }
    }
  }

  /// Whether `given` is `pattern` with its type parameters bound, binding those that are free.
  func unify(_ pattern: Type, _ given: Type, _ bindings: inout [String: Type]) -> Bool {
    switch (pattern, given) {
    case (.parameter(let name), _):
      if let bound = bindings[name] { return bound == given }
      bindings[name] = given
      return true
    case (.array(let a), .array(let b)), (.set(let a), .set(let b)), (.slice(let a), .slice(let b)),
      (.optional(let a), .optional(let b)), (.passedInout(let a), .passedInout(let b)),
      (.range(let a), .range(let b)), (.closedRange(let a), .closedRange(let b)):
      return unify(a, b, &bindings)
    case (.nominal(_, let id, let a), .nominal(_, let other, let b)) where id == other:
      return a.count == b.count && zip(a, b).allSatisfy { unify($0, $1, &bindings) }
    case (.dictionary(let key, let value), .dictionary(let otherKey, let otherValue)):
      return unify(key, otherKey, &bindings) && unify(value, otherValue, &bindings)
    case (.tuple(let a), .tuple(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { unify($0.type, $1.type, &bindings) }
    case (.function(let a, let aResult, let throwing), .function(let b, let bResult, let otherThrowing)):
      return (throwing || !otherThrowing) && a.count == b.count && zip(a, b).allSatisfy { unify($0, $1, &bindings) }
        && unify(aResult, bResult, &bindings)
    default: return pattern == given
    }
  }

  // MARK: Labels

  /// For each parameter the numbers of its arguments, or `nil` where labels or counts do not match.
  func places(for arguments: [Argument], in signature: Signature) -> [[Int]]? {
    var places: [[Int]] = []
    var next = 0
    let trailing = arguments.last?.isTrailingClosure == true ? arguments.count - 1 : nil
    for (number, parameter) in signature.parameters.enumerated() {
      var taken: [Int] = []
      let isLast = number == signature.parameters.count - 1
      if next < arguments.count, matches(arguments[next], parameter, isTrailing: next == trailing, isLast) {
        taken.append(next)
        next += 1
        while parameter.isVariadic, next < arguments.count, next != trailing, arguments[next].label == nil {
          taken.append(next)
          next += 1
        }
      }
      if taken.isEmpty && parameter.isRequired { return nil }
      places.append(taken)
    }
    return next == arguments.count ? places : nil
  }

  private func matches(
    _ argument: Argument, _ parameter: Signature.Parameter, isTrailing: Bool, _ isLast: Bool
  ) -> Bool {
    if isTrailing { return isLast || parameter.type.isFunction }
    return argument.label == parameter.label
  }

  // MARK: Calling

  /// The call of the best candidate, with its arguments converted; or a diagnostic that says why there is none.
  func call(
    _ callee: Callee, _ arguments: [Synthesis], _ labels: [Argument], at range: SourceRange,
    nameRange: SourceRange, expected: Type? = nil
  ) -> TypedExpression {
    if arguments.contains(where: \.isInvalid) || callee.candidates.contains(where: { $0.receiver?.isInvalid == true }) {
      return .invalid(at: range)
    }
    var resolutions: [Resolution] = []
    if let wish, wish.call == range, expected == nil, !wish.type.isGeneric,
      callee.candidates.contains(where: \.signature.result.isGeneric)
    {
      resolutions = viable(callee, arguments, labels, expected: wish.type)
    }
    if resolutions.isEmpty { resolutions = viable(callee, arguments, labels, expected: expected) }
    guard let first = resolutions.first else {
      return reportNoMatch(callee, arguments, labels, at: range, nameRange: nameRange)
    }
    guard resolutions.count > 1, arguments.contains(where: \.isClosure) else {
      return build(first, arguments, at: range)
    }
    return firstThatChecks(resolutions, arguments, at: range)
  }

  /// Only a closure's body tells whether a candidate fits: the first without an error is taken.
  private func firstThatChecks(
    _ resolutions: [Resolution], _ arguments: [Synthesis], at range: SourceRange
  ) -> TypedExpression {
    let before = diagnostics
    var failure: (value: TypedExpression, diagnostics: [Diagnostic])?
    for resolution in resolutions.prefix(4) {
      let value = build(resolution, arguments, at: range)
      if !value.isInvalid { return value }
      failure = failure ?? (value, diagnostics)
      diagnostics = before
    }
    diagnostics = failure?.diagnostics ?? before
    return failure?.value ?? .invalid(at: range)
  }

  private func build(_ resolution: Resolution, _ arguments: [Synthesis], at range: SourceRange) -> TypedExpression {
    let signature = resolution.candidate.signature
    var bindings = resolution.bindings
    var values: [TypedExpression] = []
    let around = declarationScope(of: resolution.candidate)
    for (parameter, numbers) in zip(signature.parameters, resolution.places) {
      let given = numbers.map { arguments[$0] }
      values.append(value(of: parameter, given, &bindings, in: around, at: range))
    }
    for generic in signature.generics where bindings[generic.name] == nil {
      bindings[generic.name] = generic.same?.substituting(bindings)
    }
    let result = signature.result.substituting(bindings)
    if values.contains(where: \.isInvalid) || overlap(values) { return .invalid(at: range) }
    if let receiver = resolution.candidate.receiver { values.insert(receiver, at: 0) }
    var candidate = resolution.candidate
    candidate.target = concrete(candidate, result)
    let kind = kind(of: candidate, values, bindings, at: range)
    if case .invalid = kind { return .invalid(at: range) }
    if signature.canThrow(values) { requireAttempt("'\(signature.name)'", at: range) }
    return TypedExpression(kind, result, at: range)
  }

  /// As in Swift, one variable cannot be changed through two parameters at once.
  private func overlap(_ values: [TypedExpression]) -> Bool {
    var roots: [ObjectIdentifier] = []
    for value in values {
      guard case .reference(let place) = value.kind, case .variable(let variable) = place.root else { continue }
      if roots.contains(ObjectIdentifier(variable)) {
        report(
          .notMutable, "'\(variable.name)' is passed as 'inout' twice; 'swapAt' exchanges two elements of an array",
          at: value.range)
        return true
      }
      roots.append(ObjectIdentifier(variable))
    }
    return false
  }

  /// Where the default values of parameters find their names.
  private func declarationScope(of candidate: Candidate) -> Scope? {
    switch candidate.target {
    case .native: nil
    case .user(let function): function.scope
    case .memberwise(let nominal), .enumCase(let nominal, _), .rawValue(let nominal):
      memberScope(nominal.type, nominal.scope)
    }
  }

  private func value(
    of parameter: Signature.Parameter, _ given: [Synthesis], _ bindings: inout [String: Type], in around: Scope?,
    at range: SourceRange
  ) -> TypedExpression {
    if parameter.isVariadic {
      let elements = given.map { convert($0, to: parameter.type, &bindings) }
      let type = parameter.type.substituting(bindings)
      if elements.contains(where: \.isInvalid) { return .invalid(at: range) }
      return TypedExpression(.array(elements), .array(type == .existential("Any") ? .string : type), at: range)
    }
    if let argument = given.first { return convert(argument, to: parameter.type, &bindings) }
    guard let standard = parameter.defaultValue else { return .invalid(at: range) }
    let outer = scope
    if let around { scope = around }
    defer { scope = outer }
    var value = check(standard, as: parameter.type.substituting(bindings))
    value.range = range
    return value
  }

  /// Converts, and binds what a closure's result decides.
  private func convert(_ value: Synthesis, to type: Type, _ bindings: inout [String: Type]) -> TypedExpression {
    let converted = convert(value, to: type.substituting(bindings))
    if type.isGeneric { _ = unify(type, converted.type, &bindings) }
    return converted
  }

  private func kind(
    of candidate: Candidate, _ values: [TypedExpression], _ bindings: [String: Type], at range: SourceRange
  ) -> TypedExpression.Kind {
    switch candidate.target {
    case .native(let number): return .native(number, bindings: bindings, values)
    case .memberwise(let nominal): return memberwise(nominal, values)
    case .enumCase(_, let number): return .enumCase(number, values)
    case .rawValue(let nominal): return caseWithRawValue(values[0], of: nominal, at: range)
    case .user(let generic):
      let function = instance(of: generic, bindings, at: range)
      if function.signature.result == .invalid { return .invalid }
      use(function, at: range)
      return .user(function, values)
    }
  }

  /// The values in the order of the properties; constants that are declared with a value are no parameters.
  private func memberwise(_ nominal: NominalType, _ values: [TypedExpression]) -> TypedExpression.Kind {
    var given = values[...]
    return .construct(
      nominal.properties.map { property in
        let isParameter = nominal.kind == .structure && (property.isMutable || property.defaultSyntax == nil)
        if isParameter, let value = given.popFirst() { return value }
        return property.defaultValue ?? TypedExpression(.none, property.type, at: nominal.range)
      })
  }

  /// The case whose raw value it is, or `nil`.
  private func caseWithRawValue(
    _ raw: TypedExpression, of nominal: NominalType, at range: SourceRange
  ) -> TypedExpression.Kind {
    let held = hidden(raw.type, at: range)
    let value = TypedExpression(.variable(held), raw.type, at: range)
    let type = Type.optional(nominal.type)
    var result = TypedExpression(.none, type, at: range)
    for number in nominal.cases.indices.reversed() {
      guard let own = nominal.cases[number].rawValue else { continue }
      let test = resolveOperator(
        Operator(name: "==", range: range), .typed(value), .typed(own), at: range, expected: .bool)
      let made = TypedExpression(.enumCase(number, []), nominal.type, at: range)
      result = TypedExpression(.ternary(test, TypedExpression(.wrap(made), type, at: range), result), type, at: range)
    }
    return .statements([TypedStatement(.declare(held, raw), at: range)], result)
  }
}
