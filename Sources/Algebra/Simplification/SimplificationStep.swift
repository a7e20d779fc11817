import Diagnostics

/// A rewriting that fired: what it changed, and what must hold for it.
struct SimplificationStep {
  let name: String
  let sentence: String
  let before: Handle
  let after: Handle
  let condition: String?

  init(_ firing: Firing) {
    name = firing.identity.identity.name
    sentence = firing.identity.identity.sentence
    before = firing.before
    after = firing.after
    condition = Self.condition(firing)
  }

  init(_ rewriting: Rewriting, before: Handle, after: Handle) {
    name = rewriting.name
    sentence = rewriting.sentence
    self.before = before
    self.after = after
    let gone = before.divisors.subtracting(after.divisors).filter { !$0.isNonzero() }.sorted()
    condition = gone.isEmpty ? nil : gone.map { "\(excerpt($0)) != 0" }.joined(separator: ", ")
  }

  /// Asked only of what is not known anyway.
  private static func condition(_ firing: Firing) -> String? {
    func text(_ letter: String, _ relation: String, _ isKnown: (Handle) -> Bool) -> String? {
      guard let part = letter == "u" ? firing.bindings.u : firing.bindings.v, !isKnown(part) else { return nil }
      return "\(excerpt(part)) \(relation) 0"
    }
    switch firing.identity.identity.condition {
    case nil: return nil
    case .nonzero(let function): return firing.bindings.u.map { "\(function)(\(excerpt($0))) != 0" }
    case .positive(let first, let second):
      let parts = [first, second].compactMap { text($0, ">") { $0.isNonnegative() && $0.isNonzero() } }
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    case .nonnegative(let first, let second):
      let parts = [first, second].compactMap { text($0, ">=") { $0.isNonnegative() } }
      return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
  }
}

extension Handle {
  /// What the expression is divided by, in any of its parts.
  fileprivate var divisors: Set<Handle> {
    Set(reachable().compactMap { $0.isReciprocal ? $0.basePower.base : nil })
  }
}
