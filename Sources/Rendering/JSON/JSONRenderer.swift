import Diagnostics
import LessonText
import Running
import Tangent

/// The transcript for machines, schema 1: keys are added, never renamed or removed.
public struct JSONRenderer: Renderer {
  /// Whether cells have `seconds`; without them the same lesson always gives the same bytes.
  public var showsTimes: Bool

  public init(showsTimes: Bool = true) { self.showsTimes = showsTimes }

  public func render(_ transcript: Transcript) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("schema", 1)
      writer.member("lesson", transcript.lesson.file.path)
      writer.member("status", transcript.hasFailed ? "failed" : "ok")
      let inline = transcript.inlineValues.flatMap(\.diagnostics)
      diagnostics(transcript.diagnostics + inline, in: transcript, &writer)
      inlineValues(of: transcript, &writer)
      formulas(of: transcript, &writer)
      writer.key("cells")
      writer.array(zip(transcript.lesson.cells, transcript.cells).enumerated()) { writer, row in
        cell(row.offset, row.element.0, row.element.1, in: transcript, &writer)
      }
    }
    return writer.text + "\n"
  }

  private func inlineValues(of transcript: Transcript, _ writer: inout JSONWriter) {
    writer.key("inline")
    writer.array(zip(transcript.lesson.inlineValues, transcript.inlineValues)) { writer, row in
      let position = transcript.lesson.file.position(at: row.0.range.lower)
      writer.object {
        $0.member("line", position.line)
        $0.member("column", position.column)
        $0.member("text", row.1.output?.text)
      }
    }
  }

  /// The formulas marked `{.check}`.
  private func formulas(of transcript: Transcript, _ writer: inout JSONWriter) {
    if transcript.formulas.isEmpty { return }
    writer.key("formulas")
    writer.array(zip(transcript.lesson.checkedFormulas, transcript.formulas)) { writer, row in
      let position = transcript.lesson.file.position(at: row.0.range.lower)
      writer.object {
        $0.member("line", position.line)
        $0.member("column", position.column)
        $0.member("tex", row.0.code.text)
        $0.member("status", row.1.rawValue)
      }
    }
  }

  private func cell(
    _ index: Int, _ cell: Cell, _ result: CellResult, in transcript: Transcript, _ writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("index", index + 1)
      writer.member("label", cell.options.label)
      writer.member("line", transcript.lesson.file.line(at: cell.range.lower))
      writer.member("status", result.status.rawValue)
      writer.member("source", cell.code.text)
      if let answer = result.answer { writer.member("answer", answer.rawValue) }
      if showsTimes { writer.member("seconds", (result.seconds * 1e6).rounded() / 1e6) }
      writer.key("outputs")
      writer.array(result.outputs.enumerated()) { writer, row in
        let identifier = "drawing-\(index + 1)-\(row.offset + 1)"
        output(row.element, alternative: cell.options.figureAlt, identifier: identifier, &writer)
      }
      diagnostics(result.diagnostics, in: transcript, &writer)
    }
  }

  private func diagnostics(_ diagnostics: [Diagnostic], in transcript: Transcript, _ writer: inout JSONWriter) {
    writer.key("diagnostics")
    writer.array(diagnostics) { writer, diagnostic in
      writer.object { $0.members(of: diagnostic, in: transcript.lesson.file) }
    }
  }
}

// MARK: - Outputs

extension JSONRenderer {
  private func output(_ output: Output, alternative: String?, identifier: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", output.kind)
      writer.member("text", output.text)
      switch output {
      case .text, .tensor, .table: break
      case .formula(let formula):
        writer.member("tex", formula.layout.tex)
        writer.member("mathml", formula.layout.mathML(display: true, tex: nil))
      case .figure(let figure), .graph(let figure):
        let alternative = alternative ?? figure.text
        writer.member("svg", figure.scene.svg(label: alternative, id: identifier))
        writer.member("alt", alternative)
      case .derivation(let derivation):
        writer.key("steps")
        writer.array(derivation.steps) { step($1, &$0) }
      }
    }
  }

  private func step(_ step: DerivationOutput.Step, _ writer: inout JSONWriter) {
    writer.object {
      $0.member("rule", step.rule)
      $0.member("sentence", step.sentence)
      $0.member("before", step.before.text)
      $0.member("after", step.after.text)
      $0.member("condition", step.condition)
    }
  }
}

extension Output {
  fileprivate var kind: String {
    switch self {
    case .text: "text"
    case .formula: "formula"
    case .tensor: "tensor"
    case .table: "table"
    case .figure: "figure"
    case .graph: "graph"
    case .derivation: "derivation"
    }
  }
}
