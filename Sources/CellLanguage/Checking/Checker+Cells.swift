import Diagnostics

extension Checker {
  /// Everything that cells have declared so far, which the next one sees.
  struct Names {
    var scope: [String: Entity]
    var extensions: [String: [Extension]]
    var operators: [String: [UserFunction]]
    var protocols: [String: ProtocolType]
  }

  var names: Names {
    get { Names(scope: scope.names, extensions: extensions, operators: operatorFunctions, protocols: protocols) }
    set {
      scope.restore(newValue.scope)
      extensions = newValue.extensions
      operatorFunctions = newValue.operators
      protocols = newValue.protocols
    }
  }

  /// The statements of a cell; its last expression, if it has a value, is displayed.
  func cellStatements(_ list: [Statement], isExpression: Bool) -> [TypedStatement] {
    if isExpression, list.count != 1 {
      report(.syntax, "one expression is needed here", at: list.last?.range ?? SourceRange(0, 0))
      return []
    }
    // Each cell is a block of its own inside those before it, so that it may declare their names anew.
    var statements = self.statements(list)
    if let last = statements.last, case .expression(let value) = last.kind, value.type != .void, !value.isInvalid,
      case .expression = list.last?.kind
    {
      statements[statements.count - 1].kind = .display(value)
    }
    checkPending()
    statements = initialised(statements)
    settleUses()
    for statement in statements.dropLast() { warnIfUnused(statement) }
    return statements
  }

  /// A value that nothing uses is most likely meant to be shown.
  private func warnIfUnused(_ statement: TypedStatement) {
    guard case .expression(let value) = statement.kind, value.type != .void, !value.isInvalid else { return }
    if case .native(let number, _, _) = value.kind,
      catalog.entries[number].declaration.hasPrefix("@discardableResult")
    {
      return
    }
    if case .mutate = value.kind { return }
    warn(
      .unusedResult, "this value is not used: only a cell's last expression is shown; write display(…)",
      at: value.range)
  }

  /// After an error, what the cell would have declared is known to be broken.
  func breakNames(_ list: [Statement]) {
    for statement in list {
      switch statement.kind {
      case .variable(let bindings, _): for binding in bindings { breakNames(of: binding.pattern) }
      case .function(let declaration): scope.define(declaration.name, .broken(cell: cell))
      case .protocolType(let declaration): scope.define(declaration.name, .broken(cell: cell))
      case .alias(let alias): scope.define(alias.name, .broken(cell: cell))
      case .type(let declaration):
        if declaration.kind != .extension { scope.define(declaration.name, .broken(cell: cell)) }
      case .expression, .conditional, .selection, .guarded, .loop, .whileLoop, .repeatLoop, .labelled, .throwError,
        .attempt, .returnValue,
        .breakLoop, .continueLoop, .invalid:
        break
      }
    }
  }
}
