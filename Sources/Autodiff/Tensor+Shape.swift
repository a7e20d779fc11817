import Arrays
import Diagnostics

// The same elements in other shapes. All stop for shapes and axes that do not fit; axes count from the end when they
// are negative.
extension Tensor {
  /// The same elements in row-major order under another shape; a length of -1 is worked out from the others.
  public func reshaped(_ shape: [Int]) -> Tensor { trapping { () throws(Fault) in try reshaping(shape) } }

  /// All elements as a vector.
  public func flattened() -> Tensor { reshaped([-1]) }

  /// A new axis of length 1 before axis `axis`; after the last for -1.
  public func expandingDims(axis: Int) -> Tensor { trapping { () throws(Fault) in try insertingAxis(axis) } }

  /// The same without its axes of length 1.
  public func squeezed() -> Tensor { reshaped(shape.filter { $0 != 1 }) }

  /// The tensor with the order of its axes reversed: the transpose of a matrix.
  public var transpose: Tensor {
    shape.count < 2 ? self : .apply(.permute(Array(shape.indices.reversed())), self)
  }

  /// The transpose.
  public var T: Tensor { transpose }

  /// The tensor whose axis `i` is this one's axis `axes[i]`.
  public func permuted(_ axes: [Int]) -> Tensor { trapping { () throws(Fault) in try permuting(axes) } }

  /// Repeated along new axes and axes of length 1, by NumPy's rule.
  public func broadcast(to shape: [Int]) -> Tensor {
    trapping { () throws(Fault) in try applying(.broadcast(shape)) }
  }

  /// The elements in the opposite order along `axis`.
  public func flipped(axis: Int = 0) -> Tensor { trapping { () throws(Fault) in try flipping(axis) } }

  /// The elements `t[i, i + offset]` of a matrix.
  public func diagonal(offset: Int = 0) -> Tensor { trapping { () throws(Fault) in try onDiagonal(offset) } }

  /// The sum of the diagonal of a matrix.
  public func trace() -> Tensor { diagonal().sum() }

  /// Wider by `widths[i][0]` elements in front of axis `i` and `widths[i][1]` behind it, all of them `value`.
  public func padded(_ widths: [[Int]], value: Double = 0) -> Tensor {
    trapping { () throws(Fault) in try padding(widths, value) }
  }

  /// The running sums along `axis`; without one, over all elements as a vector.
  public func cumsum(axis: Int? = nil) -> Tensor { trapping { () throws(Fault) in try accumulating(axis) } }
}

// MARK: - Throwing forms

extension Tensor {
  package func reshaping(_ shape: [Int]) throws(Fault) -> Tensor {
    try applying(.reshape(try storage.value.resolvedShape(shape)))
  }

  package func insertingAxis(_ axis: Int) throws(Fault) -> Tensor {
    let place = try resolvedAxis(axis, of: shape + [1])
    return try reshaping(shape[..<place] + [1] + shape[place...])
  }

  package func permuting(_ axes: [Int]) throws(Fault) -> Tensor {
    var order: [Int] = []
    for axis in axes { order.append(try resolvedAxis(axis, of: shape)) }
    guard order.sorted() == Array(shape.indices) else {
      throw Fault(.shape, "\(axes) does not name each axis of shape \(shape) once")
    }
    return try applying(.permute(order))
  }

  package func flipping(_ axis: Int) throws(Fault) -> Tensor {
    let axis = try resolvedAxis(axis, of: shape)
    return try taking(Array((0..<shape[axis]).reversed()), axis: axis)
  }

  package func onDiagonal(_ offset: Int) throws(Fault) -> Tensor {
    try applying(.gather(try Places(diagonalOf: shape, offset: offset)))
  }

  package func padding(_ widths: [[Int]], _ value: Double) throws(Fault) -> Tensor {
    guard widths.count == shape.count, widths.allSatisfy({ $0.count == 2 && $0[0] >= 0 && $0[1] >= 0 }) else {
      throw Fault(.shape, "padding of shape \(shape) needs [before, after] for each axis, but got \(widths)")
    }
    let indices = zip(shape, widths).map { AxisIndex.range(lower: $1[0], upper: $1[0] + $0) }
    let target = zip(shape, widths).map { $0 + $1[0] + $1[1] }
    let padded = try applying(.scatter(indices, shape: target))
    if value == 0 { return padded }
    let frame = try NDArray(repeating: value, shape: target).replacing(indices, with: NDArray(0))
    return try .adding(padded, Tensor(frame))
  }

  package func accumulating(_ axis: Int?) throws(Fault) -> Tensor {
    guard let axis else { return try reshaping([-1]).applying(.cumulativeSum(axis: 0, isReversed: false)) }
    return try applying(.cumulativeSum(axis: try resolvedAxis(axis, of: shape), isReversed: false))
  }
}
