/// The type of a value in a cell.
public indirect enum Type: Hashable, Sendable {
  case int, double, bool, string, void
  /// A type that the catalog declares, such as `Tensor`.
  case named(String)
  /// A struct, enum or class that a cell declares, with what its type parameters stand for; the number tells types of
  /// one name apart.
  case nominal(name: String, id: Int, arguments: [Type] = [])
  case array(Type)
  case dictionary(Type, Type)
  case set(Type)
  /// Some neighbouring elements of an array, which keep their indices.
  case slice(Type)
  case optional(Type)
  case range(Type)
  case closedRange(Type)
  case tuple([Element])
  case function([Type], Type, throwing: Bool = false)
  /// A function's parameter that it changes: `inout T`.
  case passedInout(Type)
  /// `any P`: a value of some type that conforms to the catalog's protocol `P`.
  case existential(String)
  /// A type parameter of a generic signature.
  case parameter(String)
  /// The type of what was already reported: it fits everywhere and is never reported again.
  case invalid

  public struct Element: Hashable, Sendable {
    public var label: String?
    public var type: Type

    public init(_ label: String?, _ type: Type) {
      self.label = label
      self.type = type
    }
  }
}

extension Type: CustomStringConvertible {
  /// The type as Swift writes it.
  public var description: String {
    switch self {
    case .int: "Int"
    case .double: "Double"
    case .bool: "Bool"
    case .string: "String"
    case .void: "Void"
    case .named(let name), .parameter(let name): name
    case .nominal(let name, _, let arguments):
      arguments.isEmpty ? name : "\(name)<\(arguments.map(\.description).joined(separator: ", "))>"
    case .array(let element): "[\(element)]"
    case .dictionary(let key, let value): "[\(key): \(value)]"
    case .set(let element): "Set<\(element)>"
    case .slice(let element): "ArraySlice<\(element)>"
    case .optional(.function(let parameters, let result, let throwing)):
      "(\(Type.function(parameters, result, throwing: throwing)))?"
    case .optional(let wrapped): "\(wrapped)?"
    case .range(let bound): "Range<\(bound)>"
    case .closedRange(let bound): "ClosedRange<\(bound)>"
    case .tuple(let elements):
      "(" + elements.map { ($0.label.map { $0 + ": " } ?? "") + $0.type.description }.joined(separator: ", ") + ")"
    case .function(let parameters, let result, let throwing):
      "(" + parameters.map(\.description).joined(separator: ", ") + ")" + (throwing ? " throws" : "") + " -> \(result)"
    case .passedInout(let type): "inout \(type)"
    case .existential(let name): name == "Any" ? name : "any \(name)"
    case .invalid: "_"
    }
  }
}

extension Type {
  /// `self` with each type parameter replaced by what it is bound to; unbound ones stay.
  func substituting(_ bindings: [String: Type]) -> Type {
    guard !bindings.isEmpty else { return self }
    return switch self {
    case .int, .double, .bool, .string, .void, .named, .existential, .invalid: self
    case .nominal(let name, let id, let arguments):
      .nominal(name: name, id: id, arguments: arguments.map { $0.substituting(bindings) })
    case .parameter(let name): bindings[name] ?? self
    case .array(let element): .array(element.substituting(bindings))
    case .dictionary(let key, let value): .dictionary(key.substituting(bindings), value.substituting(bindings))
    case .set(let element): .set(element.substituting(bindings))
    case .slice(let element): .slice(element.substituting(bindings))
    case .optional(let wrapped): .optional(wrapped.substituting(bindings))
    case .passedInout(let type): .passedInout(type.substituting(bindings))
    case .range(let bound): .range(bound.substituting(bindings))
    case .closedRange(let bound): .closedRange(bound.substituting(bindings))
    case .tuple(let elements): .tuple(elements.map { Element($0.label, $0.type.substituting(bindings)) })
    case .function(let parameters, let result, let throwing):
      .function(
        parameters.map { $0.substituting(bindings) }, result.substituting(bindings), throwing: throwing)
    }
  }

  /// Whether a type parameter occurs in it.
  var isGeneric: Bool {
    switch self {
    case .int, .double, .bool, .string, .void, .named, .existential, .invalid: false
    case .nominal(_, _, let arguments): arguments.contains(where: \.isGeneric)
    case .parameter: true
    case .array(let element), .set(let element), .slice(let element), .optional(let element), .range(let element),
      .closedRange(let element), .passedInout(let element):
      element.isGeneric
    case .dictionary(let key, let value): key.isGeneric || value.isGeneric
    case .tuple(let elements): elements.contains { $0.type.isGeneric }
    case .function(let parameters, let result, _): result.isGeneric || parameters.contains(where: \.isGeneric)
    }
  }

  var isOptional: Bool {
    if case .optional = self { true } else { false }
  }

  var isFunction: Bool {
    if case .function = self { true } else { false }
  }

  var isInout: Bool {
    if case .passedInout = self { true } else { false }
  }

  /// A function whose calls may throw.
  var isThrowing: Bool {
    if case .function(_, _, let throwing) = self { throwing } else { false }
  }
}
