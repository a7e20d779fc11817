import Diagnostics

extension Checker {
  struct Hoisted {
    var function: UserFunction
    var syntax: FunctionDeclaration
  }

  /// Makes the functions and structures of a block known before its statements are checked.
  func hoist(_ list: [Statement]) -> [Int: Hoisted] {
    for statement in list {
      if case .structure(let declaration) = statement.kind { declareStructure(declaration) }
    }
    var hoisted: [Int: Hoisted] = [:]
    for (number, statement) in list.enumerated() {
      guard case .function(let declaration) = statement.kind else { continue }
      hoisted[number] = Hoisted(function: declareFunction(declaration), syntax: declaration)
    }
    return hoisted
  }

  private func declareFunction(_ syntax: FunctionDeclaration) -> UserFunction {
    let function = makeFunction(syntax)
    var overloads = [function]
    if case .functions(let others) = scope.names[syntax.name] {
      let sameCell = others.filter { $0.cell == cell }
      if sameCell.contains(where: {
        $0.signature.functionType == function.signature.functionType && labels($0) == labels(function)
      }) {
        report(.redefinition, "'\(syntax.name)' is declared twice with the same parameters", at: syntax.nameRange)
      }
      overloads += others.filter {
        $0.signature.functionType != function.signature.functionType || labels($0) != labels(function)
      }
    }
    scope.define(syntax.name, .functions(overloads))
    return function
  }

  private func labels(_ function: UserFunction) -> [String?] { function.signature.parameters.map(\.label) }

  func makeFunction(_ syntax: FunctionDeclaration, receiver: Structure? = nil) -> UserFunction {
    if let generic = syntax.generics.first {
      report(
        .unsupported,
        "the generic function '\(syntax.name)' cannot be used in a cell: write it for one type instead of \(generic.name)",
        at: syntax.nameRange)
    }
    var resolver = resolver
    resolver.typeParameters = Set(syntax.generics.map(\.name))
    let parameters = syntax.parameters.map { resolver.read($0) }
    let result = syntax.result.map { resolver.read($0) } ?? .void
    diagnostics += resolver.diagnostics
    for parameter in zip(parameters, syntax.parameters) where parameter.0.isInout {
      report(.unsupported, "an 'inout' parameter cannot be used in a cell: return the new value", at: parameter.1.range)
    }
    var signature = Signature(name: syntax.name, parameters: parameters, result: result)
    signature.isMutating = syntax.isMutating
    let body = FunctionBody(name: syntax.name, result: result, parent: function, cell: cell)
    return UserFunction(signature: signature, body: body, cell: cell, range: syntax.nameRange)
  }

  func checkBody(of function: UserFunction, _ syntax: FunctionDeclaration, receiver: Structure? = nil) {
    let outer = needs
    needs = []
    inFunction(function.body) {
      if let receiver { declareSelf(receiver, in: function.body, mutable: syntax.isMutating) }
      inScope(function: function.body) {
        function.body.parameters += zip(function.signature.parameters, syntax.parameters).map { parameter, syntax in
          declare(parameter.name, parameter.passedType, mutable: false, at: syntax.range)
        }
        inScope(function: function.body) {
          statements(of: function.body, syntax.body, at: syntax.nameRange)
        }
      }
    }
    function.body.isMutating = syntax.isMutating && receiver != nil
    function.body.isChecked = true
    function.definingCells.formUnion(needs)
    needs.formUnion(outer)
  }

  // MARK: Structures

  private func declareStructure(_ syntax: StructureDeclaration) {
    let structure = Structure(name: syntax.name, id: structures.count, cell: cell)
    structures.append(structure)
    scope.define(syntax.name, .structure(structure))
    for property in syntax.properties where property.binding.getter == nil {
      guard case .name(let name) = property.binding.pattern.kind else {
        report(.unsupported, "a property has one name", at: property.binding.pattern.range)
        continue
      }
      let type = property.binding.type.map { self.type($0) }
      let value = property.binding.value.map { type == nil ? check($0) : check($0, as: type ?? .invalid) }
      guard let known = type ?? value?.type else {
        report(.needsAnnotation, "'\(name)' needs a type, as in 'var \(name): Double'", at: property.range)
        continue
      }
      structure.properties.append(
        Structure.Property(
          name: name, type: known, isMutable: property.mutable, defaultValue: value,
          defaultSyntax: property.binding.value))
    }
    declareMembers(syntax, of: structure)
  }

  private func declareMembers(_ syntax: StructureDeclaration, of structure: Structure) {
    for method in syntax.methods {
      let function = makeFunction(method)
      function.body.isMethod = true
      if method.isStatic {
        structure.statics[method.name, default: []].append(function)
      } else {
        structure.methods[method.name, default: []].append(function)
      }
    }
    for initializer in syntax.initializers {
      var declaration = initializer
      declaration.result = nil
      let function = makeFunction(declaration)
      var signature = function.signature
      signature.result = structure.type
      signature.name = structure.name
      let body = FunctionBody(name: "init", result: structure.type, parent: self.function, cell: cell)
      body.isMethod = true
      structure.initializers.append(
        UserFunction(signature: signature, body: body, cell: cell, range: syntax.nameRange))
    }
    for property in syntax.properties where property.binding.getter != nil {
      guard case .name(let name) = property.binding.pattern.kind,
        let type = property.binding.type.map({ self.type($0) })
      else { continue }
      let body = FunctionBody(name: name, result: type, parent: function, cell: cell)
      body.isMethod = true
      structure.computed[name] = UserFunction(
        signature: Signature(name: name, parameters: [], result: type), body: body, cell: cell, range: property.range)
    }
  }

  /// Checks the bodies of a structure that ``hoist(_:)`` made known.
  func structure(_ syntax: StructureDeclaration) {
    guard case .structure(let structure) = scope.names[syntax.name] else { return }
    var seen: [String: Int] = [:]
    for method in syntax.methods {
      let key = (method.isStatic ? "static " : "") + method.name
      let list = (method.isStatic ? structure.statics : structure.methods)[method.name] ?? []
      let number = seen[key, default: 0]
      seen[key] = number + 1
      if list.indices.contains(number) {
        checkBody(of: list[number], method, receiver: method.isStatic ? nil : structure)
      }
    }
    for (function, initializer) in zip(structure.initializers, syntax.initializers) {
      checkInitializer(function, initializer, of: structure)
    }
    for property in syntax.properties {
      guard let getter = property.binding.getter, case .name(let name) = property.binding.pattern.kind,
        let function = structure.computed[name]
      else { continue }
      checkBody(of: function, self.getter(name, getter, property.range), receiver: structure)
    }
  }

  private func getter(_ name: String, _ body: [Statement], _ range: SourceRange) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, nameRange: range, generics: [], parameters: [], result: nil, body: body, isStatic: false,
      isMutating: false)
  }

  /// `self` and, through it, the members by their bare names.
  private func declareSelf(_ structure: Structure, in body: FunctionBody, mutable: Bool) {
    let receiver = Variable(
      "self", structure.type, isMutable: mutable, storage: .local, owner: body, cell: cell, range: SourceRange(0, 0))
    body.parameters = [receiver]
    defineMembers(of: structure, receiver)
  }

  private func defineMembers(of structure: Structure, _ receiver: Variable) {
    scope.define("self", .variable(receiver))
    for (number, property) in structure.properties.enumerated() {
      scope.define(property.name, .property(of: receiver, number))
    }
    for name in structure.computed.keys { scope.define(name, .member(of: receiver)) }
    for name in structure.methods.keys { scope.define(name, .member(of: receiver)) }
  }

  /// An initialiser is a function that fills a fresh `self` and returns it.
  private func checkInitializer(_ function: UserFunction, _ syntax: FunctionDeclaration, of structure: Structure) {
    let body = function.body
    let outer = needs
    needs = []
    inFunction(body) {
      let receiver = Variable(
        "self", structure.type, isMutable: true, storage: .local, owner: body, cell: cell, range: syntax.nameRange)
      body.filled = receiver
      defineMembers(of: structure, receiver)
      inScope(function: body) {
        body.parameters = zip(function.signature.parameters, syntax.parameters).map { parameter, syntax in
          declare(parameter.name, parameter.passedType, mutable: false, at: syntax.range)
        }
        body.result = .void
        let filled = inScope(function: body) { statements(syntax.body) }
        body.result = structure.type
        requireAssignments(filled, structure, syntax)
        let place = syntax.nameRange
        let fresh = TypedExpression(.construct(initialValues(structure, place)), structure.type, at: place)
        let result = TypedExpression(.variable(receiver), structure.type, at: place)
        body.statements =
          [TypedStatement(.declare(receiver, fresh), at: place)] + filled
          + [TypedStatement(.returnValue(result), at: place)]
      }
    }
    body.isChecked = true
    function.definingCells.formUnion(needs)
    needs.formUnion(outer)
  }

  private func initialValues(_ structure: Structure, _ range: SourceRange) -> [TypedExpression] {
    structure.properties.map { property in
      property.defaultValue ?? TypedExpression(.none, property.type, at: range)
    }
  }

  private func requireAssignments(
    _ statements: [TypedStatement], _ structure: Structure, _ syntax: FunctionDeclaration
  ) {
    let assigned = assignedProperties(statements)
    for (number, property) in structure.properties.enumerated()
    where property.defaultValue == nil && !assigned.contains(number) {
      report(.missingReturn, "this initialiser gives '\(property.name)' no value", at: syntax.nameRange)
    }
  }

  /// The properties that every way through the statements gives a value.
  private func assignedProperties(_ statements: [TypedStatement]) -> Set<Int> {
    var assigned: Set<Int> = []
    for statement in statements {
      switch statement.kind {
      case .expression(let expression):
        if case .assign(let place, _) = expression.kind, place.root.name == "self", place.steps.count == 1,
          case .field(let number, _) = place.steps[0]
        {
          assigned.insert(number)
        }
      case .conditional(_, let body, let otherwise):
        assigned.formUnion(assignedProperties(body).intersection(assignedProperties(otherwise)))
      case .display, .declare, .whileLoop, .repeatLoop, .count, .each, .returnValue, .breakLoop, .continueLoop: break
      }
    }
    return assigned
  }
}
