import Diagnostics

/// Which elements a reduction combines: all, or those along one axis, which then goes or stays with length 1.
public struct Reduction: Hashable, Sendable {
  public let axis: Int?
  public let keepDims: Bool

  public init(axis: Int? = nil, keepDims: Bool = false) {
    self.axis = axis
    self.keepDims = keepDims
  }

  /// The shape of the result for operands of `shape`.
  package func shape(of shape: [Int]) -> [Int] {
    guard let axis else { return keepDims ? shape.map { _ in 1 } : [] }
    var result = shape
    if keepDims { result[axis] = 1 } else { result.remove(at: axis) }
    return result
  }
}

/// `axis` counted from the start; a negative one counts from the end.
///
/// Throws a fault when `shape` has no such axis.
package func resolvedAxis(_ axis: Int, of shape: [Int]) throws(Fault) -> Int {
  let resolved = axis < 0 ? axis + shape.count : axis
  guard shape.indices.contains(resolved) else {
    throw Fault(.indexOutOfRange, "there is no axis \(axis) in shape \(shape)")
  }
  return resolved
}

extension NDArray {
  /// The sum over `reduction`; 0 for no elements.
  public func sum(_ reduction: Reduction = Reduction()) -> NDArray {
    if reduction.axis == nil { return whole(reduction, total) }
    return reduced(reduction, from: 0) { $0 + $1 }
  }

  /// The arithmetic mean; throws a fault for no elements.
  public func mean(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    let length = try combinedLength("mean", reduction)
    return sum(reduction).map { $0 / Double(length) }
  }

  /// The largest element, NaN if there is one; throws a fault for no elements.
  public func max(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    _ = try combinedLength("max", reduction)
    return reduced(reduction, from: -.infinity) { $0 > $1 || $0.isNaN ? $0 : $1 }
  }

  /// The smallest element, NaN if there is one; throws a fault for no elements.
  public func min(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    _ = try combinedLength("min", reduction)
    return reduced(reduction, from: .infinity) { $0 < $1 || $0.isNaN ? $0 : $1 }
  }

  /// The index of the largest element, the first of several; throws a fault for no elements.
  public func argmax(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    _ = try combinedLength("argmax", reduction)
    let source = contiguous()
    let (outer, length, inner) = extents(reduction)
    return NDArray(shape: reduction.shape(of: shape)) { target in
      source.withElements { x in
        for i in 0..<outer * inner {
          let start = x + i / inner * length * inner + i % inner
          var best = 0
          for k in 1..<length where start[k * inner] > start[best * inner] { best = k }
          target[i] = Double(best)
        }
      }
    }
  }

  /// The sum down to `shape`, which broadcasts to this one: what a broadcast's gradient needs.
  package func sum(to target: [Int]) -> NDArray {
    var result = self
    while result.rank > target.count { result = result.sum(Reduction(axis: 0)) }
    for axis in target.indices where target[axis] == 1 && result.shape[axis] != 1 {
      result = result.sum(Reduction(axis: axis, keepDims: true))
    }
    return result
  }
}

// MARK: - Loops

extension NDArray {
  /// The product of lengths outside, along and inside the reduced axis.
  private func extents(_ reduction: Reduction) -> (outer: Int, length: Int, inner: Int) {
    let shape = shape
    guard let axis = reduction.axis else { return (1, count, 1) }
    return (elementCount(Array(shape[..<axis])), shape[axis], elementCount(Array(shape[(axis + 1)...])))
  }

  /// The number of elements that `reduction` combines; throws a fault for none.
  package func combinedLength(_ operation: String, _ reduction: Reduction) throws(Fault) -> Int {
    let length = extents(reduction).length
    guard length > 0 else { throw Fault(.shape, "shape \(shape) has no elements to take the \(operation) of") }
    return length
  }

  @inline(__always)
  private func reduced(
    _ reduction: Reduction, from initial: Double, _ combine: (Double, Double) -> Double
  ) -> NDArray {
    let source = contiguous()
    let (outer, length, inner) = extents(reduction)
    return NDArray(shape: reduction.shape(of: shape)) { target in
      target.initialize(repeating: initial, count: outer * inner)
      source.withElements { x in
        for i in 0..<outer {
          let row = target + i * inner
          for k in 0..<length {
            let start = x + (i * length + k) * inner
            for j in 0..<inner { row[j] = combine(row[j], start[j]) }
          }
        }
      }
    }
  }

  private func whole(_ reduction: Reduction, _ value: Double) -> NDArray {
    NDArray(shape: reduction.shape(of: shape)) { $0.initialize(to: value) }
  }

  /// Four running sums: each shorter, so the rounding error is smaller, and they do not wait for each other.
  private var total: Double {
    let source = contiguous()
    let count = count
    return source.withElements { x in
      var sums = SIMD4<Double>.zero
      var i = 0
      while i + 4 <= count {
        sums += SIMD4(x[i], x[i + 1], x[i + 2], x[i + 3])
        i += 4
      }
      var rest = 0.0
      while i < count {
        rest += x[i]
        i += 1
      }
      return sums.sum() + rest
    }
  }
}
