import Arrays

/// One node of a recorded graph, as a drawing or a table shows it.
package struct TraceNode {
  package enum Kind: Hashable, Sendable {
    /// A tensor whose gradient is asked for.
    case leaf
    /// A number or tensor that has no gradient.
    case constant
    case operation(Operation)
  }

  package let kind: Kind
  /// The positions of the operands in the trace.
  package let operands: [Int]
  package let label: String?
  package let value: NDArray
  /// The derivative of the root by this node; `nil` before `backward()`.
  package let adjoint: NDArray?
  /// When `backward()` came by, from 1 at the root; `nil` before.
  package let visit: Int?
  /// What the backward pass sent to each operand; `nil` before, and for operands without a gradient.
  package var flows: [NDArray?] = []
  /// The derivative by each operand, where one array of the operand's shape holds it all: the operation works element
  /// by element, or its result is one number.
  package var slopes: [NDArray?] = []
}

extension Tensor {
  /// The graph of this tensor in the order of evaluation; the last node is the tensor itself.
  package func recordedNodes() -> [TraceNode] {
    guard let tape = storage.tape else {
      let kind: TraceNode.Kind = requiresGrad ? .leaf : .constant
      return [
        TraceNode(
          kind: kind, operands: [], label: label, value: value, adjoint: grad?.value, visit: grad == nil ? nil : 1)
      ]
    }
    return tape.trace(of: storage)
  }
}

extension Tape {
  fileprivate func trace(of root: TensorStorage) -> [TraceNode] {
    let isReachable = reachable { $0 == root.index }
    let shown = nodes.indices.filter { isReachable[$0] }
    let positions = [Int: Int](uniqueKeysWithValues: shown.enumerated().map { ($1, $0) })
    let visited = shown.filter { adjoint(at: $0) != nil }
    let visits = [Int: Int](uniqueKeysWithValues: visited.reversed().enumerated().map { ($1, $0 + 1) })
    return shown.map { index in
      let node = nodes[index]
      return TraceNode(
        kind: node.kind, operands: [node.first, node.second].compactMap { positions[Int($0)] },
        label: node.leaf?.label ?? node.owner?.takeUnretainedValue().label ?? labels[index],
        value: node.value, adjoint: adjoint(at: index), visit: visits[index],
        flows: adjoint(at: index).map { sent(from: index, $0) } ?? [], slopes: slopes(at: index))
    }
  }

  /// What an adjoint of node `index` sends to each of its operands.
  private func sent(from index: Int, _ adjoint: NDArray) -> [NDArray?] {
    guard let operation = nodes[index].operation else { return [] }
    let (first, second): (NDArray?, NDArray?) = operation.pullback(adjoint, linearization(at: index))
    return nodes[index].second < 0 ? [first] : [first, second]
  }

  private func slopes(at index: Int) -> [NDArray?] {
    guard let operation = nodes[index].operation, let ones = try? NDArray(repeating: 1, shape: nodes[index].value.shape)
    else { return [] }
    let isNumber = ones.item != nil
    let operands = [nodes[index].first, nodes[index].second].filter { $0 >= 0 }
    return zip(operands, sent(from: index, ones)).map { operand, slope in
      let isSameShape = nodes[Int(operand)].value.shape == ones.shape
      return isNumber || operation.isElementwise && isSameShape ? slope : nil
    }
  }

  private func adjoint(at index: Int) -> NDArray? { index < adjoints.count ? adjoints[index] : nil }
}

extension Tape.Node {
  fileprivate var kind: TraceNode.Kind {
    if let operation { return .operation(operation) }
    return isConstant ? .constant : .leaf
  }
}
