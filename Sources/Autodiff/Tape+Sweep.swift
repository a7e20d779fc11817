import Arrays
import Diagnostics

extension Tape {
  /// The reverse sweep: the adjoints of the nodes up to `root`, from the adjoint `seed` of `root`.
  ///
  /// With tensors the sweep itself is recorded, behind the nodes it visits. Nodes that `root` does not depend on have
  /// none.
  func adjoints<T: TensorAlgebra>(of root: Int, seed: T) -> [T?] {
    isSweeping = true
    defer { isSweeping = false }
    var adjoints = [T?](repeating: nil, count: root + 1)
    adjoints[root] = seed
    for index in stride(from: root, through: 0, by: -1) {
      guard let g = adjoints[index], let operation = nodes[index].operation else { continue }
      let (first, second) = (Int(nodes[index].first), Int(nodes[index].second))
      let (dx, dy) = T.pullback(g, operation, at: index, of: self)
      if let dx { add(dx, to: &adjoints[first]) }
      if let dy { add(dy, to: &adjoints[second]) }
    }
    return adjoints
  }

  /// The forward sweep: the tangent of `root` when `source` changes by `tangent`; `nil` when it does not depend on it.
  func tangent<T: TensorAlgebra>(of root: Int, along tangent: T, at source: TensorStorage) -> T? {
    isSweeping = true
    defer { isSweeping = false }
    var tangents = [T?](repeating: nil, count: root + 1)
    for index in 0...root {
      if node(index, standsFor: source) { tangents[index] = tangent }
      guard tangents[index] == nil, let operation = nodes[index].operation else { continue }
      let (first, second) = (Int(nodes[index].first), Int(nodes[index].second))
      let (dx, dy) = (tangents[first], second < 0 ? nil : tangents[second])
      if dx == nil && dy == nil { continue }
      tangents[index] = operation.pushforward(dx, dy, linearization(at: index))
    }
    return tangents[root]
  }

  /// The same where operands and result are single numbers.
  @inline(__always)
  func scalarLinearization(at index: Int) -> LinearizationPoint<Scalar>? {
    let (first, second) = (Int(nodes[index].first), Int(nodes[index].second))
    guard let x = nodes[first].value.scalar, let v = nodes[index].value.scalar else { return nil }
    let needsX = !nodes[first].isConstant
    if second < 0 {
      let number = Scalar(number: x)
      return LinearizationPoint(x: number, y: number, v: Scalar(number: v), needsX: needsX, needsY: false)
    }
    guard let y = nodes[second].value.scalar else { return nil }
    return LinearizationPoint(
      x: Scalar(number: x), y: Scalar(number: y), v: Scalar(number: v), needsX: needsX,
      needsY: !nodes[second].isConstant)
  }

  @inline(__always)
  func linearization<T: TensorAlgebra>(at index: Int) -> LinearizationPoint<T> {
    let (first, second) = (Int(nodes[index].first), Int(nodes[index].second))
    let x = T.operand(first, of: self)
    let isBinary = second >= 0
    return LinearizationPoint(
      x: x, y: isBinary ? T.operand(second, of: self) : x, v: T.operand(index, of: self),
      needsX: !nodes[first].isConstant, needsY: isBinary && !nodes[second].isConstant)
  }
}

@inline(__always)
private func add<T: TensorAlgebra>(_ adjoint: T, to sum: inout T?) {
  if let present = sum { sum = present + adjoint } else { sum = adjoint }
}

// MARK: - backward()

extension Tape {
  /// Adds the gradient of node `root` to the leaves it depends on, and keeps the adjoints for the trace.
  ///
  /// Throws a fault when part of the graph has been used by an earlier call.
  func backward(from root: Int, seed: NDArray) throws(Fault) {
    let found: [NDArray?] = adjoints(of: root, seed: seed)
    if Recording.detectsAnomalies { try checkFinite(found) }
    for index in found.indices where found[index] != nil && nodes[index].isConsumed {
      throw Fault(
        .noGradient,
        "backward() has been through this graph already; compute the value again before calling it once more")
    }
    for index in found.indices {
      guard let adjoint = found[index] else { continue }
      if let leaf = nodes[index].leaf { leaf.addGradient(adjoint) } else { nodes[index].isConsumed = true }
    }
    adjoints = found
  }
}

extension TensorStorage {
  func addGradient(_ adjoint: NDArray) {
    gradient = Tensor(gradient.map { $0.storage.value + adjoint } ?? adjoint)
  }
}
