/// The forms that readers and expression printers build most often.
extension MathLayout {
  /// The name of a function (`sin`, `det`): upright, spaced as TeX spaces an operator.
  public static func function(_ name: String) -> MathLayout { .symbol(name, .largeOperator) }

  /// A variable in italics.
  public static func variable(_ name: String) -> MathLayout { .identifier(name, .italic) }

  public static func binary(_ sign: String) -> MathLayout { .symbol(sign, .binary) }

  public static func relation(_ sign: String) -> MathLayout { .symbol(sign, .relation) }

  /// The boxes side by side, a lone one as itself.
  public static func joined(_ items: [MathLayout]) -> MathLayout { items.count == 1 ? items[0] : .row(items) }

  /// Parentheses as high as their content.
  public static func parenthesized(_ content: MathLayout) -> MathLayout {
    .fenced(open: "(", content: content, close: ")")
  }

  /// What a group in braces becomes: a lone box stands for itself unless the braces take its spacing away.
  static func group(_ items: [MathLayout]) -> MathLayout {
    guard items.count == 1 else { return .row(items) }
    switch items[0] {
    case .symbol(_, let spacing), .sized(_, _, let spacing): return spacing == .ordinary ? items[0] : .row(items)
    case .styled(.atom, _), .stacked, .scripts: return items[0].atomClass == .ordinary ? items[0] : .row(items)
    default: return items[0]
    }
  }

  /// The boxes of a row, or the box itself.
  var items: [MathLayout] {
    if case .row(let items) = self { items } else { [self] }
  }

  var isEmpty: Bool {
    if case .row(let items) = self { items.isEmpty } else { false }
  }
}
