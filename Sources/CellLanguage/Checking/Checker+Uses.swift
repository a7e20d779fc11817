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
    for use in uses { reportEarly(use, callees.mapValues { $0.map(\.used) }) }
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

  private func reportEarly(_ use: FunctionUse, _ callees: [ObjectIdentifier?: [FunctionBody]]) {
    var seen: Set<ObjectIdentifier> = []
    var pending = [use.used]
    while let body = pending.popLast() {
      guard seen.insert(ObjectIdentifier(body)).inserted else { continue }
      for variable in body.captures + body.globals where variable.owner === use.user && variable.moment > use.moment {
        return report(
          .undefinedName, "'\(use.used.name)' uses '\(variable.name)', which has no value yet here", at: use.range)
      }
      pending += callees[ObjectIdentifier(body)] ?? []
    }
  }
}
