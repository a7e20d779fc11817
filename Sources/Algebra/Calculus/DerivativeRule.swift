/// The rules of differentiation, as a reader of a derivation meets them.
///
/// To add a rule, add a case: the compiler then asks for its words here and for its replacement in `partials`.
enum DerivativeRule: CaseIterable {
  case constant, variable, constantMultiple, sum, product, quotient
  case power, powerChain, exponential, generalPower
  case function, functionChain, unknownFunction, unknownFunctionChain, extremum, piecewise, evaluation
}

extension DerivativeRule {
  struct Text {
    let name: String
    /// The shape that the rule fits, and what it becomes.
    let pattern: String
    let replacement: String
    let sentence: String
    var condition: String?
  }

  var text: Text {
    switch self {
    case .constant:
      Text(
        name: "constant rule", pattern: "diff(c, x)", replacement: "0",
        sentence: "The derivative of a constant is 0.")
    case .variable:
      Text(
        name: "identity rule", pattern: "diff(x, x)", replacement: "1",
        sentence: "The derivative of a variable by itself is 1.")
    case .constantMultiple:
      Text(
        name: "constant multiple rule", pattern: "diff(c * u, x)", replacement: "c * diff(u, x)",
        sentence: "A constant factor stays.")
    case .sum:
      Text(
        name: "sum rule", pattern: "diff(u + v, x)", replacement: "diff(u, x) + diff(v, x)",
        sentence: "The derivative of a sum is the sum of the derivatives.")
    case .product:
      Text(
        name: "product rule", pattern: "diff(u * v, x)", replacement: "v * diff(u, x) + u * diff(v, x)",
        sentence: "Differentiate one factor at a time, keep the others, and add.")
    case .quotient:
      Text(
        name: "quotient rule", pattern: "diff(u / v, x)", replacement: "diff(u, x) / v - u * diff(v, x) / v ** 2",
        sentence: "The derivative of the numerator over the denominator, less the numerator times the derivative of "
          + "the denominator over its square.", condition: "v != 0")
    case .power:
      Text(
        name: "power rule", pattern: "diff(x ** n, x)", replacement: "n * x ** (n - 1)",
        sentence: "The exponent comes down as a factor, and the power falls by one.")
    case .powerChain:
      Text(
        name: "chain rule", pattern: "diff(u ** n, x)", replacement: "n * u ** (n - 1) * diff(u, x)",
        sentence: "The derivative of the outer power at the inner function, times the derivative of the inner function."
      )
    case .exponential:
      Text(
        name: "exponential rule", pattern: "diff(a ** u, x)", replacement: "a ** u * log(a) * diff(u, x)",
        sentence: "A power with a constant base keeps itself, times the logarithm of the base.", condition: "a > 0")
    case .generalPower:
      Text(
        name: "logarithmic differentiation", pattern: "diff(u ** v, x)",
        replacement: "v * u ** (v - 1) * diff(u, x) + u ** v * log(u) * diff(v, x)",
        sentence: "Write the power as exp(v * log(u)) and use the chain rule.", condition: "u > 0")
    case .function:
      Text(
        name: "derivative of a function", pattern: "diff(f(x), x)", replacement: "f'(x)",
        sentence: "A known derivative of an elementary function.")
    case .functionChain:
      Text(
        name: "chain rule", pattern: "diff(f(u), x)", replacement: "f'(u) * diff(u, x)",
        sentence: "The derivative of the outer function at the inner function, times the derivative of the inner "
          + "function.")
    case .unknownFunction:
      Text(
        name: "unknown function", pattern: "diff(f(x), x)", replacement: "f'(x)",
        sentence: "The derivative of an unknown function stays as it is.")
    case .unknownFunctionChain:
      Text(
        name: "chain rule", pattern: "diff(f(u, v), x)",
        replacement: "diff(f(u, v), u) * diff(u, x) + diff(f(u, v), v) * diff(v, x)",
        sentence: "The derivative of the outer function by each argument, times the derivative of that argument.")
    case .extremum:
      Text(
        name: "derivative of the greater or lesser", pattern: "diff(max(u, v), x)",
        replacement: "heaviside(u - v) * diff(u, x) + heaviside(v - u) * diff(v, x)",
        sentence: "The one that is chosen passes its derivative on.", condition: "u != v")
    case .piecewise:
      Text(
        name: "derivative in pieces", pattern: "diff(piecewise(c, u, else: v), x)",
        replacement: "piecewise(c, diff(u, x), else: diff(v, x))",
        sentence: "Each piece is differentiated where it applies; where the pieces meet, the derivative may not exist.")
    case .evaluation:
      Text(
        name: "carry out the derivative", pattern: "diff(diff(u, y), x)", replacement: "diff(u', x)",
        sentence: "An inner derivative is carried out first.")
    }
  }
}
