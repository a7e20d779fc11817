import Diagnostics
import LessonText
import Tangent

/// Writes the outputs of one cell as mime bundles, each with its plain text.
struct NotebookOutput {
  let cell: Cell
  /// From 1.
  let number: Int
  let markdown: MarkdownWriter

  func write(_ output: Output, position: Int, _ writer: inout JSONWriter) {
    if case .text(let text) = output { return stream("stdout", text, &writer) }
    writer.object { writer in
      writer.member("output_type", "display_data")
      writer.key("metadata")
      writer.object { _ in }
      writer.key("data")
      writer.object { writer in
        rich(output, position, &writer)
        writer.lines("text/plain", output.text.droppingLineEnd.lines)
      }
    }
  }

  private func rich(_ output: Output, _ position: Int, _ writer: inout JSONWriter) {
    switch output {
    case .text: break
    case .formula(let formula): writer.lines("text/latex", ["$\\displaystyle " + formula.layout.tex + "$"])
    case .tensor(let tensor):
      if !tensor.cells.isEmpty { writer.lines("text/latex", ["$\\displaystyle " + matrix(tensor) + "$"]) }
    case .table, .derivation: writer.lines("text/markdown", markdown.output(output))
    case .figure(let figure), .graph(let figure):
      let label = cell.options.figureAlt ?? figure.text
      writer.member("image/svg+xml", figure.scene.svg(label: label, id: "drawing-\(number)-\(position)"))
    }
  }

  private func matrix(_ tensor: TensorOutput) -> String {
    let rows = tensor.cells.map { row in
      row.map { cell in cell.map { "\\text{\(Escaping.texText($0))}" } ?? "\\cdots" }.joined(separator: " & ")
    }
    return "\\begin{bmatrix}" + rows.joined(separator: " \\\\ ") + "\\end{bmatrix}"
  }

  private func stream(_ name: String, _ text: String, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("name", name)
      $0.member("output_type", "stream")
      $0.lines("text", text.lines)
    }
  }

  /// What is wrong: an error as Jupyter shows those of a kernel, a lesser finding among the other messages.
  func write(_ diagnostic: Diagnostic, _ writer: inout JSONWriter) {
    let text = CaretPrinter(columns: 100).text(of: diagnostic, in: markdown.shownFile)
    guard diagnostic.severity == .error else { return stream("stderr", text, &writer) }
    writer.object { writer in
      writer.member("ename", diagnostic.code.rawValue)
      writer.member("evalue", diagnostic.message)
      writer.member("output_type", "error")
      writer.key("traceback")
      writer.array(text.droppingLineEnd.lines) { $0.string($1) }
    }
  }
}
