import Arrays
import Diagnostics
import Elementary
import Foundation
import Testing

@testable import Autodiff

@Suite struct ReverseModeTests {
  @Test func dotProductOfTheSeedLesson() throws {
    let x = Tensor.arange(4.0, requiresGrad: true)
    #expect("\(x)" == "Tensor([0.0, 1.0, 2.0, 3.0])")
    #expect(x.grad == nil)
    let y = 2 * dot(x, x)
    #expect("\(y)" == "Tensor(28.0)")
    y.backward()
    #expect("\(try #require(x.grad))" == "Tensor([0.0, 4.0, 8.0, 12.0])")
  }

  @Test func numbersOfTheSeedLessons() {
    let x = Tensor([1.0], requiresGrad: true)
    (x ** 3 + 2 * x).backward()
    #expect(x.grad == Tensor([5.0]))
    let u = Tensor(2.0, requiresGrad: true)
    sin(u ** 2 + 1).backward()
    #expect(u.grad?.item() == 4 * cos(5.0))
    let v = Tensor(2.0, requiresGrad: true)
    (3 * v ** 2 + 1).backward()
    #expect(v.grad == Tensor(12.0))
  }

  @Test func gradientsAddUpUntilForgotten() {
    let x = Tensor(3.0, requiresGrad: true)
    (x * x).backward()
    (x * x).backward()
    #expect(x.grad == Tensor(12.0))
    x.zeroGrad()
    #expect(x.grad == nil)
    x.backward()
    #expect(x.grad == Tensor(1.0))
  }

  @Test func detachedAndUnrecordedValuesAreConstants() {
    let x = Tensor(3.0, requiresGrad: true)
    let square = x * x
    (square.detached() * x).backward()
    #expect(x.grad == Tensor(9.0))
    x.zeroGrad()
    let constant = noGrad { x * x }
    (constant + x).backward()
    #expect(x.grad == Tensor(1.0))
  }

  @Test func graphsThatMeetBecomeOne() {
    let (x, y) = (Tensor(2.0, requiresGrad: true), Tensor(5.0, requiresGrad: true))
    let (a, b, c) = (sin(x), exp(y), x * y)
    (a * b + c * a).backward()
    expectClose([x.grad?.item() ?? .nan], [cos(2.0) * exp(5.0) + 5 * sin(2.0) + 10 * cos(2.0)], 1e-14)
    expectClose([y.grad?.item() ?? .nan], [sin(2.0) * exp(5.0) + 2 * sin(2.0)], 1e-14)
  }

  @Test func backwardSaysWhatToDoInstead() {
    let x = Tensor([1.0, 2.0], requiresGrad: true)
    let y = (x * x).sum()
    y.backward()
    let cases: [(Tensor, String)] = [
      (x * x, "backward() starts from a single number, but the shape is [2]: take sum() or mean() first"),
      (y, "backward() has been through this graph already; compute the value again before calling it once more"),
      (y + 1, "backward() has been through this graph already; compute the value again before calling it once more"),
      (
        Tensor(1.0),
        "nothing to differentiate: this value was not computed from a tensor made with requiresGrad: true"
      ),
    ]
    for (tensor, message) in cases {
      #expect(throws: Fault(.noGradient, message)) { try tensor.propagateBackward() }
    }
    #expect(x.grad == Tensor([2.0, 4.0]))
  }
}

@Suite struct InPlaceTests {
  @Test func everyHolderSeesTheChange() {
    var w = Tensor([1.0, 2.0], requiresGrad: true)
    let holder = w
    (w * w).sum().backward()
    if let gradient = w.grad { noGrad { w -= 0.5 * gradient } }
    #expect(holder == Tensor([0.0, 0.0]))
    (holder + 1).sum().backward()
    #expect(w.grad == Tensor([3.0, 5.0]))
  }

  @Test func aChangeKeepsGradientsOfEarlierUsesRight() {
    var w = Tensor(3.0, requiresGrad: true)
    let square = w * w
    noGrad { w += 10 }
    let mixed = square + w * w
    mixed.backward()
    #expect(w.grad == Tensor(2.0 * 3 + 2 * 13))
  }

  @Test func recordedChangesHaveGradients() {
    let x = Tensor(3.0, requiresGrad: true)
    var y = x * x
    let alias = y
    y *= y
    y += 1
    alias.backward()
    #expect(alias == Tensor(82.0))
    #expect(x.grad == Tensor(108.0))
  }

  @Test func refusals() {
    let w = Tensor([1.0, 2.0], requiresGrad: true)
    let y = w * 2
    #expect(throws: Fault.self) { try w.change(.add, Tensor(1)) }
    #expect(throws: Fault.self) { try noGrad { try y.change(.add, Tensor(1)) } }
    #expect(throws: Fault.self) { try y.setSlice([.at(0)], to: Tensor(1)) }
    #expect(throws: Fault(.shape, "cannot add shape [2, 2] to shape [2] in place")) {
      try Tensor([1.0, 2.0]).change(.add, .ones([2, 2]))
    }
    #expect(w == Tensor([1.0, 2.0]) && y == Tensor([2.0, 4.0]))
  }

  @Test func elementsAreSetInPlace() {
    let t = Tensor.zeros([2, 3])
    let view = t[1]
    t[0, 1] = Tensor(9)
    t[1, .all] = Tensor([1.0, 2.0, 3.0])
    t[.all, -1] += 1
    #expect(t == Tensor([[0, 9, 1], [1, 2, 4]]))
    #expect(view == Tensor([0.0, 0.0, 0.0]))
  }
}

@Suite struct FunctionalTests {
  @Test func gradientsOfGradients() {
    let third = gradient(at: Tensor(2.0)) { x in gradient(at: x) { x in gradient(at: x) { x in x ** 5 } } }
    #expect(third == Tensor(240.0))
    let x = Tensor(1.5, requiresGrad: true)
    gradient(at: x) { sin($0) }.backward()
    expectClose([x.grad?.item() ?? .nan], [-sin(1.5)], 1e-15)
  }

  /// The inner variable is another one even where it has the outer one's value.
  @Test func innerVariablesAreNotConfusedWithOuterOnes() {
    let outer = gradient(at: Tensor(3.0)) { x in x * gradient(at: x) { y in x * y } }
    #expect(outer == Tensor(6.0))
    #expect(gradient(at: Tensor(3.0)) { x in gradient(at: Tensor(1.0)) { y in x + y } } == Tensor(0.0))
  }

  @Test func derivativesOfRosenbrock() {
    let rosenbrock = { (p: Tensor) in (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2 }
    let at = Tensor([-1.2, 1.0])
    let (value, slope) = valueWithGradient(at: at, of: rosenbrock)
    expectClose([value.item()], [24.2], 1e-14)
    expectClose(slope.array(), [-215.6, -88], 1e-14)
    let curvature = hessian(at: at, of: rosenbrock)
    #expect(curvature.shape == [2, 2])
    expectClose(curvature.array(), [1330, 480, 480, 200], 1e-14)
    expectClose(hvp(at: at, along: Tensor([1.0, 2.0]), of: rosenbrock).array(), [2290, 880], 1e-14)
  }

  @Test func jacobianHasBothShapes() {
    let f = { (x: Tensor) in matmul(Tensor([[1, 2, 3], [4, 5, 6]]), x ** 2) }
    let x = Tensor([1.0, 2.0, 3.0])
    #expect(jacobian(at: x, of: f) == Tensor([[2, 8, 18], [8, 20, 36]]))
    #expect(jvp(at: x, along: Tensor([1.0, 0, 0]), of: f) == Tensor([2.0, 8.0]))
    #expect(vjp(at: x, along: Tensor([0.0, 1.0]), of: f) == Tensor([8.0, 20.0, 36.0]))
    #expect(pullback(at: x, of: f)(Tensor([1.0, 0.0])) == Tensor([2.0, 8.0, 18.0]))
    #expect(jacobian(at: x) { $0 } == .eye(3))
    #expect(jacobian(at: x) { _ in Tensor([1.0, 2.0]) } == .zeros([2, 3]))
    #expect(jacobian(at: .ones([2, 2])) { $0.sum(axis: 0) }.shape == [2, 2, 2])
  }

  @Test func jacobianInsideAGradient() {
    let slope = gradient(at: Tensor([1.0, 2.0])) { x in jacobian(at: x) { $0 ** 3 }.sum() }
    #expect(slope == Tensor([6.0, 12.0]))
  }

  @Test func severalArguments() {
    let (a, b) = gradient(at: Tensor(2.0), Tensor(3.0)) { x, y in x * y ** 2 }
    #expect(a == Tensor(9.0) && b == Tensor(12.0))
    #expect(gradient(at: [Tensor(2.0), Tensor(3.0)]) { $0[0] * $0[1] } == [Tensor(3.0), Tensor(2.0)])
  }

  @Test func errorsOfTheFunctionPassThrough() {
    struct Mistake: Error {}
    #expect(throws: Mistake.self) { try ReverseMode.gradient(at: Tensor(1)) { _ in throw Mistake() } }
    #expect(throws: Fault.self) { try ReverseMode.gradient(at: .ones([2])) { $0 * 2 } }
    #expect(throws: Fault.self) { try ReverseMode.jvp(at: .ones([2]), along: .ones([3])) { $0 } }
    #expect(throws: Fault.self) { try ReverseMode.vjp(at: .ones([2]), along: .ones([3])) { $0 } }
  }

  @Test func functionalFormsWorkInsideNoGrad() {
    #expect(noGrad { gradient(at: Tensor(3.0)) { $0 ** 2 } } == Tensor(6.0))
  }
}
