import Figures

extension HTMLWriter {
  /// The two passes through a computation graph as a numbered table. The page's script reads the rows and steps the
  /// drawing through them; without it the table says the same.
  mutating func steps(_ steps: [ComputationGraph.Step]) {
    guard !steps.isEmpty else { return }
    hasSteps = true
    let forward = steps.count { $0.pass == .forward }
    let passes =
      forward == steps.count ? "Forward in \(forward) steps" : "Forward and backward in \(steps.count) steps"
    out.raw("<details class=\"fold steps\"><summary>\(passes)</summary>\n<div class=\"scroll\">\n<table>\n<tbody>\n")
    for (number, step) in steps.enumerated() { row(number, step) }
    out.raw("</tbody>\n</table>\n</div>\n</details>\n")
  }

  private mutating func row(_ number: Int, _ step: ComputationGraph.Step) {
    let edges = step.edges.map(String.init).joined(separator: " ")
    let pass = step.pass == .forward ? "forward" : "backward"
    out.raw(
      "<tr class=\"\(pass)\" data-node=\"\(step.node)\" data-edges=\"\(edges)\"\(step.isLast ? " data-last" : "")>")
    out.raw("<th scope=\"row\">\(number + 1)</th><td>\(step.pass == .forward ? "→" : "←")</td><td>")
    for run in step.formula {
      switch run.paint {
      case .forward: colored(run.text, "forward")
      case .backward: colored(run.text, "backward")
      case .ink, .muted, .grid, .series: out.text(run.text)
      }
    }
    out.raw("</td></tr>\n")
  }

  private mutating func colored(_ text: String, _ name: String) {
    out.raw("<b class=\"\(name)\">")
    out.text(text)
    out.raw("</b>")
  }
}
