import Arrays
import Diagnostics

/// A function recorded at a point, ready for sweeps.
struct Linearization {
  private let targets: [Tensor]
  let result: Tensor
  /// Whether the result also depends on something that an enclosing differentiation follows; sweeps are then recorded.
  private let isNested: Bool

  init(at points: [Tensor], of f: ([Tensor]) throws -> Tensor) throws {
    let isPaused = Recording.isPaused
    // A node of its own for each point: what `f` reaches of the same tensors by other ways is held constant.
    let targets = try points.map { point in
      point.storage.needsGradient && !isPaused ? try point.applying(.identity) : Tensor(point.value, requiresGrad: true)
    }
    self.targets = targets
    result = try Recording.with(paused: false) { try f(targets) }
    isNested = !isPaused && Linearization.hasOtherSources(result, than: targets)
  }

  /// The value of the function, with its graph only where an enclosing differentiation may need it.
  var value: Tensor { isNested ? result : result.detached() }

  /// The adjoints of the points for the adjoint `seed` of the result.
  func pullback(_ seed: Tensor) -> [Tensor] {
    guard let tape = tape(with: seed) else {
      return targets.map { $0.storage === result.storage ? seed : Tensor($0.value.map(to: 0)) }
    }
    if isNested || seed.storage.needsGradient {
      let adjoints: [Tensor?] = Recording.with(paused: false) { tape.adjoints(of: result.storage.index, seed: seed) }
      return targets.map { collected($0, adjoints, on: tape) }
    }
    let adjoints: [NDArray?] = tape.adjoints(of: result.storage.index, seed: seed.value)
    return targets.map { Tensor(collected($0, adjoints, on: tape)) }
  }

  /// The tangent of the result for the tangent `direction` of the first point.
  func pushforward(_ direction: Tensor) -> Tensor {
    let target = targets[0].storage
    let zero = Tensor(result.value.map(to: 0))
    guard let tape = tape(with: direction) else { return target === result.storage ? direction : zero }
    if isNested || direction.storage.needsGradient {
      return Recording.with(paused: false) {
        tape.tangent(of: result.storage.index, along: direction, at: target) ?? zero
      }
    }
    let tangent = tape.tangent(of: result.storage.index, along: direction.value, at: target)
    return tangent.map { Tensor($0) } ?? zero
  }

  /// Throws a fault unless `seed` has the shape of the result.
  func check(_ seed: Tensor) throws(Fault) {
    guard seed.shape == result.shape else {
      throw Fault(.shape, "an adjoint has the shape of its value, but they are \(seed.shape) and \(result.shape)")
    }
  }

  /// The tape of the result, joined with that of `seed`: tapes do not join during a sweep.
  private func tape(with seed: Tensor) -> Tape? {
    guard let tape = result.storage.tape else { return nil }
    return Tape.joined(tape, seed.storage.tape)
  }

  /// The sum of the adjoints of the nodes that stand for `target`.
  private func collected<T: TensorAlgebra>(_ target: Tensor, _ adjoints: [T?], on tape: Tape) -> T {
    var sum: T?
    for index in adjoints.indices {
      guard let adjoint = adjoints[index], tape.node(index, standsFor: target.storage) else { continue }
      sum = sum.map { $0 + adjoint } ?? adjoint
    }
    return sum ?? T(target.value.map(to: 0))
  }

  private static func hasOtherSources(_ result: Tensor, than targets: [Tensor]) -> Bool {
    if targets.contains(where: { $0.storage.tape != nil }) { return true }
    let root = result.storage
    guard let tape = root.tape else { return false }
    let isReachable = tape.reachable { $0 == root.index }
    return tape.nodes.indices.contains { index in
      guard isReachable[index], let leaf = tape.nodes[index].leaf else { return false }
      return !targets.contains { $0.storage === leaf }
    }
  }
}
