import Arrays
import Diagnostics
import Elementary

/// What a tape can record: the closed list of operations on arrays.
///
/// To add one, add a case here; the compiler then asks for its row in the table (`Operation+Table.swift`), and the
/// tests check that row against finite differences once it has an example.
package enum Operation: Hashable, Sendable {
  // Elementwise, two operands.
  case add, subtract, multiply, divide, power, maximum, minimum, binaryCrossEntropy

  // Elementwise, one operand.
  case negate, identity
  case powered(by: Double)
  case elementary(ElementaryFunction)

  /// The first operand where the mask is not 0, the second elsewhere; all of one shape.
  indirect case select(mask: NDArray)

  // Products.
  case matmul, dot

  // Reductions and scans.
  case sum(Reduction), mean(Reduction), max(Reduction), min(Reduction), logSumExp(Reduction), norm(Reduction)
  case sumTo(shape: [Int])
  case softmax(axis: Int), logSoftmax(axis: Int)
  indirect case cumulativeSum(axis: Int, isReversed: Bool)

  // The same elements, elsewhere.
  case reshape([Int]), broadcast([Int]), permute([Int])
  case slice([AxisIndex])
  indirect case scatter([AxisIndex], shape: [Int])
  indirect case gather(Places)
  indirect case scatterAdd(Places, shape: [Int])
  case concatenate(axis: Int)

  // Linear algebra.
  case inverse, determinant, logDeterminant, cholesky
  case solve, leastSquares
}

extension Operation {
  /// Whether each element of the result depends on the elements at its own place only.
  package var isElementwise: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .binaryCrossEntropy, .negate, .identity,
      .powered, .elementary, .select:
      true
    case .matmul, .dot, .sum, .mean, .max, .min, .logSumExp, .norm, .sumTo, .softmax, .logSoftmax, .cumulativeSum,
      .reshape, .broadcast, .permute, .slice, .scatter, .gather, .scatterAdd, .concatenate, .inverse, .determinant,
      .logDeterminant, .cholesky, .solve, .leastSquares:
      false
    }
  }

  /// The sign between or before the operands in a drawing; the name where there is no sign.
  package var symbol: String {
    switch self {
    case .add: "+"
    case .subtract, .negate: "−"
    case .multiply: "×"
    case .divide: "÷"
    case .power: "**"
    case .powered(let exponent): "** " + shortened(exponent)
    default: name
    }
  }
}

/// A number as a person writes it: `2`, not `2.0`.
private func shortened(_ exponent: Double) -> String {
  let text = formatted(exponent, significantDigits: 6)
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
