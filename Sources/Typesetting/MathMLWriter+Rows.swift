extension MathMLWriter {
  /// The space to the left and right of an operator, in `mu`; `nil` leaves the browser's.
  struct Padding {
    var left: Int?
    var right: Int?
    /// True where the sign has lost its operands: `-x`.
    var isUnary = false
    /// True for the first or last of several, where browsers take the prefix or postfix form.
    var isAtEdge = false
  }

  /// The elements of a row with TeX's space between them.
  ///
  /// `before` and `after` are its neighbours where it continues another row, which then spaces its edges; with `padsStart`
  /// the row does so itself.
  mutating func row(
    _ items: [MathLayout], before: AtomClass? = nil, after: AtomClass? = nil, padsStart: Bool = false
  ) {
    if items.count == 1, before == nil, after == nil { return element(items[0]) }
    let classes = AtomSpacing.classes(of: items, before: before, after: after)
    var gap = 0
    var previous = before
    if padsStart, let before, let first = classes.first ?? nil {
      gap = AtomSpacing.gap(before, first.leading, inScript: level == .script)
    }
    for (index, item) in items.enumerated() {
      guard let current = classes[index] else {
        element(item)
        continue
      }
      let next = classes[(index + 1)...].first { $0 != nil } ?? nil
      let follows = next.map { AtomSpacing.gap(current.trailing, $0.leading, inScript: level == .script) } ?? 0
      let owner = Owner(item)
      var padding = Padding(left: 0, right: 0)
      padding.isUnary = current.leading == .ordinary
      padding.isAtEdge = items.count > 1 && (index == 0 || index == items.count - 1)
      if owner.takesLeft { padding.left = gap } else if gap > 0 { space(gap) }
      gap = follows
      if owner.takesRight { (padding.right, gap) = (follows, 0) }
      atom(item, padding, before: previous, after: next?.leading)
      previous = current.trailing
    }
  }

  private mutating func atom(_ item: MathLayout, _ padding: Padding, before: AtomClass?, after: AtomClass?) {
    switch item {
    case .symbol(let sign, let spacing): symbol(sign, spacing, padding: padding)
    case .sized(let sign, let size, let spacing): sized(sign, size, spacing, padding: padding)
    case .styled(let style, let content) where style.isTransparent: styled(style, content, before: before, after: after)
    default: element(item)
    }
  }

  /// Whether an item can carry the space beside it as an operator's own.
  private struct Owner {
    var takesLeft = false
    var takesRight = false

    init(_ item: MathLayout) {
      guard case .symbol(let sign, let spacing) = item else { return }
      switch spacing {
      case .binary, .relation: (takesLeft, takesRight) = (true, true)
      case .largeOperator: (takesLeft, takesRight) = sign.isWord ? (false, false) : (true, true)
      case .punctuation: takesRight = true
      case .ordinary, .opening, .closing: break
      }
    }
  }

  // MARK: Signs

  mutating func symbol(_ sign: String, _ spacing: MathLayout.SpacingClass, padding: Padding) {
    if sign.isWord && spacing != .binary { return identifier(sign, .upright) }
    // Browsers slant a lone nabla as they do a lone letter; the slanted partial is the one that TeX has.
    if spacing == .ordinary && !sign.isOrdinaryOperator {
      return text(sign, in: "mi", sign == "∇" ? " mathvariant=\"normal\"" : "")
    }
    var attributes = ""
    if OperatorDictionary.dependsOnForm(sign) {
      if padding.isUnary {
        attributes += " form=\"prefix\""
      } else if padding.isAtEdge {
        attributes += " form=\"infix\""
      }
    }
    if OperatorDictionary.stretches(sign) {
      attributes += " stretchy=\"false\""
    }
    attributes += spaceAttributes(sign, padding)
    text(sign, in: "mo", attributes)
  }

  /// `lspace` and `rspace` where the operator dictionary has others.
  private func spaceAttributes(_ sign: String, _ padding: Padding) -> String {
    let standard: (left: Int, right: Int)? =
      OperatorDictionary.dependsOnForm(sign) && padding.isUnary ? (0, 0) : OperatorDictionary.spacing(sign)
    var attributes = ""
    if let left = padding.left, left != standard?.left {
      attributes += left == 0 ? " lspace=\"0\"" : " lspace=\"\(MathMLWriter.ems(left))\""
    }
    if let right = padding.right, right != standard?.right {
      attributes += right == 0 ? " rspace=\"0\"" : " rspace=\"\(MathMLWriter.ems(right))\""
    }
    return attributes
  }

  mutating func sized(_ sign: String, _ size: Int, _ spacing: MathLayout.SpacingClass, padding: Padding) {
    guard !sign.isEmpty else { return within("mrow") { _ in } }
    var attributes = " stretchy=\"true\""
    if size > 0 {
      let height = ["1.2em", "1.8em", "2.4em", "3em"][min(size, 4) - 1]
      attributes += " symmetric=\"true\" minsize=\"\(height)\" maxsize=\"\(height)\""
    }
    text(sign, in: "mo", attributes + spaceAttributes(sign, padding))
  }
}

extension String {
  /// True for the names of functions, as opposed to signs.
  var isWord: Bool {
    guard let first = utf8.first else { return false }
    return first.isLetter
  }

  /// True for ordinary signs that are set as operators: they grow, or have a form.
  fileprivate var isOrdinaryOperator: Bool {
    switch self {
    case "/", ".", "@", "+", "−", "±", "∓", "√": true
    default: hasPrefix("′") || OperatorDictionary.stretches(self)
    }
  }
}
