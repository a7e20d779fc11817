/// The two passes through a graph, one step at a time: each value on the way forward, and on the way back the product
/// that the chain rule forms at each edge.
extension ComputationGraph {
  public struct Step: Hashable, Sendable {
    public enum Pass: Hashable, Sendable { case forward, backward }

    public var pass: Pass
    /// The position of the node that receives a value or a gradient.
    public var node: Int
    /// The positions, among the edges that are drawn, of those that the step uses.
    public var edges: [Int]
    /// The step as an equation: `x² + 1 = 4 + 1 = 5`, `∂y/∂u = ∂y/∂y · ∂y/∂u = 1 · 0.2837 = 0.2837`.
    public var formula: [TextForm.Run]
    /// False while further edges will add to the node's gradient.
    public var isLast: Bool

    public init(pass: Pass, node: Int, edges: [Int], formula: [TextForm.Run], isLast: Bool = true) {
      self.pass = pass
      self.node = node
      self.edges = edges
      self.formula = formula
      self.isLast = isLast
    }
  }

  /// The edges between nodes that exist, by the positions of their ends: the ones that are drawn.
  var drawnEdges: [(edge: Edge, tail: Int, head: Int)] {
    let positions = positions
    return edges.compactMap { edge in
      guard let tail = positions[edge.from], let head = positions[edge.to] else { return nil }
      return (edge, tail, head)
    }
  }

  /// Every step, forward and then backward; none for a graph without values. O(nodes + edges).
  public var steps: [Step] {
    guard nodes.contains(where: { $0.value != nil }) else { return [] }
    return StepWriter(self).steps()
  }
}

private struct StepWriter {
  private let graph: ComputationGraph
  private let edges: [(edge: ComputationGraph.Edge, tail: Int, head: Int)]
  /// The positions of the edges into each node.
  private var incoming: [[Int]]
  private let output: Int?

  init(_ graph: ComputationGraph) {
    self.graph = graph
    edges = graph.drawnEdges
    incoming = Array(repeating: [], count: graph.nodes.count)
    for (index, edge) in edges.enumerated() { incoming[edge.head].append(index) }
    output = graph.nodes.lastIndex { $0.role == .output }
  }

  func steps() -> [ComputationGraph.Step] {
    graph.nodes.indices.compactMap(forward) + backward()
  }

  // MARK: Forward

  private func forward(_ index: Int) -> ComputationGraph.Step? {
    let node = graph.nodes[index]
    guard node.role != .constant, let value = node.value else { return nil }
    let operands = incoming[index].map { operand(edges[$0].tail) }
    var formula = [TextForm.Run(title(index))]
    if !operands.isEmpty {
      let applied = ComputationGraph.application(of: node.label, to: operands)
      if applied != title(index) { formula.append(TextForm.Run(" = " + applied)) }
    }
    if formula.last?.text != value, formula.last?.text != " = " + value {
      formula += [TextForm.Run(" = "), TextForm.Run(value.withMinusSign, .forward)]
    }
    return ComputationGraph.Step(pass: .forward, node: index, edges: incoming[index], formula: formula)
  }

  private func operand(_ index: Int) -> String {
    (graph.nodes[index].value ?? graph.nodes[index].label).withMinusSign
  }

  // MARK: Backward

  private func backward() -> [ComputationGraph.Step] {
    guard let output, graph.nodes[output].gradient != nil else { return [] }
    var steps = [seed(output)]
    var outstanding = Array(repeating: 0, count: graph.nodes.count)
    for edge in edges where edge.edge.contribution != nil { outstanding[edge.tail] += 1 }
    let several = outstanding.map { $0 > 1 }
    for head in graph.nodes.indices.reversed() where graph.nodes[head].gradient != nil {
      for index in incoming[head] where edges[index].edge.contribution != nil {
        let tail = edges[index].tail
        outstanding[tail] -= 1
        steps.append(product(index, isLast: outstanding[tail] == 0, isPart: several[tail]))
      }
    }
    return steps
  }

  private func seed(_ index: Int) -> ComputationGraph.Step {
    let gradient = TextForm.Run(graph.nodes[index].gradient ?? "1", .backward)
    return ComputationGraph.Step(
      pass: .backward, node: index, edges: [], formula: [TextForm.Run(slope(of: index, by: index) + " = "), gradient])
  }

  /// `∂y/∂u · ∂u/∂x = 3 · 2 = 6`, and the sum where it is the last of several.
  private func product(_ index: Int, isLast: Bool, isPart: Bool) -> ComputationGraph.Step {
    let (edge, tail, head) = edges[index]
    let contribution = (edge.contribution ?? "").withMinusSign
    var formula: [TextForm.Run] = []
    if !isPart { formula.append(TextForm.Run(slope(of: output ?? head, by: tail) + " = ")) }
    if head != output {
      let factors = "\(slope(of: output ?? head, by: head)) · \(slope(of: head, by: tail))"
      formula.append(TextForm.Run(factors + " = "))
    }
    if let local = edge.localDerivative, let gradient = graph.nodes[head].gradient {
      let gradient = gradient.withMinusSign.asFactor
      let factor = " · " + local.withMinusSign.asFactor
      if gradient + factor != contribution {
        formula += [TextForm.Run(gradient, .backward), TextForm.Run(factor + " = ")]
      }
    }
    formula.append(TextForm.Run(contribution, .backward))
    if isPart, isLast, let sum = graph.nodes[tail].gradient {
      formula += [
        TextForm.Run("; together \(slope(of: output ?? head, by: tail)) = "),
        TextForm.Run(sum.withMinusSign, .backward),
      ]
    }
    return ComputationGraph.Step(pass: .backward, node: tail, edges: [index], formula: formula, isLast: isLast)
  }

  // MARK: Names

  private func slope(of index: Int, by other: Int) -> String {
    "∂\(title(index).asArgument)/∂\(title(other).asArgument)"
  }

  /// The name, the formula where it is short, or the node's number as an index.
  private func title(_ index: Int) -> String {
    let node = graph.nodes[index]
    if let name = node.name { return name }
    if node.role == .input { return node.label }
    return index == output ? outputName : ComputationGraph.title(node.expression, node: index)
  }

  private var outputName: String {
    let taken = Set(graph.nodes.flatMap { [$0.label, $0.name ?? ""] })
    return ["y", "z", "L"].first { !taken.contains($0) } ?? "output"
  }
}

extension ComputationGraph {
  private static let signs = ["+": " + ", "×": " · ", "÷": " / ", "−": " − ", "**": " ** "]

  /// An operation written with what it is applied to: `3 · 4`, `5²`, `sin(2)`.
  package static func application(of label: String, to operands: [String]) -> String {
    if operands.count > 1, let sign = signs[label] {
      return operands.enumerated().map { $0 == 0 && sign == " + " ? $1 : $1.asFactor }.joined(separator: sign)
    }
    if operands.count == 1, label == "−" { return "−" + operands[0].asFactor }
    if operands.count == 1, label.hasPrefix("** ") {
      let exponent = String(label.dropFirst(3))
      return operands[0].asFactor + (Int(exponent).map(NumberText.superscript) ?? " ** " + exponent)
    }
    return label + "(" + operands.joined(separator: ", ") + ")"
  }

  /// `text` where it is short enough to speak of the node by, and otherwise the node's number: `v₃`.
  package static func title(_ text: String?, node index: Int) -> String {
    if let text, text.count <= 14 { return text }
    return "v" + NumberText.lowered(index + 1)
  }
}

extension String {
  /// A hyphen before a number as the minus sign that numbers are set with.
  var withMinusSign: String { replacing(minus: "−") }

  /// In parentheses where a product or a power would tear it apart.
  package var asFactor: String {
    hasPrefix("−") || (contains(" ") && !isBracketed) ? "(\(self))" : self
  }

  /// In parentheses where it is more than a name.
  fileprivate var asArgument: String {
    unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || (0x2080...0x2089).contains($0.value) || $0 == "_"
    }
      ? self : "(\(self))"
  }

  private var isBracketed: Bool {
    hasPrefix("[") && hasSuffix("]")
      || (hasSuffix(")") && prefix { $0 != "(" }.allSatisfy { $0.isLetter || $0 == "′" } && !contains(") "))
  }
}
