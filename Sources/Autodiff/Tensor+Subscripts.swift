import Arrays
import Diagnostics

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

  /// The elements where `mask`, of the same shape, is not 0, as a vector.
  public subscript(_ mask: Tensor) -> Tensor {
    get { trapping { () throws(Fault) in try masked(by: mask) } }
    nonmutating set { trapping { () throws(Fault) in try setMasked(mask, to: newValue) } }
  }

  private func part(_ indices: [AxisIndex]) -> Tensor { trapping { () throws(Fault) in try slicing(indices) } }

  private func setPart(_ indices: [AxisIndex], _ value: Tensor) {
    trapping { () throws(Fault) in try setSlice(indices, to: value) }
  }
}

// MARK: - Throwing forms

extension Tensor {
  /// The part at `indices`, one for each of the first axes; throws a fault outside the shape.
  package func slicing(_ indices: [AxisIndex]) throws(Fault) -> Tensor {
    guard let list = try AxisIndex.list(in: indices) else { return try applying(.slice(indices)) }
    let rest = try applying(.slice(list.others))
    return try rest.taking(list.positions, axis: list.axis)
  }

  /// Writes `value`, which broadcasts, to the part at `indices` in place.
  ///
  /// Throws a fault outside the shape, and for tensors of a recorded graph: such a write has no gradient.
  package func setSlice(_ indices: [AxisIndex], to value: Tensor) throws(Fault) {
    try checkUnrecorded(value)
    guard try AxisIndex.list(in: indices) != nil else {
      return try replace(by: Tensor(try storage.value.replacing(indices, with: value.storage.value)))
    }
    let places = try Tensor.places(shape).slicing(indices)
    try set(places.value, to: value)
  }

  package func masked(by mask: Tensor) throws(Fault) -> Tensor {
    try checkMask(mask)
    return try applying(.gather(Places(where: mask.value)))
  }

  package func setMasked(_ mask: Tensor, to value: Tensor) throws(Fault) {
    try checkUnrecorded(value)
    try checkMask(mask)
    try set(try Tensor.places(shape).masked(by: mask).value, to: value)
  }

  private func checkMask(_ mask: Tensor) throws(Fault) {
    guard mask.shape == shape else {
      throw Fault(.shape, "a mask has the shape of its tensor, but they are \(mask.shape) and \(shape)")
    }
  }

  private func checkUnrecorded(_ value: Tensor) throws(Fault) {
    if !Recording.isPaused && (storage.needsGradient || value.storage.needsGradient) {
      throw Fault(.noGradient, "elements cannot be set while operations are recorded: use noGrad { } or detached()")
    }
  }

  /// The place of each element of a tensor of `shape`.
  private static func places(_ shape: [Int]) throws(Fault) -> Tensor {
    try Tensor.stepped(0, Double(try checkedElementCount(shape))).reshaping(shape)
  }

  private func set(_ places: NDArray, to value: Tensor) throws(Fault) {
    let values = try value.value.broadcast(to: places.shape).elements
    var elements = array()
    for (place, element) in zip(places.elements, values) { elements[Int(place)] = element }
    try replace(by: Tensor(try NDArray(elements, shape: shape)))
  }
}
