/// The chart in words, made from its data: the alternative text of the picture.
extension Chart: CustomStringConvertible {
  public var description: String {
    let domain = ChartDomain(self)
    let heading = kindInWords + (titleText.map { " “\($0)”" } ?? "") + "."
    guard domain.hasData else { return heading + " No data." }
    let axes =
      "Axes: \(axis(xLabelText ?? "x", domain.dataX, xAxisScale)); \(axis(yLabelText ?? "y", domain.dataY, yAxisScale))."
    let told = layers.filter { $0.sense != .repetition }
    let data = told.filter { $0.shape.family == .series && $0.sense == .data }
    // The one curve without a name is what the axis is labelled by.
    let unnamed = data.filter { $0.label == nil }
    let axisName = yLabelText ?? "y"
    var number = 0
    let sentences = told.map { layer in
      if layer.shape.family == .series { number += 1 }
      let name = layer.label ?? (data.count == 1 ? nil : unnamed.count == 1 ? axisName : "series \(number)")
      return layer.summary(name: name, x: xLabelText ?? "x", chart: self)
    }
    return ([heading, axes] + sentences).joined(separator: " ")
  }

  private var kindInWords: String {
    let drawn = layers.filter { $0.sense != .repetition && [.series, .plane].contains($0.shape.family) }
    let words = drawn.map { $0.sense == .path ? "path" : $0.shape.word }
    let kinds = words.enumerated().filter { words.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    switch kinds.count {
    case 0: return "Chart"
    case 1: return kinds[0].prefix(1).uppercased() + kinds[0].dropFirst() + " chart"
    default: return "Chart of " + kinds.dropLast().joined(separator: "s, ") + "s and " + (kinds.last ?? "") + "s"
    }
  }

  private func axis(_ name: String, _ range: ClosedRange<Double>, _ scale: Scale) -> String {
    let ends =
      "\(name) from \(NumberText.short(range.lowerBound, digits: 3)) to \(NumberText.short(range.upperBound, digits: 3))"
    switch scale {
    case .linear: return ends
    case .log: return ends + " on a logarithmic scale"
    }
  }
}

extension Layer.Shape {
  var word: String {
    switch self {
    case .line: "line"
    case .point: "point"
    case .bar: "bar"
    case .area: "area"
    case .verticalRule, .horizontalRule: "rule"
    case .band: "band"
    case .heat: "heat map"
    case .contours: "contour line"
    case .field: "vector field"
    case .note: "note"
    }
  }
}

extension Layer {
  private static func words(_ range: ClosedRange<Double>) -> String {
    " from \(NumberText.short(range.lowerBound)) to \(NumberText.short(range.upperBound))"
  }

  private func extremes(of grid: Grid) -> String {
    guard let bounds = grid.bounds, let low = grid.place(of: bounds.lowerBound),
      let high = grid.place(of: bounds.upperBound)
    else { return "no values." }
    let (width, height) = (grid.x.upperBound - grid.x.lowerBound, grid.y.upperBound - grid.y.lowerBound)
    let words = [("least", bounds.lowerBound, low), ("greatest", bounds.upperBound, high)].map { name, value, place in
      "\(name) value \(NumberText.short(value)) at (\(NumberText.short(place.x, within: width)), \(NumberText.short(place.y, within: height)))"
    }
    return words.joined(separator: ", ") + "."
  }

  private var pathSummary: String {
    guard let x0 = x.first, let y0 = y.first, let x1 = x.last, let y1 = y.last else { return "An empty path." }
    let (width, height) = (x.width, y.width)
    let ends = [(x0, y0), (x1, y1)].map {
      "(\(NumberText.short($0, within: width)), \(NumberText.short($1, within: height)))"
    }
    return "Path of \(x.count) points from \(ends[0]) to \(ends[1])."
  }

  /// One sentence: how many points, the extremes, the zeros and the trend.
  fileprivate func summary(name: String?, x axisName: String, chart: Chart) -> String {
    let start = name.map { $0 + ": " } ?? ""
    switch shape {
    case .verticalRule(let place): return "\(label ?? "Rule") at \(axisName) = \(NumberText.short(place))."
    case .horizontalRule(let place):
      return "\(label ?? "Rule") at \(chart.yLabelText ?? "y") = \(NumberText.short(place))."
    case .band(let x, let y):
      let sides = [x.map { axisName + Self.words($0) }, y.map { (chart.yLabelText ?? "y") + Self.words($0) }]
      return "\(label ?? "Band") over " + sides.compactMap { $0 }.joined(separator: " and ") + "."
    case .heat(let grid): return "Heat map: " + extremes(of: grid)
    case .contours(let contours):
      if let split = contours.split { return "Divided where the function is \(NumberText.short(split))." }
      let labels = Ticks(contours.levels).labels.joined(separator: ", ")
      return "Contour lines" + (labels.isEmpty ? ": none. " : " at \(labels). ")
        + extremes(of: contours.grid).capitalizedFirst
    case .field(let field): return "\(field.arrows.count) arrows."
    case .note:
      return
        "\(label ?? "") at (\(x.map { NumberText.short($0) }.joined()), \(y.map { NumberText.short($0) }.joined()))."
    case .line, .area, .point, .bar:
      if sense == .path { return pathSummary }
      let facts = CurveFacts(self, xScale: chart.xAxisScale, yScale: chart.yAxisScale)
      let sentence = facts.clauses(axisName: axisName).joined(separator: "; ") + "."
      return name == nil ? sentence.capitalizedFirst : start + sentence
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension [Double] {
  fileprivate var width: Double { (self.max() ?? 0) - (self.min() ?? 0) }
}
