import Algebra
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

/// Pictures that a lesson needs again and again, each in one call.
extension CatalogTable {
  mutating func addTeachingPlots() {
    let range = "over: ClosedRange<Double>"
    add(
      "@discardableResult func plotTangent(_ f: Expr, at place: Double, \(range)) -> Chart",
      "Draws a function with its tangent, and secants that close in on it.",
      example: "plotTangent(x ** 2, at: 1, over: -1...3)"
    ) {
      (f: Expr, place: Double, range: ClosedRange<Double>) in try Chart.tangent(of: f, at: place, over: range)
    }
    add(
      "@discardableResult func plotTaylor(_ f: Expr, at place: Double = 0, orders: [Int], \(range)) -> Chart",
      "Draws a function with its Taylor polynomials.", example: "plotTaylor(sin(x), orders: [1, 3, 5], over: -6...6)"
    ) {
      (f: Expr, place: Double, orders: [Int], range: ClosedRange<Double>) in
      try Chart.taylor(of: f, at: place, orders: orders, over: range)
    }
    add(
      "@discardableResult func plotWithDerivative(_ f: Expr, \(range)) -> Chart",
      "Draws a function and its derivative.", example: "plotWithDerivative(tanh(x), over: -4...4)"
    ) { (f: Expr, range: ClosedRange<Double>) in try Chart.withDerivative(f, over: range) }
    add(
      "@discardableResult func plotDifferenceError(_ f: Expr, at place: Double) -> Chart",
      "Draws the errors of forward and central differences over their step.",
      example: "plotDifferenceError(exp(x), at: 1)"
    ) { (f: Expr, place: Double) in try Chart.differenceError(of: f, at: place) }
    add(
      "@discardableResult func plotLoss(_ losses: [Double]...) -> Chart", "Draws losses over the steps of a training.",
      example: "plotLoss([1, 0.1, 0.01])"
    ) { (losses: [[Double]]) in Chart.loss(losses) }
    add(
      "@discardableResult func plotDecisionBoundary(_ points: [[Double]], _ labels: [Double], threshold: Double = 0.5, "
        + "_ classifier: (Double, Double) -> Double) -> Chart",
      "Draws where a classifier says yes, with the points that it is to tell apart.",
      example: "plotDecisionBoundary([[0, 0], [1, 1]], [0, 1]) { a, b in sigmoid(a + b - 1) }"
    ) {
      (points: [[Double]], labels: [Double], threshold: Double, f: CellFunction) in
      try Chart.decisionBoundary(points, labels, threshold: threshold) { try f($0, $1) }
    }
  }

  mutating func addStatisticalMarks() {
    let label = "label: String? = nil"
    add(
      "init(_ values: [Double], bins: Int? = nil, \(label))", of: "HistogramMark",
      "How many values fall into each of some intervals.", example: "Chart(HistogramMark([1, 2, 2, 3, 3, 3], bins: 3))"
    ) {
      (values: [Double], bins: Int?, label: String?) in
      try HistogramMark(checking: values, bins: bins, label: label)
    }
    add(
      "init(_ names: [String], _ y: [Double], \(label))", of: "BarMark", "A bar for each name.",
      example: "Chart(BarMark([\"a\", \"b\"], [1, 2]))"
    ) {
      (names: [String], y: [Double], label: String?) in try BarMark(checking: names, y, label: label)
    }
    add(
      "init(_ x: [Double], from lower: [Double], to upper: [Double], \(label))", of: "AreaMark",
      "The area between two curves."
    ) {
      (x: [Double], lower: [Double], upper: [Double], label: String?) in
      try AreaMark(checking: x, from: lower, to: upper, label: label)
    }
  }
}
