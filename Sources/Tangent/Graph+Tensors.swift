import Arrays
import Autodiff
import Diagnostics
import Figures

extension Graph {
  package init(of t: Tensor) {
    let trace = t.recordedNodes()
    var nodes: [ComputationGraph.Node] = []
    var edges: [ComputationGraph.Edge] = []
    var titles: [String] = []
    for (number, node) in trace.enumerated() {
      nodes.append(Graph.node(number, node, node.operands.map { titles[$0] }, isLast: number == trace.count - 1))
      titles.append(
        nodes[number].name ?? ComputationGraph.title(nodes[number].expression ?? nodes[number].label, node: number))
      for (place, operand) in node.operands.enumerated() {
        let slope = place < node.slopes.count ? node.slopes[place] : nil
        let flow = place < node.flows.count ? node.flows[place] : nil
        edges.append(
          ComputationGraph.Edge(
            from: operand, to: number, localDerivative: slope.flatMap(Graph.shortText),
            contribution: flow.map(Graph.text)))
      }
    }
    graph = ComputationGraph(nodes: nodes, edges: edges)
  }

  private static func node(
    _ number: Int, _ node: TraceNode, _ operands: [String], isLast: Bool
  ) -> ComputationGraph.Node {
    let role: ComputationGraph.Node.Role
    let label: String
    switch node.kind {
    case .leaf: (role, label) = (.input, node.label ?? "tensor")
    case .constant: (role, label) = (.constant, node.label ?? text(node.value))
    case .operation(let operation): (role, label) = (isLast ? .output : .operation, operation.symbol)
    }
    let isOperation = role == .operation || role == .output
    return ComputationGraph.Node(
      id: number, role: role, label: label, name: isOperation ? node.label : nil,
      expression: isOperation ? ComputationGraph.application(of: label, to: operands) : nil,
      value: role == .constant && node.label == nil ? nil : text(node.value), gradient: node.adjoint.map { text($0) })
  }

  /// A number, or a short array, or the shape of a long one.
  private static func text(_ array: NDArray) -> String {
    shortText(array) ?? "[" + array.shape.map(\.description).joined(separator: "×") + "]"
  }

  /// A number, or at most four in a row; alike elements are written once.
  private static func shortText(_ array: NDArray) -> String? {
    let elements = array.elements
    if let item = array.item { return ComputationGraph.number(item) }
    if let first = elements.first, elements.count > 1, elements.allSatisfy({ $0 == first }) {
      return "[\(ComputationGraph.number(first)), …]"
    }
    guard array.shape.count == 1, elements.count <= 4 else { return nil }
    return "[" + elements.map { ComputationGraph.number($0, digits: 3) }.joined(separator: ", ") + "]"
  }
}
