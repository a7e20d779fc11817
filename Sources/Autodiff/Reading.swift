import Arrays
import Diagnostics

/// One way to read a row of the table of operations: for its value, its pullback, its pushforward, or its name.
///
/// The table is one function, generic over the reading, so that each row states everything about an operation in one
/// place and the compiler still makes a direct function of each column.
protocol Reading {
  associatedtype Operand: TensorAlgebra
  associatedtype Result
  associatedtype Failure: Error

  var operation: Operation { get }

  /// A row of one operand: `g` is the result's adjoint, `dx` the operand's tangent, `v` the result.
  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (_ g: Operand, _ x: Operand, _ v: Operand) -> Operand,
    pushforward: (_ dx: Operand, _ x: Operand, _ v: Operand) -> Operand
  ) throws(Failure) -> Result

  /// A row of two operands, with a pullback and a pushforward for each.
  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks first: BinaryRule<Operand>, _ second: BinaryRule<Operand>,
    pushforwards: BinaryRule<Operand>, _: BinaryRule<Operand>
  ) throws(Failure) -> Result
}

/// From an adjoint or a tangent, the two operands and the result.
typealias BinaryRule<T> = (_ g: T, _ x: T, _ y: T, _ v: T) -> T

// MARK: - The usual forms of rows

extension Reading {
  /// Each element of the result depends on one element: the Jacobian is diagonal, and its own transpose.
  @inline(__always)
  func elementwise(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    derivative: (_ x: Operand, _ v: Operand) -> Operand
  ) throws(Failure) -> Result {
    try symmetric(name, value: value) { g, x, v in g * derivative(x, v) }
  }

  /// The Jacobian is its own transpose, so that one rule serves both directions.
  @inline(__always)
  func symmetric(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    product: (_ g: Operand, _ x: Operand, _ v: Operand) -> Operand
  ) throws(Failure) -> Result {
    try unary(name, value: value, pullback: product, pushforward: product)
  }

  /// A linear map: forwards it is itself, backwards its transpose.
  @inline(__always)
  func linear(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    transposed: (_ g: Operand, _ x: Operand) -> Operand
  ) throws(Failure) -> Result {
    try unary(
      name, value: value,
      pullback: { g, x, _ in transposed(g, x) },
      pushforward: { dx, _, _ in .apply(operation, dx) })
  }

  /// Elementwise with broadcasting: adjoints are summed to the operand's shape, tangents stretched to the result's.
  @inline(__always)
  func elementwise(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    _ first: BinaryRule<Operand>, _ second: BinaryRule<Operand>
  ) throws(Failure) -> Result {
    try binary(
      name, value: value,
      pullbacks: { g, x, y, v in first(g, x, y, v).sum(to: x.shape) },
      { g, x, y, v in second(g, x, y, v).sum(to: y.shape) },
      pushforwards: { dx, x, y, v in first(dx, x, y, v).broadcast(v.shape) },
      { dy, x, y, v in second(dy, x, y, v).broadcast(v.shape) })
  }

  /// Linear in each operand: forwards the operation itself, with one operand replaced by its tangent.
  @inline(__always)
  func bilinear(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    _ first: BinaryRule<Operand>, _ second: BinaryRule<Operand>
  ) throws(Failure) -> Result {
    try binary(
      name, value: value, pullbacks: first, second,
      pushforwards: { dx, _, y, _ in .apply(operation, dx, y) }, { dy, x, _, _ in .apply(operation, x, dy) })
  }
}
