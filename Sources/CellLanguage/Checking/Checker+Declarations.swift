import Diagnostics

/// Functions: made known before the statements of their block, their bodies checked later.
extension Checker {
  /// Makes the functions and types of a block known before its statements are checked.
  func hoist(_ list: [Statement]) -> [Int: UserFunction] {
    declareTypes(list)
    var hoisted: [Int: UserFunction] = [:]
    for (number, statement) in list.enumerated() {
      if case .function(let declaration) = statement.kind { hoisted[number] = declareFunction(declaration) }
    }
    return hoisted
  }

  private func declareFunction(_ syntax: FunctionDeclaration) -> UserFunction {
    let function = makeFunction(syntax, in: scope)
    if isOperator(syntax.name) {
      addOperator(function)
      return function
    }
    var overloads = [function]
    if case .functions(let others) = scope.names[syntax.name] {
      if others.contains(where: { $0.cell == cell && isSame($0, function) }) {
        report(.redefinition, "'\(syntax.name)' is declared twice with the same parameters", at: syntax.nameRange)
      }
      overloads += others.filter { !isSame($0, function) }
    }
    scope.define(syntax.name, .functions(overloads))
    return function
  }

  func addOperator(_ function: UserFunction) {
    let name = function.signature.name
    operatorFunctions[name, default: []].append(function)
    let sides = function.signature.parameters.map(\.type)
    guard sides.count == 2, sides[0] == sides[1], !sides[0].isGeneric, let nominal = nominal(sides[0]) else { return }
    nominal.operators[name] = function
    nominal.witnesses = nil
  }

  func isOperator(_ name: String) -> Bool { name.first.map { !$0.isLetter && $0 != "_" && $0 != "`" } ?? false }

  private func isSame(_ a: UserFunction, _ b: UserFunction) -> Bool {
    a.signature.functionType == b.signature.functionType
      && a.signature.parameters.map(\.label) == b.signature.parameters.map(\.label)
      && a.signature.generics.map(\.constraints) == b.signature.generics.map(\.constraints)
  }

  /// - Parameters:
  ///   - owner: the type whose member it is.
  ///   - outer: the type parameters of what it is a member of.
  func makeFunction(
    _ syntax: FunctionDeclaration, in scope: Scope, owner: Type? = nil, role: UserFunction.Role = .function,
    generics outer: [GenericParameter] = []
  ) -> UserFunction {
    let signature = signature(of: syntax, in: scope, outer)
    let body = FunctionBody(name: syntax.name, result: signature.result, parent: scope.function, cell: cell)
    body.isMethod = owner != nil
    body.isThrowing = syntax.throwing != .never
    return UserFunction(syntax, signature, body, owner: owner, role: role, scope: scope, cell: cell)
  }

  func signature(
    of syntax: FunctionDeclaration, in scope: Scope, _ outer: [GenericParameter]
  ) -> Signature {
    let around = self.scope
    self.scope = Scope(parent: scope, function: scope.function)
    defer { self.scope = around }
    for generic in syntax.generics { self.scope.define(generic.name, .type(.parameter(generic.name))) }
    var resolver = resolver
    var generics = outer + syntax.generics
    var parameters = syntax.parameters.map { resolver.read($0) }
    for number in parameters.indices {
      parameters[number].type = opaque(parameters[number].type, named: "some \(number)", &generics)
    }
    let result = syntax.result.map { resolver.read($0) } ?? .void
    diagnostics += resolver.diagnostics
    var signature = Signature(name: syntax.name, generics: generics, parameters: parameters, result: result)
    signature.isMutating = syntax.isMutating
    signature.throwing = syntax.throwing
    if isOperator(syntax.name) { for number in parameters.indices { signature.parameters[number].label = nil } }
    return signature
  }

  /// `some P` as a parameter's type is a type parameter that no one names.
  private func opaque(_ type: Type, named name: String, _ generics: inout [GenericParameter]) -> Type {
    guard case .existential(let word) = type, word.hasPrefix("some ") else { return type }
    generics.append(GenericParameter(name: name, constraints: [String(word.dropFirst(5))]))
    return .parameter(name)
  }

  // MARK: Bodies

  /// Checks the bodies of functions that were put off until all of the cell is declared.
  func checkPending() {
    var next = 0
    while next < pending.count {
      checkBody(of: pending[next])
      next += 1
    }
    pending = []
  }

  func checkBody(of function: UserFunction) {
    // A generic function's body is checked for each choice of types that it is called with.
    guard !function.isChecked, function.signature.generics.isEmpty, function.owner?.isGeneric != true else { return }
    function.isChecked = true
    let outer = (needs: needs, scope: scope)
    needs = []
    scope = function.scope
    switch function.role {
    case .function, .method: checkFunction(function)
    case .initializer: checkInitializer(function)
    }
    scope = outer.scope
    function.body.isChecked = true
    function.definingCells.formUnion(needs)
    needs.formUnion(outer.needs)
  }

  private func checkFunction(_ function: UserFunction) {
    let (body, syntax) = (function.body, function.syntax)
    inFunction(body) {
      if case .method = function.role, let owner = function.owner { declareSelf(owner, in: function) }
      inScope(function: body) {
        declareParameters(of: function)
        inScope(function: body) { statements(of: body, syntax.body, at: syntax.nameRange) }
      }
    }
    body.statements = initialised(body.statements)
  }

  private func declareParameters(of function: UserFunction) {
    for (parameter, syntax) in zip(function.signature.parameters, function.syntax.parameters) {
      let variable = declare(parameter.name, parameter.passedType, mutable: parameter.isInout, at: syntax.range)
      variable.isInout = parameter.isInout
      function.body.parameters.append(variable)
    }
  }

  // MARK: Self

  /// `self` and, through it, the members by their bare names.
  private func declareSelf(_ owner: Type, in function: UserFunction) {
    let isMutating = function.syntax.isMutating && !types.isReference(owner)
    let receiver = Variable(
      "self", owner, isMutable: isMutating, storage: .local, owner: function.body, cell: cell,
      range: function.syntax.nameRange)
    receiver.isInout = isMutating && catalog.bank(of: owner) == .scalar
    function.body.isMutating = isMutating && !receiver.isInout
    function.body.parameters = [receiver]
    defineMembers(of: receiver)
  }

  private func defineMembers(of receiver: Variable) {
    scope.define("self", .variable(receiver))
    scope.members = { [unowned self] name in hasMember(name, receiver.type) ? .member(of: receiver) : nil }
  }

  /// An initialiser is a function that fills a fresh `self` and returns it.
  private func checkInitializer(_ function: UserFunction) {
    let (body, syntax) = (function.body, function.syntax)
    guard let owner = function.owner else { return }
    let place = syntax.nameRange
    inFunction(body) {
      let receiver = Variable(
        "self", owner, isMutable: !types.isReference(owner), storage: .local, owner: body, cell: cell, range: place)
      receiver.isUnset = true
      body.filled = receiver
      defineMembers(of: receiver)
      inScope(function: body) {
        declareParameters(of: function)
        body.result = syntax.isFailable ? .optional(owner) : .void
        let filled = inScope(function: body) { statements(syntax.body) }
        body.result = syntax.isFailable ? .optional(owner) : owner
        let result = TypedExpression(.variable(receiver), owner, at: place)
        body.statements =
          [TypedStatement(.declare(receiver, fresh(owner, at: place)), at: place)]
          + initialised(filled, filling: receiver, at: place) + [TypedStatement(.returnValue(result), at: place)]
      }
    }
  }

  /// A value whose properties have what they are declared with, or nothing yet.
  private func fresh(_ type: Type, at range: SourceRange) -> TypedExpression? {
    guard let nominal = nominal(type), nominal.kind != .enumeration, !nominal.properties.isEmpty || nominal.isReference
    else { return nil }
    let values = nominal.properties.map { property in
      property.defaultValue ?? TypedExpression(.none, property.type, at: range)
    }
    return TypedExpression(.construct(values), type, at: range)
  }
}
