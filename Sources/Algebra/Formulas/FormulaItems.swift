import Typesetting

extension MathLayout {
  /// Wider spaces separate statements, narrower ones only look well.
  private static let separatingSpace = 18

  /// The boxes that carry meaning, side by side: without styles, narrow spaces and braces.
  var formulaItems: [MathLayout] {
    var items: [MathLayout] = []
    collectItems(into: &items)
    return items
  }

  private func collectItems(into items: inout [MathLayout]) {
    switch self {
    case .row(let parts): for part in parts { part.collectItems(into: &items) }
    case .space(let width): if width >= Self.separatingSpace { items.append(self) }
    case .styled(.phantom, _), .styled(.strut, _): break
    case .styled(_, let content): content.collectItems(into: &items)
    case .sized(let sign, _, let spacing): items.append(.symbol(sign, Self.parenthesisClass(sign) ?? spacing))
    case .stacked(.accent(let content, let mark, true, _), _, _) where Self.isBrace(mark):
      content.collectItems(into: &items)
    case .accent(let content, let mark, true, _) where Self.isBrace(mark): content.collectItems(into: &items)
    case .identifier, .number, .symbol, .text, .fraction, .root, .scripts, .stacked, .accent, .fenced, .table, .source:
      items.append(self)
    }
  }

  /// The class of a parenthesis that was sized without one (`\big(`).
  private static func parenthesisClass(_ sign: String) -> SpacingClass? {
    switch sign {
    case "(", "[", "{", "⟨", "⌊", "⌈": .opening
    case ")", "]", "}", "⟩", "⌋", "⌉": .closing
    default: nil
    }
  }

  /// Braces and lines around a part say something about it and change nothing.
  private static func isBrace(_ mark: String) -> Bool { ["⏞", "⏟", "⎴", "⎵", "⏜", "⏝", "\u{332}"].contains(mark) }

  /// The boxes directly within.
  var formulaChildren: [MathLayout] {
    switch self {
    case .row(let items): items
    case .fraction(let numerator, let denominator, _): [numerator, denominator]
    case .root(let radicand, let index): [radicand] + [index].compactMap(\.self)
    case .scripts(let base, let sub, let sup), .stacked(let base, let sub, let sup):
      [base] + [sub, sup].compactMap(\.self)
    case .accent(let base, _, _, _): [base]
    case .fenced(_, let content, _), .styled(_, let content): [content]
    case .table(let table): table.rows.flatMap(\.self)
    case .identifier, .number, .symbol, .text, .sized, .space, .source: []
    }
  }

  /// The box without what stands at its corners.
  var scriptParts: (base: MathLayout, sub: MathLayout?, sup: MathLayout?) {
    switch self {
    case .scripts(let base, let sub, let sup), .stacked(let base, let sub, let sup):
      let items = base.formulaItems
      return (items.count == 1 ? items[0] : base, sub, sup)
    default: return (self, nil, nil)
    }
  }

  /// The sign, whatever its class; empty for other boxes.
  var formulaSign: String {
    if case .symbol(let sign, _) = self { sign } else { "" }
  }

  var isDifferentialSign: Bool {
    switch self {
    case .identifier("d", .italic), .identifier("d", .upright), .symbol("∂", _): true
    default: false
    }
  }

  var isOpening: Bool { if case .symbol(_, .opening) = self { true } else { false } }

  /// A closing sign, with or without scripts.
  var isClosing: Bool { if case .symbol(let sign, .closing) = scriptParts.base { sign != "!" } else { false } }

  var isRelation: Bool { if case .symbol(_, .relation) = scriptParts.base { true } else { false } }
}

extension Collection<MathLayout> where Index == Int {
  /// The index of the sign that closes the one at `start`; `nil` when there is none.
  func closing(of start: Int) -> Int? {
    var depth = 0
    for index in start..<endIndex {
      if self[index].isOpening { depth += 1 }
      if self[index].isClosing { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The pieces between the signs that `isSeparator` picks, outside of parentheses.
  func pieces(separatedBy isSeparator: (MathLayout) -> Bool) -> [[MathLayout]] {
    var pieces: [[MathLayout]] = [[]]
    var depth = 0
    for item in self {
      if item.isOpening { depth += 1 }
      if item.isClosing { depth -= 1 }
      if depth == 0 && isSeparator(item) { pieces.append([]) } else { pieces[pieces.count - 1].append(item) }
    }
    return pieces
  }
}
