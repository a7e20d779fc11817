import Diagnostics

extension Lesson {
  /// The lesson as an indented tree, one block or inline a line with its lines and columns, then what is wrong with it.
  public func dump() -> String {
    var dumper = LessonDumper(lesson: self)
    dumper.metadata(metadata)
    dumper.blocks(blocks)
    for footnote in footnotes {
      dumper.line("footnote \(footnote.label)")
      dumper.nested { $0.blocks(footnote.blocks) }
    }
    for diagnostic in diagnostics {
      dumper.line(
        "\(diagnostic.severity.rawValue) \(diagnostic.code.rawValue): \(diagnostic.message)", diagnostic.range)
    }
    return dumper.text
  }
}

private struct LessonDumper {
  let lesson: Lesson
  private(set) var text = ""
  private var depth = 0

  init(lesson: Lesson) { self.lesson = lesson }

  mutating func line(_ words: String, _ range: SourceRange? = nil) {
    text += String(repeating: "  ", count: depth) + words
    if let range {
      let (start, end) = (lesson.file.position(at: range.lower), lesson.file.position(at: range.upper))
      text += " @\(start.line):\(start.column)-\(end.line):\(end.column)"
    }
    text += "\n"
  }

  mutating func nested(_ body: (inout Self) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  mutating func metadata(_ metadata: Metadata) {
    guard metadata != Metadata() else { return }
    let texts = [
      ("title", metadata.title), ("date", metadata.date), ("description", metadata.description),
      ("lang", metadata.lang),
    ]
    for case (let name, let value?) in texts { line("\(name): \(value)") }
    if !metadata.author.isEmpty { line("author: \(metadata.author.joined(separator: "; "))") }
    if let seed = metadata.seed { line("seed: \(seed)") }
    for parameter in metadata.params { line("param \(parameter.name) = \(parameter.literal)") }
    if !metadata.requires.isEmpty { line("requires: \(metadata.requires.map(\.name).joined(separator: "; "))") }
  }

  mutating func blocks(_ blocks: [Block]) {
    for block in blocks { self.block(block) }
  }

  private mutating func block(_ block: Block) {
    switch block.kind {
    case .heading(let level, let content, let identifier):
      parent("heading \(level) #\(identifier)", content, block.range)
    case .paragraph(let content): parent("paragraph", content, block.range)
    case .quote(let blocks): parent("quote", blocks, block.range)
    case .list(let start, let tight, let items):
      line("list\(start.map { " from \($0)" } ?? "")\(tight ? "" : " loose")", block.range)
      nested { $0.items(items) }
    case .code(let language, let code): line("code \(language ?? "-") \(code.debugDescription)", block.range)
    case .cell(let index): cell(index, at: block.range)
    case .html(let html): line("html \(html.debugDescription)", block.range)
    case .thematicBreak: line("break", block.range)
    case .table(let table): self.table(table, at: block.range)
    case .formula(let formula): line("formula \(words(formula))", block.range)
    case .callout(let callout):
      line("callout \(callout.kind.rawValue)\(callout.label.map { " #\($0)" } ?? "")", block.range)
      nested {
        if !callout.title.isEmpty { $0.parent("title", callout.title, nil) }
        $0.blocks(callout.blocks)
      }
    }
  }

  private mutating func parent(_ words: String, _ content: [Inline], _ range: SourceRange?) {
    line(words, range)
    nested { $0.inlines(content) }
  }

  private mutating func parent(_ words: String, _ content: [Block], _ range: SourceRange) {
    line(words, range)
    nested { $0.blocks(content) }
  }

  private mutating func items(_ items: [Block.ListItem]) {
    for item in items {
      line("item\(item.done.map { $0 ? " [x]" : " [ ]" } ?? "")")
      nested { $0.blocks(item.blocks) }
    }
  }

  private mutating func table(_ table: Block.Table, at range: SourceRange) {
    line("table \(table.alignments.map { "\($0)" }.joined(separator: " "))", range)
    nested { dumper in
      for row in [table.header] + table.rows {
        dumper.line("row")
        dumper.nested { for cell in row { $0.parent("cell", cell, nil) } }
      }
    }
  }

  private mutating func cell(_ index: Int, at range: SourceRange) {
    let cell = lesson.cells[index]
    line("cell \(index) \(cell.code.text.debugDescription)", range)
    nested {
      if cell.options != CellOptions() { $0.line("\(cell.options.changes)") }
      if let output = cell.expectedOutput { $0.line("output \(output.code.text.debugDescription)") }
    }
  }

  private mutating func inlines(_ inlines: [Inline]) {
    for inline in inlines { self.inline(inline) }
  }

  private mutating func inline(_ inline: Inline) {
    switch inline.kind {
    case .text(let text): line("text \(text.debugDescription)", inline.range)
    case .softBreak: line("soft-break", inline.range)
    case .lineBreak: line("line-break", inline.range)
    case .code(let code): line("code \(code.debugDescription)", inline.range)
    case .html(let html): line("html \(html.debugDescription)", inline.range)
    case .emphasis(let content): parent("emphasis", content, inline.range)
    case .strong(let content): parent("strong", content, inline.range)
    case .strikethrough(let content): parent("strikethrough", content, inline.range)
    case .link(let destination, let title, let content):
      parent("link \(destination)\(title.isEmpty ? "" : " \(title.debugDescription)")", content, inline.range)
    case .image(let image):
      line("image \(image.destination) \(image.alt.debugDescription) \(image.content?.mediaType ?? "-")", inline.range)
    case .formula(let formula): line("formula \(words(formula))", inline.range)
    case .footnote(let index): line("footnote \(index)", inline.range)
    case .value(let index): line("value \(lesson.inlineValues[index].code.text.debugDescription)", inline.range)
    case .reference(let label): line("reference \(label)", inline.range)
    }
  }

  private func words(_ formula: Formula) -> String {
    var words = formula.tex.debugDescription
    if case .styled(.display, _) = formula.layout { words = "display " + words }
    return words + (formula.label.map { " #\($0)" } ?? "") + (formula.check == nil ? "" : " .check")
  }
}

extension CellOptions {
  /// The options that are not as they are without any.
  fileprivate var changes: String {
    let usual = CellOptions()
    let rows: [(String, Bool, String)] = [
      ("label", label != nil, label ?? ""), ("echo", echo != usual.echo, "\(echo)"),
      ("eval", eval != usual.eval, "\(eval)"),
      ("output", output != usual.output, "\(output)"), ("include", include != usual.include, "\(include)"),
      ("code-fold", codeFold != usual.codeFold, "\(codeFold)"), ("error", error != usual.error, "\(error)"),
      ("fig-cap", figureCaption != nil, figureCaption ?? ""), ("fig-alt", figureAlt != nil, figureAlt ?? ""),
      ("fig-width", figureWidth != nil, "\(figureWidth ?? 0)"), ("steps", steps != usual.steps, "\(steps)"),
      ("verify", verify != .ordered, verify.rawValue), ("time-limit", limits.time != nil, "\(limits.time ?? 0)"),
      ("memory-limit", limits.memory != nil, "\((limits.memory ?? 0) >> 20)"),
      ("output-limit", limits.output != nil, "\((limits.output ?? 0) >> 10)"),
      ("depth-limit", limits.depth != nil, "\(limits.depth ?? 0)"),
      ("exercise", exercise != nil, exercise ?? ""), ("check", check != nil, check ?? ""),
    ]
    return rows.filter(\.1).map { "\($0.0): \($0.2)" }.joined(separator: ", ")
  }
}
