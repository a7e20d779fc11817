import Diagnostics
import Elementary

/// Finds the real zeros of an expression: by factors, by radicals up to the fourth degree, by undoing functions, by a
/// new variable, and by numbers where nothing else helps.
struct Solver {
  /// One thing that the solver did.
  struct Step {
    let rule: SolvingRule
    /// What is to be 0, and what is to be 0 after the step.
    let before: Handle
    let after: [Handle]
    let variable: Handle
    let condition: String?
  }

  var steps: [Step] = []
  /// Whether roots may be decimals.
  var allowsDecimals = true
  /// Where roots of periodic equations are wanted; elsewhere the principal ones are given.
  var range: ClosedRange<Double>?
  private var depth = 0
  private var attempts = 0

  static let undecided = Fault(.undecided, "this equation could not be solved")

  mutating func log(_ rule: SolvingRule, _ f: Handle, _ x: Handle, _ after: [Handle], condition: String? = nil) {
    if f.isSymbol && after.isEmpty { return }
    steps.append(Step(rule: rule, before: f, after: after, variable: x, condition: condition))
  }

  /// The real zeros of `f`, those that check out, in rising order where they are numbers.
  mutating func zeros(of f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle] {
    guard f.contains(x) else {
      if pool.vanishes(f) { throw Fault(.invalidArgument, "every value of \(excerpt(x)) solves this equation") }
      return []
    }
    let candidates = try find(f, x, &pool)
    var roots: [Handle] = []
    for root in candidates where !roots.contains(root) {
      if try holds(f, x, at: root, &pool) { roots.append(root) }
    }
    return pool.inOrder(roots)
  }

  /// All real zeros within a range; a fault where one cannot be written down exactly.
  mutating func realRoots(
    of f: Handle, _ x: Handle, in range: ClosedRange<Double>, _ pool: inout Pool
  ) throws(Fault) -> [Handle] {
    (self.range, allowsDecimals) = (range, false)
    return try zeros(of: f, x, &pool).filter { root in
      let value = (try? CompiledFunction(root, inputs: []).value(at: [])) ?? .nan
      return range.contains(value)
    }
  }

  /// Puts a root back into the equation; what has no number is taken as it is.
  private func holds(_ f: Handle, _ x: Handle, at root: Handle, _ pool: inout Pool) throws(Fault) -> Bool {
    guard let value = try? pool.substitute([x: root], in: f) else { return false }
    if value.contains(.infinity) { return false }
    if value == .zero || !value.node.symbols.subtracting(.imaginary).isEmpty { return true }
    let parts = value.node.op == .sum ? Array(value.operands) : [value]
    var (total, size) = (0.0, 1e-300)
    for part in parts {
      guard let number = try? CompiledFunction(part, inputs: []).value(at: []), number.isFinite else { return false }
      (total, size) = (total + number, size + abs(number))
    }
    return abs(total) <= 1e-8 * max(size, 1e-4) || crosses(f, x, near: root)
  }

  /// Whether the value at a decimal root is no more than its last digits account for, though its terms are tiny too.
  private func crosses(_ f: Handle, _ x: Handle, near root: Handle) -> Bool {
    guard case .decimal(let place)? = root.number, let function = try? CompiledFunction(f, inputs: [x]) else {
      return false
    }
    let reach = 4 * place.ulp
    guard let value = try? function.value(at: [place]), let left = try? function.value(at: [place - reach]),
      let right = try? function.value(at: [place + reach])
    else { return false }
    return abs(value) <= abs(right - left)
  }

  // MARK: Methods, in their order

  mutating func find(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle] {
    depth += 1
    attempts += 1
    defer { depth -= 1 }
    guard depth < 16, attempts < 200 else { throw Self.undecided }
    if let roots = try byFactors(f, x, &pool) { return roots }
    if let roots = try polynomial(f, x, &pool) { return roots }
    if let roots = try byUndoing(f, x, &pool) { return roots }
    if let roots = try rational(f, x, &pool) { return roots }
    if let roots = try byFactoring(f, x, &pool) { return roots }
    if let roots = try bySubstitution(f, x, &pool) { return roots }
    return try numerically(f, x, &pool)
  }

  private mutating func byFactors(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    let rest = f.split.rest
    switch rest.form {
    case .product(let factors):
      let above = factors.filter { $0.contains(x) && !$0.isReciprocal && $0.basePower.base != .e }
      log(.factors, f, x, above)
      var roots: [Handle] = []
      for factor in above { roots += try find(factor, x, &pool) }
      return roots
    case .power(let base, let exponent) where !exponent.contains(x):
      guard let value = exponent.number else { return nil }
      return value.isNegative ? [] : try find(base, x, &pool)
    case .function(.exp, _): return []
    default: return rest == f ? nil : try find(rest, x, &pool)
    }
  }

  /// Factors with functions of `x` as unknowns of their own: `exp(-x) - x * exp(-x)` is `exp(-x) * (1 - x)`.
  private mutating func byFactoring(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    var effort = Effort(Effort.standard / 10)
    guard f.node.op == .sum, let product = try? pool.factor(f, &effort), product.split.rest.node.op == .product else {
      return nil
    }
    return try byFactors(product, x, &pool)
  }

  private mutating func rational(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    guard f.isRational(in: x), f.reachable().contains(where: { $0.contains(x) && $0.isReciprocal }) else { return nil }
    var effort = Effort(Effort.standard / 10)
    let fraction = try pool.together(f, &effort)
    let factors = fraction.node.op == .product ? Array(fraction.operands) : [fraction.split.rest]
    let flat = fraction.split.rest.node.op == .product ? Array(fraction.split.rest.operands) : factors
    let above = try pool.product(flat.filter { !$0.isReciprocal })
    guard above != f else { return nil }
    log(.commonDenominator, f, x, [above])
    return above.contains(x) ? try find(above, x, &pool) : []
  }

  /// A function of `x` as the unknown, where `x` occurs in nothing else.
  private mutating func bySubstitution(_ f: Handle, _ x: Handle, _ pool: inout Pool) throws(Fault) -> [Handle]? {
    let t = try pool.symbol(SymbolRecord(name: "u\(depth)", assumptions: []))
    for inner in f.unknowns(of: x).prefix(16) {
      let image = try pool.replaced(inner, by: t, in: f)
      guard !image.contains(x), image != t else { continue }
      let mark = steps.count
      log(.substitution, f, x, [try pool.difference(t, inner), image])
      guard let values = try? find(image, t, &pool) else {
        steps.removeSubrange(mark...)
        continue
      }
      var roots: [Handle] = []
      for value in pool.inOrder(values) { roots += try find(try pool.difference(inner, value), x, &pool) }
      return roots
    }
    return nil
  }
}

extension Handle {
  /// What could be the unknown instead of `x`, the outermost first.
  fileprivate func unknowns(of x: Handle) -> [Handle] {
    var list: [Handle] = []
    for part in reachable().reversed() where part.contains(x) && part != x && part != self {
      switch part.form {
      case .function: list.append(part)
      case .power(let base, let exponent):
        if exponent.contains(x) || exponent.number?.integer == nil {
          list.append(part)
        } else if base != x {
          list.append(base)
        }
      default: break
      }
    }
    // The simplest powers come last here and first for the reader: exp(x) before exp(2 * x).
    return list.sorted { ($0.reachable().count, abs($0.exponentSize)) < ($1.reachable().count, abs($1.exponentSize)) }
  }

  private var exponentSize: Double {
    let (_, exponent) = basePower
    return exponent.split.coefficient.double
  }
}

extension Pool {
  /// Roots by value where all are numbers, as they are elsewhere.
  func inOrder(_ roots: [Handle]) -> [Handle] {
    let values = roots.map { root in (try? CompiledFunction(root, inputs: []).value(at: [])) ?? .nan }
    guard values.allSatisfy({ !$0.isNaN }) else { return roots }
    return zip(roots, values).sorted { $0.1 < $1.1 }.map(\.0)
  }
}
