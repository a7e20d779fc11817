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

  /// What node `index` of `tape` sends to its operands for its adjoint `g`.
  static func pullback(_ g: Self, _ operation: Operation, at index: Int, of tape: Tape) -> (Self?, Self?)

  var shape: [Int] { get }
  func sum(to shape: [Int]) -> Self
  static func + (l: Self, r: Self) -> Self
  static func - (l: Self, r: Self) -> Self
  static func * (l: Self, r: Self) -> Self
  static func / (l: Self, r: Self) -> Self
  static prefix func - (x: Self) -> Self
}

extension NDArray: TensorAlgebra {
  init(_ constant: NDArray) { self = constant }
  var value: NDArray { self }

  static func apply(_ operation: Operation, _ x: NDArray) -> NDArray { apply(operation, x, x) }

  static func apply(_ operation: Operation, _ x: NDArray, _ y: NDArray) -> NDArray {
    trapping { () throws(Fault) in try operation.value(x, y) }
  }

  static func operand(_ index: Int, of tape: Tape) -> NDArray { tape.nodes[index].value }

  /// Between single numbers the rules are computed with ``Scalar``.
  static func pullback(
    _ g: NDArray, _ operation: Operation, at index: Int, of tape: Tape
  ) -> (NDArray?, NDArray?) {
    guard let number = g.scalar, operation.isElementwise, let at = tape.scalarLinearization(at: index) else {
      return operation.pullback(g, tape.linearization(at: index))
    }
    let (dx, dy) = operation.pullback(Scalar(number: number), at)
    return (dx.map(\.value), dy.map(\.value))
  }
}

extension TensorAlgebra {
  static func pullback(_ g: Self, _ operation: Operation, at index: Int, of tape: Tape) -> (Self?, Self?) {
    operation.pullback(g, tape.linearization(at: index))
  }

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
    reshaped(reduction.kept.shape(of: shape)).broadcast(shape)
  }

  /// The last two axes exchanged.
  var matrixTranspose: Self { .apply(.permute(matrixTransposition(rank: shape.count)), self) }

  /// An array of the shape of the matrix product of `x` and `y`, as matrices even where those are vectors.
  func asProduct(of x: Self, _ y: Self) -> Self {
    let (a, b) = (x.asRow().shape, y.asColumn().shape)
    let batch = shape.dropLast(min(x.shape.count, 2) + min(y.shape.count, 2) - 2)
    return reshaped(batch + [a[a.count - 2], b[b.count - 1]])
  }

  /// The positions in `range` along one axis.
  func part(_ range: Range<Int>, axis: Int) -> Self {
    let whole = [AxisIndex](repeating: .range(lower: nil, upper: nil), count: axis)
    return .apply(.slice(whole + [.range(lower: range.lowerBound, upper: range.upperBound)]), self)
  }

  /// Half the sum of a matrix and its transpose.
  var symmetricPart: Self { (self + transpose) * Self(NDArray(0.5)) }

  /// This vector as a matrix of one row or one column; matrices as they are.
  func asRow() -> Self { shape.count == 1 ? reshaped([1, shape[0]]) : self }
  func asColumn() -> Self { shape.count == 1 ? reshaped([shape[0], 1]) : self }
}
