import Diagnostics

/// The steps of integrating `e` by the symbol `x`.
public func integration(_ e: Expr, _ x: Expr) -> Derivation {
  trapping { () throws(Fault) in try e.integration(by: x) }
}

extension Expr {
  package func integration(by x: Expr) throws(Fault) -> Derivation {
    try requireSymbol(x, "to integrate by")
    try requireSize(self)
    return try withPool { pool throws(Fault) in
      var integrator = Integrator()
      let f = try pool.carryOutDerivatives(handle)
      let result = try pool.antiderivative(of: f, x.handle, &integrator)
      var whole = try Integrator.open(f, x.handle, &pool)
      var steps: [Derivation.Step] = []
      for (index, step) in integrator.steps.enumerated() {
        let before = try Integrator.open(step.integrand, step.variable, &pool)
        whole = index == integrator.steps.count - 1 ? result : try pool.replace([before: step.after], in: whole)
        let detail = step.detail.isEmpty ? "" : "Let \(step.detail). "
        steps.append(
          Derivation.Step(
            rule: step.rule.name, sentence: detail + step.rule.sentence, before: Expr(before),
            after: Expr(step.after), condition: step.condition, whole: Expr(whole)))
      }
      return Derivation(expression: self, variable: x, steps: steps, result: Expr(result))
    }
  }
}
