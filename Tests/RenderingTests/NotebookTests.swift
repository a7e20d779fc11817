import Diagnostics
import Figures
import Foundation
import LessonText
import Rendering
import Running
import Tangent
import Testing

/// Notebooks against what the schema of nbformat 4.5 asks for.
struct NotebookTests {
  private typealias Object = [String: Any]

  private func notebook(_ text: String, _ results: [CellResult] = []) throws -> [String: Any] {
    let json = NotebookRenderer().render(transcript(text, results))
    #expect(json.hasSuffix("}\n"))
    let notebook = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? Object)
    try expectValid(notebook)
    return notebook
  }

  /// Required members, the kinds of cells and outputs, identifiers, texts as lists of lines with their ends.
  private func expectValid(_ notebook: [String: Any]) throws {
    #expect(Set(notebook.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let language = (notebook["metadata"] as? Object)?["language_info"] as? Object
    #expect(language?["name"] as? String == "swift")
    let cells = try #require(notebook["cells"] as? [Object])
    let identifiers = cells.compactMap { $0["id"] as? String }
    #expect(identifiers.count == cells.count && Set(identifiers).count == cells.count)
    #expect(
      identifiers.allSatisfy {
        (1...64).contains($0.count) && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      })
    for cell in cells {
      expectLines(cell["source"])
      #expect(cell["metadata"] is Object)
      if cell["cell_type"] as? String == "markdown" {
        #expect(Set(cell.keys) == ["cell_type", "id", "metadata", "source"])
      } else {
        #expect(Set(cell.keys) == ["cell_type", "execution_count", "id", "metadata", "outputs", "source"])
        #expect(cell["cell_type"] as? String == "code")
        #expect(cell["execution_count"] is Int || cell["execution_count"] is NSNull)
        for output in try #require(cell["outputs"] as? [Object]) { try expectValidOutput(output) }
      }
    }
  }

  private func expectValidOutput(_ output: [String: Any]) throws {
    switch output["output_type"] as? String {
    case "stream":
      #expect(Set(output.keys) == ["output_type", "name", "text"])
      #expect(["stdout", "stderr"].contains(output["name"] as? String))
      expectLines(output["text"])
    case "error":
      #expect(Set(output.keys) == ["output_type", "ename", "evalue", "traceback"])
      #expect(output["ename"] is String && output["evalue"] is String && output["traceback"] is [String])
    case "display_data":
      #expect(Set(output.keys) == ["output_type", "data", "metadata"])
      let data = try #require(output["data"] as? Object)
      expectLines(data["text/plain"])
      for (_, value) in data where !(value is String) { expectLines(value) }
    default: Issue.record("no kind of output: \(output)")
    }
  }

  private func expectLines(_ value: Any?) {
    guard let lines = value as? [String] else {
      Issue.record("no lines: \(String(describing: value))")
      return
    }
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\n") } && lines.last?.hasSuffix("\n") != true)
  }

  @Test func everyKindOfOutput() throws {
    let tensor = TensorOutput(text: "[[1, 2]]", shape: [1, 2], cells: [["1", nil]])
    let figure = FigureOutput(scene: Scene(width: 10, height: 10, elements: []), text: "a curve")
    let warning = Diagnostic(.warning, .unusedResult, "unused", at: SourceRange(9, 10))
    let error = Diagnostic(.error, .overflow, "too large", at: SourceRange(9, 10))
    let result = CellResult(
      status: .failed,
      outputs: [
        .text("a\nb\n"), .formula(formula("2 * x", "2x")), .tensor(tensor), .table(table(rows: 2)), .figure(figure),
        .derivation(derivation),
      ], diagnostics: [warning, error])
    let notebook = try notebook("# T\n\ntext\n\n```swift\nf()\n```\n\nmore\n", [result])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.map { $0["id"] as? String } == ["text-1", "cell-1", "text-3"])
    #expect(cells[0]["source"] as? [String] == ["# T\n", "\n", "text"])
    #expect(cells[1]["source"] as? [String] == ["f()"] && cells[1]["execution_count"] as? Int == 1)
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    let kinds = outputs.map { output in
      (output["data"] as? [String: Any]).map { $0.keys.sorted().joined(separator: " ") } ?? output["output_type"]
        as? String
    }
    #expect(
      kinds == [
        "stream", "text/latex text/plain", "text/latex text/plain", "text/markdown text/plain",
        "image/svg+xml text/plain", "text/markdown text/plain", "stream", "error",
      ])
    #expect(outputs[7]["ename"] as? String == "overflow")
    let matrix = (outputs[2]["data"] as? [String: Any])?["text/latex"] as? [String]
    #expect(matrix == ["$\\displaystyle \\begin{bmatrix}\\text{1} & \\cdots\\end{bmatrix}$"])
  }

  @Test func optionsHideCode() throws {
    let lesson =
      "```swift\n//| echo: false\nf()\n```\n\n> ```swift\n> g()\n> ```\n\n```swift\n//| eval: false\nh()\n```"
    let results = [cell(.text("1")), cell(.text("2")), CellResult(status: .unevaluated)]
    let cells = try #require(try notebook(lesson, results)["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown", "code"])
    let jupyter = (cells[1]["metadata"] as? [String: Any])?["jupyter"] as? [String: Any]
    #expect(jupyter?["source_hidden"] as? Bool == true)
    #expect((cells[2]["source"] as? [String])?.contains("> g()\n") == true)
    #expect(cells[3]["execution_count"] is NSNull)
  }

  @Test func anEmptyLessonIsANotebook() throws {
    #expect(try (notebook("")["cells"] as? [Any])?.count == 1)
  }
}
