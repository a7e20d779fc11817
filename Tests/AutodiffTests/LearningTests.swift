import Autodiff
import Diagnostics
import Elementary
import Testing

@Suite struct LearningTests {
  @Test func lossesAreWhatTheyAreCalled() {
    let (p, t) = (Tensor([0.5, -2.0, 3.0]), Tensor([1.0, 0.0, 1.0]))
    expectClose([binaryCrossEntropyWithLogits(p, t).item()], [binaryCrossEntropy(sigmoid(p), t).item()], 1e-14)
    #expect(binaryCrossEntropyWithLogits(Tensor([1000.0]), Tensor([0.0])).item() == 1000)
    #expect(meanAbsoluteError(p, t).item() == 4.5 / 3)
    expectClose([huberLoss(p, t).item()], [(0.125 + 1.5 + 1.5) / 3], 1e-15)
    expectClose([huberLoss(p, t, delta: 10).item()], [meanSquaredError(p, t).item() / 2], 1e-15)
    expectClose(logSoftmax(p).array(), log(softmax(p)).array(), 1e-15)
    expectClose(leakyRelu(Tensor([2.0, -3.0]), slope: 0.1).array(), [2, -0.3], 1e-15)
    expectClose(elu(p).array(), [0.5, exp(-2.0) - 1, 3], 1e-15)
    for loss in [binaryCrossEntropyWithLogits, meanAbsoluteError, { huberLoss($0, $1) }] {
      #expect(checkGradient(at: p) { loss($0, t) } < 1e-8)
    }
    #expect(checkGradient(at: p) { (leakyRelu($0) * elu($0)).sum() } < 1e-8)
  }

  @Test func layersAreProductsAndFunctions() throws {
    let layer = Linear(2, 3, seed: 1)
    let x = Tensor([[0.5, -1.0], [2.0, 0.0]])
    #expect(layer(x) == matmul(x, layer.weight) + layer.bias)
    #expect(layer.parameters.map(\.shape) == [[2, 3], [3]])
    #expect(abs(layer.weight).max().item() <= 1 / 2.0.squareRoot())
    #expect(Linear(2, 3, seed: 1).weight == layer.weight && Linear(2, 3, seed: 2).weight != layer.weight)
    let model = Sequential(.linear(2, 3, seed: 1), .tanh, .linear(3, 4, seed: 2), .softmax)
    let second = Linear(3, 4, seed: 2)
    #expect(model(x) == softmax(second(tanh(layer(x)))) && model.parameters.count == 4)
    #expect(throws: Fault.self) { try model.applied(to: .ones([2, 3])) }
    #expect(throws: Fault.self) { try Linear.checked(0, 1, seed: 1) }
  }

  @Test func aNetworkLearnsTheMoons() {
    let data = Dataset.moons(100, noise: 0.1, seed: 3)
    let model = Sequential(.linear(2, 12, seed: 1), .tanh, .linear(12, 1, seed: 2))
    let losses = train(Adam(model.parameters, learningRate: 0.05), steps: 200) {
      binaryCrossEntropyWithLogits(model(data.x), data.y)
    }
    let right = ((model(data.x) .> 0) .== data.y).mean().item()
    #expect(losses.count == 200 && losses[0] > 0.5 && losses[199] < 0.1 && right > 0.97)
  }

  @Test func dataRepeatAndHaveTheirShapes() {
    #expect(Dataset.xor.x.shape == [4, 2] && Dataset.xor.y.array() == [0, 1, 1, 0])
    let makers: [(Int, Int) -> Dataset] = [
      { .moons($0, seed: $1) }, { .circles($0, seed: $1) }, { .spirals($0, seed: $1) }, { .blobs($0, seed: $1) },
      { .polynomial([1, 0, -2], count: $0, seed: $1) },
    ]
    for make in makers {
      #expect(make(7, 1).x == make(7, 1).x && make(7, 1).x != make(7, 2).x)
      #expect(make(7, 1).x.shape[0] == 7 && make(7, 1).y.shape == [7, 1] && make(0, 1).y.shape == [0, 1])
    }
    let circles = Dataset.circles(50, noise: 0, seed: 1)
    let radii = circles.x.norm(axis: 1, keepDims: true)
    expectClose(radii.array(), (1 - 0.5 * circles.y).array(), 1e-14)
    let exact = Dataset.polynomial([1, 0, -2], count: 20, noise: 0, seed: 1)
    expectClose(exact.y.array(), (1 - 2 * exact.x ** 2).array(), 1e-15)
    #expect(Set(Dataset.blobs(9, classes: 3, seed: 1).y.array()) == [0, 1, 2])
  }

  @Test func anomaliesAreNamed() {
    let x = Tensor([1.0, 0.0], requiresGrad: true)
    #expect(throws: Fault(.domain, "'log' made -inf of finite numbers")) {
      try detectAnomaly { _ = try x.applying(.elementary(.log)) }
    }
    #expect(throws: Fault(.domain, "'divide' made NaN of finite numbers")) {
      try detectAnomaly { _ = try Tensor.dividing(Tensor(0), Tensor(0)) }
    }
    #expect(throws: Fault(.domain, "the derivative of 'sqrt' made inf of finite numbers")) {
      try detectAnomaly { try sqrt(x).sum().propagateBackward() }
    }
    #expect(log(x)[1].item() == -.infinity)
    #expect(detectAnomaly { (x * 2).sum().item() } == 2)
  }
}
