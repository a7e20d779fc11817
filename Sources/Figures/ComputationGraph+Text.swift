import Diagnostics

extension ComputationGraph: CustomStringConvertible {
  /// The graph in words: its size, and its nodes numbered in the order of the forward pass.
  public var description: String {
    let operations = nodes.count { $0.role == .operation || $0.role == .output }
    let inputs = nodes.filter { $0.role == .input }.map(\.title)
    var sentence = "Computation graph of \(nodes.count) \(nodes.count == 1 ? "node" : "nodes")"
    sentence += " with \(operations) \(operations == 1 ? "operation" : "operations")"
    if !inputs.isEmpty { sentence += " from \(inputs.joined(separator: ", "))" }
    if let output = nodes.last(where: { $0.role == .output }) { sentence += " to \(output.title)" }
    let list = nodes.enumerated().map { "\($0 + 1). " + $1.words(sources: sources(of: $1)) }.joined(separator: "; ")
    return sentence + ". " + list + (list.isEmpty ? "" : ".")
  }

  /// A table for terminals, the forward pass downward with its values and the gradients of the way back beside them;
  /// below it the products of the backward pass in their order.
  var textForm: TextForm {
    let backward = steps.filter { $0.pass == .backward }.dropFirst()
    let products = backward.enumerated().map { number, step in
      [TextForm.Run("   ← \(number + 1). ", .muted)] + step.formula
    }
    return TextForm(lines: tableLines, notes: products)
  }

  private var tableLines: [[TextForm.Run]] {
    let rows = tableRows
    let widths = (0..<4).map { column in rows.map { $0[column].text.displayWidth }.max() ?? 0 }
    var lines: [[TextForm.Run]] = []
    var group: String?
    for (index, row) in rows.enumerated() {
      let node = index == 0 ? nil : nodes[index - 1]
      if index > 0, node?.group != group {
        group = node?.group
        lines.append(group.map { [TextForm.Run(" " + $0, .muted)] } ?? [TextForm.Run("")])
      }
      let bar = group == nil || index == 0 ? "   " : " │ "
      lines.append([TextForm.Run(bar, .muted)] + aligned(row, widths))
    }
    return lines
  }

  /// The numbers of the nodes that `node` is computed from.
  private func sources(of node: Node) -> [Int] {
    let positions = positions
    return edges.filter { $0.to == node.id }.compactMap { positions[$0.from] }.map { $0 + 1 }
  }

  private var tableRows: [[TextForm.Run]] {
    let header = ["#", "node", "value →", "← gradient", edges.isEmpty ? "" : "from (local derivative)"]
    let paints: [Paint] = [.muted, .ink, .forward, .backward, .muted]
    let positions = positions
    let rows = nodes.enumerated().map { index, node in
      let sources = edges.filter { $0.to == node.id }.map { edge in
        let number = positions[edge.from].map { "\($0 + 1)" } ?? "?"
        return number + (edge.localDerivative.map { " (\($0))" } ?? "")
      }
      return ["\(index + 1)", node.caption, node.value ?? "", node.gradient ?? "", sources.joined(separator: ", ")]
    }
    return ([header] + rows).map { zip($0, paints).map { TextForm.Run($0, $1) } }
  }

  /// Names to the left, numbers to the right.
  private func aligned(_ row: [TextForm.Run], _ widths: [Int]) -> [TextForm.Run] {
    row.enumerated().map { column, run in
      guard column < widths.count else { return TextForm.Run("   " + run.text, run.paint) }
      let padding = String(repeating: " ", count: widths[column] - run.text.displayWidth)
      let text = column == 1 ? run.text + padding : padding + run.text
      return TextForm.Run((column == 0 ? "" : "  ") + text, run.paint)
    }
  }
}

extension ComputationGraph.Node {
  fileprivate var title: String { name ?? expression ?? label }

  /// `u = x ** 2 + 1 = 5, gradient 0.2837`; without the formula the operation and what it is applied to: `+ of 2, 3 = 5`.
  fileprivate func words(sources: [Int]) -> String {
    let operands = sources.map { "\($0)" }.joined(separator: ", ")
    let formula = expression ?? (sources.isEmpty ? label : label + " of " + operands)
    let start = name.map { $0 == formula ? $0 : $0 + " = " + formula } ?? formula
    let shown = value.map { $0 == start ? start : start + " = " + $0 } ?? start
    return shown + (gradient.map { ", gradient " + $0 } ?? "")
  }
}
