import Foundation
import Testing

@testable import Figures

@Suite struct TicksTests {
  static let linearCases: [(ClosedRange<Double>, Int, [String])] = [
    (0.0...1.0, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (-3...3, 7, ["-3", "-2", "-1", "0", "1", "2", "3"]),
    (0...25, 6, ["0", "5", "10", "15", "20", "25"]),
    (-1.1...1.1, 5, ["-1.0", "-0.5", "0.0", "0.5", "1.0"]),
    (0...0.003, 4, ["0.000", "0.001", "0.002", "0.003"]),
    (0...1e6, 6, ["0", "2×10⁵", "4×10⁵", "6×10⁵", "8×10⁵", "10×10⁵"]),
    (0...3e-9, 4, ["0", "1×10⁻⁹", "2×10⁻⁹", "3×10⁻⁹"]),
    (1e9...(1e9 + 2), 3, ["1000000000", "1000000001", "1000000002"]),
  ]

  @Test(arguments: linearCases) func linear(range: ClosedRange<Double>, wanted: Int, labels: [String]) {
    #expect(Ticks.linear(range, wanted: wanted).labels == labels)
  }

  static let logarithmicCases: [(ClosedRange<Double>, [String])] = [
    (1.0...1000.0, ["1", "10", "100", "1000"]),
    (0.01...1, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
    (1e-8...1e4, ["10⁻⁶", "10⁻³", "10⁰", "10³"]),
    (0.4...8, ["0.5", "1", "2", "5"]),
    (2...7, ["2", "3", "4", "5", "6", "7"]),
  ]

  @Test(arguments: logarithmicCases) func logarithmic(range: ClosedRange<Double>, labels: [String]) {
    #expect(Ticks.logarithmic(range, wanted: 5).labels == labels)
  }

  @Test func ticksAreRoundIncreasingDistinctAndInside() {
    var numbers = SeededNumbers(state: 1)
    for _ in 0..<500 {
      let magnitude = pow(10, Double.random(in: -12...12, using: &numbers))
      let low = Double.random(in: -1...1, using: &numbers) * magnitude
      let range = low...(low + Double.random(in: 0.01...2, using: &numbers) * magnitude)
      let ticks = Ticks.linear(range, wanted: 6)
      let slack = 1e-9 * (range.upperBound - range.lowerBound)
      #expect(ticks.values.count >= 2)
      #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 })
      #expect(Set(ticks.labels).count == ticks.labels.count, "\(range): \(ticks.labels)")
      #expect(ticks.values.allSatisfy { range.lowerBound - slack <= $0 && $0 <= range.upperBound + slack })
    }
  }

  @Test func labelsSpellTheirValues() {
    for (value, text) in zip(Ticks.linear(-0.7...1.3, wanted: 8).values, Ticks.linear(-0.7...1.3, wanted: 8).labels) {
      #expect(Double(text) == value)
    }
  }

  @Test func wordsOfAnyChartKeepApartAndInside() {
    var numbers = SeededNumbers(state: 6)
    for round in 0..<60 {
      let marks = (0..<Int.random(in: 1...7, using: &numbers)).map { series in
        let y = (0..<6).map { _ in Double.random(in: -2...5, using: &numbers) }
        return LineMark((0..<6).map(Double.init), y, label: "series \(series) of \(round)")
      }
      let chart = Chart(marks).title("Title").xLabel("steps").yLabel("a quantity")
      let boxes = [Scene.Role.label, .legend, .title].flatMap { chart.scene.texts(in: $0) }
        .compactMap { Scene.Element.text($0).box }
      for (index, box) in boxes.enumerated() {
        #expect(!boxes[(index + 1)...].contains { $0.overlaps(box) }, "round \(round)")
        #expect(box.x >= 0 && box.maxX <= chart.width + 1 && box.y >= 0 && box.maxY <= chart.height, "round \(round)")
      }
    }
  }

  @Test func labelsNeverOverlapInCharts() {
    var numbers = SeededNumbers(state: 2)
    for _ in 0..<200 {
      let magnitude = pow(10, Double.random(in: -9...9, using: &numbers))
      let offset = Double.random(in: -3...3, using: &numbers) * magnitude
      let values = (0..<5).map { _ in offset + magnitude * Double.random(in: 0...1, using: &numbers) }
      let layout = ChartLayout(Chart(LineMark(values.sorted(), values)))
      let texts = layout.tickLabels().compactMap(\.box)
      for (index, box) in texts.enumerated() {
        #expect(!texts[(index + 1)...].contains { $0.overlaps(box) }, "\(values)")
        #expect(box.x >= 0 && box.maxX <= layout.chart.width + 1, "\(values)")
      }
    }
  }
}

extension Scene.Element {
  /// The room that a text takes.
  var box: Scene.Rectangle? {
    guard case .text(let text) = self else { return nil }
    let width = TextMetrics.width(text.string, size: text.size)
    let left =
      switch text.anchor {
      case .start: text.origin.x
      case .middle: text.origin.x - width / 2
      case .end: text.origin.x - width
      }
    return Scene.Rectangle(x: left, y: text.origin.y - text.size, width: width, height: text.size * 1.2)
  }
}

extension Scene.Rectangle {
  func overlaps(_ other: Scene.Rectangle) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }
}
