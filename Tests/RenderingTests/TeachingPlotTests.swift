import Algebra
import Diagnostics
import Foundation
import Tangent
import Testing

/// The pictures that take one call: what they hold, and what they refuse.
struct TeachingPlotTests {
  private let x = symbol("x")

  @Test func tangentsAndSecantsNameTheirSlopes() {
    let text = plotTangent(x ** 2, at: 1, over: -1...3).description
    for part in ["secant 3.6", "secant 2.8", "secant 2.4", "tangent 2"] { #expect(text.contains(part), "\(text)") }
  }

  @Test func taylorPolynomialsAreRight() {
    let text = plotTaylor(exp(x), orders: [0, 2], over: -1...1).description
    #expect(text.contains("order 0: constant at 1."))
    #expect(text.contains("order 2: minimum 0.5 at x = -1; maximum 2.5 at x = 1"), "\(text)")
  }

  @Test func differencesAreBestBetweenTheirTwoErrors() {
    let text = plotDifferenceError(exp(x), at: 1).description
    #expect(text.contains("forward") && text.contains("central"))
    #expect(text.contains("on a logarithmic scale"))
  }

  @Test func derivativesStandBesideTheirFunctions() {
    let text = plotWithDerivative(tanh(x), over: -3...3).description
    #expect(text.contains("derivative: ") && text.contains("maximum 1 at x = 0"), "\(text)")
  }

  @Test func lossesThatFallFarAreLogarithmic() {
    #expect(plotLoss([1, 0.1, 0.001]).description.contains("loss from 0.001 to 1 on a logarithmic scale"))
    #expect(!plotLoss([1, 0.9, 0.8]).description.contains("logarithmic"))
    #expect(plotLoss([0.0, 1]).description.contains("loss from 0 to 1;") == false)
  }

  @Test func boundariesDivideThePlane() {
    let chart = plotDecisionBoundary([[0, 0], [1, 1]], [0, 1]) { a, b in a + b - 0.5 }
    #expect(chart.description.contains("Divided where the function is 0.5."))
    #expect(chart.scene.svg(label: "", id: "b").contains("class=\"contour\""))
  }

  @Test func descentsAreDrawnOnWhatTheyDescend() {
    let line = gradientDescent(from: 4.0, learningRate: 0.1, steps: 10) { $0 * $0 }
    #expect(plot(line) { $0 * $0 }.description.contains("Path of 11 points from (4, 16) to (0.4295, 0.1845)."))
    let plane = gradientDescent(from: [1.0, 2.0], learningRate: 0.1, steps: 3) { $0[0] * $0[0] + $0[1] * $0[1] }
    let text = plot(plane) { $0[0] * $0[0] + $0[1] * $0[1] }.description
    #expect(text.contains("Contour lines at") && text.contains("Path of 4 points from (1, 2)"), "\(text)")
    let three = gradientDescent(from: [1.0, 2.0, 3.0], learningRate: 0.1, steps: 3) { $0[0] + $0[1] + $0[2] }
    #expect(plot(three) { $0[0] }.description.contains("step from 0 to 3"))
  }

  @Test func wrongArgumentsAreFaults() {
    let y = symbol("y")
    #expect(throws: Fault.self) { try Chart.tangent(of: x * y, at: 0, over: -1...1) }
    #expect(throws: Fault.self) { try Chart.tangent(of: x, at: 5, over: -1...1) }
    #expect(throws: Fault.self) { try Chart.tangent(of: log(x), at: 0, over: -1...1) }
    #expect(throws: Fault.self) { try Chart.taylor(of: x, at: 0, orders: [], over: -1...1) }
    #expect(throws: Fault.self) { try Chart.taylor(of: x, at: 0, orders: [99], over: -1...1) }
    #expect(throws: Fault.self) { try Chart.decisionBoundary([[0, 0]], [], threshold: 0.5) { a, _ in a } }
    #expect(throws: Fault.self) { try Chart.contours(of: x * y, [x], x: 0...1, y: 0...1, levels: 5) }
  }
}
