import Diagnostics
import LessonText
import Running
import Tangent

extension HTMLWriter {
  mutating func cell(_ index: Int) {
    let cell = lesson.cells[index]
    let result = index < transcript.cells.count ? transcript.cells[index] : CellResult(status: .unevaluated)
    let shown = CellParts(cell, result)
    guard !shown.isEmpty || result.answer != nil else { return }
    out.raw("<div class=\"cell \(result.status.rawValue)\" role=\"group\" aria-label=\"Cell \(index + 1)\"")
    if let label = cell.identifier {
      out.raw(" id=\"")
      out.attribute(label)
      out.raw("\"")
    }
    out.raw(">\n")
    if let number = references.exerciseNumbers[cell.range.lower] {
      out.raw("<p class=\"exercise-number\">Exercise \(number)</p>\n")
    }
    if let code = shown.code { cellCode(code, folded: cell.options.codeFold || cell.options.check != nil) }
    if let verdict = Verdict(of: cell, result) { self.verdict(verdict) }
    outputs(shown.outputs, of: cell, index)
    for diagnostic in shown.diagnostics { self.diagnostic(diagnostic) }
    out.raw("</div>\n")
  }

  private mutating func cellCode(_ code: ColoredCode, folded: Bool) {
    if folded { out.raw("<details class=\"fold\"><summary>Code</summary>\n") }
    swift(code)
    if folded { out.raw("</details>\n") }
  }

  private mutating func verdict(_ verdict: Verdict) {
    out.raw("<p class=\"verdict \(verdict.answer.rawValue)\">\(verdict.sign) \(verdict.sentence)</p>\n")
  }

  private mutating func outputs(_ outputs: [Output], of cell: Cell, _ index: Int) {
    guard !outputs.isEmpty else { return }
    let captioned = captionedOutput(outputs, index)
    out.raw("<div class=\"outputs\">\n")
    for (position, output) in outputs.enumerated() {
      let caption = position == captioned ? caption(of: cell, index) : nil
      let context = OutputContext(
        options: cell.options, caption: caption, identifier: "drawing-\(index + 1)-\(position + 1)")
      self.output(output, context)
    }
    out.raw("</div>\n")
  }

  /// The last figure carries the caption; without a figure, the last table does.
  private func captionedOutput(_ outputs: [Output], _ index: Int) -> Int? {
    outputs.lastIndex(where: \.isDrawing) ?? outputs.lastIndex(where: \.isTable)
  }

  private func caption(of cell: Cell, _ index: Int) -> Caption? {
    let number = references.figureNumbers[index]
    if number == nil && cell.options.figureCaption == nil { return nil }
    return Caption(number: number, content: cell.caption)
  }

  /// What is wrong with the prose, and with values in it.
  mutating func problems() {
    let found = transcript.diagnostics + transcript.inlineValues.flatMap(\.diagnostics)
    let shown = found.filter { $0.severity > .note }
    guard !shown.isEmpty else { return }
    let count = shown.count == 1 ? "One problem in this lesson" : "\(shown.count) problems in this lesson"
    out.raw("<details class=\"problems\"\(shown.count > 3 ? "" : " open")><summary>\(count)</summary>\n")
    for diagnostic in shown { self.diagnostic(diagnostic) }
    out.raw("</details>\n")
  }

  mutating func diagnostic(_ diagnostic: Diagnostic) {
    parts.insert(.diagnostics)
    let severity = diagnostic.severity.rawValue
    out.raw(
      "<div class=\"diagnostic \(severity)\">\n<p><strong>\(severity.capitalizedFirst):</strong> "
    )
    out.text(diagnostic.message)
    out.raw(" <code>\(diagnostic.code.rawValue)</code></p>\n")
    if diagnostic.severity > .note { excerpt(diagnostic) }
    for note in diagnostic.notes + diagnostic.fixes {
      out.raw("<p class=\"note\">")
      out.text(note)
      out.raw("</p>\n")
    }
    out.raw("</div>\n")
  }

  private mutating func excerpt(_ diagnostic: Diagnostic) {
    let excerpt = CaretExcerpt(of: diagnostic.range, in: lesson.file)
    guard !excerpt.lines.isEmpty else { return }
    let position = lesson.file.position(at: diagnostic.range.lower)
    out.raw("<pre><span class=\"place\">")
    out.text(lesson.file.name)
    out.raw(":\(position.line):\(position.column)</span>")
    for line in excerpt.lines { excerptLine(line) }
    out.raw("</pre>\n")
  }

  private mutating func excerptLine(_ line: CaretExcerpt.Line) {
    let number = line.number.map(String.init) ?? "..."
    let blank = String(repeating: " ", count: max(4, number.utf8.count))
    out.raw("\n<span class=\"place\">\(blank.dropFirst(number.utf8.count))\(number) |</span> ")
    out.text(line.text)
    guard !line.marks.isEmpty else { return }
    out.raw("\n<span class=\"place\">\(blank) |</span> <span class=\"marks\">\(line.marks)</span>")
  }
}

/// What a cell's options leave to be seen; what is wrong always is.
struct CellParts {
  var code: ColoredCode?
  var outputs: [Output] = []
  var diagnostics: [Diagnostic] = []

  init(_ cell: Cell, _ result: CellResult) {
    let options = cell.options
    diagnostics = result.diagnostics.filter { options.include || $0.severity > .note }
    guard options.include else { return }
    let code = cell.shownCode
    if options.echo && !code.isEmpty { self.code = ColoredCode(code, cell: result.spans) }
    if options.output { outputs = result.outputs }
  }

  var isEmpty: Bool { code == nil && outputs.isEmpty && diagnostics.isEmpty }
}

/// What readers are told of their answer to an exercise.
struct Verdict {
  let answer: CellResult.Answer
  let sign: String
  let sentence: String

  /// `nil` for cells that have nothing to do with an answer.
  init?(of cell: Cell, _ result: CellResult) {
    guard let answer = result.answer else { return nil }
    self.answer = answer
    switch answer {
    case .correct: (sign, sentence) = ("✓", "Correct.")
    case .incorrect: (sign, sentence) = ("✗", "Not yet.")
    case .unfinished where cell.options.check == nil: (sign, sentence) = ("✎", "Your turn.")
    case .unfinished: (sign, sentence) = ("○", "Not answered yet.")
    }
  }
}

extension Cell {
  /// What links to the cell name; a solution goes by no name of its exercise.
  var identifier: String? { options.label ?? (isSolution ? nil : options.exercise) }
}

extension Output {
  var isDrawing: Bool {
    switch self {
    case .figure, .graph: true
    case .text, .formula, .tensor, .table, .derivation: false
    }
  }

  var isTable: Bool {
    switch self {
    case .table: true
    case .text, .formula, .tensor, .figure, .graph, .derivation: false
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension SourceFile {
  /// The path's last part: a report that is passed on tells nothing of its author's folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
