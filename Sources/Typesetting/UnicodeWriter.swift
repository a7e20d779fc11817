extension MathLayout {
  /// The formula as two-dimensional text.
  ///
  /// Rows wider than `width` columns break before their relations, or before their sums where these are not enough; a
  /// part that cannot break stays wider.
  public func unicode(width: Int) -> TextBox {
    let writer = UnicodeWriter()
    let whole = writer.box(self, depth: 0)
    guard whole.width > width, case .row(let items) = self else { return whole }
    return writer.broken(items, width: width) ?? whole
  }
}

/// Sets layouts in rows and columns of a terminal.
struct UnicodeWriter {
  /// Parts nested deeper are set in one line: no terminal shows them otherwise, and every level copies its lines.
  static let depthLimit = 60

  var inScript = false

  func box(_ layout: MathLayout, depth: Int) -> TextBox {
    guard depth < UnicodeWriter.depthLimit else { return TextBox(layout.plainText) }
    let depth = depth + 1
    switch layout {
    case .row(let items): return row(items, depth)
    case .identifier(let name, let alphabet): return TextBox(UnicodeWriter.letters(name, alphabet))
    case .number(let digits): return TextBox(digits)
    case .symbol(let sign, _): return TextBox(sign)
    case .text(let words): return TextBox(words.replacing("\n", with: " "))
    case .fraction(let numerator, let denominator, let line): return fraction(numerator, denominator, line, depth)
    case .root(let radicand, let index): return root(radicand, index, depth)
    case .scripts(let base, let sub, let sup): return scripts(base, sub, sup, depth)
    case .stacked(let base, let under, let over): return stacked(base, under, over, depth)
    case .accent(let base, let mark, let stretchy, let under): return accent(base, mark, stretchy, under, depth)
    case .fenced(let open, let content, let close): return fenced(open, content, close, depth)
    case .sized(let sign, _, _): return TextBox(sign)
    case .table(let table): return self.table(table, depth)
    case .space(let width): return .blank(width: UnicodeWriter.columns(width))
    case .styled(let style, let content): return styled(style, content, depth)
    case .source(let source): return TextBox(source.replacing("\n", with: " "))
    }
  }

  /// Letters of an alphabet; words stay plain, as terminals' fonts draw them best.
  static func letters(_ name: String, _ alphabet: MathLayout.Alphabet) -> String {
    switch alphabet {
    case .italic, .upright, .sansSerif, .monospace: name
    case .script, .fraktur, .doubleStruck: MathAlphabets.text(name, in: alphabet)
    case .bold, .boldItalic:
      name.unicodeScalars.count == 1 ? MathAlphabets.text(name, in: .bold) : name
    }
  }

  static func columns(_ mu: Int) -> Int {
    switch mu {
    case ..<3: 0
    case ..<12: 1
    default: (mu + 4) / 9
    }
  }

  var script: UnicodeWriter {
    var writer = self
    writer.inScript = true
    return writer
  }

  // MARK: Rows

  func row(_ items: [MathLayout], _ depth: Int) -> TextBox {
    var boxes: [TextBox] = []
    for (gap, box) in spaced(items, depth) {
      if gap > 0 { boxes.append(.blank(width: gap)) }
      boxes.append(box)
    }
    return boxes.isEmpty ? TextBox() : .hconcat(boxes)
  }

  /// Every box with the columns left free before it.
  private func spaced(_ items: [MathLayout], _ depth: Int) -> [(Int, TextBox)] {
    let classes = AtomSpacing.classes(of: items)
    var previous: (edges: AtomEdges, box: TextBox)?
    var free = 0
    let boxes = grown(items.map { self.box($0, depth: depth) }, items)
    return items.indices.map { index in
      let box = boxes[index]
      guard let current = classes[index] else {
        free += box.width
        return (0, box)
      }
      var gap = 0
      if let previous { gap = self.gap(previous.edges.trailing, current.leading, previous.box, box) }
      if index > 0, current.leading == .largeOperator, items[index - 1].isUnarySign(classes[index - 1]) { gap = 0 }
      gap = max(gap - free, 0)
      (previous, free) = ((current, box), 0)
      return (gap, box)
    }
  }

  /// The boxes with delimiters in the middle of a row as high as the row.
  private func grown(_ boxes: [TextBox], _ items: [MathLayout]) -> [TextBox] {
    guard items.contains(where: { if case .sized(_, 0, _) = $0 { true } else { false } }) else { return boxes }
    let above = boxes.map(\.baseline).max() ?? 0
    let below = boxes.map(\.depth).max() ?? 0
    return zip(boxes, items).map { box, item in
      guard case .sized(let sign, 0, _) = item else { return box }
      return GrowingDelimiters.box(sign, height: above + 1 + below, baseline: above) ?? box
    }
  }

  /// One column where TeX has a space; also beside fractions, whose bars would run into their neighbours.
  private func gap(_ left: AtomClass, _ right: AtomClass, _ leftBox: TextBox, _ rightBox: TextBox) -> Int {
    let mu = AtomSpacing.gap(left, right, inScript: inScript)
    if left == .inner || right == .inner {
      let isOneLine = (left != .inner || leftBox.height == 1) && (right != .inner || rightBox.height == 1)
      if isOneLine && mu == AtomSpacing.thin { return left == .punctuation ? 1 : 0 }
    }
    return mu > 0 ? 1 : 0
  }

  /// The row on several lines, later ones indented, or `nil` where it has no place to break.
  func broken(_ items: [MathLayout], width: Int) -> TextBox? {
    let classes = AtomSpacing.classes(of: items)
    let boxes = spaced(items, 1)
    for breaks in [[AtomClass.relation], [.relation, .binary]] {
      let pieces = UnicodeWriter.pieces(boxes, classes, before: breaks)
      let lines = UnicodeWriter.filled(pieces, width: width)
      let isLast = breaks.count == 2
      if lines.count > 1, isLast || !lines.contains(where: { $0.width > width }) {
        return .vstack(lines, baselineOf: 0, alignment: .left)
      }
    }
    return nil
  }

  private static func pieces(
    _ boxes: [(Int, TextBox)], _ classes: [AtomEdges?], before breaks: [AtomClass]
  ) -> [TextBox] {
    var pieces: [TextBox] = []
    var current: [TextBox] = []
    for (index, (gap, box)) in boxes.enumerated() {
      if let edges = classes[index], breaks.contains(edges.leading), !current.isEmpty {
        pieces.append(.hconcat(current))
        current = gap > 0 ? [.blank(width: gap)] : []
      } else if gap > 0 {
        current.append(.blank(width: gap))
      }
      current.append(box)
    }
    if !current.isEmpty { pieces.append(.hconcat(current)) }
    return pieces
  }

  private static func filled(_ pieces: [TextBox], width: Int) -> [TextBox] {
    var lines: [[TextBox]] = []
    var used = 0
    for piece in pieces {
      if lines.isEmpty || used + piece.width > width {
        let indent = lines.isEmpty ? [] : [TextBox.blank(width: 3)]
        lines.append(indent + [piece])
        used = piece.width + (indent.isEmpty ? 0 : 3)
      } else {
        lines[lines.count - 1].append(piece)
        used += piece.width
      }
    }
    return lines.map { .hconcat($0) }
  }
}
