import Diagnostics

/// What is known of an expression before its surroundings are asked: a typed expression, or an open one.
enum Synthesis {
  case typed(TypedExpression)
  case open(Open)

  var range: SourceRange {
    switch self {
    case .typed(let expression): expression.range
    case .open(let open): open.range
    }
  }

  var isOpen: Bool {
    if case .open = self { true } else { false }
  }

  var isInvalid: Bool {
    if case .typed(let expression) = self { expression.isInvalid } else { false }
  }

  var isClosure: Bool {
    if case .open(let open) = self, case .closure = open.shape { true } else { false }
  }
}

/// An expression whose type its surroundings decide: a literal, or one made of literals alone.
struct Open {
  var shape: Shape
  var range: SourceRange
  private let memo = Memo()

  init(shape: Shape, range: SourceRange) {
    self.shape = shape
    self.range = range
  }

  /// How well it fits each type that was asked for: without it, long sums of literals take time squared.
  private final class Memo {
    var fits: [Type: Ranking?] = [:]
  }

  /// What `compute` says of `type`, asked once.
  func fit(_ type: Type, _ compute: () -> Ranking?) -> Ranking? {
    if let known = memo.fits[type] { return known }
    let fit = compute()
    memo.fits[type] = .some(fit)
    return fit
  }

  /// Whether it is one of several values, so that one of them may be `nil` and another is not.
  var isChoice: Bool {
    switch shape {
    case .ternary, .branches: true
    default: false
    }
  }

  indirect enum Shape {
    case integer(String)
    case float(String)
    case nilLiteral
    /// `.name`
    case implicitMember(String)
    /// `.name(arguments)`
    case implicitCall(String, [Synthesis], labels: [Argument])
    case negated(Synthesis, Operator)
    case arithmetic(Operator, Synthesis, Synthesis)
    /// A generic function of open arguments: `sqrt(2)`.
    case call(Callee, [Synthesis], labels: [Argument])
    case range(Synthesis, Synthesis, closed: Bool)
    case array([Synthesis])
    case dictionary([(key: Synthesis, value: Synthesis)])
    case tuple([(label: String?, value: Synthesis)])
    case ternary(TypedExpression, Synthesis, Synthesis)
    case closure(Closure)
    case branches(BranchValue)
    /// The name of functions, used as a value.
    case functions(Callee)
  }
}

/// How well a value fits a parameter; less is better. Compared in the order in which Swift compares solutions.
struct Ranking: Comparable {
  var disfavored = 0
  var wrapped = 0
  var existential = 0
  var generic = 0
  /// Literals that became another type than their own.
  var literals = 0

  static let exact = Ranking()

  static func < (a: Ranking, b: Ranking) -> Bool {
    (a.disfavored, a.wrapped, a.existential, a.generic, a.literals)
      < (b.disfavored, b.wrapped, b.existential, b.generic, b.literals)
  }

  static func + (a: Ranking, b: Ranking) -> Ranking {
    Ranking(
      disfavored: a.disfavored + b.disfavored, wrapped: a.wrapped + b.wrapped,
      existential: a.existential + b.existential, generic: a.generic + b.generic, literals: a.literals + b.literals)
  }
}

// MARK: - Default types

extension Checker {
  /// The type that an open expression has where nothing asks for another, or `nil` where it needs to be asked.
  func defaultType(of synthesis: Synthesis) -> Type? {
    switch synthesis {
    case .typed(let expression): expression.type
    case .open(let open): defaultType(of: open)
    }
  }

  func defaultType(of open: Open) -> Type? {
    switch open.shape {
    case .integer: .int
    case .float: .double
    case .negated(let value, _): defaultType(of: value)
    case .arithmetic(_, let left, let right): numericJoin(defaultType(of: left), defaultType(of: right))
    case .range(let lower, let upper, let closed):
      numericJoin(defaultType(of: lower), defaultType(of: upper)).map { closed ? .closedRange($0) : .range($0) }
    case .array(let elements): elementType(elements).map { .array($0) }
    case .dictionary(let pairs): dictionaryType(pairs)
    case .tuple(let elements): tupleType(elements)
    case .ternary(_, let first, let second): join([first, second])
    case .implicitMember(let name): catalog.lookUp(name, owner: "Double", isStatic: true).isEmpty ? nil : .double
    case .call(let callee, let arguments, let labels): resolvedType(of: callee, arguments, labels)
    case .functions(let callee): callee.candidates.count == 1 ? callee.candidates[0].signature.functionType : nil
    case .closure(let closure): closureType(closure)
    case .branches(let branches): join(branches.values.filter { defaultType(of: $0) != .void })
    case .nilLiteral, .implicitCall: nil
    }
  }

  /// The type of a closure that names the types of its parameters.
  private func closureType(_ closure: Closure) -> Type? {
    let types = closure.parameters.compactMap(\.type)
    guard types.count == closure.parameters.count, !types.isEmpty || closure.shorthandCount == 0 else { return nil }
    return .function(
      types.map { type($0) }, closure.result.map { type($0) } ?? .parameter("Result"), throwing: true)
  }

  private func numericJoin(_ a: Type?, _ b: Type?) -> Type? {
    switch (a, b) {
    case (nil, _), (_, nil): nil
    case (.int, .double), (.double, .int): .double
    default: a == b ? a : nil
    }
  }

  /// The one type that all fit, preferring that of the typed ones.
  private func join(_ values: [Synthesis]) -> Type? {
    let present = values.filter { !isNil($0) }
    if present.count < values.count {
      let type = join(present)
      return type.map { $0.isOptional ? $0 : .optional($0) }
    }
    let typed = values.compactMap { if case .typed(let value) = $0 { value.type } else { nil } }
    let candidates = typed.isEmpty ? values.compactMap { defaultType(of: $0) } : typed
    return candidates.first { type in values.allSatisfy { fit($0, type) != nil } }
      ?? (typed.isEmpty ? candidates.reduce(candidates.first) { numericJoin($0, $1) } : nil)
  }

  /// `[x, 1/2]` has none: in Swift its quotient may be an Int.
  private func elementType(_ elements: [Synthesis]) -> Type? {
    guard let type = join(elements) else { return nil }
    guard case .named = type else { return type }
    return elements.contains(where: isQuotient) ? nil : type
  }

  private func isQuotient(_ value: Synthesis) -> Bool {
    guard case .open(let open) = value, case .arithmetic(let op, let left, let right) = open.shape else { return false }
    return op.name == "/" || isQuotient(left) || isQuotient(right)
  }

  private func dictionaryType(_ pairs: [(key: Synthesis, value: Synthesis)]) -> Type? {
    guard let key = join(pairs.map(\.key)), let value = join(pairs.map(\.value)) else { return nil }
    return .dictionary(key, value)
  }

  private func tupleType(_ elements: [(label: String?, value: Synthesis)]) -> Type? {
    var types: [Type.Element] = []
    for element in elements {
      guard let type = defaultType(of: element.value) else { return nil }
      types.append(Type.Element(element.label, type))
    }
    return .tuple(types)
  }
}

// MARK: - Fitting

extension Checker {
  /// How well `value` fits `type`, or `nil` if it does not.
  func fit(_ value: Synthesis, _ type: Type) -> Ranking? {
    switch value {
    case .typed(let expression): fit(expression, type)
    case .open(let open): fit(open, type)
    }
  }

  private func fit(_ value: TypedExpression, _ type: Type) -> Ranking? {
    if let fit = fit(value.type, type) { return fit }
    guard case .string(let text) = value.kind, value.type == .string, text.count == 1 else { return nil }
    return type == .named("Character") ? Ranking(literals: 1) : nil
  }

  func fit(_ given: Type, _ wanted: Type) -> Ranking? {
    if given == wanted || given == .invalid || wanted == .invalid { return .exact }
    switch (given, wanted) {
    case (_, .existential("Any")): return Ranking(existential: 1)
    case (_, .existential(let name)): return conforms(given, to: name) ? Ranking(existential: 1) : nil
    case (.array(let a), .array(.existential(let name))):
      return conforms(a, to: name) ? Ranking(existential: 1) : nil
    case (.optional(let a), .optional(let b)): return fit(a, b)
    case (_, .optional(let wrapped)): return fit(given, wrapped).map { $0 + Ranking(wrapped: 1) }
    case (.function(let a, let result, false), .function(_, _, true)):
      return wanted == .function(a, result, throwing: true) ? .exact : nil
    case (.tuple(let a), .tuple(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.type == $1.type && ($0.label == nil || $1.label == nil) }
        ? .exact : nil
    default: return nil
    }
  }

  func fit(_ open: Open, _ type: Type) -> Ranking? {
    if type == .invalid { return .exact }
    if case .optional(let wrapped) = type {
      if case .nilLiteral = open.shape { return .exact }
      if open.isChoice { return open.fit(type) { fitShape(open, type) } }
      return fit(open, wrapped).map { $0 + Ranking(wrapped: 1) }
    }
    if case .existential = type {
      guard let natural = defaultType(of: open) else { return nil }
      return fit(natural, type)
    }
    return open.fit(type) { fitShape(open, type) }
  }

  private func fitShape(_ open: Open, _ type: Type) -> Ranking? {
    switch open.shape {
    case .integer: type == .int ? .exact : isLiteral(type) ? Ranking(literals: 1) : nil
    case .float:
      type == .double ? .exact : type != .int && isLiteral(type) && !isIntegerOnly(type) ? Ranking(literals: 1) : nil
    case .nilLiteral: nil
    case .negated(let value, _): isLiteral(type) ? fit(value, type) : nil
    case .arithmetic(let op, let left, let right): fitArithmetic(op, left, right, type)
    case .call(let callee, let arguments, let labels):
      best(callee, arguments, labels, expected: type).map { _ in
        type == .double ? .exact : Ranking(literals: 1)
      }
    case .range(let lower, let upper, let closed): fitRange(lower, upper, closed, type)
    case .array(let elements): fitArray(elements, type)
    case .dictionary(let pairs): fitDictionary(pairs, type)
    case .tuple(let elements): fitTuple(elements, type)
    case .ternary(_, let first, let second): sum([fit(first, type), fit(second, type)])
    case .implicitMember(let name): hasImplicit(name, type) ? .exact : nil
    case .implicitCall(let name, let arguments, let labels):
      best(statics(name, of: type), arguments, labels, expected: type).map { _ in .exact }
    case .closure(let closure): fitClosure(closure, type)
    case .branches(let branches): sum(branches.values.filter { defaultType(of: $0) != .void }.map { fit($0, type) })
    case .functions(let callee): fitFunctions(callee, type)
    }
  }

  func isLiteral(_ type: Type) -> Bool {
    switch type {
    case .int, .double: true
    case .named(let name): catalog.types[name]?.literals != nil
    case .nominal: isOwnLiteral("integerLiteral", type) || isOwnLiteral("floatLiteral", type)
    default: false
    }
  }

  private func isIntegerOnly(_ type: Type) -> Bool {
    if case .nominal = type { !isOwnLiteral("floatLiteral", type) } else { false }
  }

  private func sum(_ rankings: [Ranking?]) -> Ranking? {
    rankings.reduce(Ranking.exact) { total, next in
      guard let total, let next else { return nil }
      return total + next
    }
  }

  private func fitArithmetic(_ op: Operator, _ left: Synthesis, _ right: Synthesis, _ type: Type) -> Ranking? {
    best(operators(op.name), [left, right], Checker.unlabelled(2), expected: type)?.ranking
  }

  private func fitRange(_ lower: Synthesis, _ upper: Synthesis, _ closed: Bool, _ type: Type) -> Ranking? {
    switch (type, closed) {
    case (.closedRange(let bound), true), (.range(let bound), false): sum([fit(lower, bound), fit(upper, bound)])
    default: nil
    }
  }

  private func fitArray(_ elements: [Synthesis], _ type: Type) -> Ranking? {
    switch type {
    case .array(let element), .set(let element): return sum(elements.map { fit($0, element) })
    default: return nil
    }
  }

  private func fitDictionary(_ pairs: [(key: Synthesis, value: Synthesis)], _ type: Type) -> Ranking? {
    guard case .dictionary(let key, let value) = type else { return nil }
    return sum(pairs.map { fit($0.key, key) } + pairs.map { fit($0.value, value) })
  }

  private func fitTuple(_ elements: [(label: String?, value: Synthesis)], _ type: Type) -> Ranking? {
    guard case .tuple(let wanted) = type, wanted.count == elements.count else { return nil }
    return sum(zip(elements, wanted).map { fit($0.value, $1.type) })
  }

  private func hasImplicit(_ name: String, _ type: Type) -> Bool {
    hasStatic(name, type) || !catalog.lookUp(name, owner: ownerName(of: type), isStatic: true).isEmpty
  }

  private func fitClosure(_ closure: Closure, _ type: Type) -> Ranking? {
    fitArity(closure, type) ? .exact : nil
  }

  private func fitFunctions(_ callee: Callee, _ type: Type) -> Ranking? {
    guard case .function = type else { return nil }
    return functionValue(callee, type) == nil ? nil : .exact
  }

  /// The candidate of `callee` that has the function type `type`, with its type parameters bound; what `type` leaves
  /// open of its result, the candidate decides.
  func functionValue(_ callee: Callee, _ type: Type) -> (candidate: Candidate, bindings: [String: Type])? {
    guard case .function(let parameters, let result, let throwing) = type else { return nil }
    return callee.candidates.lazy.compactMap { candidate in
      let signature = candidate.signature
      var bindings: [String: Type] = [:]
      guard throwing || signature.throwing != .always,
        signature.parameters.count == parameters.count, !parameters.contains(where: \.isGeneric),
        zip(signature.functionTypes, parameters).allSatisfy({ self.unify($0, $1, &bindings) }),
        result.isGeneric || self.unify(signature.result, result, &bindings), self.satisfies(signature, bindings)
      else { return nil }
      return (candidate, bindings)
    }.first
  }
}
