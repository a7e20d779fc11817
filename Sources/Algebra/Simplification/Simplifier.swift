import Diagnostics

/// Looks for the shortest of several equal forms, in bounded time, and notes how it came about.
///
/// Functions' arguments come first, from the inside out. Then each sum, product or power is tried as it stands, in
/// lowest terms, in factors, and as what the identities make of these; the form that reads shortest stays, and is tried
/// again until nothing gets shorter.
struct Simplifier {
  /// One form of an expression and the steps that lead to it.
  private struct Candidate {
    var form: Handle
    var steps: [SimplificationStep]
    var length: Int

    init(_ form: Handle, _ steps: [SimplificationStep]) {
      self.form = form
      self.steps = steps
      length = SourcePrinter.source(of: form, limit: Simplifier.lengthLimit).text.utf8.count
    }
  }

  /// Longer expressions are simplified in their parts only.
  private static let lengthLimit = 4_000
  private static let rounds = 4
  private static let firings = 40
  /// How many steps polynomials may take for one part: a few thousandths of a second.
  private static let effort = 1_000_000
  /// Polynomials with more terms are no simplification.
  private static let termLimit = 120

  private let book: IdentityBook
  private(set) var steps: [SimplificationStep] = []

  init(_ pool: inout Pool) throws(Fault) {
    book = try pool.identityBook()
  }

  mutating func simplify(_ root: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    var known: [Handle: Handle] = [:]
    let nodes = root.reachable()
    let tops = Self.tops(of: root, nodes)
    for node in nodes {
      let rebuilt = try pool.rebuild(node) { known[$0, default: $0] }
      known[node] = tops.contains(node) ? try shortest(rebuilt, &pool) : rebuilt
    }
    return known[root, default: root]
  }

  /// The expressions that are no terms, factors or bases of others: what a form is chosen for.
  private static func tops(of root: Handle, _ nodes: [Handle]) -> Set<Handle> {
    var tops: Set<Handle> = [root]
    for node in nodes {
      switch node.form {
      case .scaled, .sum, .product, .number, .constant, .symbol: continue
      case .power(_, let exponent): tops.insert(exponent)
      case .function, .maximum, .minimum, .choice, .applied, .derivative: tops.formUnion(node.parts)
      }
    }
    return tops.filter { $0.number == nil && !$0.isSymbol }
  }

  // MARK: Forms

  private mutating func shortest(_ x: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    if x.number != nil || x.isSymbol { return x }
    var best = Candidate(x, [])
    guard best.length < Self.lengthLimit else { return x }
    for _ in 0..<Self.rounds {
      let current = best
      for candidate in try forms(of: current, &pool) where candidate.length < best.length { best = candidate }
      if best.form == current.form { break }
    }
    steps += best.steps
    return best.form
  }

  private func forms(of current: Candidate, _ pool: inout Pool) throws(Fault) -> [Candidate] {
    var list = [try identified(current, &pool)]
    for rewriting in Rewriting.allCases {
      guard let step = try attempt(rewriting, current.form, &pool) else { continue }
      let candidate = Candidate(step.after, current.steps + [step])
      list.append(candidate)
      if candidate.length < 2 * current.length { list.append(try identified(candidate, &pool)) }
    }
    return list
  }

  /// What the identities make of a form, one after the other, in its arithmetic.
  private func identified(_ candidate: Candidate, _ pool: inout Pool) throws(Fault) -> Candidate {
    var (form, steps) = (candidate.form, candidate.steps)
    for _ in 0..<Self.firings {
      guard let firing = try firstFiring(in: form, &pool) else { break }
      form = try pool.replace([firing.before: firing.after], in: form)
      steps.append(SimplificationStep(firing))
    }
    return form == candidate.form ? candidate : Candidate(form, steps)
  }

  private func firstFiring(in form: Handle, _ pool: inout Pool) throws(Fault) -> Firing? {
    for node in form.reachable() {
      if let firing = try pool.firing(at: node, book) { return firing }
    }
    return nil
  }

  // MARK: Rewritings

  /// `nil` where the form stays, or is too large to be tried.
  private func attempt(_ rewriting: Rewriting, _ x: Handle, _ pool: inout Pool) throws(Fault) -> SimplificationStep? {
    do {
      var effort = Effort(Self.effort)
      let after = try apply(rewriting, to: x, &pool, &effort)
      if after == x { return nil }
      return SimplificationStep(rewriting, before: x, after: after)
    } catch {
      switch error.code {
      case .limit, .overflow, .invalidArgument, .divisionByZero, .domain: return nil
      default: throw error
      }
    }
  }

  private func apply(
    _ rewriting: Rewriting, to x: Handle, _ pool: inout Pool, _ effort: inout Effort
  ) throws(Fault) -> Handle {
    switch rewriting {
    case .expand: x.node.op == .sum ? try pool.expand(x, limit: Self.termLimit) : x
    case .cancel: try pool.cancel(x, termLimit: Self.termLimit, &effort)
    case .factor: try pool.factor(x, termLimit: Self.termLimit, &effort)
    }
  }
}

/// The ways to write a whole sum, product or power anew.
enum Rewriting: CaseIterable {
  case expand, cancel, factor

  var name: String {
    switch self {
    case .expand: "expand"
    case .cancel: "lowest terms"
    case .factor: "factor"
    }
  }

  var sentence: String {
    switch self {
    case .expand: "Multiply out and collect like terms."
    case .cancel: "Write one fraction and cancel what numerator and denominator have in common."
    case .factor: "Write a product of factors that cannot be divided further."
    }
  }
}
