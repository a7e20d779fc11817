import Arrays
import Autodiff
import Diagnostics
import Elementary
import Testing

@Suite struct TensorTests {
  @Test func operatorsBroadcastAndTakeNumbers() {
    let t = Tensor([1.0, 2.0, 4.0])
    #expect(1 / 2 * t == Tensor([0.5, 1, 2]))
    #expect(t ** 2 - 1 == Tensor([0.0, 3, 15]))
    #expect(2 ** t == Tensor([2.0, 4, 16]))
    #expect(1 - -t / 2 == Tensor([1.5, 2, 3]))
    #expect(t ** t == Tensor([1.0, 4, 256]))
    #expect(t + Tensor([[10.0], [20.0]]) == Tensor([[11, 12, 14], [21, 22, 24]]))
    #expect((t .> 1) == Tensor([0.0, 1, 1]))
    #expect((2 .> t) == Tensor([1.0, 0, 0]))
    #expect((t .== Tensor([1.0, 3, 4])) == Tensor([1.0, 0, 1]))
    #expect(max(t, 2) == Tensor([2.0, 2, 4]))
    #expect(min(3, t) == Tensor([1.0, 2, 3]))
  }

  @Test func reductions() {
    let t = Tensor([[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]])
    #expect(t.sum() == Tensor(21.0))
    #expect(t.sum(axis: 0) == Tensor([5.0, 7, 9]))
    #expect(t.mean(axis: -1, keepDims: true) == Tensor([[3.0], [4.0]]))
    #expect(t.max(axis: 1) == Tensor([5.0, 6]))
    #expect(t.min() == Tensor(1.0))
    #expect(t.argmax(axis: 1) == Tensor([1, 2]))
    #expect(t.argmax().item() == 5)
    #expect(t.T.argmax(axis: 0, keepDims: true) == Tensor([[1.0, 2.0]]))
    #expect(Tensor.zeros([0]).sum() == Tensor(0.0))
    #expect(Tensor([1.0, .nan]).max().item().isNaN)
  }

  @Test func makingTensors() {
    #expect(Tensor.eye(2) == Tensor([[1, 0], [0, 1]]))
    #expect(Tensor.full([2], 7) == Tensor([7, 7]))
    #expect(Tensor.linspace(0, 1, count: 5) == Tensor([0, 0.25, 0.5, 0.75, 1]))
    #expect(Tensor.arange(1, 2, step: 0.25) == Tensor([1, 1.25, 1.5, 1.75]))
    #expect(Tensor.arange(3, 0, step: -1) == Tensor([3, 2, 1]))
    #expect(Tensor.randn([2, 3], seed: 1) == Tensor.randn([2, 3], seed: 1))
    #expect(Tensor.randn([2, 3]) != Tensor.randn([2, 3]))
    #expect(Tensor.ones([2, 2]).reshaped([-1]).shape == [4])
  }

  @Test func subscripts() {
    let t = Tensor.arange(12.0).reshaped([3, 4])
    #expect(t[1] == Tensor([4.0, 5, 6, 7]))
    #expect(t[1, 2].item() == 6)
    #expect(t[-1, -1].item() == 11)
    #expect(t[0...1, .all].shape == [2, 4])
    #expect(t[.all, 1..<3] == Tensor([[1, 2], [5, 6], [9, 10]]))
    #expect(t[1..., ..<2] == Tensor([[4, 5], [8, 9]]))
    #expect(t.T[2] == Tensor([2.0, 6, 10]))
    #expect(t.reshaped([3, 2, 2])[2, 1, 0].item() == 10)
  }

  @Test func products() {
    let (a, b) = (Tensor([[1, 2], [3, 4]]), Tensor([[5, 6], [7, 8]]))
    #expect(matmul(a, b) == Tensor([[19, 22], [43, 50]]))
    #expect(matmul(a.T, b.T) == Tensor([[23, 31], [34, 46]]))
    #expect(matmul(a, Tensor([1.0, 1])) == Tensor([3.0, 7]))
    #expect(matmul(Tensor([1.0, 1]), a) == Tensor([4.0, 6]))
    #expect(dot(Tensor([1.0, 2]), Tensor([3.0, 4])) == Tensor(11.0))
    #expect(dot([1.0, 2], [3.0, 4]) == 11)
    let big = Tensor.rand([150, 600], seed: 1)
    let (product, slow) = (matmul(big, big.T), (big[3] * big[140]).sum().item())
    #expect(abs(product[3, 140].item() - slow) < 1e-10)
  }

  @Test(arguments: faults)
  func faultsNameTheShapes(_ fault: FaultCase) {
    #expect(throws: Fault(fault.code, fault.message)) { try fault.run() }
  }
}

struct FaultCase: Sendable, CustomTestStringConvertible {
  let code: DiagnosticCode
  let message: String
  let run: @Sendable () throws(Fault) -> Void
  var testDescription: String { message }

  init(_ code: DiagnosticCode, _ message: String, _ run: @escaping @Sendable () throws(Fault) -> Void) {
    self.code = code
    self.message = message
    self.run = run
  }
}

private let faults: [FaultCase] = [
  .init(.shape, "cannot add shapes [2, 3] and [4]") { () throws(Fault) in
    _ = try Tensor.adding(.ones([2, 3]), .ones([4]))
  },
  .init(.shape, "cannot subtract shapes [2] and [3]") { () throws(Fault) in
    _ = try Tensor.subtracting(.ones([2]), .ones([3]))
  },
  .init(.shape, "cannot multiply shapes [2, 3] and [3, 2]") { () throws(Fault) in
    _ = try Tensor.multiplying(.ones([2, 3]), .ones([3, 2]))
  },
  .init(.shape, "cannot compare shapes [2] and [3]") { () throws(Fault) in _ = try Tensor.isLess(.ones([2]), .ones([3]))
  },
  .init(.shape, "cannot multiply matrices of shapes [2, 3] and [2, 3]") { () throws(Fault) in
    _ = try Tensor.matrixProduct(.ones([2, 3]), .ones([2, 3]))
  },
  .init(.shape, "cannot multiply matrices of shapes [] and [2]") { () throws(Fault) in
    _ = try Tensor.matrixProduct(Tensor(1), .ones([2]))
  },
  .init(.shape, "cannot take the dot product of shapes [2] and [3]") { () throws(Fault) in
    _ = try Tensor.dotProduct(.ones([2]), .ones([3]))
  },
  .init(.shape, "cannot reshape shape [2, 3] to [4]: the numbers of elements differ") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).reshaping([4])
  },
  .init(.shape, "cannot reshape shape [2, 3] to [-1, 4]: the numbers of elements differ") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).reshaping([-1, 4])
  },
  .init(.shape, "a shape has no negative lengths, but [2, -3] does") { () throws(Fault) in
    _ = try Tensor.filled([2, -3], 0)
  },
  .init(.shape, "the rows of a matrix are equally long, but row 0 has 2 and row 1 has 1") { () throws(Fault) in
    _ = try Tensor.matrix([[1, 2], [3]])
  },
  .init(.shape, "item() needs a tensor of one element, but the shape is [2]") { () throws(Fault) in
    _ = try Tensor.ones([2]).onlyElement()
  },
  .init(.shape, "shape [0] has no elements to take the mean of") { () throws(Fault) in
    _ = try Tensor.zeros([0]).reduced(.mean)
  },
  .init(.shape, "binaryCrossEntropy compares equal shapes, but they are [4, 1] and [4]") { () throws(Fault) in
    _ = try Tensor.zeros([4, 1]).binaryCrossEntropy(.zeros([4]))
  },
  .init(.shape, "crossEntropy cannot match logits of shape [2, 3] with targets of shape [3]") { () throws(Fault) in
    _ = try Tensor.zeros([2, 3]).crossEntropy(.zeros([3]))
  },
  .init(.domain, "binaryCrossEntropy takes predictions between 0 and 1, but one is 1.5") { () throws(Fault) in
    _ = try Tensor([1.5]).binaryCrossEntropy(Tensor([1.0]))
  },
  .init(.indexOutOfRange, "crossEntropy: 3.0 is not one of the classes 0 to 2") { () throws(Fault) in
    _ = try Tensor.zeros([1, 3]).crossEntropy(Tensor([3.0]))
  },
  .init(.indexOutOfRange, "there is no axis 2 in shape [2, 3]") { () throws(Fault) in
    _ = try Tensor.ones([2, 3]).reduced(.sum, 2)
  },
  .init(.indexOutOfRange, "index 3 is out of range: axis 0 of shape [3, 2] has length 3") { () throws(Fault) in
    _ = try Tensor.ones([3, 2]).slicing([.at(3)])
  },
  .init(.indexOutOfRange, "range 1..<4 is out of range: axis 1 of shape [3, 2] has length 2") { () throws(Fault) in
    _ = try Tensor.ones([3, 2]).slicing([.at(0), .range(lower: 1, upper: 4)])
  },
  .init(.indexOutOfRange, "2 indices are too many for shape [3]") { () throws(Fault) in
    _ = try Tensor.ones([3]).slicing([.at(0), .at(0)])
  },
  .init(.memoryLimit, "an array of shape [1000000, 1000000] would be too large: at most 268435456 elements") {
    () throws(Fault) in
    _ = try Tensor.adding(.ones([1_000_000, 1]), .ones([1_000_000]))
  },
  .init(.invalidArgument, "cannot step from 0.0 to 1.0 by 0.0") { () throws(Fault) in
    _ = try Tensor.stepped(0, 1, step: 0)
  },
]

@Suite struct NumericalTests {
  /// What SciPy 1.17.1 gives for x² + y², the default step and one too small to see.
  @Test func forwardDifferencesAreSciPys() {
    let f = { (v: [Double]) in v[0] ** 2 + v[1] ** 2 }
    #expect(numericalGradient(at: [1.0, 1.0], of: f) == [2, 2])
    #expect(numericalGradient(at: [3.0, -2.0], of: f) == [6, -4])
    #expect(numericalGradient(at: [0.1, 0.7], of: f) == [0.20000001415610313, 1.4000000096857548])
    #expect(numericalGradient(at: [3.0, -2.0], epsilon: 1e-20, of: f) == [6.00000003973643, -4])
    #expect(numericalGradient(at: [0.0, -1e9], of: f) == [0, -2_000_000_011.5631719])
    #expect(numericalGradient(at: Tensor([3.0, -2.0])) { ($0 ** 2).sum() } == Tensor([6.0, -4.0]))
    #expect(numericalGradient(at: 1.0) { x in x ** 2 } == 2.000000014901161)
    #expect(numericalGradient(at: 1.0, epsilon: 0.5) { x in x ** 2 } == 2.5)
  }

  @Test func checkGradientTellsRightFromWrong() {
    #expect(checkGradient(at: 0.7, gradient: { 3 * $0 ** 2 }, of: { $0 ** 3 }) < 1e-9)
    #expect(checkGradient(at: 0.7, gradient: { 2 * $0 ** 2 }, of: { $0 ** 3 }) > 0.1)
    #expect(checkGradient(at: [1.0, 2.0], gradient: { [$0[1], $0[0]] }, of: { $0[0] * $0[1] }) < 1e-9)
    #expect(checkGradient(at: Tensor([0.3, 0.9])) { (sin($0) * exp($0)).sum() } < 1e-9)
    #expect(checkGradient(at: Tensor([0.3, 0.9])) { ($0 * $0.detached()).sum() } > 0.1)
  }
}
