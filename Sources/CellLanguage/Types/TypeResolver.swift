import Diagnostics

/// Turns types as written into ``Type``s, and collects what is wrong with them.
struct TypeResolver {
  let catalog: Catalog
  var typeParameters: Set<String> = []
  var declared: (String) -> Type? = { _ in nil }
  /// The type parameters of a type, where it is generic.
  var generics: (Type) -> [String] = { _ in [] }
  /// The type that another has as a member.
  var member: (Type, String) -> Type? = { _, _ in nil }
  /// Whether a cell declares a protocol of this name.
  var isProtocol: (String) -> Bool = { _ in false }
  var diagnostics: [Diagnostic] = []

  init(catalog: Catalog) {
    self.catalog = catalog
  }

  func resolve(_ tree: TypeSyntaxTree) -> Type {
    var copy = self
    return copy.read(tree)
  }

  func parameter(_ syntax: FunctionDeclaration.Parameter) -> Signature.Parameter {
    var copy = self
    return copy.read(syntax)
  }

  mutating func read(_ syntax: FunctionDeclaration.Parameter) -> Signature.Parameter {
    var type = syntax.type
    var isInout = false
    if case .passedInout(let base) = type.kind {
      isInout = true
      type = base
    }
    return Signature.Parameter(
      label: syntax.label, name: syntax.name, type: read(type), isVariadic: syntax.isVariadic, isInout: isInout,
      defaultValue: syntax.defaultValue)
  }

  mutating func read(_ tree: TypeSyntaxTree) -> Type {
    switch tree.kind {
    case .name(let name, let arguments): named(name, arguments, at: tree.range)
    case .array(let element): .array(read(element))
    case .dictionary(let key, let value): .dictionary(read(key), read(value))
    case .optional(let wrapped): .optional(read(wrapped))
    case .tuple(let elements):
      elements.isEmpty ? .void : .tuple(elements.map { Type.Element($0.label, read($0.type)) })
    case .function(let parameters, let result, let throwing):
      .function(parameters.map { readParameter($0) }, read(result), throwing: throwing)
    case .passedInout(let base): refuse("'inout'", read(base), at: tree.range)
    case .existential(let name): isProtocol(name) ? existential(name, at: tree.range) : .existential(name)
    case .member(let base, let name): member(named: name, of: base, at: tree.range)
    case .invalid: .invalid
    }
  }

  private mutating func readParameter(_ tree: TypeSyntaxTree) -> Type {
    if case .passedInout(let base) = tree.kind { .passedInout(read(base)) } else { read(tree) }
  }

  private mutating func refuse(_ what: String, _ type: Type, at range: SourceRange) -> Type {
    diagnostics.append(Diagnostic(.unsupported, "\(what) cannot be used here", at: range))
    return type
  }

  private mutating func named(_ name: String, _ arguments: [TypeSyntaxTree], at range: SourceRange) -> Type {
    let types = arguments.map { read($0) }
    switch (name, types.count) {
    case ("Int", 0): return .int
    case ("Double", 0): return .double
    case ("Bool", 0): return .bool
    case ("String", 0): return .string
    case ("Void", 0): return .void
    case ("Any", 0): return .existential("Any")
    case ("Array", 1): return .array(types[0])
    case ("Dictionary", 2): return .dictionary(types[0], types[1])
    case ("Set", 1): return .set(types[0])
    case ("ArraySlice", 1): return .slice(types[0])
    case ("Optional", 1): return .optional(types[0])
    case ("Range", 1): return .range(types[0])
    case ("ClosedRange", 1): return .closedRange(types[0])
    default: break
    }
    if let type = declared(name) { return applied(type, to: types, at: range) }
    if typeParameters.contains(name) { return .parameter(name) }
    if catalog.types[name] != nil { return .named(name) }
    if isProtocol(name) { return existential(name, at: range) }
    return unknown(name, at: range)
  }

  /// A value of any type that conforms is not there for protocols of cells.
  private mutating func existential(_ name: String, at range: SourceRange) -> Type {
    diagnostics.append(
      Diagnostic(
        .unsupported,
        "values of any type that is a '\(name)' cannot be kept in a cell: write a generic function '<T: \(name)>', or "
          + "an enum with a case for each type", at: range))
    return .invalid
  }

  /// A generic type with what is written in its angle brackets.
  private mutating func applied(_ type: Type, to arguments: [Type], at range: SourceRange) -> Type {
    guard case .nominal(let name, let id, let own) = type, own.isEmpty || !arguments.isEmpty else { return type }
    let parameters = generics(type)
    guard parameters.count == arguments.count else {
      diagnostics.append(
        Diagnostic(
          .needsAnnotation,
          parameters.isEmpty
            ? "'\(name)' is not generic"
            : "write what '\(name)' is made of: \(name)<\(parameters.joined(separator: ", "))>",
          at: range))
      return .invalid
    }
    return .nominal(name: name, id: id, arguments: arguments)
  }

  private mutating func member(named name: String, of base: TypeSyntaxTree, at range: SourceRange) -> Type {
    let owner = read(base)
    if owner == .invalid { return .invalid }
    if let type = member(owner, name) { return type }
    diagnostics.append(Diagnostic(.undefinedName, "no type '\(name)' is known in \(owner)", at: range))
    return .invalid
  }

  private mutating func unknown(_ name: String, at range: SourceRange) -> Type {
    let known = ["Int", "Double", "Bool", "String", "Array", "Dictionary", "Set"] + catalog.types.keys
    diagnostics.append(.unknownName("type", name, among: known, at: range))
    return .invalid
  }
}

extension Diagnostic {
  /// `no KIND 'NAME' is known here`, with the nearest known name as a fix-it.
  static func unknownName(
    _ kind: String, _ name: String, code: DiagnosticCode = .undefinedName, among known: some Sequence<String>,
    at range: SourceRange
  ) -> Diagnostic {
    guard let match = closestMatch(to: name, in: known) else {
      return Diagnostic(code, "no \(kind) '\(name)' is known here", at: range)
    }
    return Diagnostic(
      code, "no \(kind) '\(name)' is known here; did you mean '\(match)'?", at: range,
      fixIts: [Diagnostic.FixIt("replace it with '\(match)'", range: range, text: match)])
  }
}
