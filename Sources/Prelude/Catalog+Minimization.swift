import Autodiff
import CellLanguage
import Diagnostics

extension CatalogTable {
  mutating func addNumericalDerivatives() {
    let epsilon = "epsilon: Double = 1.4901161193847656e-08"
    add(
      "func numericalGradient(at x: Double, \(epsilon), of f: (Double) -> Double) -> Double",
      "The derivative by a forward difference."
    ) { (x: Double, epsilon: Double, f: CellFunction) in
      try numericalGradient(at: x, epsilon: epsilon) { try f($0) }
    }
    add(
      "func numericalGradient(at x: [Double], \(epsilon), of f: ([Double]) -> Double) -> [Double]",
      "The gradient by forward differences, as SciPy's approx_fprime."
    ) { (x: [Double], epsilon: Double, f: CellFunction) in
      try numericalGradient(at: x, epsilon: epsilon) { try f($0) }
    }
    add(
      "@_disfavoredOverload func numericalGradient(at x: Tensor, \(epsilon), of f: (Tensor) -> Tensor) -> Tensor",
      "The gradient by forward differences."
    ) { (x: Tensor, epsilon: Double, f: CellFunction) in
      try Numerical.gradient(at: x, epsilon: epsilon) { try f($0) }
    }
    addDifferenceMethods()
    addGradientChecks()
  }

  private mutating func addDifferenceMethods() {
    let methods: [(String, String, DifferenceMethod)] = [
      ("forward", "One step ahead.", .forward), ("central", "One step to each side.", .central),
      ("adaptive", "Ever smaller steps, extrapolated to none.", .adaptive),
    ]
    for (name, sentence, method) in methods {
      add("static var \(name): DifferenceMethod", of: "DifferenceMethod", sentence) { method }
    }
    add(
      "func numericalGradient(at x: Double, method: DifferenceMethod, of f: (Double) -> Double) -> Double",
      "The derivative by differences of the given kind.",
      example: "numericalGradient(at: 2.0, method: .central) { x in x ** 3 }"
    ) { (x: Double, method: DifferenceMethod, f: CellFunction) in
      try numericalGradient(at: x, method: method) { try f($0) }
    }
    add(
      "func numericalGradient(at x: [Double], method: DifferenceMethod, of f: ([Double]) -> Double) -> [Double]",
      "The gradient by differences of the given kind."
    ) { (x: [Double], method: DifferenceMethod, f: CellFunction) in
      try numericalGradient(at: x, method: method) { try f($0) }
    }
    raw(
      "func derivativeEstimate(at x: Double, of f: (Double) -> Double) -> (value: Double, error: Double)",
      "The derivative from ever smaller steps, and how far off it may be.",
      example: "derivativeEstimate(at: 2.0) { x in x ** 3 }.value"
    ) { call in
      var reader = ArgumentReader(call)
      let x = Double.read(&reader)
      let f = CellFunction.read(&reader)
      let estimate = try derivativeEstimate(at: x) { try f($0) }
      call.finish(with: RawRecord(scalars: [estimate.value.bitPattern, estimate.error.bitPattern]).raw)
    }
  }

  private mutating func addGradientChecks() {
    add(
      "func checkGradient(at x: Double, gradient: (Double) -> Double, of f: (Double) -> Double) -> Double",
      "How far a derivative is from central differences.",
      example: "checkGradient(at: 2.0, gradient: { x in 2 * x }, of: { x in x ** 2 })"
    ) { (x: Double, gradient: CellFunction, f: CellFunction) in
      try checkGradient(at: x, gradient: { try gradient($0) }, of: { try f($0) })
    }
    add(
      "func checkGradient(at x: [Double], gradient: ([Double]) -> [Double], of f: ([Double]) -> Double) -> Double",
      "How far a gradient is from central differences."
    ) { (x: [Double], gradient: CellFunction, f: CellFunction) in
      try checkGradient(at: x, gradient: { try gradient($0) }, of: { try f($0) })
    }
    add(
      "@_disfavoredOverload func checkGradient(at x: Tensor, of f: (Tensor) -> Tensor) -> Double",
      "How far reverse mode is from central differences."
    ) { (x: Tensor, f: CellFunction) in
      try Numerical.check(at: x) { try f($0) }
    }
  }

  mutating func addMinimization() {
    let rate = "learningRate: Double, steps: Int"
    add(
      "func gradientDescent(from start: Double, \(rate), of f: (Double) -> Double) -> Descent",
      "Steps against the derivative, which central differences give."
    ) { (start: Double, rate: Double, steps: Int, f: CellFunction) in
      try Minimization.descend(.number(start) { try f($0) }, learningRate: rate, steps: steps)
    }
    add(
      "func gradientDescent(from start: [Double], \(rate), of f: ([Double]) -> Double) -> Descent",
      "Steps against the gradient, which central differences give."
    ) { (start: [Double], rate: Double, steps: Int, f: CellFunction) in
      try Minimization.descend(.numbers(start) { try f($0) }, learningRate: rate, steps: steps)
    }
    add(
      "@_disfavoredOverload func gradientDescent(from start: Tensor, \(rate), of f: (Tensor) -> Tensor) -> Descent",
      "Steps against the gradient, which reverse mode gives."
    ) { (start: Tensor, rate: Double, steps: Int, f: CellFunction) in
      try Minimization.descend(.tensor(start) { try f($0) }, learningRate: rate, steps: steps)
    }
    addMinimize()
    add("var path: [Tensor]", of: "Descent", "The points, from the start on.") { (d: Descent) in d.path }
    add("var values: [Double]", of: "Descent", "The function's values at the points.") { (d: Descent) in d.values }
    add("var minimum: Tensor", of: "Descent", "The point with the lowest value.") { (d: Descent) in d.minimum }
    add("var point: Tensor", of: "Descent", "The point with the lowest value.") { (d: Descent) in d.point }
    add("var value: Double", of: "Descent", "The lowest value.") { (d: Descent) in d.value }
    add("var isConverged: Bool", of: "Descent", "Whether it stopped before its steps were used up.") { (d: Descent) in
      d.isConverged
    }
  }

  private mutating func addMinimize() {
    let methods: [(String, String, MinimizationMethod)] = [
      ("bfgs", "Quasi-Newton steps.", .bfgs), ("lbfgs", "Quasi-Newton steps for many variables.", .lbfgs),
      ("newton", "Steps with the Hessian.", .newton), ("nelderMead", "A simplex, without derivatives.", .nelderMead),
    ]
    for (name, sentence, method) in methods {
      add("static var \(name): MinimizationMethod", of: "MinimizationMethod", sentence) { method }
    }
    let options = "method: MinimizationMethod = .bfgs, tolerance: Double = 1e-6, steps: Int = 1000"
    let sentence = "Looks for a minimum, by quasi-Newton steps or another method."
    add(
      "func minimize(from start: Double, \(options), of f: (Double) -> Double) -> Descent", sentence,
      example: "minimize(from: 4.0) { x in (x - 1) ** 2 }.point"
    ) { (start: Double, method: MinimizationMethod, tolerance: Double, steps: Int, f: CellFunction) in
      try Minimization.run(.number(start) { try f($0) }, method, tolerance: tolerance, steps: steps)
    }
    add("func minimize(from start: [Double], \(options), of f: ([Double]) -> Double) -> Descent", sentence) {
      (start: [Double], method: MinimizationMethod, tolerance: Double, steps: Int, f: CellFunction) in
      try Minimization.run(.numbers(start) { try f($0) }, method, tolerance: tolerance, steps: steps)
    }
    add(
      "@_disfavoredOverload func minimize(from start: Tensor, \(options), of f: (Tensor) -> Tensor) -> Descent",
      sentence
    ) { (start: Tensor, method: MinimizationMethod, tolerance: Double, steps: Int, f: CellFunction) in
      try Minimization.run(.tensor(start) { try f($0) }, method, tolerance: tolerance, steps: steps)
    }
  }

  mutating func addOptimizers() {
    let parameters = "_ parameters: [Tensor]"
    add("init(\(parameters), learningRate: Double)", of: "SGD", "Stochastic gradient descent.") {
      (parameters: [Tensor], rate: Double) in try SGD.checked(parameters, learningRate: rate)
    }
    add(
      "init(\(parameters), learningRate: Double, momentum: Double = 0.9, nesterov: Bool = false)", of: "Momentum",
      "Gradient descent with a velocity."
    ) {
      (parameters: [Tensor], rate: Double, momentum: Double, nesterov: Bool) in
      try Momentum.checked(parameters, learningRate: rate, momentum: momentum, nesterov: nesterov)
    }
    add("init(\(parameters), learningRate: Double = 0.01)", of: "RMSProp", "Steps scaled by the gradient's size.") {
      (parameters: [Tensor], rate: Double) in try RMSProp.checked(parameters, learningRate: rate)
    }
    add("init(\(parameters), learningRate: Double = 0.001)", of: "Adam", "Adaptive moment estimation.") {
      (parameters: [Tensor], rate: Double) in try Adam.checked(parameters, learningRate: rate)
    }
    addMembers(of: SGD.self)
    addMembers(of: Momentum.self)
    addMembers(of: RMSProp.self)
    addMembers(of: Adam.self)
  }

  private mutating func addMembers<O: Optimizer & EngineValue>(of type: O.Type) {
    let owner = O.typeName
    add("func step() -> Void", of: owner, "Moves the parameters against their gradients.") { (o: O) in o.step() }
    add("func zeroGrad() -> Void", of: owner, "Forgets the gradients.") { (o: O) in o.zeroGrad() }
    add("var learningRate: Double", of: owner, "The length of the steps.") { (o: O) in o.learningRate }
  }
}
