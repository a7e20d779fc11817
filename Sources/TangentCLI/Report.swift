import Diagnostics
import Rendering
import Running

/// Where a transcript goes, and in which form.
struct Report: Sendable {
  var format: Format
  /// `nil` for standard output.
  var path: String?
  var showsTimes: Bool
  var showsSummary = true
  /// The font of an HTML page.
  let font = FontAhead()

  /// Writes the whole lesson. What is wrong with it is part of every format; the author of a file sees it at once.
  func write(_ transcript: Transcript) -> ExitStatus {
    let bytes = render(transcript)
    return ExitStatus { () throws(Fault) in
      if let path {
        try writeAtomically(bytes, to: path)
        Terminal.report(transcript, path: path)
      } else {
        try Terminal.write(bytes)
      }
      return ExitStatus(of: transcript)
    }
  }

  /// Writes what the cells showed, without the lesson around it, to standard output.
  func writeOutputs(_ transcript: Transcript) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      try Terminal.write(terminal.outputs(of: transcript))
      Terminal.complain(transcript)
      return ExitStatus(of: transcript)
    }
  }

  private func render(_ transcript: Transcript) -> [UInt8] {
    switch format {
    case .html: return page(HTMLPage(transcript))
    case .md: return Array(MarkdownRenderer().render(transcript).utf8)
    case .ipynb: return Array(NotebookRenderer().render(transcript).utf8)
    case .json: return Array(JSONRenderer(showsTimes: showsTimes).render(transcript).utf8)
    case .text: return Array(terminal.render(transcript).utf8)
    }
  }

  private func page(_ page: HTMLPage) -> [UInt8] {
    if let note = page.fontDiagnostic { Terminal.complain(([note.message] + note.notes).joined(separator: "; ")) }
    return page.utf8(font: font.font(for: page))
  }

  /// A file gets plain text of ordinary width; so does a pipe.
  private var terminal: TerminalRenderer {
    let output = path == nil ? Terminal.output : nil
    return TerminalRenderer(
      columns: output?.columns ?? 80, color: output?.hasColor ?? false, isPlain: !(output?.isTerminal ?? false),
      showsTimes: showsTimes, showsSummary: showsSummary)
  }
}
