import Algebra
import Autodiff
import CellLanguage
import Diagnostics
import Tangent

extension CatalogTable {
  mutating func addFigures() {
    addPlots()
    addDescentPlot()
    addMarks()
    addStatisticalMarks()
    addPlaneMarks()
    addCharts()
    addPlanePlots()
    addTeachingPlots()
    addGraphs()
    addTables()
  }

  private mutating func addPlots() {
    add(
      "@discardableResult func plot(_ f: Expr..., over: ClosedRange<Double>) -> Chart",
      "Draws expressions of one symbol.", example: "plot(x ** 2, over: -2...2)"
    ) {
      (fs: [Expr], range: ClosedRange<Double>) in try Chart.ofExpressions(fs, over: range)
    }
    add(
      "@discardableResult func plot(_ f: ((Double) -> Double)..., over: ClosedRange<Double>) -> Chart",
      "Draws functions."
    ) {
      (fs: [CellFunction], range: ClosedRange<Double>) in
      try Chart.ofFunctions(fs.map { f in (nil, { try f($0) }) }, over: range)
    }
    add(
      "@discardableResult func plot(over: ClosedRange<Double>, _ f: (Double) -> Double) -> Chart", "Draws a function."
    ) {
      (range: ClosedRange<Double>, f: CellFunction) in try Chart.ofFunctions([(nil, { try f($0) })], over: range)
    }
    add("@discardableResult func plot(_ y: [Double]) -> Chart", "Draws values over their numbers.") { (y: [Double]) in
      Chart.ofValues(y)
    }
    add("@discardableResult func plot(_ x: [Double], _ y: [Double]) -> Chart", "Draws a line through points.") {
      (x: [Double], y: [Double]) in try Chart.ofValues(x, y)
    }
    add(
      "@_disfavoredOverload @discardableResult func plot(_ x: Tensor, _ y: Tensor) -> Chart",
      "Draws a line through points."
    ) {
      (x: Tensor, y: Tensor) in try Chart.ofValues(x.array(), y.array())
    }
  }

  private mutating func addDescentPlot() {
    add("@discardableResult func plot(_ descent: Descent) -> Chart", "Draws how the value falls, step by step.") {
      (descent: Descent) in try Chart.ofDescent(descent)
    }
  }

  private mutating func addMarks() {
    let label = "label: String? = nil"
    add("init(_ x: [Double], _ y: [Double], \(label))", of: "LineMark", "A line through points.") {
      (x: [Double], y: [Double], label: String?) in try LineMark(checking: x, y, label: label)
    }
    add("init(_ x: [Double], _ y: [Double], \(label))", of: "PointMark", "A disc at each point.") {
      (x: [Double], y: [Double], label: String?) in try PointMark(checking: x, y, label: label)
    }
    add("init(x: Double, y: Double, \(label))", of: "PointMark", "A disc.") { (x: Double, y: Double, label: String?) in
      PointMark(x: x, y: y, label: label)
    }
    add("init(_ x: [Double], _ y: [Double], \(label))", of: "BarMark", "A bar from zero to each value.") {
      (x: [Double], y: [Double], label: String?) in try BarMark(checking: x, y, label: label)
    }
    add("init(_ x: [Double], _ y: [Double], \(label))", of: "AreaMark", "The area between a line and zero.") {
      (x: [Double], y: [Double], label: String?) in try AreaMark(checking: x, y, label: label)
    }
    add("init(x: Double, \(label))", of: "RuleMark", "A vertical line.") { (x: Double, label: String?) in
      try RuleMark(checkingX: x, label: label)
    }
    add("init(y: Double, \(label))", of: "RuleMark", "A horizontal line.") { (y: Double, label: String?) in
      try RuleMark(checkingY: y, label: label)
    }
  }

  private mutating func addCharts() {
    raw(
      "init(_ marks: any Mark...)", of: "Chart", "Marks, one over the other.",
      example: "Chart(LineMark([0, 1], [1, 2]))"
    ) {
      call in
      var reader = ArgumentReader(call)
      let marks = RawArray(reader.next()).elements.compactMap { mark(from: $0) }
      call.finish(with: Chart(marks).raw)
    }
    add("func title(_ text: String) -> Chart", of: "Chart", "With a title.") { (c: Chart, text: String) in c.title(text)
    }
    add("func xLabel(_ text: String) -> Chart", of: "Chart", "With a name for the x axis.") {
      (c: Chart, text: String) in
      c.xLabel(text)
    }
    add("func yLabel(_ text: String) -> Chart", of: "Chart", "With a name for the y axis.") {
      (c: Chart, text: String) in
      c.yLabel(text)
    }
    add("func legend(_ shown: Bool = true) -> Chart", of: "Chart", "With or without a legend.") {
      (c: Chart, shown: Bool) in
      c.legend(shown)
    }
    add("func xScale(_ scale: Scale) -> Chart", of: "Chart", "With another scale for x.") { (c: Chart, scale: Scale) in
      c.xScale(scale)
    }
    add("func yScale(_ scale: Scale) -> Chart", of: "Chart", "With another scale for y.") { (c: Chart, scale: Scale) in
      c.yScale(scale)
    }
    add("static var linear: Scale", of: "Scale", "Equal steps.") { Scale.linear }
    add("static var log: Scale", of: "Scale", "Equal ratios.") { Scale.log }
  }

  private mutating func addGraphs() {
    add(
      "@discardableResult func graph(_ e: Expr) -> Graph", "The computation graph of an expression.",
      example: "graph(sin(x ** 2 + 1))"
    ) {
      (e: Expr) in try Graph(of: e, at: [:])
    }
    add(
      "@discardableResult func graph(_ e: Expr, at point: [Expr: Double]) -> Graph",
      "The graph with values and gradients."
    ) {
      (e: Expr, point: Entries<Expr, Double>) in try Graph(of: e, at: point.dictionary())
    }
    add("@_disfavoredOverload @discardableResult func graph(_ t: Tensor) -> Graph", "The graph that a tensor recorded.")
    {
      (t: Tensor) in Graph(of: t)
    }
    add(
      "var dot: String", of: "Graph", "The graph in the language of Graphviz, for its own tools.",
      example: "print(graph(symbol(\"x\") ** 2).dot)"
    ) { (g: Graph) in g.dot }
  }

  private mutating func addTables() {
    add("init(_ columns: Column...)", of: "Table", "Columns side by side.") { (columns: [Column]) in
      try Table(checking: columns)
    }
    add("init(_ name: String, _ values: [Double])", of: "Column", "A column of numbers.") {
      (name: String, values: [Double]) in Column(name, values)
    }
    add("init(_ name: String, _ values: [Int])", of: "Column", "A column of integers.") {
      (name: String, values: [Int]) in Column(name, values)
    }
    add("init(_ name: String, _ values: [String])", of: "Column", "A column of texts.") {
      (name: String, values: [String]) in Column(name, values)
    }
    add("init(_ name: String, _ values: [Expr])", of: "Column", "A column of expressions.") {
      (name: String, values: [Expr]) in Column(name, values)
    }
  }
}

/// The mark in a value of type `any Mark`.
private func mark(from raw: RawValue) -> (any Mark)? {
  switch raw.object {
  case let object as NativeObject<LineMark>: object.value
  case let object as NativeObject<PointMark>: object.value
  case let object as NativeObject<BarMark>: object.value
  case let object as NativeObject<AreaMark>: object.value
  case let object as NativeObject<RuleMark>: object.value
  case let object as NativeObject<TextMark>: object.value
  case let object as NativeObject<ContourMark>: object.value
  case let object as NativeObject<VectorMark>: object.value
  case let object as NativeObject<RectangleMark>: object.value
  case let object as NativeObject<HistogramMark>: object.value
  default: nil
  }
}
