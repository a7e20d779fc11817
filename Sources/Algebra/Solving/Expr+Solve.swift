import Diagnostics

/// The real solutions of `e = 0`, in rising order where they are numbers.
///
/// Exact for polynomials up to the fourth degree and their products, for rational equations and for those that undoing
/// functions solves; of a periodic equation the principal solutions. Otherwise decimals between -200 and 200, of more than
/// a hundred those nearest to 0.
public func solve(_ e: Expr, _ x: Expr) -> [Expr] { trapping { () throws(Fault) in try e.solved(for: x) } }

/// The real solutions of an equation.
public func solve(_ equation: Equation, _ x: Expr) -> [Expr] {
  trapping { () throws(Fault) in try equation.solved(for: x) }
}

/// The real solutions of several equations at once, a dictionary for each; unknowns that stay free are left out.
public func solve(_ equations: [Equation], _ xs: [Expr]) -> [[Expr: Expr]] {
  trapping { () throws(Fault) in try Equation.solved(equations, for: xs) }
}

/// The real points at which all the expressions are 0.
public func solve(_ es: [Expr], _ xs: [Expr]) -> [[Expr: Expr]] {
  trapping { () throws(Fault) in try Equation.solved(es.map { Equation($0, 0) }, for: xs) }
}

extension Expr {
  package func solved(for x: Expr) throws(Fault) -> [Expr] { try Equation(self, 0).solved(for: x) }
}

extension Equation {
  package func solved(for x: Expr) throws(Fault) -> [Expr] {
    try requireSymbol(x, "to solve for")
    try requireSize(left, right)
    return try withPool { pool throws(Fault) in
      var solver = Solver()
      return try solver.zeros(of: try difference(&pool), x.handle, &pool).map { Expr($0) }
    }
  }

  func difference(_ pool: inout Pool) throws(Fault) -> Handle {
    try pool.carryOutDerivatives(try pool.difference(left.handle, right.handle))
  }

  package static func solved(_ equations: [Equation], for xs: [Expr]) throws(Fault) -> [[Expr: Expr]] {
    for x in xs { try requireSymbol(x, "to solve for") }
    for equation in equations { try requireSize(equation.left, equation.right) }
    return try withPool { pool throws(Fault) in
      var system: [Handle] = []
      for equation in equations { system.append(try equation.difference(&pool)) }
      let solutions = try pool.solve(system, xs.map(\.handle), depth: 0)
      return solutions.map { solution in
        Dictionary(uniqueKeysWithValues: solution.map { (Expr($0.key), Expr($0.value)) })
      }
    }
  }
}

extension Pool {
  /// Solves one equation for one unknown, puts the solutions into the others, and so on. Linear ones come first, so
  /// that linear systems take elimination's steps.
  fileprivate mutating func solve(
    _ equations: [Handle], _ xs: [Handle], depth: Int
  ) throws(Fault) -> [[Handle: Handle]] {
    guard depth < 40 else { throw Solver.undecided }
    let open = equations.filter { !vanishes($0) }
    guard let (index, x) = try nextStep(open, xs) else {
      // What is left holds no unknown and is not 0: a contradiction.
      return open.isEmpty ? [[:]] : []
    }
    var solutions: [[Handle: Handle]] = []
    var solver = Solver()
    for root in try solver.zeros(of: open[index], x, &self) {
      var rest: [Handle] = []
      for (position, equation) in open.enumerated() where position != index {
        rest.append(try lowest(try substitute([x: root], in: equation)))
      }
      for solution in try solve(rest, xs.filter { $0 != x }, depth: depth + 1) {
        var full = solution
        full[x] = try lowest(try substitute(solution, in: root))
        solutions.append(full)
      }
    }
    return solutions
  }

  /// The equation and the unknown to begin with: linear where there is one.
  private mutating func nextStep(_ equations: [Handle], _ xs: [Handle]) throws(Fault) -> (Int, Handle)? {
    var fallback: (Int, Handle)?
    for (index, equation) in equations.enumerated() {
      for x in xs where equation.contains(x) {
        if let (slope, _) = try linear(equation, in: x), !xs.contains(where: slope.contains) { return (index, x) }
        fallback = fallback ?? (index, x)
      }
    }
    return fallback
  }

  /// Over one denominator in lowest terms, where it is a fraction of polynomials.
  mutating func lowest(_ x: Handle) throws(Fault) -> Handle {
    if x.number != nil || x.isSymbol { return x }
    var effort = Effort(Effort.standard / 10)
    let cancelled = (try? cancel(x, &effort)) ?? x
    return vanishes(cancelled) ? .zero : cancelled
  }
}
