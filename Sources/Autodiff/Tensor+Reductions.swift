import Arrays
import Diagnostics

// `axis` counts from the end when it is negative; `nil` stands for all elements. `keepDims` leaves the axis with
// length 1. All stop for an axis that is not there, and all but `sum` for no elements.
extension Tensor {
  public func sum(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try summing(axis: axis, keepDims: keepDims) }
  }

  /// The arithmetic mean.
  public func mean(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try averaging(axis: axis, keepDims: keepDims) }
  }

  /// The largest element; several largest ones share the gradient.
  public func max(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try maximizing(axis: axis, keepDims: keepDims) }
  }

  /// The smallest element; several smallest ones share the gradient.
  public func min(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try minimizing(axis: axis, keepDims: keepDims) }
  }

  /// The position of the largest element, the first of several; among all elements it counts in row-major order.
  public func argmax(axis: Int? = nil, keepDims: Bool = false) -> Tensor {
    trapping { () throws(Fault) in try positionOfMaximum(axis: axis, keepDims: keepDims) }
  }
}

// MARK: - Throwing forms

extension Tensor {
  package func summing(axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    try applying(.sum(try reduction(axis, keepDims)))
  }

  package func averaging(axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    try applying(.mean(try reduction(axis, keepDims)))
  }

  package func maximizing(axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    try applying(.max(try reduction(axis, keepDims)))
  }

  package func minimizing(axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    try applying(.min(try reduction(axis, keepDims)))
  }

  package func positionOfMaximum(axis: Int? = nil, keepDims: Bool = false) throws(Fault) -> Tensor {
    Tensor(try storage.value.argmax(try reduction(axis, keepDims)))
  }

  private func reduction(_ axis: Int?, _ keepDims: Bool) throws(Fault) -> Reduction {
    guard let axis else { return Reduction(keepDims: keepDims) }
    return Reduction(axis: try resolvedAxis(axis, of: shape), keepDims: keepDims)
  }
}
