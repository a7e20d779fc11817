import Algebra
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

/// Marks and plots of functions of two variables, and of descents over them.
extension CatalogTable {
  private static let ranges = "x: ClosedRange<Double>, y: ClosedRange<Double>"

  mutating func addPlaneMarks() {
    let ranges = Self.ranges
    add(
      "init(\(ranges), levels: Int = 10, filled: Bool = false, _ f: (Double, Double) -> Double)", of: "ContourMark",
      "Lines at round levels of a function, and with 'filled' the bands between them.",
      example: "Chart(ContourMark(x: -2...2, y: -2...2) { a, b in a * a + 3 * b * b })"
    ) {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int, filled: Bool, f: CellFunction) in
      try ContourMark(checking: x, y: y, levels: levels, filled: filled) { try f($0, $1) }
    }
    add(
      "init(\(ranges), _ f: (Double, Double) -> (Double, Double))", of: "VectorMark",
      "An arrow at each of many places.", example: "Chart(VectorMark(x: -1...1, y: -1...1) { a, b in (-b, a) })"
    ) {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, f: CellFunction) in
      try VectorMark(checking: x, y: y) { a, b in
        try f.callRaw([a.raw, b.raw]).numbers
      }
    }
    add("init(\(ranges), label: String? = nil)", of: "RectangleMark", "A shaded rectangle.") {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, label: String?) in RectangleMark(x: x, y: y, label: label)
    }
    add("init(x: ClosedRange<Double>, label: String? = nil)", of: "RectangleMark", "An upright band.") {
      (x: ClosedRange<Double>, label: String?) in RectangleMark(x: x, label: label)
    }
    add("init(y: ClosedRange<Double>, label: String? = nil)", of: "RectangleMark", "A band across the chart.") {
      (y: ClosedRange<Double>, label: String?) in RectangleMark(y: y, label: label)
    }
    add("init(\(ranges), _ f: (Double, Double) -> Double)", of: "RectangleMark", "A heat map of a function.") {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, f: CellFunction) in
      try RectangleMark(checking: x, y: y) { try f($0, $1) }
    }
    add(
      "init(_ values: [[Double]])", of: "RectangleMark", "A heat map of a table, its first row at the bottom.",
      example: "Chart(RectangleMark([[1, 2], [3, 4]]))"
    ) { (values: [[Double]]) in try RectangleMark(checking: values) }
    add("init(_ text: String, x: Double, y: Double)", of: "TextMark", "Words beside a point.") {
      (text: String, x: Double, y: Double) in try TextMark(checking: text, x: x, y: y)
    }
  }

  mutating func addPlanePlots() {
    let ranges = Self.ranges
    add(
      "@discardableResult func plotContours(_ f: Expr, _ variables: [Expr], \(ranges), levels: Int = 10) -> Chart",
      "Draws the level lines of an expression.", example: "plotContours(x ** 2 + y ** 2, [x, y], x: -2...2, y: -2...2)"
    ) {
      (f: Expr, variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int) in
      try Chart.contours(of: f, variables, x: x, y: y, levels: levels)
    }
    add(
      "@discardableResult func plotContours(\(ranges), levels: Int = 10, _ f: (Double, Double) -> Double) -> Chart",
      "Draws the level lines of a function."
    ) {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int, f: CellFunction) in
      try Chart.contours(x: x, y: y, levels: levels) { try f($0, $1) }
    }
    add(
      "@discardableResult func plotGradientField(_ f: Expr, _ variables: [Expr], \(ranges)) -> Chart",
      "Draws gradients as arrows over level lines.",
      example: "plotGradientField(x ** 2 + y ** 2, [x, y], x: -2...2, y: -2...2)"
    ) {
      (f: Expr, variables: [Expr], x: ClosedRange<Double>, y: ClosedRange<Double>) in
      try Chart.gradientField(of: f, variables, x: x, y: y)
    }
    add(
      "@discardableResult func plotGradientField(\(ranges), _ f: (Double, Double) -> Double) -> Chart",
      "Draws gradients, from central differences, as arrows over level lines."
    ) {
      (x: ClosedRange<Double>, y: ClosedRange<Double>, f: CellFunction) in
      try Chart.gradientField(x: x, y: y) { try f($0, $1) }
    }
    addDescentPlots()
  }

  private mutating func addDescentPlots() {
    let head = "func plot(_ descent: Descent, of f: "
    add(
      "@discardableResult \(head)(Double) -> Double) -> Chart", "Draws the way of a descent along a curve.",
      example: "plot(gradientDescent(from: 2, learningRate: 0.1, steps: 5) { $0 ** 2 }) { $0 ** 2 }"
    ) {
      (descent: Descent, f: CellFunction) in try Chart.way(of: descent, along: { try f($0) })
    }
    add("@discardableResult \(head)([Double]) -> Double) -> Chart", "Draws the way of a descent over level lines.") {
      (descent: Descent, f: CellFunction) in try Chart.way(of: descent, through: { try f($0) })
    }
    add(
      "@_disfavoredOverload @discardableResult \(head)(Tensor) -> Tensor) -> Chart",
      "Draws the way of a descent along a curve or over level lines."
    ) {
      (descent: Descent, f: CellFunction) in try Chart.way(of: descent, over: { try f($0) })
    }
  }
}

extension RawValue {
  /// The two numbers of a tuple.
  fileprivate var numbers: (Double, Double) {
    let fields = RawRecord(self).scalars.map { Double(bitPattern: $0) }
    return fields.count == 2 ? (fields[0], fields[1]) : (.nan, .nan)
  }
}
