import Arrays
import Diagnostics
import Elementary

// `axis` counts from the end when it is negative; `nil` stands for all elements, and `axis: [0, 2]` for several axes.
// `keepDims` leaves the axes with length 1. All stop for an axis that is not there, and all but `sum`, `prod` and
// `norm` for no elements.
extension Tensor {
  public func sum(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.sum, axis, keepDims) }
  }
  public func sum(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.sum, axis, keepDims) }
  }

  /// The arithmetic mean.
  public func mean(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.mean, axis, keepDims) }
  }
  public func mean(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.mean, axis, keepDims) }
  }

  /// The mean of the squared distances from the mean: the variance of the elements themselves, as in NumPy.
  public func variance(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.variance, axis, keepDims) }
  }
  public func variance(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.variance, axis, keepDims) }
  }

  /// The product, whose gradient is right also where elements are 0.
  public func prod(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.prod, axis, keepDims) }
  }
  public func prod(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.prod, axis, keepDims) }
  }

  /// The largest element; several largest ones share the gradient.
  public func max(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.max, axis, keepDims) }
  }
  public func max(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.max, axis, keepDims) }
  }

  /// The smallest element; several smallest ones share the gradient.
  public func min(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.min, axis, keepDims) }
  }
  public func min(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.min, axis, keepDims) }
  }

  /// The logarithm of the sum of exponentials, without overflow.
  public func logSumExp(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.logSumExp, axis, keepDims) }
  }
  public func logSumExp(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.logSumExp, axis, keepDims) }
  }

  /// The Euclidean length; its gradient at 0 is 0.
  public func norm(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.norm, axis, keepDims) }
  }
  public func norm(axis: [Int], keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try reduced(.norm, axis, keepDims) }
  }

  /// The position of the largest element, the first of several; among all elements it counts in row-major order.
  public func argmax(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try position(ofMaximum: true, axis: axis, keepDims: keepDims) }
  }

  /// The position of the smallest element, likewise.
  public func argmin(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try position(ofMaximum: false, axis: axis, keepDims: keepDims) }
  }
}

// MARK: - Throwing forms

/// The reductions of tensors that have gradients.
package enum TensorReduction: Sendable {
  case sum, mean, variance, prod, max, min, logSumExp, norm
}

extension Tensor {
  package func reduced(_ kind: TensorReduction, _ axis: Int? = nil, _ keepDims: Bool = false) throws(Fault) -> Tensor {
    guard let axis else { return try reduced(kind, Reduction(keepDims: keepDims)) }
    return try reduced(kind, Reduction(axis: try resolvedAxis(axis, of: shape), keepDims: keepDims))
  }

  package func reduced(_ kind: TensorReduction, _ axes: [Int], _ keepDims: Bool = false) throws(Fault) -> Tensor {
    try reduced(kind, try Reduction(axes: axes, of: shape, keepDims: keepDims))
  }

  package func reduced(_ kind: TensorReduction, _ reduction: Reduction) throws(Fault) -> Tensor {
    switch kind {
    case .sum: return try applying(.sum(reduction))
    case .mean: return try applying(.mean(reduction))
    case .max: return try applying(.max(reduction))
    case .min: return try applying(.min(reduction))
    case .logSumExp: return try applying(.logSumExp(reduction))
    case .norm: return try applying(.norm(reduction))
    case .prod: return try product(reduction)
    case .variance:
      let distances: Tensor = try .subtracting(self, try applying(.mean(reduction.kept)))
      return try distances.applying(.powered(by: 2)).applying(.mean(reduction))
    }
  }

  package func position(ofMaximum: Bool, axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    var reduction = Reduction(keepDims: keepDims)
    if let axis { reduction = Reduction(axis: try resolvedAxis(axis, of: shape), keepDims: keepDims) }
    return Tensor(try ofMaximum ? value.argmax(reduction) : value.argmin(reduction))
  }

  /// Pairs are multiplied until one factor is left: no division, so that zeros do no harm to derivatives of any order.
  private func product(_ reduction: Reduction) throws(Fault) -> Tensor {
    let length = reduction.length(of: shape)
    let target = reduction.shape(of: shape)
    if length == 0 { return Tensor(try NDArray(repeating: 1, shape: target)) }
    let order = shape.indices.filter { !reduction.combines($0) } + shape.indices.filter { reduction.combines($0) }
    var factors = try applying(.permute(order)).reshaping([value.count / length, length])
    while factors.shape[1] > 1 {
      let half = factors.shape[1] / 2
      let pairs = try Tensor.multiplying(factors.part(0..<half, axis: 1), factors.part(half..<2 * half, axis: 1))
      let isOdd = factors.shape[1] > 2 * half
      let rest = isOdd ? factors.part(2 * half..<2 * half + 1, axis: 1) : nil
      factors = try rest.map { last throws(Fault) in try .applying(.concatenate(axis: 1), pairs, last) } ?? pairs
    }
    return try factors.reshaping(target)
  }
}
