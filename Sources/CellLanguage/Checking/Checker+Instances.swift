import Diagnostics

/// Generic functions: checked and compiled once for each choice of types that they are called with.
extension Checker {
  private static let instanceLimit = 2_000

  /// `function` with its type parameters bound; `function` itself where it has none.
  func instance(of function: UserFunction, _ bindings: [String: Type], at range: SourceRange) -> UserFunction {
    let generics = function.signature.generics
    guard !generics.isEmpty else { return function }
    let arguments = generics.map { bindings[$0.name] ?? .invalid }
    if let known = function.instances[arguments] { return known }
    let made = makeInstance(of: function, arguments, at: range)
    function.instances[arguments] = made
    return made
  }

  private func makeInstance(of function: UserFunction, _ arguments: [Type], at range: SourceRange) -> UserFunction {
    let generics = function.signature.generics
    for (generic, type) in zip(generics, arguments) where type == .invalid {
      report(.needsAnnotation, "nothing here says what '\(generic.name)' of '\(function.signature.name)' is", at: range)
    }
    instanceCount += 1
    if instanceCount == Checker.instanceLimit {
      report(.limit, "this lesson uses generic functions with too many types", at: range)
    }
    let inner = Scope(parent: function.scope, function: function.scope.function)
    inner.members = function.scope.members
    var bindings: [String: Type] = [:]
    for (generic, type) in zip(generics, arguments) {
      bindings[generic.name] = type
      inner.define(generic.name, .type(type))
    }
    if let owner = function.owner { inner.define("Self", .type(owner.substituting(bindings))) }
    let signature = function.signature.substituting(bindings)
    let body = FunctionBody(
      name: function.body.name, result: signature.result, parent: function.body.parent, cell: function.cell)
    body.isMethod = function.body.isMethod
    body.isThrowing = function.body.isThrowing
    let made = UserFunction(
      function.syntax, signature, body, owner: function.owner?.substituting(bindings), role: function.role,
      scope: inner, cell: function.cell)
    if instanceCount < Checker.instanceLimit { pending.append(made) }
    return made
  }
}

extension Signature {
  /// With the type parameters replaced, which are none any more.
  func substituting(_ bindings: [String: Type]) -> Signature {
    var result = self
    result.generics = []
    result.result = self.result.substituting(bindings)
    for number in parameters.indices {
      result.parameters[number].type = parameters[number].type.substituting(bindings)
    }
    return result
  }
}
