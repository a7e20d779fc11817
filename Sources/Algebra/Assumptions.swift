/// What is known of a symbol beyond its being a real number.
public enum Assumption: String, Hashable, Sendable, CaseIterable {
  case positive, nonnegative, nonzero, integer
}

/// A closed set of assumptions: what follows from a member is a member.
struct Assumptions: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let nonnegative = Assumptions(rawValue: 1)
  static let nonzero = Assumptions(rawValue: 2)
  static let positive: Assumptions = [.nonnegative, .nonzero]
  static let integer = Assumptions(rawValue: 4)

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(_ members: [Assumption] = []) {
    self = members.reduce(into: []) { set, member in
      switch member {
      case .positive: set.formUnion(.positive)
      case .nonnegative: set.formUnion(.nonnegative)
      case .nonzero: set.formUnion(.nonzero)
      case .integer: set.formUnion(.integer)
      }
    }
  }
}
