import Autodiff
import Diagnostics
import Elementary
import Testing

/// Functions with known minima; the collection is of J. Moré, B. Garbow and K. Hillstrom, "Testing unconstrained
/// optimization software", ACM Transactions on Mathematical Software 7 (1981), and of common use.
struct Landscape: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let start: [Double]
  let minima: [[Double]]
  let value: Double
  let f: @Sendable (Tensor) -> Tensor

  static let all: [Landscape] = [
    .init(testDescription: "Rosenbrock", start: [-1.2, 1], minima: [[1, 1]], value: 0) { p in
      (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2
    },
    .init(
      testDescription: "Rosenbrock in 6 dimensions", start: [0.8, 1.2, 0.9, 1.1, 0.8, 1.2],
      minima: [[1, 1, 1, 1, 1, 1]], value: 0
    ) { p in (100 * (p[1...] - p[..<5] ** 2) ** 2 + (1 - p[..<5]) ** 2).sum() },
    .init(
      testDescription: "Himmelblau", start: [1, 1],
      minima: [
        [3, 2], [-2.805118086952745, 3.131312518250573], [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
      ], value: 0
    ) { p in (p[0] ** 2 + p[1] - 11) ** 2 + (p[0] + p[1] ** 2 - 7) ** 2 },
    .init(testDescription: "Beale", start: [1, 1], minima: [[3, 0.5]], value: 0) { p in
      let (x, y) = (p[0], p[1])
      let terms = stacked([1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3])
      return (terms ** 2).sum()
    },
    .init(testDescription: "Booth", start: [-5, 7], minima: [[1, 3]], value: 0) { p in
      (p[0] + 2 * p[1] - 7) ** 2 + (2 * p[0] + p[1] - 5) ** 2
    },
    .init(testDescription: "Matyas", start: [4, -3], minima: [[0, 0]], value: 0) { p in
      0.26 * (p ** 2).sum() - 0.48 * p[0] * p[1]
    },
    .init(testDescription: "Goldstein-Price", start: [0.1, -0.9], minima: [[0, -1]], value: 3) { p in
      let (x, y) = (p[0], p[1])
      let a = 19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2
      let b = 18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2
      return (1 + (x + y + 1) ** 2 * a) * (30 + (2 * x - 3 * y) ** 2 * b)
    },
    .init(
      testDescription: "Styblinski-Tang", start: [-2, -2.5], minima: [[-2.903534018185960, -2.903534018185960]],
      value: -78.33233140754282
    ) { p in (p ** 4 - 16 * p ** 2 + 5 * p).sum() / 2 },
    .init(testDescription: "Wood", start: [-1, -1.5, -1, -1.5], minima: [[1, 1, 1, 1]], value: 0) { p in
      let valleys = 100 * (p[0] ** 2 - p[1]) ** 2 + (p[0] - 1) ** 2 + (p[2] - 1) ** 2 + 90 * (p[2] ** 2 - p[3]) ** 2
      return valleys + 10.1 * ((p[1] - 1) ** 2 + (p[3] - 1) ** 2) + 19.8 * (p[1] - 1) * (p[3] - 1)
    },
  ]
}

@Suite struct MinimizationTests {
  @Test(arguments: Landscape.all, MinimizationMethod.allCases)
  func findsTheMinimum(_ landscape: Landscape, _ method: MinimizationMethod) {
    let result = minimize(
      from: Tensor(landscape.start), method: method, tolerance: 1e-7, steps: 5000, of: landscape.f)
    #expect(result.isConverged, "after \(result.path.count) points, at \(result.point)")
    #expect(abs(result.value - landscape.value) < 1e-9 * max(1, abs(landscape.value)))
    let distances = landscape.minima.map { abs(result.point - Tensor($0)).max().item() }
    #expect(distances.min() ?? .infinity < 1e-4, "\(result.point)")
    #expect(result.values[0] == landscape.f(Tensor(landscape.start)).item())
  }

  /// Quasi-Newton methods are worth their name: SciPy's BFGS takes 32 steps from here.
  @Test func stepsAreFew() {
    let rosenbrock = Landscape.all[0]
    let start = Tensor(rosenbrock.start)
    #expect(minimize(from: start, method: .bfgs, of: rosenbrock.f).path.count < 50)
    #expect(minimize(from: start, method: .lbfgs, of: rosenbrock.f).path.count < 50)
    #expect(minimize(from: start, method: .newton, of: rosenbrock.f).path.count < 30)
  }

  @Test func functionsOfDoublesNeedNoDerivatives() {
    for method in MinimizationMethod.allCases {
      let result = minimize(from: [-1.2, 1.0], method: method, tolerance: 1e-6) { p in
        let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
        return a * a + 100 * b * b
      }
      #expect(abs(result.point - Tensor([1.0, 1.0])).max().item() < 1e-4, "\(method): \(result.point)")
      let number = minimize(from: 4.0, method: method) { ($0 - 1) * ($0 - 1) + 2 }
      #expect(number.point.shape == [] && abs(number.point.item() - 1) < 1e-4 && abs(number.value - 2) < 1e-9)
    }
  }

  @Test func badFunctionsEndInSomething() throws {
    let unbounded = minimize(from: 1.0, steps: 50) { -$0 * $0 }
    #expect(unbounded.value < -1)
    let wall = minimize(from: 1.0) { $0 > 0.5 ? $0 : .nan }
    #expect(wall.value >= 0.5 && wall.value < 1)
    #expect(throws: Fault(.domain, "the function has no finite value at the start: nan")) {
      try Minimization.run(.number(1) { _ in .nan }, .bfgs)
    }
    #expect(minimize(from: [Double](), of: { _ in 1 }).value == 1)
    struct Mistake: Error {}
    #expect(throws: Mistake.self) { try Minimization.run(.number(1) { _ in throw Mistake() }, .nelderMead) }
  }
}

@Suite struct OptimizerTests {
  private func parameter() -> Tensor {
    let w = Tensor([1.0, -2.0], requiresGrad: true)
    (w ** 2).sum().backward()
    return w
  }

  private func again(_ w: Tensor, _ optimizer: Optimizer) {
    optimizer.zeroGrad()
    (w ** 2).sum().backward()
    optimizer.step()
  }

  @Test func stepsByHand() {
    let w = parameter()
    let sgd = SGD([w], learningRate: 0.1)
    sgd.step()
    #expect(w == Tensor([0.8, -1.6]))
    sgd.zeroGrad()
    #expect(w.grad == nil)
  }

  @Test func velocityRemembers() {
    let w = parameter()
    let optimizer = Momentum([w], learningRate: 0.1, momentum: 0.5)
    optimizer.step()
    again(w, optimizer)
    // v = 2, then 0.5 * 2 + 1.6; w = 1, 0.8, 0.54.
    expectClose([w[0].item()], [0.54], 1e-15)
    let n = parameter()
    let nesterov = Momentum([n], learningRate: 0.1, momentum: 0.5, nesterov: true)
    nesterov.step()
    // g + 0.5 v = 3.
    expectClose(n.array(), [0.7, -1.4], 1e-15)
  }

  @Test func sizesAreAveraged() {
    let w = parameter()
    RMSProp([w], learningRate: 0.1).step()
    // g / sqrt(0.01 g²) is 10 either way.
    expectClose(w.array(), [0, -1], 1e-7)
  }

  /// The first step of Adam is the learning rate against the sign of the gradient.
  @Test func firstStepsOfAdam() {
    let w = parameter()
    let adam = Adam([w], learningRate: 0.1)
    adam.step()
    expectClose(w.array(), [0.9, -1.9], 1e-8)
    again(w, adam)
    // Means 0.38 / 0.19 and squares 0.0072360 / 0.001999, by the paper's formulas.
    let (mean, square) = ((0.9 * 0.2 + 0.1 * 1.8) / 0.19, (0.999 * 0.004 + 0.001 * 3.24) / 0.001999)
    expectClose([w[0].item()], [0.9 - 0.1 * mean / square.squareRoot()], 1e-7)
  }

  @Test func parametersMustLearn() {
    let fault = Fault(.noGradient, "parameter 1 of the optimiser cannot learn: make it with requiresGrad: true")
    #expect(throws: fault) { try SGD.checked([parameter(), Tensor(1)], learningRate: 1) }
  }

  @Test func descentHalvesTheDistance() {
    let descent = gradientDescent(from: Tensor(8.0), learningRate: 0.25, steps: 3) { $0 ** 2 }
    #expect(descent.path == [8, 4, 2, 1].map { Tensor($0) })
    #expect(descent.values == [64, 16, 4, 1])
    #expect(descent.minimum == Tensor(1.0))
  }

  @Test func descentOfDoubles() {
    let numeric = gradientDescent(from: 3.0, learningRate: 0.1, steps: 50) { $0 ** 2 }
    #expect(abs(numeric.minimum.item()) < 1e-4)
    let plane = gradientDescent(from: [3.0, -2.0], learningRate: 0.1, steps: 80) { $0[0] ** 2 + 2 * $0[1] ** 2 }
    #expect(plane.path.count == 81 && plane.values[80] < 1e-12)
    #expect(gradientDescent(from: 1.0, learningRate: 2, steps: 3) { $0 ** 2 }.minimum.item() == 1)
  }
}

@Suite struct DifferenceTests {
  @Test func methodsAreAsGoodAsTheySay() {
    let exact = 3 * exp(1.2) * cos(0.4) + exp(1.2) * -sin(0.4)
    let f = { (x: Double) in exp(3 * x) * cos(x) }
    #expect(abs(numericalGradient(at: 0.4, method: .forward, of: f) - exact) < 1e-6)
    #expect(abs(numericalGradient(at: 0.4, method: .central, of: f) - exact) < 1e-8)
    #expect(abs(numericalGradient(at: 0.4, method: .adaptive, of: f) - exact) < 1e-11)
    let estimate = derivativeEstimate(at: 0.4, of: f)
    #expect(abs(estimate.value - exact) <= 10 * estimate.error && estimate.error < 1e-10)
    let plane = numericalGradient(at: [1.0, 2.0], method: .adaptive) { $0[0] * $0[1] + sin($0[1]) }
    expectClose(plane, [2, 1 + cos(2.0)], 1e-11)
  }
}
