import LessonText
import Running
import Tangent

extension HTMLWriter {
  // The reader limits how deep inlines nest.
  mutating func inlines(_ content: [Inline]) {
    var taken = 0
    for (number, inline) in content.enumerated() {
      let next = number + 1 < content.count ? content[number + 1].kind : nil
      if inline.isUnbreakable, case .text(let text) = next, let mark = text.first, ",.;:!?)”’".contains(mark) {
        out.raw("<span class=\"keep\">")
        self.inline(inline)
        out.text(String(mark))
        out.raw("</span>")
        taken = 1
      } else if taken > 0, case .text(let text) = inline.kind {
        out.text(String(text.dropFirst(taken)))
        taken = 0
      } else {
        self.inline(inline)
      }
    }
  }

  private mutating func inline(_ inline: Inline) {
    switch inline.kind {
    case .text(let text): out.text(text)
    case .softBreak: out.raw("\n")
    case .lineBreak: out.raw("<br>\n")
    case .code(let code): element("code", code)
    case .html(let source): out.text(source)
    case .emphasis(let content): element("em", content)
    case .strong(let content): element("strong", content)
    case .strikethrough(let content): element("del", content)
    case .link(let destination, let title, let content): link(destination, title, content)
    case .image(let image): self.image(image)
    case .formula(let formula): self.formula(formula)
    case .footnote(let index): footnoteReference(index)
    case .value(let index): value(index)
    case .reference(let label): reference(label)
    }
  }

  /// A formula never breaks; one that may be wider than a telephone can be scrolled there.
  private mutating func formula(_ formula: Formula) {
    let isLong = formula.tex.utf8.count > 60
    if isLong { out.raw("<span class=\"long\">") }
    self.formula(formula.layout, display: false, tex: formula.tex)
    if isLong { out.raw("</span>") }
  }

  private mutating func element(_ tag: String, _ content: [Inline]) {
    out.raw("<\(tag)>")
    inlines(content)
    out.raw("</\(tag)>")
  }

  private mutating func element(_ tag: String, _ text: String) {
    out.raw("<\(tag)>")
    out.text(text)
    out.raw("</\(tag)>")
  }

  private mutating func link(_ destination: String, _ title: String, _ content: [Inline]) {
    guard !isWithinLink, let target = Escaping.link(destination) else { return inlines(content) }
    links.insert(destination)
    out.raw("<a href=\"")
    out.attribute(place?.link(target) ?? target)
    if !title.isEmpty {
      out.raw("\" title=\"")
      out.attribute(title)
    }
    out.raw("\">")
    isWithinLink = true
    inlines(content)
    isWithinLink = false
    out.raw("</a>")
  }

  private mutating func image(_ image: Inline.Image) {
    images.insert(image.destination)
    guard let content = image.content, let mediaType = Escaping.imageMediaType(content.mediaType) else {
      out.raw("<span class=\"missing-image\">")
      out.text(image.alt.isEmpty ? image.destination : image.alt)
      out.raw("</span>")
      return
    }
    out.raw("<img src=\"data:\(mediaType);base64,")
    out.base64(content.bytes)
    out.raw("\" alt=\"")
    out.attribute(image.alt)
    if !image.title.isEmpty {
      out.raw("\" title=\"")
      out.attribute(image.title)
    }
    out.raw("\">")
  }

  private mutating func footnoteReference(_ index: Int) {
    guard !isWithinLink, lesson.footnotes.indices.contains(index) else { return }
    out.raw("<sup class=\"footnote\"><a id=\"\(Self.footnoteReference(index, use: footnoteUses[index]))\"")
    out.raw(
      " href=\"#fn:\(index + 1)\" role=\"doc-noteref\" aria-label=\"Footnote \(index + 1)\">\(index + 1)</a></sup>")
    footnoteUses[index] += 1
  }

  private mutating func value(_ index: Int) {
    let result = index < transcript.inlineValues.count ? transcript.inlineValues[index] : InlineResult(output: nil)
    switch result.output {
    case .formula(let formula): self.formula(formula.layout, display: false)
    case .some(let output): out.text(output.text)
    case nil:
      out.raw("<code class=\"failed\"")
      if let message = result.diagnostics.first?.message {
        out.raw(" title=\"")
        out.attribute(message)
        out.raw("\"")
      }
      out.raw(">")
      out.text(lesson.inlineValues[index].code.text)
      out.raw("</code>")
    }
  }

  private mutating func reference(_ label: String) {
    guard let target = references[label] else {
      out.raw("<span class=\"failed\">@")
      out.text(label)
      out.raw("</span>")
      return
    }
    guard !isWithinLink else { return out.text(target.text) }
    out.raw("<a href=\"#")
    out.attribute(target.identifier)
    out.raw("\">")
    out.text(target.text)
    out.raw("</a>")
  }
}

extension Inline {
  /// Whether a line may break behind it even where punctuation follows.
  fileprivate var isUnbreakable: Bool {
    switch kind {
    case .formula, .value: true
    case .code, .text, .softBreak, .lineBreak, .html, .emphasis, .strong, .strikethrough, .link, .image, .footnote,
      .reference:
      false
    }
  }
}
