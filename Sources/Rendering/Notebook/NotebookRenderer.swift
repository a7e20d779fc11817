import Diagnostics
import LessonText
import Running
import Tangent

/// The transcript as a Jupyter notebook (nbformat 4.5), outputs included: prose between cells as Markdown cells, cells as
/// code cells. Cells within quotes or lists stay in their Markdown.
public struct NotebookRenderer: Renderer {
  public init() {}

  public func render(_ transcript: Transcript) -> String {
    var writer = JSONWriter()
    let markdown = MarkdownWriter(transcript)
    let parts = Self.parts(markdown)
    writer.object { writer in
      writer.key("cells")
      writer.array(parts.enumerated()) { writer, part in
        switch part.element {
        case .prose(let lines): Self.prose(lines, number: part.offset + 1, &writer)
        case .cell(let index): Self.cell(index, markdown, &writer)
        }
      }
      writer.key("metadata")
      Self.metadata(of: transcript.lesson, &writer)
      writer.member("nbformat", 4)
      writer.member("nbformat_minor", 5)
    }
    return writer.text + "\n"
  }

  private enum Part {
    case prose([String])
    case cell(Int)
  }

  /// The document in the order of its cells.
  private static func parts(_ markdown: MarkdownWriter) -> [Part] {
    var parts: [Part] = []
    var prose: [[String]] = [markdown.titleBlock(), markdown.problems()]
    var blocks: [Block] = []
    func endProse() {
      let lines = MarkdownWriter.separated(prose + [markdown.blocks(blocks)])
      if !lines.isEmpty { parts.append(.prose(lines)) }
      (prose, blocks) = ([], [])
    }
    for block in markdown.lesson.blocks {
      guard case .cell(let index) = block.kind else {
        blocks.append(block)
        continue
      }
      endProse()
      parts.append(.cell(index))
    }
    prose.append(markdown.blocks(blocks))
    blocks = []
    prose.append(markdown.footnotes())
    endProse()
    return parts
  }

  private static func prose(_ lines: [String], number: Int, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("cell_type", "markdown")
      writer.member("id", "text-\(number)")
      writer.key("metadata")
      writer.object { _ in }
      writer.lines("source", lines)
    }
  }

  private static func cell(_ index: Int, _ markdown: MarkdownWriter, _ writer: inout JSONWriter) {
    let cell = markdown.lesson.cells[index]
    let results = markdown.transcript.cells
    let result = index < results.count ? results[index] : CellResult(status: .unevaluated)
    let parts = CellParts(cell, result)
    writer.object { writer in
      writer.member("cell_type", "code")
      writer.key("execution_count")
      writer.json(result.status == .ok || result.status == .failed ? String(index + 1) : "null")
      writer.member("id", "cell-\(index + 1)")
      writer.key("metadata")
      writer.object { writer in
        guard parts.code == nil || cell.options.codeFold || cell.options.check != nil else { return }
        writer.key("jupyter")
        writer.object { writer in
          writer.key("source_hidden")
          writer.json("true")
        }
      }
      writer.key("outputs")
      let context = NotebookOutput(cell: cell, number: index + 1, markdown: markdown)
      writer.array((0..<parts.outputs.count + parts.diagnostics.count)) { writer, position in
        let rest = position - parts.outputs.count
        if rest < 0 {
          context.write(parts.outputs[position], position: position + 1, &writer)
        } else {
          context.write(parts.diagnostics[rest], &writer)
        }
      }
      writer.lines("source", cell.code.text.droppingLineEnd.lines)
    }
  }

  private static func metadata(of lesson: Lesson, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("authors")
      writer.array(lesson.metadata.author) { writer, name in writer.object { $0.member("name", name) } }
      writer.key("language_info")
      writer.object {
        $0.member("file_extension", ".swift")
        $0.member("mimetype", "text/x-swift")
        $0.member("name", "swift")
      }
      writer.member("title", lesson.title)
    }
  }
}

extension JSONWriter {
  /// Text as notebooks have it: a list of lines with their ends.
  mutating func lines(_ name: String, _ lines: [String]) {
    key(name)
    array(lines.enumerated()) { $0.string($1.offset + 1 < lines.count ? $1.element + "\n" : $1.element) }
  }
}
