import Autodiff
import CellLanguage
import Diagnostics

extension CatalogTable {
  /// Layers, losses, training, and data to learn from.
  mutating func addLearning() {
    addLosses()
    addLayers()
    addTraining()
    addDatasets()
  }

  private mutating func addLosses() {
    add("func logSoftmax(_ t: Tensor, axis: Int = -1) -> Tensor", "The logarithm of the softmax.") {
      (t: Tensor, axis: Int) in try t.logSoftmax(axis: axis)
    }
    add(
      "func leakyRelu(_ x: Tensor, slope: Double = 0.01) -> Tensor", "Positive numbers, and a share of negative ones."
    ) { (x: Tensor, slope: Double) in leakyRelu(x, slope: slope) }
    add("func elu(_ x: Tensor) -> Tensor", "Positive numbers, and exp(x) - 1 for negative ones.") { (x: Tensor) in
      elu(x)
    }
    let pair = "_ predictions: Tensor, _ targets: Tensor"
    add(
      "func binaryCrossEntropyWithLogits(_ logits: Tensor, _ targets: Tensor) -> Tensor",
      "The mean binary cross-entropy of sigmoid(logits)."
    ) { (logits: Tensor, targets: Tensor) in try logits.binaryCrossEntropyWithLogits(targets) }
    add("func meanAbsoluteError(\(pair)) -> Tensor", "The mean of the distances.") {
      (predictions: Tensor, targets: Tensor) in try predictions.meanAbsoluteError(targets)
    }
    add("func huberLoss(\(pair), delta: Double = 1) -> Tensor", "Squared near the target, straight far from it.") {
      (predictions: Tensor, targets: Tensor, delta: Double) in try predictions.huberLoss(targets, delta: delta)
    }
    raw(
      "func detectAnomaly<R>(_ body: () -> R) -> R", "Stops at the operation that first makes NaN or an infinity."
    ) { call in
      var reader = ArgumentReader(call)
      let body = CellFunction.read(&reader)
      let result = try detectAnomaly { try body.callRaw([]) }
      call.finish(with: result)
    }
  }

  private mutating func addLayers() {
    add("init(_ inputs: Int, _ outputs: Int, seed: Int)", of: "Linear", "A layer of weights and a bias.") {
      (inputs: Int, outputs: Int, seed: Int) in try Linear.checked(inputs, outputs, seed: seed)
    }
    add("func callAsFunction(_ x: Tensor) -> Tensor", of: "Linear", "What the layer makes of its inputs.") {
      (layer: Linear, x: Tensor) in try layer.applied(to: x)
    }
    add("var weight: Tensor", of: "Linear", "The weights.") { (layer: Linear) in layer.weight }
    add("var bias: Tensor", of: "Linear", "The bias.") { (layer: Linear) in layer.bias }
    add("var parameters: [Tensor]", of: "Linear", "What an optimiser changes.") { (layer: Linear) in layer.parameters }
    add(
      "static func linear(_ inputs: Int, _ outputs: Int, seed: Int) -> ModelLayer", of: "ModelLayer",
      "A layer of weights and a bias."
    ) { (inputs: Int, outputs: Int, seed: Int) in try ModelLayer.checkedLinear(inputs, outputs, seed: seed) }
    let activations: [(String, ModelLayer)] = [
      ("relu", .relu), ("tanh", .tanh), ("sigmoid", .sigmoid), ("softplus", .softplus), ("gelu", .gelu),
      ("softmax", .softmax),
    ]
    for (name, layer) in activations {
      add("static var \(name): ModelLayer", of: "ModelLayer", "The activation '\(name)'.") { layer }
    }
    add(
      "init(_ layers: ModelLayer...)", of: "Sequential", "Layers one after the other.",
      example: "Sequential(.linear(2, 3, seed: 1), .relu, .linear(3, 1, seed: 2))(Tensor([[0.5, 1.0]]))"
    ) { (layers: [ModelLayer]) in Sequential(layers) }
    add("func callAsFunction(_ x: Tensor) -> Tensor", of: "Sequential", "What the layers make of their inputs.") {
      (model: Sequential, x: Tensor) in try model.applied(to: x)
    }
    add("var parameters: [Tensor]", of: "Sequential", "What an optimiser changes.") { (model: Sequential) in
      model.parameters
    }
  }

  private mutating func addTraining() {
    addTraining(with: SGD.self)
    addTraining(with: Momentum.self)
    addTraining(with: RMSProp.self)
    addTraining(with: Adam.self)
  }

  private mutating func addTraining<O: Optimizer & EngineValue>(with type: O.Type) {
    add(
      "@discardableResult func train(_ optimizer: \(O.typeName), steps: Int, of loss: () -> Tensor) -> [Double]",
      "Takes steps against the gradient of a loss; gives the loss before each."
    ) { (optimizer: O, steps: Int, loss: CellFunction) in try optimizer.train(steps: steps) { try loss() } }
  }

  private mutating func addDatasets() {
    add("var x: Tensor", of: "Dataset", "The points, one a row.") { (d: Dataset) in d.x }
    add("var y: Tensor", of: "Dataset", "The label of each point.") { (d: Dataset) in d.y }
    add("static var xor: Dataset", of: "Dataset", "Exclusive or.", example: "Dataset.xor.y") { Dataset.xor }
    let options = "noise: Double = 0.05, seed: Int"
    add(
      "static func moons(_ count: Int, noise: Double = 0.1, seed: Int) -> Dataset", of: "Dataset",
      "Two half circles that reach into each other.", example: "Dataset.moons(4, seed: 1).x"
    ) { (count: Int, noise: Double, seed: Int) in Dataset.moons(try checked(count), noise: noise, seed: seed) }
    add("static func circles(_ count: Int, \(options)) -> Dataset", of: "Dataset", "A circle inside another.") {
      (count: Int, noise: Double, seed: Int) in Dataset.circles(try checked(count), noise: noise, seed: seed)
    }
    add("static func spirals(_ count: Int, \(options)) -> Dataset", of: "Dataset", "Two arms around each other.") {
      (count: Int, noise: Double, seed: Int) in Dataset.spirals(try checked(count), noise: noise, seed: seed)
    }
    add(
      "static func blobs(_ count: Int, classes: Int = 3, spread: Double = 0.3, seed: Int) -> Dataset", of: "Dataset",
      "A cloud for each class."
    ) { (count: Int, classes: Int, spread: Double, seed: Int) in
      Dataset.blobs(try checked(count), classes: classes, spread: spread, seed: seed)
    }
    add(
      "static func polynomial(_ coefficients: [Double], count: Int, noise: Double = 0.1, seed: Int) -> Dataset",
      of: "Dataset", "Noisy values of a polynomial."
    ) { (coefficients: [Double], count: Int, noise: Double, seed: Int) in
      Dataset.polynomial(coefficients, count: try checked(count), noise: noise, seed: seed)
    }
  }
}

/// More points than this help no lesson.
private let mostPoints = 1_000_000

private func checked(_ count: Int) throws(Fault) -> Int {
  guard 0...mostPoints ~= count else {
    throw Fault(.invalidArgument, "a data set has between 0 and \(mostPoints) points, not \(count)")
  }
  return count
}
