import Diagnostics

/// A call of a function, or its use as a value, from the code around it.
struct FunctionUse {
  /// The function whose code it is in; `nil` at the top level.
  let user: FunctionBody?
  let used: FunctionBody
  /// How many variables were declared by then.
  let moment: Int
  let range: SourceRange
}

/// What functions take along through the functions that they call: known only once all of a cell is checked, because
/// functions may be called above their declaration.
extension Checker {
  /// Notes that the code being checked calls `function` or makes a value of it.
  func use(_ function: UserFunction, at range: SourceRange) {
    needs.formUnion(function.definingCells)
    noteUse(of: function.body, at: range)
  }

  /// Notes that the code being checked calls `body` or makes a value of it.
  func noteUse(of body: FunctionBody, at range: SourceRange) {
    guard body.cell == cell else { return }
    if !body.isChecked { hasForwardUses = true }
    uses.append(FunctionUse(user: function, used: body, moment: declaredCount, range: range))
  }

  /// Settles the captures of the cell's functions, and reports calls that come before a variable that they reach.
  func settleUses() {
    defer {
      uses = []
      hasForwardUses = false
    }
    spreadCaptures()
    guard hasForwardUses else { return }
    let callees = Dictionary(grouping: uses.filter { $0.user != nil }) { $0.user.map { ObjectIdentifier($0) } }
      .mapValues { $0.map(\.used) }
    let latest = latestVariables()
    for use in uses {
      let variable =
        use.user.map { early(use, in: $0, callees) } ?? latest[ObjectIdentifier(use.used)]
      guard let variable, variable.moment > use.moment else { continue }
      report(.undefinedName, "'\(use.used.name)' uses '\(variable.name)', which has no value yet here", at: use.range)
    }
  }

  /// Whoever calls a function that captures must have what it captures.
  private func spreadCaptures() {
    var changed = true
    while changed {
      changed = false
      for use in uses {
        guard let user = use.user else { continue }
        for variable in use.used.captures where variable.owner !== user {
          if user.captures.contains(where: { $0 === variable }) { continue }
          user.captures.append(variable)
          changed = true
        }
      }
    }
  }

  /// Of each function the lesson's variable that it reaches and that is declared last. Each function is visited once:
  /// the variables go to the callers, the last first.
  private func latestVariables() -> [ObjectIdentifier: Variable] {
    var callers: [ObjectIdentifier: [FunctionBody]] = [:]
    var bodies: [ObjectIdentifier: FunctionBody] = [:]
    for use in uses {
      bodies[ObjectIdentifier(use.used)] = use.used
      guard let user = use.user else { continue }
      bodies[ObjectIdentifier(user)] = user
      callers[ObjectIdentifier(use.used), default: []].append(user)
    }
    let own = bodies.values.compactMap { body in
      (body.captures + body.globals).filter { $0.owner == nil }.max { $0.moment < $1.moment }.map { (body, $0) }
    }
    var latest: [ObjectIdentifier: Variable] = [:]
    for (body, variable) in own.sorted(by: { $0.1.moment > $1.1.moment }) {
      var waiting = [body]
      while let next = waiting.popLast() {
        guard latest.updateValue(variable, ifAbsent: ObjectIdentifier(next)) else { continue }
        waiting += callers[ObjectIdentifier(next)] ?? []
      }
    }
    return latest
  }

  /// A variable of `user` itself that the call reaches before it is declared. Only functions inside `user` can; where
  /// it is called again, its variables are new ones.
  private func early(
    _ use: FunctionUse, in user: FunctionBody, _ callees: [ObjectIdentifier?: [FunctionBody]]
  ) -> Variable? {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(user)]
    var pending = [use.used]
    while let body = pending.popLast() {
      guard body.isInside(user), seen.insert(ObjectIdentifier(body)).inserted else { continue }
      let reached = body.captures + body.globals
      if let variable = reached.first(where: { $0.owner === user && $0.moment > use.moment }) { return variable }
      pending += callees[ObjectIdentifier(body)] ?? []
    }
    return nil
  }
}

extension FunctionBody {
  fileprivate func isInside(_ outer: FunctionBody) -> Bool {
    var current = parent
    while let body = current {
      if body === outer { return true }
      current = body.parent
    }
    return false
  }
}

extension Dictionary {
  /// Whether there was no value for the key, which then has this one.
  fileprivate mutating func updateValue(_ value: Value, ifAbsent key: Key) -> Bool {
    guard self[key] == nil else { return false }
    self[key] = value
    return true
  }
}
