import Diagnostics

// MARK: - With faults

extension Expr {
  package func factored() throws(Fault) -> Expr {
    try rewritten { pool, effort throws(Fault) in try pool.factor(handle, &effort) }
  }

  package func cancelled() throws(Fault) -> Expr {
    try rewritten { pool, effort throws(Fault) in try pool.cancel(handle, &effort) }
  }

  package func broughtTogether() throws(Fault) -> Expr {
    try rewritten { pool, effort throws(Fault) in try pool.together(handle, &effort) }
  }

  package func takenApart(by x: Expr) throws(Fault) -> Expr {
    try rewritten { pool, effort throws(Fault) in try pool.apart(handle, by: x.handle, &effort) }
  }

  package func collected(by x: Expr) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in try pool.collect(handle, by: x.handle) }
  }

  package func greatestCommonDivisor(with r: Expr) throws(Fault) -> Expr {
    try rewritten { pool, effort throws(Fault) in try pool.gcd(handle, r.handle, &effort) }
  }

  private func rewritten(
    _ body: (inout Pool, inout Effort) throws(Fault) -> Handle
  ) throws(Fault) -> Expr {
    try .make { pool throws(Fault) in
      var effort = Effort()
      return try body(&pool, &effort)
    }
  }
}

// MARK: - Without

/// The product of powers of irreducible factors over the rationals: `(x - 1) * (x + 1)`.
///
/// Functions and roots count as unknowns of their own. Stops for polynomials that would take too many steps.
public func factor(_ e: Expr) -> Expr { trapping { () throws(Fault) in try e.factored() } }

/// One fraction in lowest terms, multiplied out: `x + 1` for `(x ** 2 - 1) / (x - 1)`.
///
/// The two are equal wherever the first has a value.
public func cancel(_ e: Expr) -> Expr { trapping { () throws(Fault) in try e.cancelled() } }

/// One fraction in lowest terms over a denominator in factors.
public func together(_ e: Expr) -> Expr { trapping { () throws(Fault) in try e.broughtTogether() } }

/// Partial fractions in `x`: a polynomial, and fractions over powers of irreducible polynomials.
///
/// Stops for what is no rational function of `x`.
public func apart(_ e: Expr, _ x: Expr) -> Expr { trapping { () throws(Fault) in try e.takenApart(by: x) } }

/// Multiplied out, with one term for each power of `x`.
public func collect(_ e: Expr, _ x: Expr) -> Expr { trapping { () throws(Fault) in try e.collected(by: x) } }

/// The greatest common divisor of two polynomials with rational coefficients. Stops for what is no polynomial.
public func gcd(_ a: Expr, _ b: Expr) -> Expr {
  trapping { () throws(Fault) in try a.greatestCommonDivisor(with: b) }
}
