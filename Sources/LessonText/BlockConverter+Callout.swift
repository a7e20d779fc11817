import Diagnostics

extension BlockConverter {
  /// A quote, or the callout that its first line announces with `[!KIND]`.
  func quote(_ node: CmarkNode) -> Block.Kind {
    guard let (name, place) = marker(of: node) else { return .quote(deeper.blocks(in: node)) }
    guard let kind = Block.Callout.Kind(rawValue: name.lowercased()) else {
      let closest = closestMatch(
        to: name.uppercased(), in: Block.Callout.Kind.allCases.map { $0.rawValue.uppercased() })
      builder.report(
        .warning, .unknownCallout, "There is no callout '\(name)'; it is shown as a quote.", at: place,
        fixIts: didYouMean(closest, at: SourceRange(place.lower + 2, place.upper - 1)))
      return .quote(deeper.blocks(in: node))
    }
    var content = deeper
    content.isSolution = isSolution || kind.solves
    return .callout(callout(kind, of: content.blocks(in: node), marker: place))
  }

  /// The name in `[!NAME]` at the head of a quote's first paragraph, and the marker's place.
  private func marker(of node: CmarkNode) -> (name: String, SourceRange)? {
    guard let paragraph = node.firstChild, paragraph.kind == .paragraph else { return nil }
    let text = paragraph.content
    guard text.starts(with: "[!".utf8),
      let end = text.firstIndex(where: { !$0.isLabelPart && $0 != 0x5B && $0 != 0x21 }), end > 2,
      text[end] == UInt8(ascii: "]")
    else { return nil }
    return (String(decoding: text[2..<end], as: UTF8.self), leafText(of: paragraph).fileRange(0..<end + 1))
  }

  private func callout(_ kind: Block.Callout.Kind, of blocks: [Block], marker: SourceRange) -> Block.Callout {
    guard let first = blocks.first, case .paragraph(let content) = first.kind else {
      return Block.Callout(kind: kind, title: [], blocks: blocks)
    }
    let lineEnd = content.firstIndex(where: \.isLineEnd) ?? content.endIndex
    var title = content[..<lineEnd].after(marker.upper)
    let attributes = title.takeAttributes()
    if let label = attributes?.label { builder.define(label, at: marker) }
    let rest = Array(content[lineEnd...].dropFirst())
    var blocks = Array(blocks.dropFirst())
    if let start = rest.first?.range.lower {
      blocks.insert(Block(.paragraph(rest), at: SourceRange(start, first.range.upper)), at: 0)
    }
    return Block.Callout(kind: kind, title: title, blocks: blocks, label: attributes?.label)
  }
}

extension Inline {
  fileprivate var isLineEnd: Bool {
    switch kind {
    case .softBreak, .lineBreak: true
    default: false
    }
  }
}

extension ArraySlice<Inline> {
  /// What stands from `offset` of the file on, without leading blanks; only text is cut.
  fileprivate func after(_ offset: Int) -> [Inline] {
    var rest: [Inline] = []
    for inline in self where inline.range.upper > offset {
      guard rest.isEmpty, case .text(let text) = inline.kind else {
        rest.append(inline)
        continue
      }
      let cut = Substring(text.utf8.dropFirst(Swift.max(0, offset - inline.range.lower))).drop {
        $0 == " " || $0 == "\t"
      }
      if cut.isEmpty { continue }
      rest.append(Inline(.text(String(cut)), at: SourceRange(inline.range.upper - cut.utf8.count, inline.range.upper)))
    }
    return rest
  }
}
