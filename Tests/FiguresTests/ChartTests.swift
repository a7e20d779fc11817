import Diagnostics
import Foundation
import Testing

@testable import Figures

@Suite struct ChartTests {
  private let steps = (0..<8).map(Double.init)

  private var training: Chart {
    Chart(
      LineMark(steps, [5, 3, 2, 1.4, 1, 0.8, 0.6, 0.5], label: "train"),
      LineMark(steps, [6, 4, 3, 2.4, 2, 1.8, 1.7, 1.7], label: "test")
    ).title("Training").xLabel("step").yLabel("loss").yScale(.log)
  }

  private var mixed: Chart {
    Chart(
      BarMark([1, 2, 3], [2, -1, 3], label: "score"), PointMark([1, 2, 3], [2.5, 0.5, 2], label: "mean"),
      RuleMark(y: 1.5, label: "goal"))
  }

  @Test func svg() {
    expectGolden(training.scene.svg(label: training.description, id: "fig-training").elementPerLine, "training.svg")
    expectGolden(mixed.scene.svg(label: mixed.description, id: "fig-mixed").elementPerLine, "mixed.svg")
  }

  @Test func terminal() {
    expectGolden(training.scene.terminal(columns: 72, color: false).joined(separator: "\n") + "\n", "training.txt")
    expectGolden(mixed.scene.terminal(columns: 60, color: false).joined(separator: "\n") + "\n", "mixed.txt")
    let pole = plot(over: -2...2) { 1 / $0 }.title("1/x")
    expectGolden(pole.scene.terminal(columns: 64, color: false).joined(separator: "\n") + "\n", "pole.txt")
  }

  @Test func terminalLinesFitAndColourOnlyWhenAsked() {
    for columns in [20, 40, 60, 80, 100, 200] {
      let plain = training.scene.terminal(columns: columns, color: false)
      #expect(plain.allSatisfy { $0.displayWidth <= columns })
      #expect(!plain.joined().contains("\u{1B}"))
      let coloured = training.scene.terminal(columns: columns, color: true).map { line in
        line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      }
      #expect(coloured == plain)
    }
    #expect(training.scene.terminal(columns: 80, color: true).joined().contains("\u{1B}[38;5;32m"))
  }

  @Test func descriptionsTellWhatTheDataDoes() {
    #expect(
      training.description == """
        Line chart “Training”. Axes: step from 0 to 7; loss from 0.5 to 6 on a logarithmic scale. train: 8 points; \
        minimum 0.5 at step = 7; maximum 5 at step = 0; falls. test: 8 points; minimum 1.7 at step = 6; maximum 6 at \
        step = 0; falls.
        """)
    let parabola = plot(over: -2...2) { $0 * $0 - 1 }
    #expect(
      parabola.description == """
        Line chart. Axes: x from -2 to 2; y from -1 to 3. Minimum -1 at x = 0; maximum 3 at x = -2; zero at x = -1, 1; \
        falls, then rises.
        """)
    #expect(plot(over: -2...2) { 1 / $0 }.description.contains("Unbounded, with a pole"))
    #expect(plot(over: 0...6) { sin($0) }.description.contains("Minimum -1 at x = 4.712; maximum 1 at x = 1.571"))
    #expect(mixed.description.hasPrefix("Chart of bars and points. "))
    #expect(mixed.description.hasSuffix("goal at y = 1.5."))
  }

  @Test func markupInWordsIsEscaped() {
    let hostile = "</text><script>alert(\"1\")</script> & 'x' \u{1B}[31m\u{0}"
    let chart = Chart(
      LineMark([0, 1], [0, 1], label: hostile), PointMark([0, 1], [1, 0], label: hostile),
      RuleMark(x: 0.5, label: hostile)
    ).title(hostile).xLabel(hostile).yLabel(hostile)
    let svg = chart.scene.svg(label: hostile, id: "a\"b<c")
    #expect(svg.markupFault == nil)
    #expect(!svg.contains("<script"))
    #expect(!svg.contains("\u{1B}") && !svg.contains("\u{0}"))
    #expect(svg.contains("id=\"abc-title\""))
    #expect(!chart.scene.terminal(columns: 80, color: false).joined().contains("\u{1B}"))
  }

  @Test func sizesAreSmall() {
    let noisy = (0..<400).map { sin(Double($0) / 20) + 0.3 * sin(Double($0) * 1.7) }
    #expect(plot(noisy).scene.svg(label: "", id: "a").utf8.count < 20_000)
    let million = (0..<1_000_000).map { sin(Double($0) / 30000) * Double($0 % 7) }
    #expect(plot(million).scene.svg(label: "", id: "a").utf8.count < 100_000)
    var numbers = SeededNumbers(state: 3)
    let cloud = (0..<200_000).map { _ in Double.random(in: 0...1, using: &numbers) }
    let scatter = Chart(PointMark(cloud, cloud.reversed()))
    #expect(scatter.scene.svg(label: "", id: "a").utf8.count < 100_000)
  }

  static let hostile: [(name: String, x: [Double], y: [Double])] = [
    ("empty", [], []), ("one", [3], [4]), ("equal", [1, 1, 1], [5, 5, 5]), ("nan", [0, 1, 2], [.nan, .nan, .nan]),
    ("infinite", [0, 1, 2], [.infinity, 1, -.infinity]), ("infinite x", [-.infinity, .nan, 2], [1, 2, 3]),
    ("huge", [-1e308, 1e308], [1e308, -1e308]), ("tiny", [0, .leastNonzeroMagnitude], [.leastNonzeroMagnitude, 0]),
    ("zero", [0, 0], [0, 0]),
    ("reversed", [3, 2, 1], [1, 2, 3]), ("negative", [-3, -2], [-1, -4]), ("near", [1, 1 + 1e-15], [1e9, 1e9 + 1e-6]),
    ("large", [1e299, -1e299], [1e299, 1e300]), ("gaps", [0, 1, 2, 3, 4], [1, .nan, 2, .nan, 3]),
  ]

  @Test(arguments: hostile.indices) func anyDataMakesAGoodPicture(_ index: Int) {
    let (name, x, y) = Self.hostile[index]
    let marks: [any Mark] = [
      LineMark(x, y, label: "l"), PointMark(x, y, label: "p"), BarMark(x, y), AreaMark(x, y), RuleMark(x: 0),
    ]
    for mark in marks {
      for scale in [Scale.linear, .log] {
        let chart = Chart(mark).xScale(scale).yScale(scale)
        let svg = chart.scene.svg(label: chart.description, id: "a")
        #expect(svg.markupFault == nil)
        #expect(!svg.contains("nan") || svg.contains("not a number"), "\(name)")
        #expect(!svg.contains("\"inf"), "\(name)")
        #expect(!chart.scene.terminal(columns: 60, color: true).isEmpty)
        let layout = ChartLayout(chart)
        #expect(layout.plot.width > 100 && layout.plot.height > 100, "\(name)")
      }
    }
  }

  @Test func wrongArgumentsAreFaults() {
    let lengths = Fault(.invalidArgument, "LineMark needs as many x values as y values, and has 2 and 1")
    #expect(throws: lengths) { try LineMark(checking: [1, 2], [1]) }
    #expect(throws: Fault.self) { try PointMark(checking: [1], []) }
    #expect(throws: Fault.self) { try BarMark(checking: [1], []) }
    #expect(throws: Fault.self) { try AreaMark(checking: [1], []) }
    #expect(throws: Fault.self) { try RuleMark(checkingX: .nan) }
    #expect(throws: Fault.self) { try RuleMark(checkingY: .infinity) }
    #expect(throws: Fault.self) { try Chart.ofValues([1, 2], [1]) }
    for range in [0.0...0.0, -.infinity...0, 0...(.infinity), 1e308...1e308, 1...(1 + 1e-15)] {
      #expect(throws: Fault.self) { try Chart.ofFunctions([(label: nil, f: { $0 })], over: range) }
    }
  }

  @Test func labelsStandBesideTheirCurvesOrAboveTheChart() {
    func place(_ chart: Chart) -> ChartLegend.Place { ChartLayout(chart).legend.place }
    #expect(place(training) == .ends)
    #expect(place(mixed) == .rows)
    let crowded = (0..<12).map { LineMark([0, 1], [0, Double($0) * 0.001], label: "series \($0)") }
    #expect(place(Chart(crowded)) == .rows)
    #expect(ChartLayout(training.legend(false)).legend.entries.isEmpty)
    let touching = Chart(LineMark([0, 1], [0, 1], label: "a"), LineMark([0, 1], [0, 1.001], label: "b"))
    let heights = ChartLayout(touching).legend.entries.map(\.origin.y)
    #expect(place(touching) == .ends)
    #expect(abs(heights[0] - heights[1]) >= 16)
  }

  @Test func histogramsCountEveryValueOnce() {
    let histogram = Histogram([1, 2, 2, 3, 3, 3, .nan], bins: 2)
    #expect(histogram.counts == [1, 5] && histogram.middles == [1.5, 2.5])
    var numbers = SeededNumbers(state: 5)
    let sample = (0..<1000).map { _ in Double.random(in: 0...1, using: &numbers) }
    let advised = Histogram(sample, bins: nil)
    #expect(advised.counts.reduce(0, +) == 1000)
    #expect((8...14).contains(advised.counts.count))
    #expect(Histogram([], bins: nil).counts.isEmpty)
    #expect(Histogram([4, 4], bins: nil).counts == [2])
    #expect(throws: Fault.self) { try HistogramMark(checking: [1], bins: 0, label: nil) }
  }

  @Test func barsOfNamesStandSideBySide() throws {
    let names = ["sum", "product", "quotient"]
    let chart = Chart(BarMark(names, [3, 5, 2], label: "a"), BarMark(names, [2, 4, 4], label: "b"))
    #expect(chart.scene.texts(in: .label).map(\.string).prefix(3) == ["sum", "product", "quotient"])
    let bars = chart.scene.elements.flatMap { element -> [Scene.Rectangle] in
      guard case .group(.bar, _, let children) = element else { return [] }
      return children.compactMap { if case .rectangle(let box, _, _) = $0 { box } else { nil } }
    }
    #expect(bars.count == 6)
    for (index, box) in bars.enumerated() { #expect(!bars[(index + 1)...].contains { $0.overlaps(box) }) }
    let many = BarMark((0..<200).map { "a rather long name \($0)" }, Array(repeating: 1, count: 200))
    let boxes = ChartLayout(Chart(many)).tickLabels().compactMap(\.box)
    for (index, box) in boxes.enumerated() { #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) }) }
    #expect(throws: Fault.self) { try BarMark(checking: ["a"], [1, 2]) }
  }

  @Test func areasBetweenCurvesDoNotReachDownToZero() {
    let chart = Chart(AreaMark([0, 1, 2], from: [5, 6, 5], to: [7, 8, 7]))
    #expect(ChartDomain(chart).y.lowerBound > 4)
    #expect(chart.scene.svg(label: "", id: "a").markupFault == nil)
    #expect(throws: Fault.self) { try AreaMark(checking: [0, 1], from: [1], to: [1, 2]) }
  }
}
