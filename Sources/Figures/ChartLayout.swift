/// Where everything in a chart goes: margins measured from the words that stand in them.
struct ChartLayout {
  let chart: Chart
  let domain: ChartDomain
  let legend: ChartLegend
  private(set) var x: Axis
  private(set) var y: Axis
  private(set) var xTicks: Ticks
  private(set) var yTicks: Ticks

  static let tickSize = 12.0
  static let labelSize = 13.0
  static let titleSize = 15.0
  /// A column of a narrow terminal, in pixels: labels keep clear of each other there as well.
  static let terminalColumn = 8.7

  init(_ chart: Chart) {
    self.chart = chart
    domain = ChartDomain(chart)
    let top = (chart.titleText == nil ? 10 : 34) + (chart.yLabelText == nil ? 0 : 20.0)
    let bottom = chart.height - (chart.xLabelText == nil ? 28 : 50)
    // The end labels need the curves' heights, and those the axes: a first pass settles both.
    let draft = Axis(scale: chart.yAxisScale, range: domain.y, start: bottom, end: top)
    legend = ChartLegend(chart, domain: domain, y: draft)
    let plotTop = top + legend.height
    y = Axis(scale: chart.yAxisScale, range: domain.y, start: bottom, end: plotTop)
    yTicks = Self.yTicks(y, isTable: chart.isTable)
    let left = 12 + (yTicks.labels.map(Self.tickWidth).max() ?? 0)
    let right = chart.width - max(legend.width, Self.colorBarWidth(chart), 16)
    x = Axis(scale: chart.xAxisScale, range: domain.x, start: left, end: right)
    xTicks = Self.xTicks(x, isTable: chart.isTable)
    if let names = chart.categories, !names.isEmpty {
      xTicks = .names(names, room: (x.end - x.start) / Double(names.count))
      return
    }
    // The last label is centred on its tick and may need room to the right of it.
    if let last = xTicks.values.last.flatMap(x.position), let label = xTicks.labels.last {
      let overhang = last + Self.tickWidth(label) / 2 + 2 - chart.width
      if overhang > 0 {
        x = Axis(scale: chart.xAxisScale, range: domain.x, start: left, end: right - overhang)
        xTicks = Self.xTicks(x, isTable: chart.isTable)
      }
    }
  }

  var plot: Scene.Rectangle {
    Scene.Rectangle(x: x.start, y: y.end, width: x.end - x.start, height: y.start - y.end)
  }

  func point(_ a: Double, _ b: Double) -> Scene.Point? {
    guard let px = x.position(a), let py = y.position(b) else { return nil }
    return Scene.Point(px, py)
  }

  private static func tickWidth(_ label: String) -> Double {
    TextMetrics.width(label.replacing(minus: "−"), size: tickSize)
  }

  private static func yTicks(_ axis: Axis, isTable: Bool) -> Ticks {
    axis.ticks(wanted: Int((axis.start - axis.end) / 44)) { ticks in
      if isTable, ticks.values.contains(where: { $0 != $0.rounded() }) { return false }
      let places = ticks.values.compactMap(axis.position)
      return zip(places, places.dropFirst()).allSatisfy { $0 - $1 >= 19 }
    }
  }

  private static func xTicks(_ axis: Axis, isTable: Bool) -> Ticks {
    axis.ticks(wanted: Int((axis.end - axis.start) / 70)) { ticks in
      if isTable, ticks.values.contains(where: { $0 != $0.rounded() }) { return false }
      let rooms = zip(ticks.values.compactMap(axis.position), ticks.labels).map { place, label in
        let half = max(tickWidth(label) + 12, Double(label.count + 1) * terminalColumn) / 2
        return place - half...place + half
      }
      return zip(rooms, rooms.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    }
  }
}
