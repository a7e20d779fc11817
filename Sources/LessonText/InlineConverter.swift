import Diagnostics

/// Makes the inlines of one block of cmark's nodes, and finds their places by following the block's text.
struct InlineConverter {
  let builder: LessonBuilder
  let text: LeafText
  private var cursor: InlineCursor
  private var depth = 0

  init(builder: LessonBuilder, text: LeafText) {
    self.builder = builder
    self.text = text
    cursor = InlineCursor(text.bytes)
  }

  mutating func inlines(in parent: CmarkNode) -> [Inline] {
    var inlines: [Inline] = []
    var child = parent.firstChild
    while let node = child {
      append(node, to: &inlines)
      child = node.next
    }
    return inlines
  }

  private mutating func append(_ node: CmarkNode, to inlines: inout [Inline]) {
    let start = cursor.position
    switch node.kind {
    case .text: appendText(node.literal, to: &inlines)
    case .softBreak, .lineBreak:
      cursor.skipLineBreak()
      inlines.append(
        Inline(node.kind == .softBreak ? .softBreak : .lineBreak, at: text.fileRange(start..<cursor.position)))
    case .codeSpan: inlines.append(codeSpan(node))
    case .inlineHTML:
      let place = cursor.skipText(node.literal)
      inlines.append(Inline(.html(String(decoding: node.literal, as: UTF8.self)), at: text.fileRange(place)))
    case .emphasis: inlines.append(delimited(node, by: "*_", 1) { .emphasis($0) })
    case .strong: inlines.append(delimited(node, by: "*_", 2) { .strong($0) })
    case .strikethrough: inlines.append(delimited(node, by: "~", 2) { .strikethrough($0) })
    case .link: inlines.append(link(node))
    case .image: inlines.append(image(node))
    case .footnoteReference: inlines.append(footnoteReference(node))
    case .inlineFormula: if let formula = formula(node) { inlines.append(formula) }
    case .document, .quote, .list, .item, .code, .html, .paragraph, .heading, .thematicBreak, .footnoteDefinition,
      .table,
      .tableRow, .tableCell, .displayFormula, .other:
      break
    }
  }

  /// The inlines inside `node`, as bare text where they nest too deep.
  private mutating func content(of node: CmarkNode) -> [Inline] {
    guard depth < Limits.nesting else {
      let place = text.fileRange(cursor.position..<min(cursor.position + 1, text.bytes.count))
      builder.reportLimit(
        "Emphasis and links nest at most \(Limits.nesting) deep; what is deeper is left out.", at: place)
      return []
    }
    depth += 1
    defer { depth -= 1 }
    return inlines(in: node)
  }

  private mutating func delimited(
    _ node: CmarkNode, by signs: StaticString, _ longest: Int, _ kind: ([Inline]) -> Inline.Kind
  ) -> Inline {
    let start = cursor.position
    let sign = cursor[start]
    let isSign = UnsafeBufferPointer(start: signs.utf8Start, count: signs.utf8CodeUnitCount).contains(sign)
    let length = isSign ? cursor.skipRun(of: sign, atMost: longest) : 0
    let content = content(of: node)
    _ = cursor.skipRun(of: sign, atMost: length)
    return Inline(kind(content), at: text.fileRange(start..<cursor.position))
  }

  private mutating func link(_ node: CmarkNode) -> Inline {
    let start = cursor.position
    let form = cursor.openLink()
    let content = content(of: node)
    cursor.closeLink(form)
    let kind = Inline.Kind.link(destination: node.destination, title: node.title, content)
    return Inline(kind, at: text.fileRange(start..<cursor.position))
  }

  private mutating func image(_ node: CmarkNode) -> Inline {
    let start = cursor.position
    _ = cursor.skipRun(of: UInt8(ascii: "!"), atMost: 1)
    let form = cursor.openLink()
    let alt = content(of: node).plainText
    cursor.closeLink(form)
    let range = text.fileRange(start..<cursor.position)
    return Inline(
      .image(builder.image(destination: node.destination, title: node.title, alt: alt, at: range)), at: range)
  }

  private mutating func footnoteReference(_ node: CmarkNode) -> Inline {
    let start = cursor.position
    cursor.jump(to: cursor.labelTail(at: start) ?? start)
    let number = Int(String(decoding: node.literal, as: UTF8.self)) ?? 1
    return Inline(.footnote(number - 1), at: text.fileRange(start..<cursor.position))
  }

  private mutating func formula(_ node: CmarkNode) -> Inline? {
    guard builder.math.inlines.indices.contains(node.site) else { return nil }
    let site = builder.math.inlines[node.site]
    cursor.jump(to: site.range.upperBound)
    let formula = builder.formula(text.code(site.tex), isDisplay: site.isDisplay)
    return Inline(.formula(formula), at: text.fileRange(site.range))
  }

  private mutating func codeSpan(_ node: CmarkNode) -> Inline {
    let start = cursor.position
    let code = cursor.skipCodeSpan()
    let range = text.fileRange(start..<cursor.position)
    if let value = value(in: code) { return Inline(.value(builder.addValue(value, at: range)), at: range) }
    return Inline(.code(String(decoding: node.literal, as: UTF8.self)), at: range)
  }

  /// The expression of a code span that begins with `{swift}`.
  private func value(in code: Range<Int>) -> CellCode? {
    let marker = "{swift}".utf8
    var start = code.lowerBound
    if start < code.upperBound && cursor[start] == UInt8(ascii: " ") { start += 1 }
    guard text.bytes[start..<code.upperBound].starts(with: marker) else { return nil }
    start += marker.count
    while start < code.upperBound && cursor[start].isSpace { start += 1 }
    var end = code.upperBound
    while end > start && cursor[end - 1].isSpace { end -= 1 }
    return text.code(start..<end)
  }

  private mutating func appendText(_ literal: UnsafeBufferPointer<UInt8>, to inlines: inout [Inline]) {
    guard !literal.isEmpty else { return }
    let place = cursor.skipText(literal)
    let references = ReferenceScanner.references(in: literal)
    guard !references.isEmpty else {
      inlines.append(Inline(.text(String(decoding: literal, as: UTF8.self)), at: text.fileRange(place)))
      return
    }
    var (start, position) = (literal.startIndex, place.lowerBound)
    func piece(upTo end: Int) -> (text: Substring.UTF8View, range: SourceRange) {
      let piece = literal[start..<end]
      let lower = position
      position = cursor.match(piece, at: lower) ?? lower
      start = end
      return (Substring(decoding: piece, as: UTF8.self).utf8, text.fileRange(lower..<position))
    }
    func appendPlain(upTo end: Int) {
      guard start < end else { return }
      let (words, range) = piece(upTo: end)
      inlines.append(Inline(.text(String(Substring(words))), at: range))
    }
    for reference in references {
      appendPlain(upTo: reference.lowerBound)
      let (words, range) = piece(upTo: reference.upperBound)
      let label = String(Substring(words.dropFirst()))
      builder.references.append((label, range))
      inlines.append(Inline(.reference(label), at: range))
    }
    appendPlain(upTo: literal.endIndex)
  }
}
