import Algebra
import Diagnostics
import Figures

extension Graph {
  package init(of e: Expr, at point: [Expr: Double]) throws(Fault) {
    var walk = ExpressionWalk()
    try walk.visit(e)
    graph =
      point.isEmpty
      ? try ExpressionGraph(walk, flow: SymbolicFlow(walk)).graph
      : try ExpressionGraph(walk, flow: NumericFlow(walk, at: point)).graph
  }
}

/// The parts of an expression from its leaves to its root, each once, with the derivatives of each operation by its
/// operands. The walk keeps a stack of its own: expressions can be deep.
private struct ExpressionWalk {
  private(set) var order: [Expr] = []
  private(set) var numbers: [Expr: Int] = [:]
  private(set) var derivatives: [Expr: [Expr]] = [:]

  private static let nodeLimit = 400

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
      guard order.count <= Self.nodeLimit else {
        throw Fault(.limit, "a graph of more than \(Self.nodeLimit) nodes cannot be drawn")
      }
    }
  }

  var root: Expr? { order.last }

  /// The operands of `expression` that gradients flow to, each with its derivative.
  func variableOperands(of expression: Expr) -> [(operand: Expr, derivative: Expr)] {
    let operands = expression.operation?.operands ?? []
    return zip(operands, derivatives[expression] ?? []).filter { !$0.0.isConstant }.map { ($0, $1) }
  }
}

/// What stands at the nodes and edges of a graph, and how the chain rule combines it.
private protocol Flow {
  func value(of expression: Expr) -> String?
  func gradient(of expression: Expr) -> String?
  func localDerivative(_ derivative: Expr) throws(Fault) -> String
  func contribution(of head: Expr, _ derivative: Expr) throws(Fault) -> String?
}

/// Numbers at a point: each node's adjoint, times its local derivatives, goes to its operands.
private struct NumericFlow: Flow {
  private let point: [Expr: Double]
  private var values: [Expr: Double] = [:]
  private var adjoints: [Expr: Double] = [:]

  init(_ walk: ExpressionWalk, at point: [Expr: Double]) throws(Fault) {
    self.point = point
    for expression in walk.order where !expression.isConstant { values[expression] = try expression.value(at: point) }
    if let root = walk.root { adjoints[root] = 1 }
    for expression in walk.order.reversed() {
      guard let adjoint = adjoints[expression] else { continue }
      for (operand, derivative) in walk.variableOperands(of: expression) {
        adjoints[operand, default: 0] += adjoint * (try derivative.value(at: point))
      }
    }
  }

  func value(of expression: Expr) -> String? { values[expression].map { ComputationGraph.number($0) } }

  func gradient(of expression: Expr) -> String? {
    values[expression] == nil ? nil : adjoints[expression].map { ComputationGraph.number($0) }
  }

  func localDerivative(_ derivative: Expr) throws(Fault) -> String {
    ComputationGraph.number(try derivative.value(at: point))
  }

  func contribution(of head: Expr, _ derivative: Expr) throws(Fault) -> String? {
    guard let adjoint = adjoints[head] else { return nil }
    return ComputationGraph.number(adjoint * (try derivative.value(at: point)))
  }
}

/// Formulas in place of numbers: the products of the chain rule as it forms them, where all are short enough to stand
/// in a drawing.
private struct SymbolicFlow: Flow {
  private var values: [Expr: String] = [:]
  private var gradients: [Expr: String] = [:]

  private static let (mostNodes, longestText) = (16, 28)

  init(_ walk: ExpressionWalk) throws(Fault) {
    guard let root = walk.root, walk.order.count <= Self.mostNodes else { return }
    gradients[root] = "1"
    for expression in walk.order.reversed() {
      guard let gradient = gradients[expression] else { continue }
      for (operand, derivative) in walk.variableOperands(of: expression) {
        let product = Self.product(gradient, derivative.slopeText)
        gradients[operand] = gradients[operand].map { $0 + " + " + product } ?? product
      }
    }
    for expression in walk.order where !expression.isConstant { values[expression] = expression.layout.plainText }
    if [values, gradients].contains(where: { $0.values.contains { $0.count > Self.longestText } }) {
      (values, gradients) = ([:], [:])
    }
  }

  private static func product(_ a: String, _ b: String) -> String {
    a == "1" ? b : b == "1" ? a : (a.contains(" + ") ? a.asFactor : a) + " · " + b.asFactor
  }

  func value(of expression: Expr) -> String? { values[expression] }

  func gradient(of expression: Expr) -> String? { gradients[expression] }

  func localDerivative(_ derivative: Expr) -> String { derivative.slopeText }

  func contribution(of head: Expr, _ derivative: Expr) -> String? {
    gradients[head].map { Self.product($0, derivative.slopeText) }
  }
}

extension Expr {
  /// A local derivative in a drawing: `f′(g(x))` for that of an unknown function, which formulas write as a quotient.
  fileprivate var slopeText: String {
    guard let operation, operation.symbol.hasSuffix("′"), operation.operands.count == 1 else {
      return layout.plainText
    }
    return "\(operation.symbol)(\(operation.operands[0].layout.plainText))"
  }
}

private struct ExpressionGraph {
  let graph: ComputationGraph

  init(_ walk: ExpressionWalk, flow: some Flow) throws(Fault) {
    var nodes: [ComputationGraph.Node] = []
    var edges: [ComputationGraph.Edge] = []
    let frames = ChainRuleFrames(walk)
    for (number, expression) in walk.order.enumerated() {
      nodes.append(Self.node(number, expression, flow, isRoot: expression == walk.root, frames))
      for (operand, derivative) in zip(expression.operation?.operands ?? [], walk.derivatives[expression] ?? []) {
        guard let tail = walk.numbers[operand] else { continue }
        edges.append(
          operand.isConstant
            ? ComputationGraph.Edge(from: tail, to: number)
            : ComputationGraph.Edge(
              from: tail, to: number, localDerivative: try flow.localDerivative(derivative),
              contribution: try flow.contribution(of: expression, derivative)))
      }
    }
    graph = ComputationGraph(nodes: nodes, edges: edges)
  }

  private static func node(
    _ number: Int, _ expression: Expr, _ flow: some Flow, isRoot: Bool, _ frames: ChainRuleFrames
  ) -> ComputationGraph.Node {
    let operation = expression.operation
    let role: ComputationGraph.Node.Role =
      isRoot ? .output : operation != nil ? .operation : expression.isConstant ? .constant : .input
    return ComputationGraph.Node(
      id: number, role: role, label: operation?.symbol ?? expression.layout.plainText,
      name: expression == frames.inner ? frames.name : nil,
      expression: operation == nil ? nil : expression.layout.plainText, value: flow.value(of: expression),
      gradient: flow.gradient(of: expression), group: frames.captions[expression])
  }
}

/// The frames of the chain rule: the function at the root is the outer one, its argument the inner one.
private struct ChainRuleFrames {
  private(set) var captions: [Expr: String] = [:]
  /// The argument of the outer function, and the name that it goes by.
  private(set) var inner: Expr?
  private(set) var name = "u"

  init(_ walk: ExpressionWalk) {
    let taken = Set(walk.order.filter { $0.operation == nil }.map(\.description))
    guard let root = walk.root, let outer = root.operation, outer.operands.count == 1,
      let inner = outer.operands.first, inner.operation != nil,
      let name = ["u", "v", "w", "t"].first(where: { !taken.contains($0) }), let u = try? Expr(symbolNamed: name),
      let shown = try? root.substituted([inner: u])
    else { return }
    (self.inner, self.name) = (inner, name)
    let caption = "inner: \(name) = " + inner.layout.plainText
    for expression in walk.order where expression.operation != nil { captions[expression] = caption }
    captions[root] = "outer: " + shown.layout.plainText
    // A constant stands in the frame of what uses it.
    for expression in walk.order {
      for operand in expression.operation?.operands ?? [] where operand.isConstant {
        captions[operand] = captions[expression]
      }
    }
  }
}
