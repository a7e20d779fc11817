import Arrays
import Elementary
import Testing

@testable import Autodiff

@Suite struct TapeTests {
  @Test func longChainsAreFreedWithoutRecursion() {
    let x = Tensor(0.5, requiresGrad: true)
    var y = x
    for _ in 0..<100_000 { y = sin(y) + x }
    y.backward()
    #expect(x.grad.map { abs($0.item() - 1.07924902841) < 1e-9 } == true)
    weak let tape = y.storage.tape
    #expect(tape?.nodes.count == 200_001)
    y = x
    #expect(tape == nil)
  }

  @Test func longChainsOfSecondOrder() {
    let x = Tensor(0.5)
    let chain = { (x: Tensor) in (0..<5_000).reduce(x) { y, _ in sin(y) + x } }
    let step = 1e-6
    let slope = { (t: Double) in gradient(at: Tensor(t), of: chain).item() }
    let second = gradient(at: x) { gradient(at: $0, of: chain) }.item()
    #expect(abs(second - (slope(0.5 + step) - slope(0.5 - step)) / (2 * step)) < 1e-6)
  }

  @Test func accumulatingGradientsLeavesNoNodes() {
    let x = Tensor(2.0, requiresGrad: true)
    weak var tape: Tape?
    for _ in 0..<100_000 {
      let y = x * x
      tape = y.storage.tape
      y.backward()
    }
    #expect(tape == nil)
    #expect(x.grad == Tensor(400_000.0))
  }

  /// One graph lives on while results that use it come and go: their nodes are dropped.
  @Test func nodesThatNothingNeedsAreDropped() {
    let x = Tensor(2.0, requiresGrad: true)
    let shared = x * x
    for _ in 0..<100 { _ = sin(shared) * 3 + shared }
    #expect(shared.storage.tape?.nodes.count == 2)
    var latest = shared
    for _ in 0..<100_000 { latest = sin(shared) + shared }
    #expect((shared.storage.tape?.nodes.count ?? .max) < 3_000)
    latest.backward()
    #expect(x.grad == (cos(Tensor(4.0)) + 1) * 4)
  }

  @Test func compactionKeepsLabelsAndAdjoints() {
    let x = Tensor(2.0, requiresGrad: true)
    let shared = x * x
    shared.label = "s"
    var latest = sin(shared)
    latest.backward()
    for _ in 0..<5_000 { latest = cos(shared) * sin(shared) }
    let trace = latest.recordedNodes()
    #expect(trace.map(\.operands) == [[], [0, 0], [1], [1], [2, 3]])
    #expect(trace.map(\.label) == [nil, "s", nil, nil, nil])
    #expect(trace[1].adjoint?.item == cos(Tensor(4.0)).item())
  }

  @Test func traceTellsValuesAdjointsAndVisits() {
    let x = Tensor(2.0, requiresGrad: true)
    x.label = "x"
    var u = x ** 2 + 1
    u.label = "u"
    let y = sin(u)
    #expect(y.recordedNodes().map(\.visit) == [nil, nil, nil, nil, nil])
    y.backward()
    u = x
    let trace = y.recordedNodes()
    #expect(
      trace.map(\.kind) == [
        .leaf, .operation(.powered(by: 2)), .constant, .operation(.add), .operation(.elementary(.sin)),
      ])
    #expect(trace.map(\.operands) == [[], [0], [], [1, 2], [3]])
    #expect(trace.map(\.label) == ["x", nil, nil, "u", nil])
    #expect(trace.map { $0.value.item } == [2, 4, 1, 5, sin(Tensor(5.0)).item()])
    let slope = cos(Tensor(5.0)).item()
    #expect(trace.map { $0.adjoint?.item } == [4 * slope, slope, nil, slope, 1])
    #expect(trace.map(\.visit) == [4, 3, nil, 2, 1])
  }
}
