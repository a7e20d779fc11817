import Algebra
import Autodiff
import Diagnostics
import Figures

/// The computation graph of an expression or a tensor, drawn with the values that flow forward and the gradients that
/// flow backward.
public struct Graph: Sendable, CustomStringConvertible {
  package let graph: ComputationGraph

  public var description: String { graph.description }
}

/// The graph of an expression; with `at`, the values at that point and the gradients that come back from the output.
@discardableResult
public func graph(_ e: Expr, at point: [Expr: Double] = [:]) -> Graph {
  trapping { () throws(Fault) in try Graph(of: e, at: point) }
}

/// The graph that a tensor recorded; after `backward()` with the gradients.
@_disfavoredOverload @discardableResult
public func graph(_ t: Tensor) -> Graph {
  Graph(of: t)
}

// MARK: - Expressions

extension Graph {
  package init(of e: Expr, at point: [Expr: Double]) throws(Fault) {
    var builder = ExpressionGraph(point: point)
    try builder.visit(e)
    if !point.isEmpty { try builder.propagate(from: e) }
    graph = try builder.finish(root: e)
  }
}

/// Walks an expression from its leaves to its root, with a stack of its own: expressions can be deep.
private struct ExpressionGraph {
  let point: [Expr: Double]
  private var order: [Expr] = []
  private var numbers: [Expr: Int] = [:]
  private var derivatives: [Expr: [Expr]] = [:]
  private var adjoints: [Expr: Double] = [:]

  private static let nodeLimit = 400

  init(point: [Expr: Double]) {
    self.point = point
  }

  mutating func visit(_ root: Expr) throws(Fault) {
    var pending: [(expression: Expr, isReady: Bool)] = [(root, false)]
    while let (expression, isReady) = pending.popLast() {
      if numbers[expression] != nil { continue }
      if isReady {
        numbers[expression] = order.count
        order.append(expression)
        if expression.operation != nil { derivatives[expression] = try expression.localDerivatives() }
        continue
      }
      pending.append((expression, true))
      for operand in (expression.operation?.operands ?? []).reversed() { pending.append((operand, false)) }
      guard order.count <= ExpressionGraph.nodeLimit else {
        throw Fault(.limit, "a graph of more than \(ExpressionGraph.nodeLimit) nodes cannot be drawn")
      }
    }
  }

  /// The backward pass: each node's adjoint, times its local derivatives, goes to its operands.
  mutating func propagate(from root: Expr) throws(Fault) {
    adjoints[root] = 1
    for expression in order.reversed() {
      guard let operands = expression.operation?.operands, let adjoint = adjoints[expression] else { continue }
      for (operand, derivative) in zip(operands, derivatives[expression] ?? []) {
        adjoints[operand, default: 0] += adjoint * (try derivative.value(at: point))
      }
    }
  }

  func finish(root: Expr) throws(Fault) -> ComputationGraph {
    var nodes: [ComputationGraph.Node] = []
    var edges: [ComputationGraph.Edge] = []
    let groups = groups(of: root)
    for (number, expression) in order.enumerated() {
      nodes.append(try node(number, expression, root, groups[expression]))
      for (operand, derivative) in zip(expression.operation?.operands ?? [], derivatives[expression] ?? []) {
        guard let tail = numbers[operand] else { continue }
        edges.append(try edge(tail, number, derivative, isConstant: operand.isConstant))
      }
    }
    return ComputationGraph(nodes: nodes, edges: edges)
  }

  private func node(
    _ number: Int, _ expression: Expr, _ root: Expr, _ group: String?
  ) throws(Fault) -> ComputationGraph.Node {
    let operation = expression.operation
    let role: ComputationGraph.Node.Role =
      expression == root ? .output : operation != nil ? .operation : expression.isConstant ? .constant : .input
    let label = operation?.symbol ?? expression.description
    let text = operation == nil ? nil : expression.layout.plainText
    if point.isEmpty || expression.isConstant {
      return ComputationGraph.Node(id: number, role: role, label: label, expression: text, group: group)
    }
    return ComputationGraph.Node(
      id: number, role: role, label: label, expression: text, value: try expression.value(at: point),
      gradient: adjoints[expression], group: group)
  }

  private func edge(
    _ tail: Int, _ head: Int, _ derivative: Expr, isConstant: Bool
  ) throws(Fault) -> ComputationGraph.Edge {
    if isConstant { return ComputationGraph.Edge(from: tail, to: head) }
    return point.isEmpty
      ? ComputationGraph.Edge(from: tail, to: head, localDerivative: derivative.layout.plainText)
      : ComputationGraph.Edge(from: tail, to: head, localDerivative: try derivative.value(at: point))
  }

  /// The frames of the chain rule: the function at the root is the outer one, its argument the inner one.
  private func groups(of root: Expr) -> [Expr: String] {
    guard let outer = root.operation, outer.operands.count == 1, let inner = outer.operands.first,
      inner.operation != nil, let u = try? Expr(symbolNamed: "u"),
      let shown = try? root.substituted([inner: u])
    else { return [:] }
    var groups: [Expr: String] = [root: "outer: " + shown.layout.plainText]
    let caption = "inner: u = " + inner.layout.plainText
    for expression in order where expression != root && expression.operation != nil { groups[expression] = caption }
    // A constant stands in the frame of what uses it.
    for expression in order {
      for operand in expression.operation?.operands ?? [] where operand.isConstant {
        groups[operand] = groups[expression]
      }
    }
    return groups
  }
}

// MARK: - Tensors

extension Graph {
  package init(of t: Tensor) {
    let trace = t.trace()
    var nodes: [ComputationGraph.Node] = []
    var edges: [ComputationGraph.Edge] = []
    for (number, node) in trace.enumerated() {
      nodes.append(Graph.node(number, node, isLast: number == trace.count - 1))
      for operand in node.operands { edges.append(ComputationGraph.Edge(from: operand, to: number)) }
    }
    graph = ComputationGraph(nodes: nodes, edges: edges)
  }

  private static func node(_ number: Int, _ node: TraceNode, isLast: Bool) -> ComputationGraph.Node {
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
      value: role == .constant && node.label == nil ? nil : text(node.value), gradient: node.adjoint.map { text($0) })
  }

  /// A number, or a short array, or the shape of a long one.
  private static func text(_ array: NDArray) -> String {
    let elements = array.elements
    if let item = array.item { return formatted(item, significantDigits: 4) }
    guard array.shape.count == 1, elements.count <= 4 else {
      return "[" + array.shape.map(\.description).joined(separator: "×") + "]"
    }
    return "[" + elements.map { formatted($0, significantDigits: 3) }.joined(separator: ", ") + "]"
  }
}
