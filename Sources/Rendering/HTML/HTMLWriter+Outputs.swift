import Diagnostics
import Figures
import LessonText
import Tangent
import Typesetting

/// What an output takes from its cell.
struct OutputContext {
  var options: CellOptions
  var caption: Caption?
  /// Begins every identifier within a drawing.
  var identifier: String
}

struct Caption {
  var number: Int?
  var content: [Inline]
}

extension HTMLWriter {
  mutating func output(_ output: Output, _ context: OutputContext) {
    switch output {
    case .text(let text): if !text.isEmpty { preformatted(text, class: "out") }
    case .formula(let formula): formulaOutput(formula)
    case .tensor(let tensor): self.tensor(tensor)
    case .table(let table): self.table(table, context.caption)
    case .figure(let figure), .graph(let figure): self.figure(figure, context)
    case .derivation(let derivation): self.derivation(derivation)
    }
  }

  private mutating func formulaOutput(_ formula: FormulaOutput) {
    out.raw("<div class=\"math\">")
    self.formula(formula.layout, display: true)
    out.raw("</div>\n")
  }

  /// Two hues, for either sign, in four strengths.
  private func heatClass(_ level: Int) -> String { level < 0 ? "c\(-level)" : "w\(level)" }

  /// Cells and rows end where the next begins, as in HTML they may.
  private mutating func tensor(_ tensor: TensorOutput) {
    guard !tensor.shape.isEmpty, !tensor.cells.isEmpty else { return preformatted(tensor.text, class: "out") }
    parts.insert(.tensors)
    let shape = tensor.shape.map(String.init).joined(separator: " × ")
    out.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Tensor of shape \(shape)\">")
    out.raw("<table class=\"tensor\">\n")
    for (i, row) in tensor.cells.enumerated() {
      out.raw("<tr>")
      for (j, cell) in row.enumerated() {
        let level = tensor.heat.isEmpty ? 0 : tensor.heat[i][j]
        out.raw(level == 0 ? "<td>" : "<td class=\(heatClass(level))>")
        out.text(cell ?? "…")
      }
      out.raw("\n")
    }
    out.raw("</table>")
    if tensor.shape.count > 1 { out.raw("<span class=\"shape\">\(shape)</span>") }
    out.raw("</div>\n")
  }

  // MARK: Tables

  private mutating func table(_ table: TableOutput, _ caption: Caption?) {
    let count = table.columns.map(\.cells.count).max() ?? 0
    let head = 12
    let tail = 3
    guard count > head + tail + 3 else { return self.table(table, rows: [0..<count], caption) }
    self.table(table, rows: [0..<head, count - tail..<count], caption)
    out.raw("<details class=\"fold\"><summary>All \(count) rows</summary>\n")
    self.table(table, rows: [0..<count], nil)
    out.raw("</details>\n")
  }

  private mutating func table(_ table: TableOutput, rows: [Range<Int>], _ caption: Caption?) {
    out.raw("<div class=\"scroll\" role=\"group\" aria-label=\"Table\">\n<table class=\"data\">\n")
    if let caption { self.caption(caption, "caption") }
    out.raw("<thead>\n<tr>")
    for column in table.columns { cell("th scope=\"col\"", column.name, column) }
    out.raw("</tr>\n</thead>\n<tbody>\n")
    for (position, range) in rows.enumerated() {
      if position > 0 { out.raw("<tr class=\"gap\"><td colspan=\"\(table.columns.count)\">⋮</td></tr>\n") }
      for row in range {
        out.raw("<tr>")
        for column in table.columns { cell("td", row < column.cells.count ? column.cells[row] : "", column) }
        out.raw("</tr>\n")
      }
    }
    out.raw("</tbody>\n</table>\n</div>\n")
  }

  private mutating func cell(_ tag: String, _ text: String, _ column: TableOutput.Column) {
    out.raw("<\(tag)\(column.isNumeric ? " class=\"right\"" : "")>")
    out.text(text)
    out.raw("</\(tag.prefix(2))>")
  }

  // MARK: Figures

  private mutating func figure(_ figure: FigureOutput, _ context: OutputContext) {
    out.raw(figure.steps.isEmpty ? "<figure" : "<figure class=\"stepping\"")
    if let width = context.options.figureWidth { out.raw(" style=\"max-width:\(max(1, width))px\"") }
    out.raw("><div class=\"drawing\">")
    let label = context.options.figureAlt ?? figure.text
    out.raw(figure.scene.svg(label: label, id: context.identifier, isStandalone: false))
    out.raw("</div>\n")
    if let caption = context.caption { self.caption(caption, "figcaption") }
    steps(figure.steps)
    out.raw("</figure>\n")
  }

  private mutating func caption(_ caption: Caption, _ tag: String) {
    out.raw("<\(tag)>")
    if let number = caption.number { out.raw("<b>Figure \(number).</b> ") }
    inlines(caption.content)
    out.raw("</\(tag)>\n")
  }

  // MARK: Derivations

  /// One row a step, aligned at the relation; the left side is left out where the step goes on from the one before.
  private mutating func derivation(_ derivation: DerivationOutput) {
    parts.insert(.derivations)
    out.raw("<ol class=\"derivation\">\n")
    var previous: String?
    for step in derivation.steps {
      out.raw("<li><div class=\"before\">")
      if step.before.text != previous { formula(step.before.layout, display: true) }
      out.raw("</div><div class=\"relation\">\(step.relation)</div><div class=\"after\">")
      formula(step.after.layout, display: true)
      out.raw("</div><p class=\"why\"><b>")
      out.text(step.rule)
      out.raw("</b> ")
      out.text(step.sentence)
      if let condition = step.condition {
        out.raw(" <span class=\"condition\">(for ")
        out.text(condition)
        out.raw(")</span>")
      }
      out.raw("</p></li>\n")
      previous = step.after.text
    }
    if let result = derivation.result {
      out.raw("<li class=\"result\"><div class=\"before\">")
      formula(result.whole.layout, display: true)
      out.raw("</div><div class=\"relation\">=</div><div class=\"after\">")
      formula(result.value.layout, display: true)
      out.raw("</div></li>\n")
    }
    out.raw("</ol>\n")
  }
}

extension DerivationOutput.Step {
  /// Equal values, or equations of which one follows from the other.
  var relation: String { before.layout.isRelation ? "⇒" : "=" }
}

extension MathLayout {
  /// Whether it says something (an equation, an inequality) rather than naming a value.
  fileprivate var isRelation: Bool {
    guard case .row(let items) = self else { return false }
    return items.contains {
      if case .symbol(_, .relation) = $0 { true } else { false }
    }
  }
}
