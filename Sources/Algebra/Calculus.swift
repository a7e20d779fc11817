import Diagnostics

// MARK: - With faults

extension Expr {
  /// The derivative by `xs` in turn; a number after a variable repeats it.
  ///
  /// Without a variable it is the only symbol's; an expression with several is a fault.
  package func differentiated(by xs: [Expr]) throws(Fault) -> Expr {
    if xs.isEmpty {
      let symbols = freeSymbols
      guard symbols.count == 1 else {
        throw Fault(.invalidArgument, "diff needs a symbol to differentiate by, as in diff(\(excerpt(handle)), x)")
      }
      return try differentiated(by: symbols)
    }
    return try .make { pool throws(Fault) in try pool.derivative(of: handle, byAll: xs.map(\.handle)) }
  }

  package func differentiated(by x: Expr, order: Int) throws(Fault) -> Expr {
    if order < 0 { throw Fault(.invalidArgument, "a derivative of order \(order) does not exist") }
    return try differentiated(by: [x, Expr(order)])
  }

  package func gradient(by xs: [Expr]) throws(Fault) -> [Expr] {
    guard let terms = termsBySymbol(xs) else {
      var list: [Expr] = []
      for x in xs { list.append(try differentiated(by: [x])) }
      return list
    }
    var list: [Expr] = []
    for x in xs {
      let part = try Expr.make { pool throws(Fault) in try pool.sum(terms[x.handle, default: []]) }
      list.append(try part.differentiated(by: [x]))
    }
    return list
  }

  /// Which terms of a wide sum hold each symbol, so that a partial derivative by one of many looks at few of them.
  private func termsBySymbol(_ xs: [Expr]) -> [Handle: [Handle]]? {
    guard xs.count > 8, xs.allSatisfy(\.handle.isSymbol), case .sum(let terms) = handle.form else { return nil }
    var list: [Handle: [Handle]] = [:]
    for term in terms {
      for symbol in term.reachable() where symbol.isSymbol { list[symbol, default: []].append(term) }
    }
    return list
  }

  package static func jacobian(of fs: [Expr], by xs: [Expr]) throws(Fault) -> Matrix {
    var rows: [[Expr]] = []
    for f in fs { rows.append(try f.gradient(by: xs)) }
    return try Matrix(checking: rows)
  }

  package func directionalDerivative(by xs: [Expr], along direction: [Expr]) throws(Fault) -> Expr {
    guard xs.count == direction.count else {
      throw Fault(.shape, "\(xs.count) variables need a direction of \(xs.count) components, not \(direction.count)")
    }
    let slopes = try gradient(by: xs)
    return try .make { pool throws(Fault) in
      var terms: [Handle] = []
      for (slope, step) in zip(slopes, direction) { terms.append(try pool.product(slope.handle, step.handle)) }
      return try pool.sum(terms)
    }
  }

  package func expanded() throws(Fault) -> Expr { try .make { pool throws(Fault) in try pool.expand(handle) } }

  package func substituted(_ images: [Expr: Expr]) throws(Fault) -> Expr {
    let images = Dictionary(uniqueKeysWithValues: images.map { ($0.handle, $1.handle) })
    return try .make { pool throws(Fault) in try pool.substitute(images, in: handle) }
  }
}

// MARK: - Without

/// The derivative by the variables in turn; a number after one repeats it: `diff(h, x, 2, y)`.
///
/// A variable is a symbol, or an applied unknown function such as `g(x)`.
public func diff(_ e: Expr, _ xs: Expr...) -> Expr { trapping { () throws(Fault) in try e.differentiated(by: xs) } }

/// The derivative of some order by one variable.
public func diff(_ e: Expr, _ x: Expr, _ order: Int) -> Expr {
  trapping { () throws(Fault) in try e.differentiated(by: x, order: order) }
}

/// The partial derivatives by each variable.
public func gradient(_ e: Expr, _ xs: [Expr]) -> [Expr] { trapping { () throws(Fault) in try e.gradient(by: xs) } }

/// The matrix of partial derivatives: a row for each function, a column for each variable.
public func jacobian(_ fs: [Expr], _ xs: [Expr]) -> Matrix {
  trapping { () throws(Fault) in try Expr.jacobian(of: fs, by: xs) }
}

/// The matrix of second partial derivatives.
public func hessian(_ e: Expr, _ xs: [Expr]) -> Matrix {
  trapping { () throws(Fault) in try Expr.jacobian(of: try e.gradient(by: xs), by: xs) }
}

/// The gradient's product with a direction, whose length is not changed.
public func directionalDerivative(_ e: Expr, _ xs: [Expr], along: [Expr]) -> Expr {
  trapping { () throws(Fault) in try e.directionalDerivative(by: xs, along: along) }
}

/// Products and whole powers of sums, multiplied out.
public func expand(_ e: Expr) -> Expr { trapping { () throws(Fault) in try e.expanded() } }

extension Expr {
  /// The expression with all replacements made at once.
  public func substituting(_ images: [Expr: Expr]) -> Expr {
    trapping { () throws(Fault) in try substituted(images) }
  }

  @_disfavoredOverload public func substituting(_ images: [Expr: Double]) -> Expr {
    substituting(images.mapValues { Expr($0) })
  }

  @_disfavoredOverload public func substituting(_ images: [Expr: Int]) -> Expr {
    substituting(images.mapValues { Expr($0) })
  }
}
