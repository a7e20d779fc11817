import CellLanguage
import Diagnostics
import LessonText

extension HTMLWriter {
  // The reader limits how deep blocks nest.
  mutating func blocks(_ blocks: [Block], tight: Bool = false) {
    for block in blocks { self.block(block, tight: tight) }
  }

  private mutating func block(_ block: Block, tight: Bool) {
    switch block.kind {
    case .heading(let level, let content, let identifier): heading(level, content, identifier, at: block.range)
    case .paragraph(let content): paragraph(content, tight: tight)
    case .quote(let content): quote(content)
    case .list(let start, let tight, let items): list(start, tight, items)
    case .code(let language, let code): self.code(language, code)
    case .cell(let index): cell(index)
    case .html(let source): preformatted(source, class: "html")
    case .thematicBreak: out.raw("<hr>\n")
    case .table(let table): self.table(table)
    case .formula(let formula): displayFormula(formula)
    case .callout(let callout): self.callout(callout, at: block.range.lower)
    }
  }

  private mutating func paragraph(_ content: [Inline], tight: Bool) {
    if tight {
      inlines(content)
      out.raw("\n")
    } else {
      out.raw("<p>")
      inlines(content)
      out.raw("</p>\n")
    }
  }

  private mutating func quote(_ content: [Block]) {
    out.raw("<blockquote>\n")
    blocks(content)
    out.raw("</blockquote>\n")
  }

  private mutating func list(_ start: Int?, _ tight: Bool, _ items: [Block.ListItem]) {
    let tag = start == nil ? "ul" : "ol"
    let isTaskList = items.contains { $0.done != nil }
    out.raw("<\(tag)\(isTaskList ? " class=\"tasks\"" : "")")
    if let start, start != 1 { out.raw(" start=\"\(start)\"") }
    out.raw(">\n")
    for item in items {
      out.raw("<li>")
      if let done = item.done {
        out.raw(
          "<input type=\"checkbox\" disabled\(done ? " checked" : "") aria-label=\"\(done ? "Done" : "To do")\"> ")
      }
      blocks(item.blocks, tight: tight)
      out.raw("</li>\n")
    }
    out.raw("</\(tag)>\n")
  }

  private mutating func code(_ language: String?, _ code: String) {
    let isSwift = language.map { $0 == "swift" || $0.hasPrefix("swift ") || $0 == "{swift}" } == true
    if isSwift {
      swift(ColoredCode(code))
    } else {
      preformatted(code, class: "code")
    }
  }

  mutating func preformatted(_ text: String, class name: String) {
    out.raw("<pre class=\"\(name)\">")
    out.text(text.utf8.last == .newline ? String(text.dropLast()) : text)
    out.raw("</pre>\n")
  }

  mutating func swift(_ code: ColoredCode) {
    out.raw("<pre class=\"code\"><code>")
    for piece in code.pieces {
      let tags = piece.kind.tags
      out.raw(tags.open)
      out.text(piece.text)
      out.raw(tags.close)
    }
    out.raw("</code></pre>\n")
  }

  private mutating func table(_ table: Block.Table) {
    out.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Table\">\n<table>\n<thead>\n")
    row(table.header, "th scope=\"col\"", table.alignments)
    out.raw("</thead>\n<tbody>\n")
    for cells in table.rows { row(cells, "td", table.alignments) }
    out.raw("</tbody>\n</table>\n</div>\n")
  }

  private mutating func row(_ cells: [[Inline]], _ tag: String, _ alignments: [Block.Table.Alignment]) {
    out.raw("<tr>")
    for (column, content) in cells.enumerated() {
      out.raw("<\(tag)\(column < alignments.count ? alignments[column].attribute : "")>")
      inlines(content)
      out.raw("</\(tag.prefix(2))>")
    }
    out.raw("</tr>\n")
  }

  private mutating func displayFormula(_ formula: Formula) {
    let number = formula.label.flatMap { references.equationNumbers[$0] }
    let proof = transcript.proof(of: formula)
    if number == nil && proof == nil {
      mathBlock(formula)
      return out.raw("\n")
    }
    out.raw("<div class=\"equation\"")
    if let label = formula.label {
      out.raw(" id=\"")
      out.attribute(label)
      out.raw("\"")
    }
    out.raw(">")
    mathBlock(formula)
    out.raw("<span class=\"number\">")
    if let proof { out.raw(proof.markup) }
    if let number { out.raw("(\(number))") }
    out.raw("</span></div>\n")
  }

  private mutating func mathBlock(_ formula: Formula) {
    out.raw("<div class=\"math\">")
    self.formula(formula.layout, display: true, tex: formula.tex)
    out.raw("</div>")
  }

  private mutating func callout(_ callout: Block.Callout, at start: Int) {
    parts.insert(.callouts)
    let (outer, title) = callout.kind.folds ? ("details", "summary") : ("div", "p")
    out.raw("<\(outer) class=\"callout \(callout.kind.rawValue)\"\(callout.kind.folds ? "" : " role=\"note\"")")
    if callout.kind.solves && transcript.release == .solution { out.raw(" open") }
    if let label = callout.label {
      out.raw(" id=\"")
      out.attribute(label)
      out.raw("\"")
    }
    out.raw("><\(title) class=\"title\">")
    out.raw(callout.kind.title)
    if let number = references.exerciseNumbers[start] { out.raw(" \(number)") }
    if !callout.title.isEmpty {
      out.raw("<span class=\"own\">")
      inlines(callout.title)
      out.raw("</span>")
    }
    out.raw("</\(title)>\n")
    blocks(callout.blocks)
    out.raw("</\(outer)>\n")
  }
}

extension Block.Table.Alignment {
  fileprivate var attribute: String {
    switch self {
    case .none: ""
    case .left: " class=\"left\""
    case .center: " class=\"center\""
    case .right: " class=\"right\""
    }
  }
}

extension CodeClass {
  /// What encloses a piece of code; as short as can be, since code is full of them.
  fileprivate var tags: (open: String, close: String) {
    switch self {
    case .plain: ("", "")
    case .keyword: ("<b>", "</b>")
    case .comment: ("<i>", "</i>")
    case .string: ("<i class=s>", "</i>")
    case .number: ("<i class=n>", "</i>")
    case .type: ("<i class=t>", "</i>")
    case .label: ("<i class=l>", "</i>")
    case .attribute: ("<i class=a>", "</i>")
    case .placeholder: ("<i class=p>", "</i>")
    }
  }
}
