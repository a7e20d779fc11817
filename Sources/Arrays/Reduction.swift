import Diagnostics

/// The most axes that an array may have; a ``Reduction`` keeps one bit for each.
let axisLimit = 32

/// Which elements a reduction combines: all, or those along some axes, which then go or stay with length 1.
public struct Reduction: Hashable, Sendable {
  /// One bit for each axis; 0 where all elements are combined.
  private let bits: UInt32
  public let keepDims: Bool

  /// Combines all elements.
  public init(keepDims: Bool = false) {
    bits = 0
    self.keepDims = keepDims
  }

  /// Combines the elements along one axis.
  public init(axis: Int, keepDims: Bool = false) {
    bits = 1 << UInt32(axis)
    self.keepDims = keepDims
  }

  /// Combines the elements along `axes` of `shape`; negative ones count from the end, none stand for all.
  ///
  /// Throws a fault for an axis that is not there and for one that occurs twice.
  public init(axes: [Int], of shape: [Int], keepDims: Bool = false) throws(Fault) {
    var bits: UInt32 = 0
    for axis in axes {
      let bit: UInt32 = 1 << UInt32(try resolvedAxis(axis, of: shape))
      if bits & bit != 0 { throw Fault(.invalidArgument, "axis \(axis) occurs twice in \(axes)") }
      bits |= bit
    }
    self.init(bits: bits, keepDims: keepDims)
  }

  private init(bits: UInt32, keepDims: Bool) {
    self.bits = bits
    self.keepDims = keepDims
  }

  /// Whether all elements are combined.
  public var isWhole: Bool { bits == 0 }

  /// Whether elements along `axis` are combined.
  package func combines(_ axis: Int) -> Bool { bits == 0 || bits & 1 << UInt32(axis) != 0 }

  /// The same with the axes kept.
  package var kept: Reduction { Reduction(bits: bits, keepDims: true) }

  /// The axes, from the last to the first; none where all elements are combined.
  var axesFromLast: [Int] { (0..<axisLimit).reversed().filter { bits & 1 << UInt32($0) != 0 } }

  /// The only axis, if it is only one.
  var singleAxis: Int? { bits.nonzeroBitCount == 1 ? bits.trailingZeroBitCount : nil }

  /// The shape of the result for operands of `shape`.
  package func shape(of shape: [Int]) -> [Int] {
    if bits == 0 { return keepDims ? shape.map { _ in 1 } : [] }
    if keepDims { return shape.enumerated().map { bits & 1 << UInt32($0) == 0 ? $1 : 1 } }
    return shape.enumerated().compactMap { bits & 1 << UInt32($0) == 0 ? $1 : nil }
  }

  /// How many elements of an array of `shape` are combined into each of the result.
  package func length(of shape: [Int]) -> Int {
    if bits == 0 { return elementCount(shape) }
    return axesFromLast.reduce(1) { $0 * shape[$1] }
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
