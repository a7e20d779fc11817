import Autodiff
import Elementary
import Testing

/// Two inputs, three rectified hidden units, one sigmoid output, binary cross-entropy: gradients by hand and by tape.
@Suite struct NetworkTests {
  let x = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
  let y = Tensor([[0.0], [1], [1], [0]])
  let w1 = Tensor([[0.6, -0.4, 0.9], [-0.7, 0.8, 0.3]], requiresGrad: true)
  let b1 = Tensor([0.1, 0.2, -0.1], requiresGrad: true)
  let w2 = Tensor([[0.5], [-0.9], [0.7]], requiresGrad: true)
  let b2 = Tensor([0.05], requiresGrad: true)

  func loss() -> Tensor {
    let hidden = relu(matmul(x, w1) + b1)
    return binaryCrossEntropy(sigmoid(matmul(hidden, w2) + b2), y)
  }

  @Test func handWrittenBackwardPassAgrees() throws {
    loss().backward()
    let z = matmul(x, w1.detached()) + b1.detached()
    let hidden = relu(z)
    let p = sigmoid(matmul(hidden, w2.detached()) + b2.detached())
    let dOutput = (p - y) / 4
    let dHidden = matmul(dOutput, w2.detached().T) * (z .> 0)
    expectSame(try #require(w2.grad), matmul(hidden.T, dOutput))
    expectSame(try #require(b2.grad), dOutput.sum(axis: 0))
    expectSame(try #require(w1.grad), matmul(x.T, dHidden))
    expectSame(try #require(b1.grad), dHidden.sum(axis: 0))
  }

  @Test func descentLearnsExclusiveOr() {
    let optimizer = Adam([w1, b1, w2, b2], learningRate: 0.1)
    let start = loss().item()
    for _ in 0..<300 {
      optimizer.zeroGrad()
      loss().backward()
      optimizer.step()
    }
    #expect(start > 0.6)
    #expect(loss().item() < 0.4 * start)
  }

  @Test func losses() {
    let logits = Tensor([[1.0, 2.0, 0.5], [0.0, 0.0, 0.0]])
    let first = log(exp(Tensor([1.0, 2.0, 0.5])).sum()).item() - 2
    let expected = (first + log(Tensor(3.0)).item()) / 2
    #expect(abs(crossEntropy(logits, Tensor([1, 2])).item() - expected) < 1e-15)
    #expect(abs(crossEntropy(logits, Tensor([[0.0, 1, 0], [0, 0, 1]])).item() - expected) < 1e-15)
    #expect(meanSquaredError(Tensor([1.0, 2.0]), Tensor([2.0, 4.0])).item() == 2.5)
    #expect(binaryCrossEntropy(Tensor([1.0, 0.0]), Tensor([1.0, 0.0])).item() == 0)
    #expect(binaryCrossEntropy(Tensor([1.0]), Tensor([0.0])).item() == 100)
    #expect(softmax(Tensor([1000.0, 1000.0])) == Tensor([0.5, 0.5]))
  }

  @Test func certainPredictionsHaveFiniteGradients() {
    let p = Tensor([1.0, 0.0], requiresGrad: true)
    binaryCrossEntropy(p, Tensor([1.0, 0.0])).backward()
    #expect(p.grad == Tensor([0.0, 0.0]))
  }

  private func expectSame(_ a: Tensor, _ b: Tensor) {
    #expect(a.shape == b.shape)
    #expect(abs(a - b).max().item() < 1e-15, "\(a) against \(b)")
  }
}
