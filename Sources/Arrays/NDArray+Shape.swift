import Diagnostics

/// The most elements that one array may have: 2 GiB of numbers.
private let elementLimit = 1 << 28

/// The number of elements of a shape that is known to be valid.
func elementCount(_ shape: [Int]) -> Int {
  var count = 1
  for length in shape { count *= length }
  return count
}

/// The number of elements of `shape`; throws a fault for a negative length or more elements than memory allows.
package func checkedElementCount(_ shape: [Int]) throws(Fault) -> Int {
  if shape.contains(where: { $0 < 0 }) { throw Fault(.shape, "a shape has no negative lengths, but \(shape) does") }
  if shape.count > axisLimit { throw Fault(.limit, "an array has at most \(axisLimit) axes, not \(shape.count)") }
  if shape.contains(0) { return 0 }
  var count = 1
  for length in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    if overflow || product > elementLimit {
      throw Fault(.memoryLimit, "an array of shape \(shape) would be too large: at most \(elementLimit) elements")
    }
    count = product
  }
  return count
}

extension Layout {
  /// The row-major layout of `shape`; `strides` when they are known already.
  init(rowMajor shape: [Int], strides: [Int]? = nil) {
    self.init(
      shape: shape, strides: strides ?? rowMajorStrides(shape), offset: 0, count: elementCount(shape),
      isContiguous: true)
  }

  init(shape: [Int], strides: [Int], offset: Int) {
    let count = elementCount(shape)
    let isContiguous = count <= 1 || hasRowMajorOrder(shape, strides)
    self.init(shape: shape, strides: strides, offset: offset, count: count, isContiguous: isContiguous)
  }
}

private func rowMajorStrides(_ shape: [Int]) -> [Int] {
  var strides = [Int](repeating: 1, count: shape.count)
  for axis in stride(from: shape.count - 2, through: 0, by: -1) { strides[axis] = strides[axis + 1] * shape[axis + 1] }
  return strides
}

/// Axes of length 1 are never stepped along, so their strides do not matter.
private func hasRowMajorOrder(_ shape: [Int], _ strides: [Int]) -> Bool {
  var expected = 1
  for axis in shape.indices.reversed() where shape[axis] != 1 {
    if strides[axis] != expected { return false }
    expected *= shape[axis]
  }
  return true
}

// MARK: - Views

extension NDArray {
  /// A view of the same elements under another layout.
  func view(shape: [Int], strides: [Int], offset: Int = 0) -> NDArray {
    switch representation {
    case .scalar(let value):
      return NDArray(shape: [1]) { $0.initialize(to: value) }.view(shape: shape, strides: strides)
    case .block(let block):
      let layout = Layout(shape: shape, strides: strides, offset: block.header.layout.offset + offset)
      return NDArray(Block.make(layout, capacity: 0, owner: block.elements))
    }
  }

  /// The same elements in row-major order under another shape; a length of -1 is worked out from the others.
  ///
  /// A view when the elements lie in order, otherwise a copy. Throws a fault when the counts differ.
  public func reshaped(_ shape: [Int]) throws(Fault) -> NDArray {
    let target = try resolvedShape(shape)
    if target == self.shape { return self }
    if target.isEmpty, let item { return NDArray(item) }
    return contiguous().view(shape: target, strides: rowMajorStrides(target))
  }

  /// `shape` with its -1, if any, replaced by the length that fits.
  package func resolvedShape(_ shape: [Int]) throws(Fault) -> [Int] {
    var target = shape
    if let free = shape.firstIndex(of: -1) {
      target[free] = 1
      let others = try checkedElementCount(target)
      target[free] = others == 0 ? 0 : count / others
    }
    guard try checkedElementCount(target) == count else {
      throw Fault(
        .shape, "cannot reshape shape \(self.shape) to \(shape): the numbers of elements differ")
    }
    return target
  }

  /// The view whose axis `i` is this array's axis `axes[i]`.
  ///
  /// - Precondition: `axes` is a permutation of the axes.
  package func permuted(_ axes: [Int]) -> NDArray {
    let (shape, strides) = (shape, strides)
    if axes.count < 2 { return self }
    return view(shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] })
  }

  /// The view with the order of the axes reversed: the transpose of a matrix.
  public var transposed: NDArray { permuted(Array((0..<rank).reversed())) }

  /// The view of `shape` that repeats this array along new axes and axes of length 1, by NumPy's broadcasting rule.
  public func broadcast(to shape: [Int]) throws(Fault) -> NDArray {
    if shape == self.shape { return self }
    guard try broadcastShape("broadcast", self.shape, shape) == shape else {
      throw Fault(.shape, "cannot broadcast shape \(self.shape) to \(shape)")
    }
    return view(shape: shape, strides: broadcastStrides(to: shape))
  }

  /// The strides with which this array is read as if it had `shape`.
  ///
  /// - Precondition: the shapes broadcast.
  func broadcastStrides(to shape: [Int]) -> [Int] {
    let (own, strides) = (self.shape, self.strides)
    let missing = shape.count - own.count
    return shape.indices.map { axis in
      axis < missing || own[axis - missing] == 1 ? 0 : strides[axis - missing]
    }
  }
}

/// The common shape of two arrays by NumPy's rule: axes are matched from the last, and a length of 1 stretches.
///
/// Throws a fault that names `operation` and both shapes when there is none.
package func broadcastShape(_ operation: String, _ a: [Int], _ b: [Int]) throws(Fault) -> [Int] {
  if a == b { return a }
  let rank = max(a.count, b.count)
  var result = [Int](repeating: 1, count: rank)
  for back in 1...rank {
    let m = back <= a.count ? a[a.count - back] : 1
    let n = back <= b.count ? b[b.count - back] : 1
    guard m == n || m == 1 || n == 1 else { throw Fault(.shape, "cannot \(operation) shapes \(a) and \(b)") }
    result[rank - back] = m == 1 ? n : m
  }
  _ = try checkedElementCount(result)
  return result
}
