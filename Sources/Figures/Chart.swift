/// Marks over a common pair of axes.
///
/// ```swift
/// Chart(LineMark(x, y, label: "loss"), RuleMark(y: 0)).title("Training").xLabel("step").yScale(.log)
/// ```
public struct Chart: Sendable {
  var layers: [Layer]
  var titleText: String?
  var xLabelText: String?
  var yLabelText: String?
  var showsLegend = true
  var xAxisScale = Scale.linear
  var yAxisScale = Scale.linear
  /// The x range that was asked for; without one it is the data's.
  var xDomain: ClosedRange<Double>?
  /// In CSS pixels.
  package var width = 520.0
  package var height = 340.0

  public init(_ marks: any Mark...) { self.init(marks) }

  package init(_ marks: [any Mark]) { layers = marks.map(\.layer) }

  init(layers: [Layer]) { self.layers = layers }

  public func title(_ text: String) -> Chart { with(\.titleText, text) }

  public func xLabel(_ text: String) -> Chart { with(\.xLabelText, text) }

  public func yLabel(_ text: String) -> Chart { with(\.yLabelText, text) }

  /// Names the series that have a label, beside their ends where there is room and above the chart elsewhere.
  public func legend(_ shown: Bool = true) -> Chart { with(\.showsLegend, shown) }

  public func xScale(_ scale: Scale) -> Chart { with(\.xAxisScale, scale) }

  public func yScale(_ scale: Scale) -> Chart { with(\.yAxisScale, scale) }

  private func with<Value>(_ property: WritableKeyPath<Chart, Value>, _ value: Value) -> Chart {
    var copy = self
    copy[keyPath: property] = value
    return copy
  }
}
