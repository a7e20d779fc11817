import Diagnostics

/// How a derivative comes about: the log of the rules that the engine applied.
public struct Derivation: Hashable, Sendable {
  /// One application of a rule.
  public struct Step: Hashable, Sendable {
    /// The rule's name, such as `chain rule`.
    public let rule: String
    /// What the rule says here, in one sentence.
    public let sentence: String
    /// The part that the rule changed, and what it became; derivatives still to be taken stand as they are.
    public let before: Expr
    public let after: Expr
    /// What must hold for the step, as source; `nil` where it always holds.
    public let condition: String?
    /// The whole derivative after this step.
    public let whole: Expr
  }

  public let expression: Expr
  /// What a derivative is taken by; `nil` for the steps of other operations.
  public let variable: Expr?
  public let steps: [Step]
  public let result: Expr
}

extension Derivation: CustomStringConvertible {
  /// The derivative, then a line for each step, then the result.
  public var description: String {
    let lines = steps.map { step in
      "\(step.rule): \(step.before) = \(step.after)" + (step.condition.map { "  (\($0))" } ?? "")
    }
    return lines.joined(separator: "\n") + "\nresult: \(result)"
  }
}

/// The steps of differentiating `e` by the symbol `x`.
public func derivation(_ e: Expr, _ x: Expr) -> Derivation {
  trapping { () throws(Fault) in try e.derivation(by: x) }
}

/// The steps of the first `depth` levels; what lies deeper is done in one step each.
public func derivation(_ e: Expr, _ x: Expr, depth: Int) -> Derivation {
  trapping { () throws(Fault) in try e.derivation(by: x, depth: depth) }
}

extension Expr {
  package func derivation(by x: Expr, depth: Int = .max) throws(Fault) -> Derivation {
    guard x.handle.isSymbol else {
      throw Fault(.notASymbol, "\(excerpt(x.handle)) is not a symbol to differentiate by")
    }
    return try withPool { pool throws(Fault) in
      var log = DerivationLog(of: handle, by: x.handle, depth: depth)
      return try log.run(&pool)
    }
  }
}

/// Applies the rules from the outside in, one at a time, and writes down each.
private struct DerivationLog {
  /// What comes after so many steps is done in one.
  private static let stepLimit = 100

  private let expression: Handle
  private let variable: Handle
  private var whole: Handle
  private var steps: [Derivation.Step] = []
  private let depth: Int
  private var pending: [(part: Handle, level: Int)]
  private var seen: Set<Handle>
  private var dependence: Dependence

  init(of expression: Handle, by variable: Handle, depth: Int) {
    self.expression = expression
    self.variable = variable
    whole = expression
    self.depth = depth
    pending = [(expression, 1)]
    seen = [expression]
    dependence = Dependence(on: variable)
  }

  mutating func run(_ pool: inout Pool) throws(Fault) -> Derivation {
    whole = try pool.binary(.derivative, expression, variable)
    while let (part, level) = pending.popLast() {
      if steps.count >= Self.stepLimit || level > depth {
        try finish(part, &pool)
      } else {
        try step(part, level, &pool)
      }
    }
    return Derivation(
      expression: Expr(expression), variable: Expr(variable), steps: steps, result: Expr(whole))
  }

  private mutating func step(_ part: Handle, _ level: Int, _ pool: inout Pool) throws(Fault) {
    let (constant, inner) = constantFactor(of: part)
    let application = try pool.application(to: inner ?? part, by: &dependence)
    var terms: [Handle] = []
    var next: [Handle] = []
    for partial in application.partials where application.margin != nil || dependence.holds(for: partial.inner) {
      let isOpen = partial.inner != variable && dependence.holds(for: partial.inner)
      if isOpen { next.append(partial.inner) }
      terms.append(try pool.product([constant, partial.factor, try open(partial.inner, &pool)]))
    }
    let after = application.rule == .variable ? constant : try pool.combine(terms, margin: application.margin)
    try record(part, after, inner == variable ? .constantMultiple : application.rule, inner ?? part, &pool)
    pending += next.filter { seen.insert($0).inserted }.reversed().map { ($0, level + 1) }
  }

  /// A derivative still to be taken; that of the variable itself is 1.
  private mutating func open(_ inner: Handle, _ pool: inout Pool) throws(Fault) -> Handle {
    if inner == variable { return .one }
    return dependence.holds(for: inner) ? try pool.binary(.derivative, inner, variable) : .zero
  }

  /// A number in front takes no step of its own.
  private func constantFactor(of part: Handle) -> (constant: Handle, inner: Handle?) {
    guard case .scaled(let c, let rest) = part.form else { return (.one, nil) }
    return (c, rest)
  }

  private mutating func record(
    _ part: Handle, _ after: Handle, _ rule: DerivativeRule, _ inner: Handle, _ pool: inout Pool
  ) throws(Fault) {
    let before = try pool.binary(.derivative, part, variable)
    whole = try pool.replace([before: after], in: whole)
    let condition = rule.condition(for: inner)
    steps.append(
      Derivation.Step(
        rule: rule.text.name, sentence: rule.sentence(for: inner, by: variable), before: Expr(before),
        after: Expr(after), condition: condition, whole: Expr(whole)))
  }

  private mutating func finish(_ part: Handle, _ pool: inout Pool) throws(Fault) {
    let before = try pool.binary(.derivative, part, variable)
    let after = try pool.derivative(of: part, by: variable)
    whole = try pool.replace([before: after], in: whole)
    steps.append(
      Derivation.Step(
        rule: "remaining steps", sentence: "The same rules give the rest.", before: Expr(before), after: Expr(after),
        condition: nil, whole: Expr(whole)))
  }
}

// MARK: - Words about a step

extension DerivativeRule {
  /// The rule's sentence, with the outer and inner function named where there are two.
  fileprivate func sentence(for u: Handle, by x: Handle) -> String {
    switch (self, u.form) {
    case (.functionChain, .function(let f, let inner)): return outerInner("\(f.name)(u)", inner)
    case (.powerChain, .power(let base, let exponent)):
      let power = exponent == .half ? "sqrt(u)" : "u ** \(parenthesized(exponent))"
      return outerInner(power, base)
    case (.exponential, .power(let base, let exponent)) where exponent != x:
      return outerInner("\(parenthesized(base)) ** u", exponent)
    case (.unknownFunctionChain, .applied(let head, let arguments)) where arguments.count == 1:
      return outerInner("\(head.name)(u)", arguments[0])
    case (.function, .function(let f, _)): return "The derivative of \(f.name) is known."
    default: return text.sentence
    }
  }

  private func outerInner(_ outer: String, _ inner: Handle) -> String {
    "The outer function is \(outer), the inner function is u = \(excerpt(inner)). \(text.sentence)"
  }

  private func parenthesized(_ x: Handle) -> String {
    let isPlain = x.isSymbol || x.number.map { !$0.isNegative && ($0.isDecimal || $0.integer != nil) } ?? false
    return isPlain ? excerpt(x) : "(\(excerpt(x)))"
  }

  /// What the step asks for, in the terms of the expression at hand.
  fileprivate func condition(for u: Handle) -> String? {
    switch (self, u.form) {
    case (.power, .power(let base, let exponent)), (.powerChain, .power(let base, let exponent)):
      guard let value = exponent.number else { return base.isNonnegative() ? nil : "\(excerpt(base)) > 0" }
      if value.integer != nil { return value.isNegative && !base.isNonzero() ? "\(excerpt(base)) != 0" : nil }
      return base.isNonnegative() && base.isNonzero() ? nil : "\(excerpt(base)) > 0"
    case (.function, .function(.log, let inner)), (.functionChain, .function(.log, let inner)):
      return inner.isNonnegative() && inner.isNonzero() ? nil : "\(excerpt(inner)) > 0"
    case (.function, .function(.abs, let inner)), (.functionChain, .function(.abs, let inner)),
      (.function, .function(.relu, let inner)), (.functionChain, .function(.relu, let inner)):
      return "\(excerpt(inner)) != 0"
    case (.exponential, .power(let base, _)), (.generalPower, .power(let base, _)):
      return base.isNonnegative() && base.isNonzero() ? nil : "\(excerpt(base)) > 0"
    case (.piecewise, .choice(let choice)):
      let condition = WrittenCondition(margin: choice.margin)
      return "\(condition.text(.left)) != \(condition.text(.right))"
    case (.extremum, .maximum(let l, let r)), (.extremum, .minimum(let l, let r)):
      let (first, second) = PrintOrder.pair(l, r)
      return "\(excerpt(first)) != \(excerpt(second))"
    case (.quotient, .product(let factors)):
      let below = factors.filter { $0.isReciprocal && !$0.basePower.base.isNonzero() }
      return below.isEmpty
        ? nil
        : PrintOrder.factors(below).map { "\(excerpt($0.basePower.base)) != 0" }
          .joined(separator: ", ")
    default: return nil
    }
  }
}
