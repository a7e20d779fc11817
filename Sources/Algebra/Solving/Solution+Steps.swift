import Diagnostics

/// The steps of solving an equation for the symbol `x`, with the conditions that they ask for.
public func solution(_ equation: Equation, _ x: Expr) -> Derivation {
  trapping { () throws(Fault) in try equation.solution(for: x) }
}

/// The steps of solving `e = 0` for the symbol `x`.
public func solution(_ e: Expr, _ x: Expr) -> Derivation { trapping { () throws(Fault) in try e.solution(for: x) } }

extension Expr {
  package func solution(for x: Expr) throws(Fault) -> Derivation { try Equation(self, 0).solution(for: x) }
}

extension Equation {
  package func solution(for x: Expr) throws(Fault) -> Derivation {
    try requireSymbol(x, "to solve for")
    try requireSize(left, right)
    return try withPool { pool throws(Fault) in
      var solver = Solver()
      let f = try difference(&pool)
      let roots = try solver.zeros(of: f, x.handle, &pool)
      let result = try pool.alternatives(
        try roots.mapped { root throws(Fault) in try pool.statement(.equation, [x.handle, root]) })
      var steps: [Derivation.Step] = []
      for step in solver.steps {
        let before = try pool.equation(step.before, step.variable)
        let after = try pool.alternatives(
          try step.after.mapped { part throws(Fault) in try pool.equation(part, step.variable) })
        if before == after { continue }
        steps.append(
          Derivation.Step(
            rule: step.rule.name, sentence: step.rule.sentence, before: Expr(before), after: Expr(after),
            condition: step.condition, whole: Expr(result)))
      }
      return Derivation(
        expression: Expr(try pool.statement(.equation, [left.handle, right.handle])), variable: x, steps: steps,
        result: Expr(result))
    }
  }
}

extension Pool {
  fileprivate mutating func alternatives(_ equations: [Handle]) throws(Fault) -> Handle {
    equations.count == 1 ? equations[0] : try statement(.either, equations)
  }
}
