import Diagnostics

/// What may stand for one axis in a tensor's subscript: a position, a range or a list of positions, or ``All``.
public protocol TensorIndex {
  var axisIndex: AxisIndex { get }
}

/// The closed form of a ``TensorIndex``: one position, which drops the axis, or the range or list that stays.
public enum AxisIndex: Hashable, Sendable {
  case at(Int)
  case range(lower: Int?, upper: Int?)
  case positions([Int])

  /// The only list among `indices`, its axis in the result, and the indices with the whole axis in its place.
  ///
  /// Throws a fault for two lists: systems disagree on what they mean.
  package static func list(
    in indices: [AxisIndex]
  ) throws(Fault) -> (positions: [Int], axis: Int, others: [AxisIndex])? {
    var result: (positions: [Int], axis: Int, others: [AxisIndex])?
    var axis = 0
    for (number, index) in indices.enumerated() {
      if case .positions(let positions) = index {
        if result != nil { throw Fault(.invalidArgument, "only one list of positions may stand in a subscript") }
        var others = indices
        others[number] = .range(lower: nil, upper: nil)
        result = (positions, axis, others)
      }
      if case .at = index { continue }
      axis += 1
    }
    return result
  }
}

/// The whole axis, written `.all`.
public struct All: TensorIndex, Sendable {
  public init() {}
  public var axisIndex: AxisIndex { .range(lower: nil, upper: nil) }
}

extension TensorIndex where Self == All {
  public static var all: All { All() }
}

/// A negative position counts from the end.
extension Int: TensorIndex {
  public var axisIndex: AxisIndex { .at(self) }
}

extension Array: TensorIndex where Element == Int {
  public var axisIndex: AxisIndex { .positions(self) }
}

extension Range: TensorIndex where Bound == Int {
  public var axisIndex: AxisIndex { .range(lower: lowerBound, upper: upperBound) }
}

extension ClosedRange: TensorIndex where Bound == Int {
  public var axisIndex: AxisIndex { .range(lower: lowerBound, upper: upperBound &+ 1) }
}

extension PartialRangeFrom: TensorIndex where Bound == Int {
  public var axisIndex: AxisIndex { .range(lower: lowerBound, upper: nil) }
}

extension PartialRangeUpTo: TensorIndex where Bound == Int {
  public var axisIndex: AxisIndex { .range(lower: nil, upper: upperBound) }
}
