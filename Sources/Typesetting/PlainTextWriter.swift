import Diagnostics

extension MathLayout {
  /// The formula in one line of Unicode, as it reads within a sentence: `x² + 1/2`, `√(x + 1)`.
  public var plainText: String {
    var writer = PlainTextWriter()
    writer.write(self)
    return writer.out.visible()
  }
}

/// Writes layouts in one line, with parentheses where a line needs them.
struct PlainTextWriter {
  var out = ""
  var inScript = false
  var depth = 0

  mutating func write(_ layout: MathLayout) {
    guard depth < MathLayout.writingDepthLimit else { return out += "…" }
    depth += 1
    defer { depth -= 1 }
    switch layout {
    case .row(let items): row(items)
    case .identifier(let name, let alphabet): out += UnicodeWriter.letters(name, alphabet)
    case .number(let text), .symbol(let text, _), .text(let text), .sized(let text, _, _), .source(let text):
      out += text
    case .fraction(let numerator, let denominator, let line): fraction(numerator, denominator, line)
    case .root(let radicand, let index): root(radicand, index)
    case .scripts(let base, let sub, let sup), .stacked(let base, let sub, let sup):
      write(base)
      if let sub { script(sub, isSup: false, of: base) }
      if let sup { script(sup, isSup: true, of: base) }
    case .accent(let base, let mark, _, _): accent(base, mark)
    case .fenced(let open, let content, let close):
      out += open
      write(content)
      out += close
    case .table(let table): self.table(table)
    case .space(let width): out += String(repeating: " ", count: min(UnicodeWriter.columns(width), 4))
    case .styled(let style, let content): styled(style, content)
    }
  }

  private mutating func row(_ items: [MathLayout]) {
    let classes = AtomSpacing.classes(of: items)
    var previous: AtomClass?
    for (index, item) in items.enumerated() {
      if let current = classes[index] {
        let isSigned = index > 0 && items[index - 1].isUnarySign(classes[index - 1])
        if let previous, !isSigned, needsSpace(previous, current.leading) { out += " " }
        previous = current.trailing
      }
      write(item)
    }
  }

  private func needsSpace(_ left: AtomClass, _ right: AtomClass) -> Bool {
    guard !out.hasSuffix(" "), AtomSpacing.gap(left, right, inScript: false) > 0 else { return false }
    if left == .inner || right == .inner {
      return AtomSpacing.gap(left, right, inScript: true) > 0 || isSpaced(left, right)
    }
    return !inScript || left == .largeOperator || right == .largeOperator
  }

  private func isSpaced(_ left: AtomClass, _ right: AtomClass) -> Bool {
    if inScript { return false }
    return left == .punctuation || left == .largeOperator
      || AtomSpacing.gap(left, right, inScript: false) > AtomSpacing.thin
      || (left == .inner && right == .inner) || left == .inner && right == .ordinary
  }

  private mutating func fraction(_ numerator: MathLayout, _ denominator: MathLayout, _ line: Bool) {
    if !line {
      write(numerator)
      out += " choose "
      return write(denominator)
    }
    part(numerator, isDenominator: false)
    out += "/"
    part(denominator, isDenominator: true)
  }

  /// A side of a slash: products may stand bare above it, only differentials below it.
  private mutating func part(_ layout: MathLayout, isDenominator: Bool) {
    let isBare = layout.isSimple || (isDenominator ? layout.isDifferential : layout.isProduct)
    isBare ? write(layout) : parenthesized(layout)
  }

  private mutating func parenthesized(_ layout: MathLayout) {
    out += "("
    let outer = inScript
    inScript = false
    write(layout)
    inScript = outer
    out += ")"
  }

  private mutating func root(_ radicand: MathLayout, _ index: MathLayout?) {
    switch index {
    case nil, .number("2")?: out += "√"
    case .number("3")?: out += "∛"
    case .number("4")?: out += "∜"
    case let index?:
      if let raised = ScriptCharacters.short(index, isSup: true) {
        out += raised + "√"
      } else {
        out += "root["
        write(index)
        out += "]"
      }
    }
    radicand.isSimple ? write(radicand) : parenthesized(radicand)
  }

  private mutating func script(_ script: MathLayout, isSup: Bool, of base: MathLayout) {
    if let short = ScriptCharacters.short(script, isSup: isSup) { return out += short }
    out += isSup ? "^" : "_"
    let outer = inScript
    inScript = true
    script.isSimple && !script.isScripts ? write(script) : parenthesized(script)
    inScript = outer
  }

  private mutating func accent(_ base: MathLayout, _ mark: String) {
    guard let scalar = mark.unicodeScalars.first, scalar.displayWidth == 0 else { return write(base) }
    var inner = PlainTextWriter(inScript: inScript, depth: depth)
    inner.write(base)
    // A mark over several letters is repeated on each.
    for letter in inner.out.unicodeScalars {
      out.unicodeScalars.append(letter)
      if letter.displayWidth > 0, letter != " " { out.unicodeScalars.append(scalar) }
    }
  }

  private mutating func table(_ table: MathLayout.Table) {
    for (index, cells) in table.rows.enumerated() {
      if index > 0 { out += "; " }
      for (column, cell) in cells.enumerated() {
        if column > 0 { out += table.joined ? " " : ", " }
        write(cell)
      }
    }
  }

  private mutating func styled(_ style: MathLayout.Style, _ content: MathLayout) {
    switch style {
    case .phantom, .strut: break
    case .display, .text, .script, .color, .boxed, .cancelled, .smashed, .atom: write(content)
    }
  }
}

extension MathLayout {
  fileprivate var isScripts: Bool { if case .scripts = self { true } else { false } }

  /// `∂x`, `dx`: what a derivative has below its line.
  fileprivate var isDifferential: Bool {
    guard case .row(let items) = self, items.count == 2, items[1].isSimple else { return false }
    let sign = if case .scripts(let base, _, _) = items[0] { base } else { items[0] }
    switch sign {
    case .symbol("∂", _), .identifier("d", _): return true
    default: return false
    }
  }

  /// Letters and numbers side by side, with nothing between them that binds weaker than a slash.
  fileprivate var isProduct: Bool {
    guard case .row(let items) = self else { return false }
    return items.allSatisfy { item in
      switch item.atomClass {
      case .ordinary?: item.isSimple || item == .symbol("∂", .ordinary)
      case .largeOperator?, .binary?, .relation?, .punctuation?, .opening?, .closing?, .inner?, nil: false
      }
    }
  }
}
