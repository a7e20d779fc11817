import Arrays
import Diagnostics
import Elementary
import Testing

@testable import Autodiff

/// Every row of the table against finite differences: reverse, forward, and second order.
@Suite struct OperationTableTests {
  @Test(arguments: Example.all)
  func reverseModeMatchesDifferences(_ example: Example) {
    for operand in 0..<example.operation.arity {
      let gradient = Autodiff.gradient(at: example.operands[operand], of: example.weightedSum(varying: operand))
      let expected = centralDifferences(at: example.operands[operand].array()) { x in
        example.weightedSum(varying: operand)(example.operand(operand, x)).item()
      }
      expectClose(gradient.array(), expected, 1e-8, "\(example) by operand \(operand)")
    }
  }

  @Test(arguments: Example.all)
  func forwardModeMatchesReverse(_ example: Example) {
    for operand in 0..<example.operation.arity {
      let x = example.operands[operand]
      let f = example.result(varying: operand)
      let v = Tensor.randn(x.shape, seed: 3)
      let w = Tensor.randn(f(x).shape, seed: 4)
      let forward = (jvp(at: x, along: v, of: f) * w).sum().item()
      let reverse = (vjp(at: x, along: w, of: f) * v).sum().item()
      expectClose([forward], [reverse], 1e-12, "\(example) by operand \(operand)")
    }
  }

  @Test(arguments: Example.all)
  func secondOrderMatchesDifferencesOfGradients(_ example: Example) {
    for operand in 0..<example.operation.arity {
      let x = example.operands[operand]
      // The square makes second derivatives of linear operations differ from zero.
      let f = { (x: Tensor) in (example.weightedSum(varying: operand)(x)) ** 2 }
      let v = Tensor.randn(x.shape, seed: 5)
      let step = 1e-5
      let above = gradient(at: x + step * v, of: f)
      let below = gradient(at: x - step * v, of: f)
      let product = hvp(at: x, along: v, of: f)
      expectClose(product.array(), ((above - below) / (2 * step)).array(), 1e-6, "\(example) by operand \(operand)")
      let recorded = gradient(at: x) { x in (gradient(at: x, of: f) * v).sum() }
      expectClose(product.array(), recorded.array(), 1e-12, "\(example) nested")
    }
  }

  @Test func everyKindHasAnExample() {
    let kinds = Set(Example.all.map { kind($0.operation) })
    #expect(kinds == Set(0...38))
    let functions = Example.all.compactMap { if case .elementary(let f) = $0.operation { f } else { nil } }
    #expect(Set(functions) == Set(ElementaryFunction.allCases))
  }

  /// No `default`: a new operation stops the build here, and then needs an example.
  private func kind(_ operation: Operation) -> Int {
    switch operation {
    case .add: 0
    case .subtract: 1
    case .multiply: 2
    case .divide: 3
    case .power: 4
    case .maximum: 5
    case .minimum: 6
    case .binaryCrossEntropy: 7
    case .select: 8
    case .negate: 9
    case .identity: 10
    case .powered: 11
    case .elementary: 12
    case .matmul: 13
    case .dot: 14
    case .sum: 15
    case .mean: 16
    case .max: 17
    case .min: 18
    case .logSumExp: 19
    case .norm: 20
    case .sumTo: 21
    case .softmax: 22
    case .logSoftmax: 23
    case .cumulativeSum: 24
    case .reshape: 25
    case .broadcast: 26
    case .permute: 27
    case .slice: 28
    case .scatter: 29
    case .gather: 30
    case .scatterAdd: 31
    case .concatenate: 32
    case .inverse: 33
    case .determinant: 34
    case .logDeterminant: 35
    case .cholesky: 36
    case .solve: 37
    case .leastSquares: 38
    }
  }
}

/// An operation with operands inside its domain and away from its kinks.
struct Example: Sendable, CustomTestStringConvertible {
  let operation: Operation
  private let arrays: [NDArray]
  var operands: [Tensor] { arrays.map { Tensor($0) } }

  var testDescription: String { "\(operation) on " + operands.map { "\($0.shape)" }.joined(separator: ", ") }

  func operand(_ index: Int, _ values: [Double]) -> Tensor { Tensor(values).reshaped(operands[index].shape) }

  func result(varying index: Int) -> (Tensor) -> Tensor {
    { x in
      if operation.arity == 1 { return .apply(operation, x) }
      return .apply(operation, index == 0 ? x : operands[0], index == 1 ? x : operands[1])
    }
  }

  func weightedSum(varying index: Int) -> (Tensor) -> Tensor {
    { x in
      let y = result(varying: index)(x)
      return (y * Tensor.rand(y.shape, seed: 9)).sum()
    }
  }

  static var matrix: Tensor { Tensor([[0.3, 0.7, 0.45], [0.6, 0.2, 0.85]]) }
  static var other: Tensor { Tensor([[0.5, 0.4, 0.15], [0.9, 0.35, 0.1]]) }
  static var row: Tensor { Tensor([0.65, 0.25, 0.55]) }
  static var column: Tensor { Tensor([[0.75], [0.05]]) }
  static var number: Tensor { Tensor(0.95) }
  static var deep: Tensor { Tensor.rand([2, 3, 2], seed: 1) }

  private init(_ operation: Operation, _ operands: Tensor...) {
    self.operation = operation
    arrays = operands.map(\.value)
  }

  static let all: [Example] = elementwise + elementary + products + reductions + rearranged + linearAlgebra

  static let elementwise = [
    Operation.add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .binaryCrossEntropy,
  ]
  .flatMap { operation in
    [
      Example(operation, matrix, other), Example(operation, matrix, row), Example(operation, column, row),
      Example(operation, number, matrix), Example(operation, matrix, number), Example(operation, number, Tensor(0.4)),
      Example(operation, matrix.T, other.T), Example(operation, deep, row.reshaped([3, 1])),
    ]
  }

  static let elementary =
    ElementaryFunction.allCases.map { Example(.elementary($0), $0 == .acosh ? matrix + 1.5 : matrix) }
    + [.relu, .abs, .sign, .sigmoid, .softplus, .cbrt, .tanh].map { Example(.elementary($0), -matrix.T) }
    + [2, 3, 0.5, -1, 0, 1].map { Example(.powered(by: $0), matrix) }
    + [Example(.powered(by: 2), -number), Example(.negate, matrix), Example(.identity, row)]

  static let products = [
    Example(.matmul, matrix, other.T), Example(.matmul, matrix.T, other), Example(.matmul, matrix, row),
    Example(.matmul, row, matrix.T), Example(.matmul, row, row * 2), Example(.dot, row, row + 1),
    Example(.matmul, deep, other), Example(.matmul, deep, Tensor.rand([2, 2, 4], seed: 2)),
    Example(.matmul, Tensor.rand([3, 1, 2, 2], seed: 2), deep.T[.all, ..<2, .all]), Example(.matmul, row, deep),
    Example(.matmul, deep, Tensor([0.3, 0.8])),
  ]

  static var square: Tensor { Tensor([[2.1, 0.3, -0.5], [0.4, 1.7, 0.2], [-0.6, 0.1, 1.9]]) }

  static let linearAlgebra = [
    Example(.inverse, square), Example(.determinant, square), Example(.determinant, Tensor([[0.7]])),
    Example(.determinant, Tensor([[1.0, 2], [2, 4]])),
    Example(.determinant, Tensor([[1.0, 2, 3], [2, 4, 6], [1, 0, 1]])),
    Example(.logDeterminant, square), Example(.cholesky, matmul(square, square.T)), Example(.cholesky, square),
    Example(.solve, square, row), Example(.solve, square, matrix.T),
    Example(.leastSquares, matrix.T, row), Example(.leastSquares, matrix.T, square),
  ]

  static let reductions =
    [Reduction(), Reduction(axis: 0), Reduction(axis: 1, keepDims: true), Reduction(keepDims: true)]
    .flatMap { reduction in
      [
        Example(.sum(reduction), matrix), Example(.mean(reduction), matrix), Example(.max(reduction), matrix),
        Example(.min(reduction), matrix), Example(.sum(reduction), deep), Example(.max(reduction), deep),
        Example(.logSumExp(reduction), matrix), Example(.norm(reduction), matrix), Example(.norm(reduction), deep),
      ]
    } + [
      Example(.sumTo(shape: [3]), matrix), Example(.sumTo(shape: [2, 1]), matrix), Example(.sumTo(shape: []), matrix),
      Example(.softmax(axis: 1), matrix), Example(.softmax(axis: 0), matrix), Example(.logSoftmax(axis: 1), matrix),
      Example(.logSoftmax(axis: 1), deep), Example(.softmax(axis: 0), row),
      Example(.cumulativeSum(axis: 1, isReversed: false), deep),
      Example(.cumulativeSum(axis: 0, isReversed: true), row),
    ] + overSeveralAxes

  static let overSeveralAxes = [[0, 2], [-1, 1], [0, 1, 2]].flatMap { axes in
    [false, true].flatMap { keep in
      let reduction = trapping { () throws(Fault) in try Reduction(axes: axes, of: [2, 3, 2], keepDims: keep) }
      return [
        Example(.sum(reduction), deep), Example(.mean(reduction), deep), Example(.max(reduction), deep),
        Example(.logSumExp(reduction), deep), Example(.norm(reduction), deep),
      ]
    }
  }

  static let rearranged = [
    Example(.reshape([3, 2]), matrix), Example(.reshape([6]), matrix.T), Example(.broadcast([2, 2, 3]), matrix),
    Example(.broadcast([2, 4]), column), Example(.broadcast([2]), number), Example(.permute([1, 0]), matrix),
    Example(.permute([2, 0, 1]), deep), Example(.slice([.at(1)]), matrix),
    Example(.slice([.range(lower: 0, upper: 1), .range(lower: 1, upper: nil)]), matrix),
    Example(.slice([.at(0), .at(-1)]), matrix), Example(.scatter([.at(1)], shape: [2, 3]), row),
    Example(.scatter([.range(lower: nil, upper: nil), .at(0)], shape: [3, 2]), row),
    Example(.gather(taken), matrix), Example(.scatterAdd(taken, shape: [2, 3]), deep.reshaped([2, 6])[.all, ..<4]),
    Example(.concatenate(axis: 0), matrix, row.reshaped([1, 3])), Example(.concatenate(axis: 1), matrix, column),
    Example(.concatenate(axis: 1), deep, deep[.all, 1...]),
    Example(.select(mask: (matrix .> 0.5).value), matrix, other),
  ]

  /// Columns of a matrix of shape [2, 3], one of them twice.
  static var taken: Places {
    trapping { () throws(Fault) in try Places(taking: [2, 0, 0, -1], axis: 1, of: [2, 3]) }
  }
}

func expectClose(
  _ a: [Double], _ b: [Double], _ tolerance: Double, _ note: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(a.count == b.count, "\(note)", sourceLocation: sourceLocation)
  for (x, y) in zip(a, b) {
    #expect(abs(x - y) <= tolerance * max(1, abs(y)), "\(note): \(a) against \(b)", sourceLocation: sourceLocation)
  }
}
