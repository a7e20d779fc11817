import Arrays
import Diagnostics

// MARK: - What the rest of the engine asks an operation

extension Operation {
  /// The name in messages and traces.
  package var name: String { read(Naming(operation: self)) }

  /// How many operands there are: 1 or 2.
  package var arity: Int { read(Counting(operation: self)) }

  /// The result for plain arrays; `y` is ignored by operations of one operand.
  ///
  /// Throws a fault for shapes that the operation does not accept.
  package func value(_ x: NDArray, _ y: NDArray) throws(Fault) -> NDArray {
    try read(Evaluation(operation: self, x: x, y: y))
  }

  /// The adjoints of the operands that are asked for, from the adjoint `g` of the result `v`.
  func pullback<T: TensorAlgebra>(_ g: T, _ at: LinearizationPoint<T>) -> (T?, T?) {
    read(Pullback(operation: self, g: g, at: at))
  }

  /// The tangent of the result, from those of the operands; `nil` where an operand does not change.
  func pushforward<T: TensorAlgebra>(_ dx: T?, _ dy: T?, _ at: LinearizationPoint<T>) -> T? {
    read(Pushforward(operation: self, dx: dx, dy: dy, at: at))
  }
}

/// The operands and the result of one application, and which operands have a derivative to give.
struct LinearizationPoint<T> {
  let x, y, v: T
  let needsX, needsY: Bool
}

// MARK: - Readings

private struct Naming: Reading {
  typealias Operand = NDArray
  let operation: Operation

  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (NDArray, NDArray, NDArray) -> NDArray, pushforward: (NDArray, NDArray, NDArray) -> NDArray
  ) throws(Never) -> String { name }

  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks first: BinaryRule<NDArray>, _ second: BinaryRule<NDArray>,
    pushforwards: BinaryRule<NDArray>, _: BinaryRule<NDArray>
  ) throws(Never) -> String { name }
}

private struct Counting: Reading {
  typealias Operand = NDArray
  let operation: Operation

  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (NDArray, NDArray, NDArray) -> NDArray, pushforward: (NDArray, NDArray, NDArray) -> NDArray
  ) throws(Never) -> Int { 1 }

  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks first: BinaryRule<NDArray>, _ second: BinaryRule<NDArray>,
    pushforwards: BinaryRule<NDArray>, _: BinaryRule<NDArray>
  ) throws(Never) -> Int { 2 }
}

private struct Evaluation: Reading {
  typealias Operand = NDArray
  let operation: Operation
  let x, y: NDArray

  @inline(__always)
  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (NDArray, NDArray, NDArray) -> NDArray, pushforward: (NDArray, NDArray, NDArray) -> NDArray
  ) throws(Fault) -> NDArray { try value(x) }

  @inline(__always)
  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks first: BinaryRule<NDArray>, _ second: BinaryRule<NDArray>,
    pushforwards: BinaryRule<NDArray>, _: BinaryRule<NDArray>
  ) throws(Fault) -> NDArray { try value(x, y) }
}

private struct Pullback<T: TensorAlgebra>: Reading {
  typealias Operand = T
  let operation: Operation
  let g: T
  let at: LinearizationPoint<T>

  @inline(__always)
  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (T, T, T) -> T, pushforward: (T, T, T) -> T
  ) throws(Never) -> (T?, T?) { (pullback(g, at.x, at.v), nil) }

  @inline(__always)
  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks first: BinaryRule<T>, _ second: BinaryRule<T>, pushforwards: BinaryRule<T>, _: BinaryRule<T>
  ) throws(Never) -> (T?, T?) {
    (at.needsX ? first(g, at.x, at.y, at.v) : nil, at.needsY ? second(g, at.x, at.y, at.v) : nil)
  }
}

private struct Pushforward<T: TensorAlgebra>: Reading {
  typealias Operand = T
  let operation: Operation
  let dx, dy: T?
  let at: LinearizationPoint<T>

  @inline(__always)
  func unary(
    _ name: String, value: (NDArray) throws(Fault) -> NDArray,
    pullback: (T, T, T) -> T, pushforward: (T, T, T) -> T
  ) throws(Never) -> T? { dx.map { pushforward($0, at.x, at.v) } }

  @inline(__always)
  func binary(
    _ name: String, value: (NDArray, NDArray) throws(Fault) -> NDArray,
    pullbacks: BinaryRule<T>, _: BinaryRule<T>, pushforwards first: BinaryRule<T>, _ second: BinaryRule<T>
  ) throws(Never) -> T? {
    let fromX = dx.map { first($0, at.x, at.y, at.v) }
    let fromY = dy.map { second($0, at.x, at.y, at.v) }
    guard let fromX, let fromY else { return fromX ?? fromY }
    return fromX + fromY
  }
}
