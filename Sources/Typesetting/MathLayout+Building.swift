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
  ///
  /// Around what is no taller than a line they are plain parentheses, which stand closer than growing ones; neither
  /// keeps a distance from the function's name before it.
  public static func parenthesized(_ content: MathLayout) -> MathLayout {
    if content.isFlat(depth: 8) { return .row([.symbol("(", .opening), content, .symbol(")", .closing)]) }
    return .styled(.atom(.ordinary), .fenced(open: "(", content: content, close: ")"))
  }

  /// A function's value: its parentheses stand right behind its name.
  public static func application(of name: MathLayout, to content: MathLayout) -> MathLayout {
    guard content.isFlat(depth: 8) else { return .row([name, parenthesized(content)]) }
    return .row([name, .symbol("(", .opening), content, .symbol(")", .closing)])
  }

  /// Whether it is no taller than a line of letters with simple exponents.
  private func isFlat(depth: Int) -> Bool {
    if depth == 0 { return false }
    switch self {
    case .identifier, .number, .symbol, .text, .space, .source: return true
    case .row(let items): return items.allSatisfy { $0.isFlat(depth: depth - 1) }
    case .scripts(let base, let sub, let sup):
      return base.isFlat(depth: depth - 1) && [sub, sup].allSatisfy { $0?.isFlat(depth: 1) ?? true }
    case .fraction, .root, .stacked, .accent, .fenced, .sized, .table, .styled: return false
    }
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
