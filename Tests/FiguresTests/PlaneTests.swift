import Diagnostics
import Foundation
import Testing

@testable import Figures

/// Level lines, heat maps and fields.
@Suite struct PlaneTests {
  private func grid(_ f: (Double, Double) -> Double) -> Grid {
    Grid(x: -2...2, y: -1.5...1.5, columns: 41, rows: 31, of: f)
  }

  /// Twice the signed area, positive counterclockwise.
  private func area(_ line: [Scene.Point]) -> Double {
    zip(line, line.dropFirst() + [line[0]]).reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
  }

  @Test func oneLevelIsSampledBesideItsLine() throws {
    var calls = 0
    // With a kink, as the decision boundary of a network of rectified units has.
    func valley(_ x: Double, _ y: Double) -> Double { max(x, -2 * x) + y }
    let grid = Grid(x: -2...2, y: -2...2, near: 0.5) { x, y -> Double in
      calls += 1
      return valley(x, y)
    }
    let places = try #require(Isolines.lines(grid, at: [0.5])[0].first)
    #expect(places.count > 100)
    #expect(places.allSatisfy { abs(valley($0.x, $0.y) - 0.5) < 0.03 })
    #expect(calls < 1300)
  }

  @Test func linesLieAtTheirLevel() {
    let circles = grid { $0 * $0 + $1 * $1 }
    for level in [0.25, 1.0, 2.0] {
      let lines = Isolines.lines(circles, at: [level])[0]
      #expect(lines.count == 1)
      #expect(lines[0].first == lines[0].last)
      #expect(lines[0].allSatisfy { abs($0.x * $0.x + $0.y * $0.y - level) < 0.01 })
    }
    // The grid cuts this circle at its upper and lower edge.
    #expect(Isolines.lines(circles, at: [3])[0].count == 2)
  }

  @Test func regionsHaveTheirAreaAndTheirHoles() {
    let ring = grid { x, y in -abs(x * x + y * y - 1) }
    let regions = Isolines.regions(ring, from: [-0.5])[0]
    #expect(regions.count == 2)
    #expect(abs(regions.map(area).reduce(0, +) - Double.pi * (1.5 - 0.5)) < 0.03)
    #expect(regions.map(area).contains { $0 < 0 })
    let whole = Isolines.regions(grid { _, _ in 1 }, from: [0])[0]
    #expect(abs(area(whole[0]) - 12) < 1e-9)
    #expect(Isolines.regions(grid { _, _ in -1 }, from: [0])[0].isEmpty)
  }

  @Test func everyPatternOfCornersJoinsUp() {
    var numbers = SeededNumbers(state: 4)
    for _ in 0..<50 {
      let noise = grid { _, _ in Double.random(in: -1...1, using: &numbers) }
      let above = Isolines.regions(noise, from: [0.1])[0]
      #expect(above.allSatisfy { $0.count > 2 && $0.first == $0.last })
      // What is not above is below: the two parts fill the rectangle.
      let negated = Grid(x: noise.x, y: noise.y, columns: 41, rows: 31, values: noise.values.map { -$0 })
      let below = Isolines.regions(negated, from: [-0.1])[0]
      let sum = (above + below).map(area).reduce(0, +)
      #expect(abs(sum - 12) < 0.5, "\(sum)")
    }
  }

  @Test func levelsAreRoundAndSurroundAMinimum() {
    #expect(ContourLevels.levels(of: grid { x, _ in x }, about: 8) == [-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
    let valley = Grid(x: -2...2, y: -1...3, columns: 81, rows: 81) { x, y in
      (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
    }
    #expect(ContourLevels.levels(of: valley, about: 10) == [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000])
    #expect(ContourLevels.levels(of: grid { _, _ in 3 }, about: 8).isEmpty)
    #expect(ContourLevels.levels(of: grid { _, _ in .nan }, about: 8).isEmpty)
  }

  @Test func levelLabelsKeepApartAndInside() {
    let chart = Chart(ContourMark(x: -2...2, y: -2...2, levels: 12) { $0 * $0 + 3 * $1 * $1 })
    let texts = chart.scene.texts(in: .label)
    let layout = ChartLayout(chart).withEqualUnits
    let numbers = texts.filter { $0.hasHalo }.compactMap { Scene.Element.text($0).box }
    #expect(numbers.count > 4)
    for (index, box) in numbers.enumerated() {
      #expect(!numbers[(index + 1)...].contains { $0.overlaps(box) })
      #expect(layout.plot.grown(by: 3).holds(box))
    }
  }

  @Test func unitsAreEqualInThePlane() {
    let layout = ChartLayout(Chart(ContourMark(x: -2...2, y: -1...1) { $0 + $1 })).withEqualUnits
    #expect(abs(layout.plot.width / 4 - layout.plot.height / 2) < 2)
    // Quantities of different kinds keep the common shape of a chart.
    let wide = ChartLayout(Chart(ContourMark(x: 0...100, y: 0...1) { $0 + $1 })).withEqualUnits
    #expect(wide.chart.height == 340)
  }

  @Test func heatMapsAreSmallAndShowTheirScale() {
    let chart = Chart(RectangleMark(x: -3...3, y: -2...2) { sin($0) * cos($1) })
    let svg = chart.scene.svg(label: chart.description, id: "h")
    #expect(svg.markupFault == nil)
    #expect(svg.utf8.count < 60_000)
    #expect(chart.scene.texts(in: .legend).map(\.string).contains("0.0"))
    let table = Chart(RectangleMark([[1, 2, 3], [4, 5, 6]]))
    #expect(table.scene.texts(in: .label).map(\.string) == ["0", "1", "2", "0", "1"])
    #expect(table.description.contains("Heat map: least value 1 at (0, 0), greatest value 6 at (2, 1)."))
  }

  @Test func terminalPictures() {
    let bowl = Chart(ContourMark(x: -2...2, y: -2...2, levels: 5) { $0 * $0 + $1 * $1 })
      .adding(.path([-1.5, -0.5, 0], [1.5, 0.5, 0]))
    expectGolden(bowl.scene.terminal(columns: 60, color: false).joined(separator: "\n") + "\n", "bowl.txt")
    let heat = Chart(RectangleMark(x: -3...3, y: -2...2) { sin($0) * cos($1) })
    expectGolden(heat.scene.terminal(columns: 60, color: false).joined(separator: "\n") + "\n", "heat.txt")
    let turn = Chart(VectorMark(x: -1...1, y: -1...1) { (-$1, $0) })
    expectGolden(turn.scene.terminal(columns: 60, color: false).joined(separator: "\n") + "\n", "turn.txt")
  }

  @Test func descriptionsSayWhereTheExtremesAre() {
    let bowl = Chart(ContourMark(x: -2...2, y: -2...2, levels: 4) { $0 * $0 + $1 * $1 })
      .adding(.path([-1.5, 0], [1.5, 0]))
    #expect(
      bowl.description == """
        Chart of contour lines and paths. Axes: x from -2 to 2; y from -2 to 2. Contour lines at 2.5, 5.0, 7.5. Least \
        value 0 at (0, 0), greatest value 8 at (-2, -2). Path of 2 points from (-1.5, 1.5) to (0, 0).
        """)
  }

  typealias Surface = @Sendable (Double, Double) -> Double

  static let hostile: [(range: ClosedRange<Double>, f: Surface)] = [
    (-1.0...1.0, { _, _ in .nan }), (-1.0...1.0, { _, _ in .infinity }), (-1.0...1.0, { _, _ in 0 }),
    (-1.0...1.0, { x, y in x / y }), (1e299...1e300, { x, y in x * y }), (0.0...1e-300, { x, y in x + y }),
    (-1.0...1.0, { x, _ in x < 0 ? .nan : x }),
  ]

  @Test(arguments: hostile.indices) func anySurfaceMakesAGoodPicture(_ index: Int) {
    let (range, f) = Self.hostile[index]
    for mark in [
      ContourMark(x: range, y: range, filled: true, f), RectangleMark(x: range, y: range, f),
      VectorMark(x: range, y: range) { (f($0, $1), f($1, $0)) },
    ] as [any Mark] {
      let chart = Chart(mark)
      let svg = chart.scene.svg(label: chart.description, id: "a")
      #expect(svg.markupFault == nil)
      #expect(!svg.contains("\"nan") && !svg.contains("\"inf"))
      #expect(!chart.scene.terminal(columns: 60, color: true).isEmpty)
    }
  }

  @Test func wrongArgumentsAreFaults() {
    #expect(throws: Fault.self) { try ContourMark(checking: 0...0, y: 0...1, levels: 5, filled: false) { $0 + $1 } }
    #expect(throws: Fault.self) { try ContourMark(checking: 0...1, y: 0...1, levels: 0, filled: false) { $0 + $1 } }
    #expect(throws: Fault.self) { try VectorMark(checking: 0...(.infinity), y: 0...1) { ($0, $1) } }
    #expect(throws: Fault.self) { try RectangleMark(checking: 1...1, y: 0...1) { $0 + $1 } }
    #expect(throws: Fault.self) { try RectangleMark(checking: [[1, 2], [3]]) }
    #expect(throws: Fault.self) { try RectangleMark(checking: []) }
    #expect(throws: Fault.self) { try TextMark(checking: "a", x: .nan, y: 0) }
  }
}

extension Scene {
  /// The words within groups of a role.
  func texts(in role: Role) -> [Text] { Self.texts(elements, role, isInside: false) }

  private static func texts(_ elements: [Element], _ role: Role, isInside: Bool) -> [Text] {
    elements.flatMap { element -> [Text] in
      switch element {
      case .text(let text): isInside ? [text] : []
      case .group(let own, _, let children): texts(children, role, isInside: isInside || own == role)
      case .path, .rectangle, .discs: []
      }
    }
  }
}
