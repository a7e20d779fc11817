import Figures

extension HTMLWriter {
  /// The two passes through a computation graph as a numbered table. The page's script reads the rows and steps the
  /// drawing through them; without it the table says the same. Rows and cells end where the next begins, as in HTML they
  /// may.
  mutating func steps(_ steps: [ComputationGraph.Step]) {
    guard !steps.isEmpty else { return }
    parts.insert(.stepping)
    let forward = steps.count { $0.pass == .forward }
    let passes =
      forward == steps.count ? "Forward in \(forward) steps" : "Forward and backward in \(steps.count) steps"
    out.raw("<details class=\"fold steps\"><summary>\(passes)</summary>\n<div class=\"scroll\">\n<table>\n")
    for (number, step) in steps.enumerated() { row(number, step) }
    out.raw("</table>\n</div>\n</details>\n")
  }

  private mutating func row(_ number: Int, _ step: ComputationGraph.Step) {
    let parts = ([step.node] + step.edges).map(String.init).joined(separator: " ")
    let pass = step.pass == .forward ? "forward" : "backward"
    out.raw("<tr class=\"\(pass)\" data-step=\"\(parts)\"\(step.isLast ? "" : " data-part")>")
    out.raw("<th>\(number + 1)<td>\(step.pass == .forward ? "→" : "←")<td>")
    for run in step.formula {
      switch run.paint {
      case .forward: colored(run.text, step.pass == .forward ? nil : "forward")
      case .backward: colored(run.text, step.pass == .backward ? nil : "backward")
      case .ink, .muted, .grid, .series: out.text(run.text)
      }
    }
  }

  /// - Parameter name: the colour, where it is not that of the row.
  private mutating func colored(_ text: String, _ name: String?) {
    out.raw(name.map { "<b class=\"\($0)\">" } ?? "<b>")
    out.text(text)
    out.raw("</b>")
  }
}
