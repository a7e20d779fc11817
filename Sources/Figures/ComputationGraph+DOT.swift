extension ComputationGraph {
  /// The graph in the DOT language of Graphviz, with values, gradients and local derivatives in its labels.
  ///
  /// Gansner, Koutsofios and North, "Drawing graphs with dot" (2015), appendix A.
  public var dot: String {
    var lines = ["digraph {", "  rankdir=LR", "  node [shape=box, style=rounded]"]
    for (number, caption) in groups.enumerated() {
      let members = nodes.indices.filter { nodes[$0].group == caption }.map { "n\($0 + 1)" }.joined(separator: "; ")
      lines.append("  subgraph cluster\(number + 1) { label=\(Self.quoted(caption)); \(members) }")
    }
    for (index, node) in nodes.enumerated() {
      lines.append("  n\(index + 1) [label=\(Self.quoted(node.dotLabel))\(node.dotShape)]")
    }
    for (edge, tail, head) in drawnEdges {
      let label = edge.localDerivative.map { " [label=\(Self.quoted($0))]" } ?? ""
      lines.append("  n\(tail + 1) -> n\(head + 1)\(label)")
    }
    return (lines + ["}"]).joined(separator: "\n")
  }

  /// A string of the language: quotes and backslashes are the only characters with a meaning in it.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}

extension ComputationGraph.Node {
  fileprivate var dotLabel: String {
    ([caption] + [value.map { "= " + $0 }, gradient.map { "gradient " + $0 }].compactMap { $0 }).joined(separator: "\n")
  }

  fileprivate var dotShape: String {
    switch role {
    case .input: ", shape=ellipse"
    case .constant: ", shape=plaintext"
    case .operation: ""
    case .output: ", penwidth=2"
    }
  }
}
