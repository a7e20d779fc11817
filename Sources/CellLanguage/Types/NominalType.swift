import Diagnostics

/// A struct, an enum or a class that a cell declares.
final class NominalType {
  struct Property {
    var name: String
    var type: Type
    var isMutable: Bool
    var defaultSyntax: Expression?
    var defaultValue: TypedExpression?
  }

  struct Case {
    var name: String
    var payload: [Type.Element]
    var defaults: [Expression?] = []
    var rawValue: TypedExpression?
  }

  let kind: TypeDeclaration.Kind
  let type: Type
  let cell: Int
  let range: SourceRange
  /// The names around its declaration.
  let scope: Scope
  var properties: [Property] = []
  var cases: [Case] = []
  var rawType: Type?
  /// The operators that are declared for two of its values.
  var operators: [String: UserFunction] = [:]
  /// The functions of its own that stand for what natives do with values, once the compiler made them.
  var witnesses: Witnesses?
  /// The comparison of its parts, once something asked for it.
  var equality: UserFunction?
  var protocols: Set<String> = []
  var members = Members()
  /// What the extensions of its protocols give it, by the extension.
  var defaults: [(source: ProtocolType.Extension, members: Members)] = []
  /// Of a generic type: its declaration and extensions, from which its instances are made.
  var template: Template?
  /// An initialiser in its own braces takes the place of the one that Swift writes for a struct.
  var hasInitializer = false

  init(_ kind: TypeDeclaration.Kind, _ type: Type, cell: Int, range: SourceRange, scope: Scope) {
    self.kind = kind
    self.type = type
    self.cell = cell
    self.range = range
    self.scope = scope
  }

  var name: String { type.description }
  var isReference: Bool { kind == .object }

  struct Template {
    var syntax: TypeDeclaration
    var extensions: [TypeDeclaration] = []
    var generics: [GenericParameter] { syntax.generics }
  }

  /// The numbers of compiled functions.
  struct Witnesses {
    var description: Int?
    var equality: Int?
    var order: Int?
    var hash: Int?
  }

  func property(_ name: String) -> Int? { properties.firstIndex { $0.name == name } }
  func caseNumber(_ name: String) -> Int? { cases.firstIndex { $0.name == name } }

  /// The fields of a value, in their order; an enum has none of its own.
  var fields: [(name: String, type: Type)] { properties.map { ($0.name, $0.type) } }
}

/// The computed members of a type, in its own braces or in extensions.
struct Members {
  var methods: [String: [UserFunction]] = [:]
  var statics: [String: [UserFunction]] = [:]
  var computed: [String: Accessor] = [:]
  var staticComputed: [String: Accessor] = [:]
  /// Static stored properties.
  var variables: [String: Variable] = [:]
  var subscripts: [Accessor] = []
  var initializers: [UserFunction] = []
  var types: [String: Type] = [:]

  struct Accessor {
    var getter: UserFunction
    var setter: UserFunction?
  }

  /// Whether a value of the type has a member called `name`.
  func has(_ name: String) -> Bool { methods[name] != nil || computed[name] != nil }
  func hasStatic(_ name: String) -> Bool {
    statics[name] != nil || staticComputed[name] != nil || variables[name] != nil || types[name] != nil
  }

  var names: [String] { Array(methods.keys) + computed.keys }
  var staticNames: [String] { Array(statics.keys) + staticComputed.keys + variables.keys }
}

/// The types that the cells of a lesson declare.
final class TypeTable {
  private(set) var all: [NominalType] = []
  private var instances: [Type: NominalType] = [:]
  /// The types that values carry with them, by their numbers.
  private(set) var erased: [Type] = []
  private var erasedNumbers: [Type: Int] = [:]
  /// Makes a generic type with types for its type parameters.
  var instantiate: (NominalType, [Type]) -> NominalType? = { _, _ in nil }

  func add(_ kind: TypeDeclaration.Kind, _ name: String, cell: Int, range: SourceRange, scope: Scope) -> NominalType {
    let nominal = NominalType(
      kind, .nominal(name: name, id: all.count), cell: cell, range: range, scope: scope)
    all.append(nominal)
    return nominal
  }

  /// The types of what a value of `type` holds in a record; none where it is no record.
  func fieldTypes(_ type: Type) -> [Type] {
    switch type {
    case .tuple(let elements): elements.map(\.type)
    case .range(let bound), .closedRange(let bound): [bound, bound]
    case .nominal: nominal(type)?.fields.map(\.type) ?? []
    default: []
    }
  }

  func nominal(_ type: Type) -> NominalType? {
    guard case .nominal(_, let id, let arguments) = type else { return nil }
    if arguments.isEmpty { return all[id] }
    return instances[type] ?? instantiate(all[id], arguments)
  }

  /// The declaration of a generic type or of an instance of one.
  func template(_ type: Type) -> NominalType.Template? {
    if case .nominal(_, let id, _) = type { all[id].template } else { nil }
  }

  /// The number that a value of this type carries with it.
  func number(of type: Type) -> Int {
    if let known = erasedNumbers[type] { return known }
    erased.append(type)
    erasedNumbers[type] = erased.count - 1
    return erased.count - 1
  }

  func add(instance: NominalType) { instances[instance.type] = instance }

  /// All instances of a generic type so far.
  func instances(of template: NominalType) -> [NominalType] {
    guard case .nominal(_, let id, _) = template.type else { return [] }
    return instances.values.filter { if case .nominal(_, id, _) = $0.type { true } else { false } }
  }

  /// Whether a value is a reference to an object.
  func isReference(_ type: Type) -> Bool { nominal(type)?.isReference ?? false }
}
