import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NDArray {
  /// The sum over `reduction`; 0 for no elements.
  public func sum(_ reduction: Reduction = Reduction()) -> NDArray {
    if reduction.isWhole { return whole(reduction, total) }
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

  /// The logarithm of the sum of exponentials, the largest element taken out first so that nothing overflows; throws a
  /// fault for no elements.
  public func logSumExp(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    // An infinite maximum would give inf - inf.
    let largest = try max(reduction.kept).map { $0.isInfinite ? 0 : $0 }
    let sums = try subtracting(largest).applying(.exp).sum(reduction).applying(.log)
    return try sums.adding(largest.reshaped(sums.shape))
  }

  /// The square root of the sum of squares, scaled so that it neither overflows nor vanishes; 0 for no elements.
  public func norm(_ reduction: Reduction = Reduction()) -> NDArray {
    reduced(reduction, from: 0) { hypot($0, $1) }
  }

  /// The index of the largest element, the first of several; throws a fault for no elements and for several axes.
  public func argmax(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    try position("argmax", reduction) { $0 > $1 }
  }

  /// The index of the smallest element, likewise.
  public func argmin(_ reduction: Reduction = Reduction()) throws(Fault) -> NDArray {
    try position("argmin", reduction) { $0 < $1 }
  }

  private func position(
    _ name: String, _ reduction: Reduction, _ isBetter: (Double, Double) -> Bool
  ) throws(Fault) -> NDArray {
    _ = try combinedLength(name, reduction)
    guard reduction.isWhole || reduction.singleAxis != nil else {
      throw Fault(.invalidArgument, "\(name) goes along one axis or over all elements")
    }
    let source = contiguous()
    let (outer, length, inner) = extents(reduction.singleAxis)
    return NDArray(shape: reduction.shape(of: shape)) { target in
      source.withElements { x in
        for i in 0..<outer * inner {
          let start = x + i / inner * length * inner + i % inner
          var best = 0
          for k in 1..<length where isBetter(start[k * inner], start[best * inner]) { best = k }
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

  /// The running sums along `axis`, or those from its end when `isReversed`.
  package func cumulativeSum(axis: Int, isReversed: Bool) -> NDArray {
    let source = contiguous()
    let (outer, length, inner) = extents(axis)
    return NDArray(shape: shape) { target in
      source.withElements { x in
        for i in 0..<outer * inner {
          let start = i / inner * length * inner + i % inner
          var sum = 0.0
          for step in 0..<length {
            let place = start + (isReversed ? length - 1 - step : step) * inner
            sum += x[place]
            target[place] = sum
          }
        }
      }
    }
  }
}

// MARK: - Loops

extension NDArray {
  /// The product of lengths outside, along and inside an axis; without one, all elements lie along it.
  func extents(_ axis: Int?) -> (outer: Int, length: Int, inner: Int) {
    let shape = shape
    guard let axis else { return (1, count, 1) }
    return (elementCount(Array(shape[..<axis])), shape[axis], elementCount(Array(shape[(axis + 1)...])))
  }

  /// The number of elements that `reduction` combines; throws a fault for none.
  package func combinedLength(_ operation: String, _ reduction: Reduction) throws(Fault) -> Int {
    let length = reduction.length(of: shape)
    guard length > 0 else { throw Fault(.shape, "shape \(shape) has no elements to take the \(operation) of") }
    return length
  }

  /// One axis after the other, from the last: what is combined last lies closest together.
  @inline(__always)
  private func reduced(
    _ reduction: Reduction, from initial: Double, _ combine: (Double, Double) -> Double
  ) -> NDArray {
    if reduction.isWhole || reduction.singleAxis != nil {
      return reduced(along: reduction.singleAxis, to: reduction.shape(of: shape), from: initial, combine)
    }
    var result = self
    for axis in reduction.axesFromLast {
      let kept = Reduction(axis: axis, keepDims: true)
      result = result.reduced(along: axis, to: kept.shape(of: result.shape), from: initial, combine)
    }
    if reduction.keepDims { return result }
    return trapping { () throws(Fault) in try result.reshaped(reduction.shape(of: shape)) }
  }

  private func reduced(
    along axis: Int?, to target: [Int], from initial: Double, _ combine: (Double, Double) -> Double
  ) -> NDArray {
    let source = contiguous()
    let (outer, length, inner) = extents(axis)
    return NDArray(shape: target) { target in
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
