/// The chart in words, made from its data: the alternative text of the picture.
extension Chart: CustomStringConvertible {
  public var description: String {
    let domain = ChartDomain(self)
    let heading = kindInWords + (titleText.map { " “\($0)”" } ?? "") + "."
    guard domain.hasData else { return heading + " No data." }
    let axes =
      "Axes: \(axis(xLabelText ?? "x", domain.dataX, xAxisScale)); \(axis(yLabelText ?? "y", domain.dataY, yAxisScale))."
    let unnamed = series.count == 1
    let sentences = layers.enumerated().map { index, layer in
      layer.summary(name: layer.label ?? (unnamed ? nil : "series \(index + 1)"), x: xLabelText ?? "x", chart: self)
    }
    return ([heading, axes] + sentences).joined(separator: " ")
  }

  private var kindInWords: String {
    let words = series.map(\.layer.shape.word)
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
    }
  }
}

extension Layer {
  /// One sentence: how many points, the extremes, the zeros and the trend.
  fileprivate func summary(name: String?, x axisName: String, chart: Chart) -> String {
    let start = name.map { $0 + ": " } ?? ""
    switch shape {
    case .verticalRule(let place): return "\(label ?? "Rule") at \(axisName) = \(NumberText.short(place))."
    case .horizontalRule(let place):
      return "\(label ?? "Rule") at \(chart.yLabelText ?? "y") = \(NumberText.short(place))."
    case .line, .area, .point, .bar:
      let facts = CurveFacts(self, xScale: chart.xAxisScale, yScale: chart.yAxisScale)
      let sentence = facts.clauses(axisName: axisName).joined(separator: "; ") + "."
      return name == nil ? sentence.prefix(1).uppercased() + sentence.dropFirst() : start + sentence
    }
  }
}
