/// Which types can stand where a protocol is asked for.
extension Checker {
  func conforms(_ type: Type, to name: String) -> Bool {
    switch type {
    case .invalid: true
    case .existential(let own): own == name
    case .named(let own): catalog.types[own]?.protocols.contains(name) ?? false
    case .nominal: nominal(type).map { conforms($0, to: name) } ?? false
    case .int: Checker.integerProtocols.contains(name) || hasConformance(type, name)
    case .double: Checker.floatingProtocols.contains(name) || hasConformance(type, name)
    case .string: Checker.textProtocols.contains(name) || hasConformance(type, name)
    case .bool:
      ["Equatable", "Hashable", "CustomStringConvertible"].contains(name) || hasConformance(type, name)
    case .array(.int) where name == "TensorIndex": true
    case .array(let element), .optional(let element), .set(let element), .slice(let element):
      ["Equatable", "Hashable"].contains(name) && conforms(element, to: name) || hasConformance(type, name)
    case .dictionary(let key, let value):
      ["Equatable", "Hashable"].contains(name) && conforms(key, to: "Hashable") && conforms(value, to: name)
    case .range(.int) where name == "TensorIndex", .closedRange(.int) where name == "TensorIndex": true
    case .range(let bound), .closedRange(let bound):
      ["Equatable", "Hashable"].contains(name) && conforms(bound, to: name)
    case .tuple, .parameter, .function, .passedInout, .void: false
    }
  }

  /// Whether an extension of a cell gives the type the protocol.
  private func hasConformance(_ type: Type, _ name: String) -> Bool {
    guard let owner = ownerName(of: type), let known = extensions[owner] else { return false }
    return known.contains { made in
      var bindings: [String: Type] = [:]
      return made.protocols.contains(name) && unify(made.type, type, &bindings)
        && made.generics.allSatisfy { generic in
          generic.constraints.allSatisfy { conforms(bindings[generic.name] ?? .invalid, to: $0) }
        }
    }
  }

  static let integerProtocols: Set<String> = [
    "Equatable", "Comparable", "Hashable", "AdditiveArithmetic", "Numeric", "SignedNumeric", "BinaryInteger",
    "FixedWidthInteger", "CVarArg", "SignedInteger", "Strideable", "CustomStringConvertible", "TensorIndex",
  ]
  static let floatingProtocols: Set<String> = [
    "Equatable", "Comparable", "Hashable", "AdditiveArithmetic", "Numeric", "SignedNumeric", "FloatingPoint",
    "BinaryFloatingPoint", "CVarArg", "Strideable", "CustomStringConvertible", "Number",
  ]
  static let textProtocols: Set<String> = ["Equatable", "Comparable", "Hashable", "CustomStringConvertible", "CVarArg"]

  /// An enum whose cases hold nothing is equatable and hashable without saying so.
  private func conforms(_ nominal: NominalType, to name: String) -> Bool {
    if nominal.protocols.contains(name) { return true }
    switch name {
    case "Equatable":
      return !nominal.protocols.isDisjoint(with: ["Hashable", "Comparable", "Numeric", "AdditiveArithmetic"])
        || isPlain(nominal)
    case "Hashable": return isPlain(nominal)
    case "AnyObject": return nominal.isReference
    case "AdditiveArithmetic": return nominal.protocols.contains("Numeric")
    default: return false
    }
  }

  private func isPlain(_ nominal: NominalType) -> Bool {
    nominal.kind == .enumeration && nominal.cases.allSatisfy(\.payload.isEmpty)
  }

  /// Whether tuples and values of conforming types can be compared with `==`.
  func isEquatable(_ type: Type) -> Bool {
    if case .tuple(let elements) = type { return elements.allSatisfy { isEquatable($0.type) } }
    return conforms(type, to: "Equatable")
  }
}
