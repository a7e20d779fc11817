import LessonText
import Tangent

extension TerminalWriter {
  // The reader limits how deep inlines nest.
  func spans(_ content: [Inline], _ style: TextStyle = .plain) -> [StyledSpan] {
    content.flatMap { spans($0, style) }
  }

  private func spans(_ inline: Inline, _ style: TextStyle) -> [StyledSpan] {
    switch inline.kind {
    case .text(let text), .html(let text): [StyledSpan(text, style)]
    case .softBreak: [StyledSpan(" ", style)]
    case .lineBreak: [.lineBreak]
    case .code(let code): [self.code(code, style)]
    case .emphasis(let content): spans(content, style.with { $0.italic = true })
    case .strong(let content): spans(content, style.with { $0.bold = true })
    case .strikethrough(let content): spans(content, style.with { $0.strike = true })
    case .link(let destination, _, let content): link(destination, content, style)
    case .image(let image):
      [StyledSpan("[\(image.alt.isEmpty ? image.destination : image.alt)]", style.with { $0.italic = true })]
    case .formula(let formula): [StyledSpan(formula.layout.plainText, style.with { $0.italic = true })]
    case .footnote(let index): [StyledSpan("[\(index + 1)]", style.with { $0.color = .gray })]
    case .value(let index): [value(index, style)]
    case .reference(let label): [reference(label, style)]
    }
  }

  /// Without colour, backticks say that it is code.
  private func code(_ code: String, _ style: TextStyle) -> StyledSpan {
    StyledSpan(options.color ? code : "`\(code)`", style.with { $0.color = .teal })
  }

  private func link(_ destination: String, _ content: [Inline], _ style: TextStyle) -> [StyledSpan] {
    let words = spans(content, style.with { $0.underline = true })
    guard let target = Escaping.link(destination), target.utf8.contains(UInt8(ascii: ":")) else { return words }
    let text = content.plainText
    return target == text || target == "mailto:" + text ? words : words + [StyledSpan(" (\(target))", .faint)]
  }

  private func value(_ index: Int, _ style: TextStyle) -> StyledSpan {
    let output = index < transcript.inlineValues.count ? transcript.inlineValues[index].output : nil
    switch output {
    case .formula(let formula): return StyledSpan(formula.layout.plainText, style.with { $0.italic = true })
    case .some(let output): return StyledSpan(output.text, style)
    case nil: return StyledSpan("`\(lesson.inlineValues[index].code.text)`", style.with { $0.color = .red })
    }
  }

  private func reference(_ label: String, _ style: TextStyle) -> StyledSpan {
    guard let target = references[label] else { return StyledSpan("@" + label, style.with { $0.color = .red }) }
    return StyledSpan(target.text, style)
  }
}

extension TextStyle {
  func with(_ change: (inout TextStyle) -> Void) -> TextStyle {
    var style = self
    change(&style)
    return style
  }
}
