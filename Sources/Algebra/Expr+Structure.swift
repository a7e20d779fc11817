import Diagnostics

/// Handles and parts of expressions, for the layers above.
extension Expr {
  /// The number that stands for the expression in this process.
  package var index: UInt32 { handle.index }

  /// - Precondition: `index` came from an expression of this process.
  package init(index: UInt32) {
    self.init(Handle(index: index))
  }

  /// The operation at the root of an expression, as a computation graph shows it.
  package struct Operation {
    package var symbol: String
    package var operands: [Expr]
  }

  /// The root's operation, or `nil` for a number, a constant, a symbol, or a derivative that stands unevaluated.
  package var operation: Operation? {
    switch handle.form {
    case .number, .constant, .symbol, .derivative: return nil
    case .applied(let head, let arguments): return Operation(symbol: head.sign, operands: arguments.map { Expr($0) })
    case .scaled(let number, let rest): return Operation(symbol: "×", operands: [Expr(number), Expr(rest)])
    case .sum(let terms): return Operation(symbol: "+", operands: PrintOrder.terms(terms).map { Expr($0) })
    case .product(let factors): return Operation(symbol: "×", operands: PrintOrder.factors(factors).map { Expr($0) })
    case .power(let base, let exponent):
      let isNumber = Expr(exponent).isConstant
      return isNumber
        ? Operation(symbol: "** \(Expr(exponent))", operands: [Expr(base)])
        : Operation(symbol: "**", operands: [Expr(base), Expr(exponent)])
    case .function(let function, let argument): return Operation(symbol: function.name, operands: [Expr(argument)])
    case .choice(let choice): return Operation(symbol: "piecewise", operands: choice.parts.map { Expr($0) })
    case .maximum(let a, let b): return Operation(symbol: "max", operands: [Expr(a), Expr(b)])
    case .minimum(let a, let b): return Operation(symbol: "min", operands: [Expr(a), Expr(b)])
    }
  }

  /// The derivative of the root's operation by each of its operands, all operands taken as independent.
  ///
  /// - Precondition: the expression has an ``operation``.
  package func localDerivatives() throws(Fault) -> [Expr] {
    guard let operation else { return [] }
    var placeholders: [Expr] = []
    for number in operation.operands.indices {
      placeholders.append(try Expr(symbolNamed: "_operand\(number)"))
    }
    let outer = try rebuilt(operation, placeholders)
    var result: [Expr] = []
    for placeholder in placeholders {
      let derivative = try outer.differentiated(by: [placeholder])
      result.append(try derivative.substituted(Dictionary(zip(placeholders, operation.operands)) { first, _ in first }))
    }
    return result
  }

  private func rebuilt(_ operation: Operation, _ operands: [Expr]) throws(Fault) -> Expr {
    switch handle.form {
    case .sum: return try operands.dropFirst().reduced(operands[0]) { a, b throws(Fault) in try a.adding(b) }
    case .scaled, .product:
      return try operands.dropFirst().reduced(operands[0]) { a, b throws(Fault) in try a.multiplied(by: b) }
    case .power(_, let exponent):
      return try operands[0].raised(to: operands.count > 1 ? operands[1] : Expr(exponent))
    case .function(let function, _): return try Expr.applying(function, to: operands[0])
    case .maximum: return try Expr.greater(operands[0], operands[1])
    case .minimum: return try Expr.lesser(operands[0], operands[1])
    case .choice:
      return try Expr.make { pool throws(Fault) in
        try pool.choice(margin: operands[0].handle, operands[1].handle, otherwise: operands[2].handle)
      }
    case .applied(let head, _):
      return try .make { pool throws(Fault) in try pool.apply(head, operands.map(\.handle)) }
    case .number, .constant, .symbol, .derivative: return self
    }
  }

  /// Whether it is a number or a named constant.
  package var isConstant: Bool {
    switch handle.form {
    case .number, .constant: true
    default: false
    }
  }
}

extension FunctionHead {
  /// `f`, or `f′` for its derivative.
  fileprivate var sign: String { name + orders.map { String(repeating: "′", count: $0) }.joined(separator: ",") }
}

extension Sequence {
  /// `reduce` that keeps the type of what it throws.
  func reduced<R>(_ initial: R, _ next: (R, Element) throws(Fault) -> R) throws(Fault) -> R {
    var result = initial
    for element in self { result = try next(result, element) }
    return result
  }
}
