import Foundation
import Testing

@testable import Figures

@Suite struct SamplerTests {
  private func curve(_ range: ClosedRange<Double>, _ f: (Double) -> Double) -> Sampler.Curve {
    Sampler.curve(over: range, of: f)
  }

  /// The gaps between points, by their places.
  private func gaps(_ curve: Sampler.Curve) -> [Double] {
    curve.x.indices.filter { $0 > 0 && $0 < curve.x.count - 1 && curve.y[$0].isNaN }.map { curve.x[$0] }
  }

  /// The longest jump between neighbours that a stroke joins, within the part that is shown.
  private func longestStroke(_ curve: Sampler.Curve) -> Double {
    let window = curve.window ?? -.infinity ... .infinity
    let shown = curve.y.map { $0.isNaN ? .nan : min(max($0, window.lowerBound), window.upperBound) }
    return zip(shown, shown.dropFirst()).map { abs($1 - $0) }.filter { !$0.isNaN }.max() ?? 0
  }

  @Test func polesOpenAGapAndBoundTheWindow() {
    let reciprocal = curve(-2...2) { 1 / $0 }
    #expect(gaps(reciprocal).contains { abs($0) < 1e-6 })
    #expect((4...12).contains(reciprocal.window?.upperBound ?? 0))
    #expect(longestStroke(reciprocal) < 3)

    let shifted = curve(-2...2) { 1 / ($0 - 0.1234567) }
    #expect(gaps(shifted).count == 1)
    #expect(abs((gaps(shifted).first ?? 0) - 0.1234567) < 1e-9)

    let tangent = curve(-6...6) { tan($0) }
    #expect(gaps(tangent).count == 4)
    #expect(tangent.window != nil)
  }

  @Test func aPoleThatKeepsItsSignBoundsTheWindow() throws {
    let window = try #require(curve(-2...2) { 1 / (($0 - 0.123) * ($0 - 0.123)) }.window)
    #expect(window.upperBound < 100)
    #expect(curve(0...5) { log($0) }.window != nil)
  }

  @Test func jumpsOpenAGapAndKeepTheFullRange() {
    let steps = curve(-2...4) { floor($0) }
    #expect(gaps(steps).count == 6)
    #expect(zip(gaps(steps), -1...4).allSatisfy { abs($0 - Double($1)) < 1e-9 })
    #expect(steps.window == nil)
    #expect(longestStroke(steps) == 0)
  }

  @Test(arguments: [1e2, 1e3, 1e5]) func steepCurvesStayWhole(slope: Double) {
    let steep = curve(-2...2) { tanh(slope * $0) }
    #expect(gaps(steep).isEmpty)
    #expect(steep.window == nil)
  }

  @Test func domainsAreFoundToTheirEdge() throws {
    let root = curve(-1...4) { $0 < 0 ? .nan : $0.squareRoot() }
    let first = try #require(root.x.indices.first { !root.y[$0].isNaN })
    #expect(root.x[first] < 1e-9)
    #expect(root.window == nil)
  }

  @Test func boundedFunctionsHaveNoWindow() {
    #expect(curve(-1...1) { sin(1 / $0) }.window == nil)
    #expect(curve(0...10) { exp($0) }.window == nil)
    #expect(curve(-1...1) { exp(-1000 * $0 * $0) }.window == nil)
    #expect(curve(-2...2) { abs($0) }.window == nil)
  }

  @Test func curvesAreFollowedToAFractionOfAPixel() {
    let wave = curve(0...20) { sin($0 * $0 / 4) }
    for (index, x) in wave.x.enumerated().dropFirst() {
      let middle = (x + wave.x[index - 1]) / 2
      let chord = (wave.y[index] + wave.y[index - 1]) / 2
      #expect(abs(sin(middle * middle / 4) - chord) < 2.0 / 300)
    }
  }

  @Test func effortIsBounded() {
    for f: (Double) -> Double in [{ sin(1e6 * $0) }, { 1 / sin(500 * $0) }, { _ in .nan }, { floor(1e4 * $0) }] {
      var calls = 0
      let curve = curve(-1...1) { x in
        calls += 1
        return f(x)
      }
      #expect(curve.x.count < 30_000)
      #expect(calls < 300_000)
    }
  }

  @Test func errorsOfTheFunctionPass() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Chart.ofFunctions([(label: nil, f: { _ in throw Stop() })], over: 0...1)
    }
  }

  @Test func thinningKeepsExtremes() {
    var points = (0..<1_000_000).map { Scene.Point(Double($0) / 2000, sin(Double($0))) }
    points[123_456].y = 50
    points[654_321].y = -50
    let thinned = Polyline.thinned(points)
    #expect(thinned.count <= 4 * 501)
    #expect(thinned.contains(points[123_456]) && thinned.contains(points[654_321]))
    #expect(thinned.first == points.first && thinned.last == points.last)
  }

  @Test func simplifyingKeepsCornersAndDropsTheRest() {
    let line = (0...100).map { Scene.Point(Double($0), Double($0 < 50 ? $0 : 100 - $0)) }
    #expect(Polyline.simplified(line) == [line[0], line[50], line[100]])
    let back = [Scene.Point(0, 0), Scene.Point(10, 0), Scene.Point(5, 0), Scene.Point(-3, 0), Scene.Point(2, 0)]
    #expect(Polyline.simplified(back) == back)
    let upright = [Scene.Point(0, 0), Scene.Point(0, 9), Scene.Point(0, 4)]
    #expect(Polyline.simplified(upright) == upright)
  }
}
