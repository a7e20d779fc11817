/// How a value was computed, node by node: what each operation gave, and what gradient came back to it.
///
/// Nodes stand in the order of the forward pass; the backward pass visits them in reverse.
public struct ComputationGraph: Sendable {
  public struct Node: Hashable, Sendable {
    public enum Role: Hashable, Sendable { case input, constant, operation, output }

    public var id: Int
    public var role: Role
    /// The operation's sign or the input's name: `sin`, `+`, `x`.
    public var label: String
    /// The name that the lesson gave the value: `u`.
    public var name: String?
    /// What it computes, in full: `x ** 2 + 1`.
    public var expression: String?
    /// The value of the forward pass.
    public var value: String?
    /// The derivative of the output by this value, from the backward pass.
    public var gradient: String?
    /// The caption of the frame that holds it: `inner: u = x² + 1`.
    public var group: String?

    public init(
      id: Int, role: Role, label: String, name: String? = nil, expression: String? = nil, value: String? = nil,
      gradient: String? = nil, group: String? = nil
    ) {
      self.id = id
      self.role = role
      self.label = label
      self.name = name
      self.expression = expression
      self.value = value
      self.gradient = gradient
      self.group = group
    }

    /// A node with numbers for its value and gradient, shown to four digits.
    public init(
      id: Int, role: Role, label: String, name: String? = nil, expression: String? = nil, value: Double,
      gradient: Double?, group: String? = nil
    ) {
      self.init(
        id: id, role: role, label: label, name: name, expression: expression, value: NumberText.short(value),
        gradient: gradient.map { NumberText.short($0) }, group: group)
    }
  }

  public struct Edge: Hashable, Sendable {
    public var from: Int
    public var to: Int
    /// The derivative of the head's operation by the tail's value.
    public var localDerivative: String?
    /// What the backward pass sends along it: the head's gradient times the local derivative.
    public var contribution: String?

    public init(from: Int, to: Int, localDerivative: String? = nil, contribution: String? = nil) {
      self.from = from
      self.to = to
      self.localDerivative = localDerivative
      self.contribution = contribution
    }

    /// An edge with numbers, shown to four digits.
    public init(from: Int, to: Int, localDerivative: Double, contribution: Double? = nil) {
      self.init(
        from: from, to: to, localDerivative: NumberText.short(localDerivative),
        contribution: contribution.map { NumberText.short($0) })
    }
  }

  public var nodes: [Node]
  public var edges: [Edge]

  public init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// A number as it stands at nodes and edges.
  package static func number(_ value: Double, digits: Int = 4) -> String { NumberText.short(value, digits: digits) }

  /// The captions of the frames, in the order of their first nodes.
  var groups: [String] {
    var seen: Set<String> = []
    return nodes.compactMap(\.group).filter { seen.insert($0).inserted }
  }

  /// The positions of the nodes in ``nodes``, by identifier; the first of equal identifiers counts.
  var positions: [Int: Int] {
    Dictionary(nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ComputationGraph.Node {
  /// What stands in the box: `x`, `sin`, `u = +`.
  var caption: String {
    guard let name, name != label else { return label }
    return name + " = " + label
  }
}
