/// What may stand for one axis in a tensor's subscript: a position, a range of positions, or ``All``.
public protocol TensorIndex {
  var axisIndex: AxisIndex { get }
}

/// The closed form of a ``TensorIndex``: one position, which drops the axis, or the range that stays.
public enum AxisIndex: Hashable, Sendable {
  case at(Int)
  case range(lower: Int?, upper: Int?)
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
