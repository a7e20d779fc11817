import Diagnostics

/// Sees to it that variables declared without a value, and the properties that an initialiser fills, have one on every
/// way to their use, and that constants get only one.
struct InitialisationCheck {
  /// A variable, or a stored property of the `self` being filled.
  struct Item: Hashable {
    var variable: ObjectIdentifier
    var field: Int?
  }

  /// What has a value on every way here, and what may have one.
  struct State {
    var assigned: Set<Item> = []
    var touched: Set<Item> = []
    var isReachable = true

    mutating func merge(_ other: State) {
      touched.formUnion(other.touched)
      if !other.isReachable { return }
      assigned = isReachable ? assigned.intersection(other.assigned) : other.assigned
      isReachable = true
    }
  }

  private(set) var diagnostics: [Diagnostic] = []
  private var state = State()
  /// The variables that are watched, with the loops around their declarations.
  private var depths: [ObjectIdentifier: Int] = [:]
  private var depth = 0
  /// What is known where `break` leads.
  private var exits: [ObjectIdentifier: State] = [:]
  private let filled: Variable?
  private let properties: [NominalType.Property]
  private let isEnumeration: Bool
  private var reported: Set<Item> = []

  init(filling variable: Variable? = nil, of nominal: NominalType? = nil) {
    filled = variable
    properties = nominal?.properties ?? []
    isEnumeration = nominal?.kind == .enumeration || nominal == nil
    if let variable {
      depths[ObjectIdentifier(variable)] = 0
      for (number, property) in properties.enumerated() where property.defaultSyntax != nil {
        state.assigned.insert(item(variable, number))
        state.touched.insert(item(variable, number))
      }
    }
  }

  private func item(_ variable: Variable, _ field: Int? = nil) -> Item {
    Item(variable: ObjectIdentifier(variable), field: field)
  }

  mutating func check(_ statements: [TypedStatement], end: SourceRange) {
    visit(statements)
    requireFilled(at: end)
  }

  // MARK: Items

  private var itemsOfSelf: [(item: Item, name: String)] {
    guard let filled else { return [] }
    if isEnumeration { return [(item(filled), "self")] }
    return properties.enumerated().map { (item(filled, $0), $1.name) }
  }

  private mutating func requireFilled(at range: SourceRange) {
    guard state.isReachable else { return }
    for (item, name) in itemsOfSelf where !state.assigned.contains(item) {
      guard reported.insert(item).inserted else { continue }
      diagnostics.append(Diagnostic(.notInitialised, "this initialiser gives '\(name)' no value", at: range))
    }
  }

  private mutating func use(_ variable: Variable, at range: SourceRange) {
    guard state.isReachable, depths[ObjectIdentifier(variable)] != nil else { return }
    if variable === filled {
      guard let missing = itemsOfSelf.first(where: { !state.assigned.contains($0.item) }) else { return }
      guard reported.insert(missing.item).inserted else { return }
      return diagnostics.append(
        Diagnostic(.notInitialised, "'self' is used before '\(missing.name)' has a value", at: range))
    }
    let item = item(variable)
    guard !state.assigned.contains(item), reported.insert(item).inserted else { return }
    diagnostics.append(
      Diagnostic(.notInitialised, "'\(variable.name)' is used before it has a value on every way here", at: range))
  }

  private mutating func use(field number: Int, of variable: Variable, at range: SourceRange) {
    let item = item(variable, number)
    guard state.isReachable, !state.assigned.contains(item), reported.insert(item).inserted else { return }
    diagnostics.append(
      Diagnostic(.notInitialised, "'\(properties[number].name)' is used before it has a value", at: range))
  }

  private mutating func set(_ item: Item, isConstant: Bool, name: String, at range: SourceRange) {
    if isConstant, state.isReachable, state.touched.contains(item) || depth > depths[item.variable, default: 0] {
      diagnostics.append(Diagnostic(.notMutable, "'\(name)' is a constant and may have a value already", at: range))
    }
    state.assigned.insert(item)
    state.touched.insert(item)
  }

  // MARK: Statements

  private mutating func visit(_ statements: [TypedStatement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: TypedStatement) {
    switch statement.kind {
    case .expression(let value), .display(let value): visit(value)
    case .declare(let variable, let value):
      if let value { visit(value) } else { watch(variable) }
    case .choose(let branches, let otherwise, let target): choose(branches, otherwise, target)
    case .guarded(let conditions, let leave):
      visit(conditions)
      let passed = state
      visit(leave)
      state = passed
    case .whileLoop(let conditions, let body, let target): whileLoop(conditions, body, target)
    case .repeatLoop(let body, let condition, let target):
      loop(target) {
        $0.visit(body)
        $0.visit(condition)
      }
    case .count(_, let from, let to, _, let body, let target):
      visit(from)
      visit(to)
      optionalLoop(target) { $0.visit(body) }
    case .each(_, let sequence, let body, let target):
      visit(sequence)
      optionalLoop(target) { $0.visit(body) }
    case .block(let body): visit(body)
    case .returnValue(let value):
      if let value { visit(value) }
      if value == nil { requireFilled(at: statement.range) }
      state.isReachable = false
    case .throwError(let value, _):
      visit(value)
      state.isReachable = false
    case .attempt(let body, _, let branches): attempt(body, branches)
    case .breakLoop(let target):
      var exit = exits[ObjectIdentifier(target)] ?? unreachable
      exit.merge(state)
      exits[ObjectIdentifier(target)] = exit
      state.isReachable = false
    case .continueLoop, .unreachable: state.isReachable = false
    }
  }

  private var unreachable: State { State(assigned: [], touched: [], isReachable: false) }

  private mutating func watch(_ variable: Variable) {
    depths[ObjectIdentifier(variable)] = depth
    state.assigned.remove(item(variable))
    state.touched.remove(item(variable))
  }

  private mutating func choose(_ branches: [TypedBranch], _ otherwise: [TypedStatement], _ target: JumpTarget?) {
    var end = unreachable
    for branch in branches {
      for conditions in branch.alternatives { visit(conditions) }
      let failed = state
      visit(branch.body)
      end.merge(state)
      state = failed
    }
    visit(otherwise)
    state.merge(end)
    if let target, let left = exits.removeValue(forKey: ObjectIdentifier(target)) { state.merge(left) }
  }

  /// An error may come before the first statement has run.
  private mutating func attempt(_ body: [TypedStatement], _ branches: [TypedBranch]) {
    let start = state
    visit(body)
    var end = state
    var caught = start
    caught.touched.formUnion(end.touched)
    for branch in branches {
      state = caught
      for conditions in branch.alternatives { visit(conditions) }
      visit(branch.body)
      end.merge(state)
    }
    state = end
  }

  private mutating func whileLoop(_ conditions: [TypedCondition], _ body: [TypedStatement], _ target: JumpTarget) {
    visit(conditions)
    var end = state
    end.isReachable = !isEndless(conditions)
    depth += 1
    visit(body)
    depth -= 1
    leave(target, end)
  }

  private mutating func optionalLoop(_ target: JumpTarget, _ body: (inout InitialisationCheck) -> Void) {
    let end = state
    depth += 1
    body(&self)
    depth -= 1
    leave(target, end)
  }

  private mutating func loop(_ target: JumpTarget, _ body: (inout InitialisationCheck) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
    leave(target, state)
  }

  private mutating func leave(_ target: JumpTarget, _ end: State) {
    let touched = state.touched
    state = end
    state.touched.formUnion(touched)
    if let left = exits.removeValue(forKey: ObjectIdentifier(target)) { state.merge(left) }
  }

  private mutating func visit(_ conditions: [TypedCondition]) {
    for condition in conditions {
      switch condition {
      case .expression(let value), .binding(_, let value), .value(_, let value): visit(value)
      }
    }
  }

  // MARK: Expressions

  private mutating func visit(_ value: TypedExpression) {
    switch value.kind {
    case .variable(let variable): use(variable, at: value.range)
    case .field(let base, let number):
      if case .variable(let variable) = base.kind, let filled, variable === filled {
        use(field: number, of: variable, at: value.range)
      } else {
        visit(base)
      }
    case .assign(let place, let newValue):
      visit(newValue)
      assign(place, at: value.range)
    case .mutate(let place, _, let arguments):
      for argument in arguments { visit(argument) }
      visit(place, isRead: true)
    case .reference(let place): visit(place, isRead: true)
    case .closure(let body): for variable in body.captures { use(variable, at: value.range) }
    case .function(let function): for variable in function.body.captures { use(variable, at: value.range) }
    case .user(let function, let arguments):
      for argument in arguments { visit(argument) }
      for variable in function.body.captures { use(variable, at: value.range) }
    case .statements(let statements, let last):
      visit(statements)
      visit(last)
    case .ternary(let condition, let first, let second):
      visit(condition)
      branches([first, second])
    case .and(let left, let right), .or(let left, let right), .coalesce(let left, let right):
      visit(left)
      maybe(right)
    case .chain(_, let optional, let rest, let writeBack):
      visit(optional)
      maybe(rest)
      if let writeBack { maybe(writeBack) }
    default: for part in value.parts { visit(part) }
    }
  }

  private mutating func branches(_ values: [TypedExpression]) {
    let start = state
    var end = unreachable
    for value in values {
      state = start
      visit(value)
      end.merge(state)
    }
    state = end
  }

  private mutating func maybe(_ value: TypedExpression) {
    let start = state
    visit(value)
    state.merge(start)
  }

  private mutating func visit(_ place: Place, isRead: Bool) {
    for step in place.steps {
      switch step {
      case .element(let index, _): visit(index)
      case .entry(let key, let fallback, _):
        visit(key)
        if let fallback { maybe(fallback) }
      case .accessed(_, let arguments, _): for argument in arguments { visit(argument) }
      case .field, .unwrapped: break
      }
    }
    guard isRead else { return }
    switch place.root {
    case .variable(let variable):
      if variable === filled, case .field(let number, _) = place.steps.first {
        use(field: number, of: variable, at: place.range)
      } else {
        use(variable, at: place.range)
      }
    case .object(let reference): visit(reference)
    }
  }

  private mutating func assign(_ place: Place, at range: SourceRange) {
    switch place.root {
    case .object(let reference):
      if let filled, case .variable(let variable) = reference.kind, variable === filled {
        return assignField(of: filled, place, at: range)
      }
      visit(place, isRead: true)
    case .variable(let variable):
      if let filled, variable === filled { return assignField(of: filled, place, at: range) }
      guard place.steps.isEmpty else { return visit(place, isRead: true) }
      if depths[ObjectIdentifier(variable)] != nil {
        set(item(variable), isConstant: !variable.isMutable, name: variable.name, at: range)
      } else if variable.isUnset, !variable.isMutable {
        diagnostics.append(
          Diagnostic(.notMutable, "'\(variable.name)' is a constant; a closure cannot give it its value", at: range))
      }
    }
  }

  private mutating func assignField(of variable: Variable, _ place: Place, at range: SourceRange) {
    visit(place, isRead: place.steps.count > 1)
    guard case .field(let number, _) = place.steps.first else {
      for (item, _) in itemsOfSelf {
        state.assigned.insert(item)
        state.touched.insert(item)
      }
      return
    }
    if place.steps.count > 1 { return }
    let property = properties[number]
    set(item(variable, number), isConstant: !property.isMutable, name: property.name, at: range)
  }

  private func isEndless(_ conditions: [TypedCondition]) -> Bool {
    if conditions.count == 1, case .expression(let value) = conditions[0], case .boolean(true) = value.kind {
      return true
    }
    return false
  }
}

extension TypedExpression {
  /// The expressions that it is made of and that are always evaluated.
  var parts: [TypedExpression] {
    switch kind {
    case .native(_, _, let parts), .user(_, let parts), .construct(let parts), .array(let parts),
      .concatenate(let parts), .enumCase(_, let parts):
      parts
    case .callValue(let callee, let arguments): [callee] + arguments
    case .field(let part, _), .tag(let part), .payload(let part, _, _), .wrap(let part), .unwrap(let part),
      .erase(let part),
      .cast(let part, _), .attempt(_, let part),
      .isNone(let part), .describe(let part), .assign(_, let part):
      [part]
    case .element(let a, let b), .identical(let a, let b), .and(let a, let b), .or(let a, let b),
      .coalesce(let a, let b):
      [a, b]
    case .ternary(let a, let b, let c): [a, b, c]
    case .chain(_, let optional, let rest, let writeBack): [optional, rest] + (writeBack.map { [$0] } ?? [])
    case .mutate(_, _, let arguments): arguments
    case .statements(_, let last): [last]
    case .integer, .double, .boolean, .string, .constant, .variable, .closure, .function, .none, .held, .reference,
      .invalid:
      []
    }
  }
}

extension Checker {
  /// The statements of a body, once what they leave without a value is reported.
  func initialised(
    _ statements: [TypedStatement], filling receiver: Variable? = nil, at end: SourceRange = SourceRange(0, 0)
  ) -> [TypedStatement] {
    guard hasUnset || receiver != nil else { return statements }
    var check = InitialisationCheck(filling: receiver, of: receiver.flatMap { nominal($0.type) })
    check.check(statements, end: end)
    diagnostics += check.diagnostics
    return statements
  }
}
