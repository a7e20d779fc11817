import Arrays
import Diagnostics

/// What the rules of differentiation compute with.
///
/// `NDArray` conforms, for plain gradients, and `Tensor`, which records them, for gradients of gradients. Rules see
/// only shapes that the operation itself accepted, so nothing here throws.
protocol TensorAlgebra {
  init(_ constant: NDArray)
  var value: NDArray { get }

  static func apply(_ operation: Operation, _ x: Self) -> Self
  static func apply(_ operation: Operation, _ x: Self, _ y: Self) -> Self

  /// The operand that node `index` of `tape` stands for.
  static func operand(_ index: Int, of tape: Tape) -> Self
}

extension NDArray: TensorAlgebra {
  init(_ constant: NDArray) { self = constant }
  var value: NDArray { self }

  static func apply(_ operation: Operation, _ x: NDArray) -> NDArray { apply(operation, x, x) }

  static func apply(_ operation: Operation, _ x: NDArray, _ y: NDArray) -> NDArray {
    trapping { () throws(Fault) in try operation.value(x, y) }
  }

  static func operand(_ index: Int, of tape: Tape) -> NDArray { tape.nodes[index].value }
}

extension TensorAlgebra {
  static func + (l: Self, r: Self) -> Self { apply(.add, l, r) }
  static func - (l: Self, r: Self) -> Self { apply(.subtract, l, r) }
  static func * (l: Self, r: Self) -> Self { apply(.multiply, l, r) }
  static func / (l: Self, r: Self) -> Self { apply(.divide, l, r) }
  static prefix func - (x: Self) -> Self { apply(.negate, x) }

  var shape: [Int] { value.shape }

  func reshaped(_ shape: [Int]) -> Self { shape == self.shape ? self : .apply(.reshape(shape), self) }
  func broadcast(_ shape: [Int]) -> Self { shape == self.shape ? self : .apply(.broadcast(shape), self) }
  func sum(to shape: [Int]) -> Self { shape == self.shape ? self : .apply(.sumTo(shape: shape), self) }
  func sum(_ reduction: Reduction) -> Self { .apply(.sum(reduction), self) }
  func matmul(_ other: Self) -> Self { .apply(.matmul, self, other) }
  var transpose: Self { shape.count < 2 ? self : .apply(.permute(Array(shape.indices.reversed())), self) }

  /// A reduction's result, repeated along the axes that the reduction of `shape` combined.
  func spread(_ reduction: Reduction, over shape: [Int]) -> Self {
    let kept = Reduction(axis: reduction.axis, keepDims: true)
    return reshaped(kept.shape(of: shape)).broadcast(shape)
  }

  /// This vector as a matrix of one row or one column; matrices as they are.
  func asRow() -> Self { shape.count == 1 ? reshaped([1, shape[0]]) : self }
  func asColumn() -> Self { shape.count == 1 ? reshaped([shape[0], 1]) : self }
}
