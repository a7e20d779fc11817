import Diagnostics

/// Makes a lesson's blocks of cmark's nodes.
struct BlockConverter {
  let builder: LessonBuilder
  var depth = 0
  /// Within what only solves an exercise.
  var isSolution = false

  var file: SourceFile { builder.file }

  /// The children of `parent`, each with its place in the file.
  func blocks(in parent: CmarkNode) -> [Block] {
    var blocks: [Block] = []
    var previousEnd: CmarkNode?
    for node in parent.children {
      let range = range(of: node)
      if isOutput(node), takeOutput(node, at: range, after: previousEnd == node ? blocks.last : nil) {
        previousEnd = node.next
        continue
      }
      if let kind = kind(of: node, at: range) { blocks.append(Block(kind.0, at: kind.1 ?? range)) }
      previousEnd = node.next
    }
    return blocks
  }

  /// The node's block, and its range where that is not the node's.
  private func kind(of node: CmarkNode, at range: SourceRange) -> (Block.Kind, SourceRange?)? {
    guard depth < Limits.nesting else {
      builder.reportLimit(
        "Blocks nest at most \(Limits.nesting) deep; what is deeper is shown as source.", at: firstLine(range))
      return (.code(language: nil, file.text(in: range)), nil)
    }
    switch node.kind {
    case .quote: return (quote(node), nil)
    case .list: return (list(node), nil)
    case .code: return code(node, at: range)
    case .html: return (.html(String(decoding: node.literal, as: UTF8.self)), nil)
    case .paragraph: return paragraph(node, at: range)
    case .heading: return (heading(node, at: range), nil)
    case .thematicBreak: return (.thematicBreak, nil)
    case .table: return (.table(table(node)), SourceRange(tableStart(node) ?? range.lower, range.upper))
    case .displayFormula: return displayFormula(node)
    case .footnoteDefinition:
      builder.lesson.footnotes.append(Footnote(label: footnoteLabel(node), blocks: deeper.blocks(in: node)))
      return nil
    case .document, .item, .tableRow, .tableCell, .text, .softBreak, .lineBreak, .codeSpan, .inlineHTML, .emphasis,
      .strong,
      .strikethrough, .link, .image, .footnoteReference, .inlineFormula, .other:
      return nil
    }
  }

  var deeper: BlockConverter { BlockConverter(builder: builder, depth: depth + 1, isSolution: isSolution) }

  /// The inlines of a paragraph, heading or cell, with their diagnostics.
  func inlines(of node: CmarkNode, _ text: LeafText) -> [Inline] {
    var converter = InlineConverter(builder: builder, text: text)
    return converter.inlines(in: node)
  }

  func leafText(of node: CmarkNode) -> LeafText {
    // A paragraph that a table's header was split from has no lines of its own: the table begins with it.
    let first = line(node.startLine > 0 ? node.startLine : node.next?.startLine ?? 1)
    let last = line(node.startLine > 0 ? node.endLine : node.next?.firstChild?.startLine ?? 1)
    return LeafText(node.content, in: file, from: first, through: max(first, last))
  }

  private func paragraph(_ node: CmarkNode, at range: SourceRange) -> (Block.Kind, SourceRange?) {
    let text = leafText(of: node)
    // Link definitions at its head are no part of the paragraph.
    let whole = text.fileRange(0..<text.trimmedCount)
    return (.paragraph(inlines(of: node, text)), whole)
  }

  private func heading(_ node: CmarkNode, at range: SourceRange) -> Block.Kind {
    var content = inlines(of: node, leafText(of: node))
    let attributes = content.takeAttributes()
    let identifier: String
    if let label = attributes?.label {
      identifier = label
      builder.slugs.reserve(label)
      builder.define(label, at: firstLine(range))
    } else {
      identifier = builder.slugs.unique(for: content.plainText)
      if builder.labels[identifier] == nil { builder.labels[identifier] = range }
    }
    return .heading(level: node.headingLevel, content, identifier: identifier)
  }

  private func list(_ node: CmarkNode) -> Block.Kind {
    let items = node.children.map { Block.ListItem(done: $0.isDone, blocks: deeper.blocks(in: $0)) }
    return .list(start: node.listStart, tight: isTight(node), Array(items))
  }

  /// cmark takes the lines of a display formula for blank ones: lists that hold one are looked at again.
  private func isTight(_ list: CmarkNode) -> Bool {
    if list.isTight { return true }
    guard list.children.contains(where: { $0.children.contains { $0.kind == .displayFormula } }) else { return false }
    let starts =
      list.children.dropFirst().map(\.startLine) + list.children.flatMap { $0.children.dropFirst().map(\.startLine) }
    return !starts.contains { isBlank(line: line($0) - 1) }
  }

  /// Whether nothing but markers of quotes stands on a line.
  private func isBlank(line: Int) -> Bool {
    file.utf8[file.offset(ofLine: line)..<file.end(ofLine: line)].allSatisfy { $0.isBlank || $0 == UInt8(ascii: ">") }
  }

  private func footnoteLabel(_ node: CmarkNode) -> String {
    let line = file.text(ofLine: self.line(node.startLine))
    guard let open = line.firstRange(of: "[^"), let close = line[open.upperBound...].firstRange(of: "]:") else {
      return ""
    }
    return String(line[open.upperBound..<close.lowerBound])
  }
}

extension BlockConverter {
  /// The line of the file that cmark, which was not given the front matter, counts as `line`.
  func line(_ line: Int) -> Int { line + builder.linesBefore }

  /// From the block's first sign to its last; blanks and line ends after it are none of its own.
  func range(of node: CmarkNode) -> SourceRange {
    let start = min(file.offset(ofLine: line(node.startLine)) + max(0, node.startColumn - 1), file.utf8.count)
    let endLine = file.offset(ofLine: line(node.endLine))
    var end = min(endLine + max(0, node.endColumn), file.end(ofLine: line(node.endLine)))
    if node.endColumn == 0 { end = endLine }
    while end > start && file.utf8[end - 1].isSpace { end -= 1 }
    return SourceRange(start, end)
  }

  /// The part of `range` on its first line, for messages.
  func firstLine(_ range: SourceRange) -> SourceRange {
    SourceRange(range.lower, min(range.upper, file.trimmedEnd(ofLine: file.line(at: range.lower))))
  }
}

extension [Inline] {
  /// Takes `{#name}` off the end of the last text.
  mutating func takeAttributes() -> Attributes? {
    guard let last, case .text(var text) = last.kind else { return nil }
    guard let attributes = Attributes.takeSuffix(of: &text) else { return nil }
    removeLast()
    if !text.isEmpty {
      append(Inline(.text(text), at: SourceRange(last.range.lower, last.range.lower + text.utf8.count)))
    }
    return attributes
  }
}
