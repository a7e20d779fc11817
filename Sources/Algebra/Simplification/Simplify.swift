import Diagnostics

extension Pool {
  /// The shortest of several equal forms.
  mutating func simplify(_ x: Handle) throws(Fault) -> Handle {
    var simplifier = try Simplifier(&self)
    return try simplifier.simplify(x, &self)
  }

  /// The steps of ``simplify(_:)``, each with the whole expression as it is after it.
  mutating func simplification(of x: Handle) throws(Fault) -> Derivation {
    var simplifier = try Simplifier(&self)
    let result = try simplifier.simplify(x, &self)
    var (whole, steps) = (x, [Derivation.Step]())
    for step in simplifier.steps {
      whole = try replace([step.before: step.after], in: whole)
      steps.append(
        Derivation.Step(
          rule: step.name, sentence: step.sentence, before: Expr(step.before), after: Expr(step.after),
          condition: step.condition, whole: Expr(whole)))
    }
    return Derivation(expression: Expr(x), variable: nil, steps: steps, result: Expr(result))
  }
}

extension Expr {
  package func simplified() throws(Fault) -> Expr { try .make { pool throws(Fault) in try pool.simplify(handle) } }

  package func simplification() throws(Fault) -> Derivation {
    try withPool { pool throws(Fault) in try pool.simplification(of: handle) }
  }
}

/// The shortest of several equal forms, found in bounded time; equal wherever `e` has a value.
public func simplify(_ e: Expr) -> Expr { trapping { () throws(Fault) in try e.simplified() } }

/// The steps that lead from `e` to `simplify(e)`, with what each asks for.
public func simplification(_ e: Expr) -> Derivation { trapping { () throws(Fault) in try e.simplification() } }
