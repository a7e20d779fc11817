import Diagnostics

/// Checks the cells of a lesson in order, before any of them runs: names, types, and what each cell needs.
///
/// Inference is bidirectional and local to a statement. A literal, or an expression made of literals alone, stays
/// *open* (``Open``) until its surroundings give it a type; everything else has its type at once. Overloads are ranked
/// as Swift ranks them (``Ranking``).
final class Checker {
  let catalog: Catalog
  /// `tangent eval`: a name that is not known becomes a symbol.
  let freeNamesAreSymbols: Bool

  var scope: Scope
  /// The cell being checked.
  var cell = 0
  var diagnostics: [Diagnostic] = []
  /// The cells that the current one needs.
  var needs: Set<Int> = []
  let types = TypeTable()
  /// What extensions add to types that no cell declares, by the catalog's name for their owner.
  var extensions: [String: [Extension]] = [:]
  /// The protocols that cells declare.
  var protocols: [String: ProtocolType] = [:]
  /// The types of the cell whose conformances are to be looked at once all is declared.
  var promised: [(type: Type, name: String, range: SourceRange)] = []
  /// The operators that cells declare.
  var operatorFunctions: [String: [UserFunction]] = [:]
  /// The values of static properties, by the place of the type's name.
  var staticValues: [Int: [TypedStatement]] = [:]
  /// How many generic functions were given types.
  var instanceCount = 0
  /// Functions whose bodies are checked once everything in the cell is declared.
  var pending: [UserFunction] = []
  /// How functions of the cell use each other.
  var uses: [FunctionUse] = []
  /// How many variables the lesson has declared so far.
  var declaredCount = 0
  /// A function was used above its declaration.
  var hasForwardUses = false
  /// The loops and `switch`es around the statement being checked, in its function.
  var jumpTargets: [JumpTarget] = []
  /// The catalog's binary operators by name, collected when first used.
  var operatorCallees: [String: Callee] = [:]
  /// The names that the first pattern of a case binds, while those after it are checked.
  var sharedNames: [String: Variable]?
  /// The names that the pattern being checked binds.
  var boundNames: Set<String> = []
  /// How many `try`s are around the expression being checked, and how many `do`s that catch every error.
  var attempts = 0
  var catchers = 0
  /// A variable was declared without a value in the function being checked.
  var hasUnset = false
  /// The call whose surroundings want a type, which may decide what a generic function gives.
  var wish: (call: SourceRange, type: Type)?
  private var depth = 0

  init(catalog: Catalog, freeNamesAreSymbols: Bool = false) {
    self.catalog = catalog
    self.freeNamesAreSymbols = freeNamesAreSymbols
    scope = Scope(parent: nil, function: nil)
    types.instantiate = { [unowned self] template, arguments in instance(of: template, arguments) }
  }

  // MARK: Reporting

  func report(_ code: DiagnosticCode, _ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []) {
    // What a protocol's extension gives is checked for each type that has it.
    if diagnostics.suffix(20).contains(where: { $0.range == range && $0.message == message }) { return }
    diagnostics.append(Diagnostic(code, message, at: range, fixIts: fixIts))
  }

  func warn(_ code: DiagnosticCode, _ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []) {
    diagnostics.append(Diagnostic(.warning, code, message, at: range, fixIts: fixIts))
  }

  /// Reports, and stands in for the expression that could not be typed.
  func failure(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, fixIts: [Diagnostic.FixIt] = []
  ) -> TypedExpression {
    report(code, message, at: range, fixIts: fixIts)
    return .invalid(at: range)
  }

  // MARK: Scopes

  var function: FunctionBody? { scope.function }

  func inScope<R>(function: FunctionBody? = nil, _ body: () -> R) -> R {
    let outer = scope
    scope = Scope(parent: outer, function: function ?? outer.function)
    defer { scope = outer }
    return body()
  }

  func declare(_ name: String, _ type: Type, mutable: Bool, at range: SourceRange) -> Variable {
    if case .variable(let previous) = scope.names[name], scope.parent != nil || previous.definingCells.contains(cell) {
      report(.redefinition, "'\(name)' is declared twice here", at: range)
    }
    let variable = Variable(
      name, type, isMutable: mutable, storage: scope.function == nil && scope.parent == nil ? .global : .local,
      owner: function, cell: cell, range: range)
    declaredCount += 1
    variable.moment = declaredCount
    scope.define(name, .variable(variable))
    return variable
  }

  /// A variable that no name reaches.
  func hidden(_ type: Type, at range: SourceRange) -> Variable {
    Variable("", type, isMutable: false, storage: .local, owner: function, cell: cell, range: range)
  }

  /// Notes that the current function uses `variable`, which an outer one may own.
  func capture(_ variable: Variable) {
    guard variable.storage == .local else {
      needs.formUnion(variable.definingCells)
      if let function, variable.definingCells.contains(cell) { function.globals.append(variable) }
      return
    }
    var current = function
    while let body = current, body !== variable.owner {
      if body.isMethod { return refuseCapture(variable) }
      variable.isCaptured = true
      if !body.captures.contains(where: { $0 === variable }) { body.captures.append(variable) }
      current = body.parent
    }
  }

  private func refuseCapture(_ variable: Variable) {
    report(
      .unsupported,
      "a struct inside a function cannot use '\(variable.name)' of that function: give it a property for it",
      at: variable.range)
  }

  // MARK: Types

  func type(_ tree: TypeSyntaxTree) -> Type {
    var resolver = resolver
    let type = resolver.read(tree)
    diagnostics += resolver.diagnostics
    return type
  }

  var resolver: TypeResolver {
    var resolver = TypeResolver(catalog: catalog)
    resolver.declared = { [self] name in declaredType(name) }
    resolver.generics = { [self] type in types.template(type)?.generics.map(\.name) ?? [] }
    resolver.isProtocol = { [self] name in protocols[name] != nil }
    resolver.member = { [self] type, name in types.nominal(type)?.members.types[name] }
    return resolver
  }

  /// The type that a cell declares under `name`.
  func declaredType(_ name: String) -> Type? {
    switch scope.lookUp(name) {
    case .type(let type):
      if let nominal = types.nominal(type) { needs.insert(nominal.cell) }
      return type
    case .staticMember(let owner): return types.nominal(owner)?.members.types[name]
    default: return nil
    }
  }

  func nominal(_ type: Type) -> NominalType? { types.nominal(type) }

  /// Runs `body` one level deeper; a tree too deep for the stack is a diagnostic.
  func nested(at range: SourceRange, _ body: () -> TypedExpression) -> TypedExpression {
    guard depth < SyntaxReader.depthLimit else {
      let isKnown = diagnostics.contains { $0.code == .limit }
      return isKnown ? .invalid(at: range) : failure(.limit, "this is nested too deeply", at: range)
    }
    depth += 1
    defer { depth -= 1 }
    return body()
  }
}
