import LessonText
import Tangent

extension MarkdownWriter {
  // The reader limits how deep inlines nest.
  func inlines(_ content: [Inline], isInTable: Bool = false) -> String {
    content.map { inline($0, isInTable) }.joined()
  }

  private func inline(_ inline: Inline, _ isInTable: Bool) -> String {
    switch inline.kind {
    case .text(let text), .html(let text): return Escaping.markdown(text)
    case .softBreak: return "\n"
    case .lineBreak: return isInTable ? " " : "\\\n"
    case .code(let code): return self.code(code, isInTable)
    case .emphasis(let content): return "*" + inlines(content, isInTable: isInTable) + "*"
    case .strong(let content): return "**" + inlines(content, isInTable: isInTable) + "**"
    case .strikethrough(let content): return "~~" + inlines(content, isInTable: isInTable) + "~~"
    case .link(let destination, let title, let content):
      let words = inlines(content, isInTable: isInTable)
      return Escaping.link(destination).map { "[\(words)](" + target($0, title) + ")" } ?? words
    case .image(let image):
      let alternative = Escaping.markdown(image.alt).lines.joined(separator: " ")
      return Escaping.link(image.destination).map { "![\(alternative)](" + target($0, image.title) + ")" }
        ?? "*\(alternative)*"
    case .formula(let formula): return self.formula(formula.tex, isInTable)
    case .footnote(let index): return "[^\(index + 1)]"
    case .value(let index): return value(index, isInTable)
    case .reference(let label): return Escaping.markdown(references[label]?.text ?? "@" + label)
    }
  }

  private func code(_ code: String, _ isInTable: Bool) -> String {
    let mark = String(repeating: "`", count: code.longestRun(of: "`") + 1)
    let needsBlanks = code.isEmpty || code.first == "`" || code.last == "`" || (code.first == " " && code.last == " ")
    let text = Escaping.plainLine(code.lines.joined(separator: " "))
    let safe = isInTable ? text.replacingBars(with: "\\|") : text
    return needsBlanks ? "\(mark) \(safe) \(mark)" : mark + safe + mark
  }

  /// The address in angle brackets, within which only these and line ends mean something.
  private func target(_ address: String, _ title: String) -> String {
    let plain = Escaping.percentEncoded(address)
    guard !title.isEmpty else { return plain }
    return "\(plain) \"\(Escaping.markdown(title).lines.joined(separator: " "))\""
  }

  func formula(_ tex: String, _ isInTable: Bool = false) -> String {
    let line = tex.lines.map(Escaping.texLine).joined(separator: " ")
    let trimmed = String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    guard isInTable else { return "$\(trimmed)$" }
    return "$\(trimmed.replacingText("\\|", with: "\\Vert ").replacingBars(with: "\\vert "))$"
  }

  private func value(_ index: Int, _ isInTable: Bool) -> String {
    let output = index < transcript.inlineValues.count ? transcript.inlineValues[index].output : nil
    switch output {
    case .formula(let formula): return self.formula(formula.layout.tex, isInTable)
    case .some(let output): return Escaping.markdown(output.text)
    case nil: return code(lesson.inlineValues[index].code.text, isInTable)
    }
  }
}

extension String {
  fileprivate func replacingBars(with text: String) -> String { replacingText("|", with: text) }

  fileprivate func replacingText(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
