import Arrays
import Diagnostics

extension Tensor {
  /// The same elements in row-major order under another shape; a length of -1 is worked out from the others.
  ///
  /// Stops when the numbers of elements differ.
  public func reshaped(_ shape: [Int]) -> Tensor { trapping { () throws(Fault) in try reshaping(shape) } }

  /// The tensor with the order of its axes reversed: the transpose of a matrix.
  public var transpose: Tensor {
    shape.count < 2 ? self : .apply(.permute(Array(shape.indices.reversed())), self)
  }

  /// The transpose.
  public var T: Tensor { transpose }

  package func reshaping(_ shape: [Int]) throws(Fault) -> Tensor {
    try applying(.reshape(try storage.value.resolvedShape(shape)))
  }
}

// MARK: - Subscripts

// One for each number of indices: a parameter pack with a setter is more than the compiler can do.
extension Tensor {
  /// The part at `a` along the first axis; negative positions count from the end. Stops outside the shape.
  public subscript<A: TensorIndex>(_ a: A) -> Tensor {
    get { part([a.axisIndex]) }
    nonmutating set { setPart([a.axisIndex], newValue) }
  }

  public subscript<A: TensorIndex, B: TensorIndex>(_ a: A, _ b: B) -> Tensor {
    get { part([a.axisIndex, b.axisIndex]) }
    nonmutating set { setPart([a.axisIndex, b.axisIndex], newValue) }
  }

  public subscript<A: TensorIndex, B: TensorIndex, C: TensorIndex>(_ a: A, _ b: B, _ c: C) -> Tensor {
    get { part([a.axisIndex, b.axisIndex, c.axisIndex]) }
    nonmutating set { setPart([a.axisIndex, b.axisIndex, c.axisIndex], newValue) }
  }

  public subscript<A: TensorIndex, B: TensorIndex, C: TensorIndex, D: TensorIndex>(
    _ a: A, _ b: B, _ c: C, _ d: D
  ) -> Tensor {
    get { part([a.axisIndex, b.axisIndex, c.axisIndex, d.axisIndex]) }
    nonmutating set { setPart([a.axisIndex, b.axisIndex, c.axisIndex, d.axisIndex], newValue) }
  }

  private func part(_ indices: [AxisIndex]) -> Tensor { trapping { () throws(Fault) in try slicing(indices) } }

  private func setPart(_ indices: [AxisIndex], _ value: Tensor) {
    trapping { () throws(Fault) in try setSlice(indices, to: value) }
  }

  /// The part at `indices`, one for each of the first axes; throws a fault outside the shape.
  package func slicing(_ indices: [AxisIndex]) throws(Fault) -> Tensor { try applying(.slice(indices)) }

  /// Writes `value`, which broadcasts, to the part at `indices` in place.
  ///
  /// Throws a fault outside the shape, and for tensors of a recorded graph: such a write has no gradient.
  package func setSlice(_ indices: [AxisIndex], to value: Tensor) throws(Fault) {
    if !Recording.isPaused && (storage.needsGradient || value.storage.needsGradient) {
      throw Fault(.noGradient, "elements cannot be set while operations are recorded: use noGrad { } or detached()")
    }
    try replace(by: Tensor(try storage.value.replacing(indices, with: value.storage.value)))
  }
}
