extension TeXWriter {
  mutating func fraction(_ numerator: MathLayout, _ denominator: MathLayout, _ line: Bool, style: String) {
    if line {
      prefix(style + "frac")
      argument(numerator)
      argument(denominator)
    } else {
      braced {
        $0.rowContent(numerator.items)
        $0.command("atop")
        $0.rowContent(denominator.items)
      }
    }
  }

  mutating func root(_ radicand: MathLayout, _ index: MathLayout?) {
    prefix("sqrt")
    if let index {
      option(index)
    }
    argument(radicand)
  }

  /// An argument in brackets.
  private mutating func option(_ layout: MathLayout) {
    out += "["
    if layout.hasBracket {
      argument(layout)
    } else if case .row(let items) = layout, items.count != 1 {
      rowContent(items)
    } else {
      write(layout)
    }
    out += "]"
  }

  // MARK: Scripts and limits

  mutating func scripts(_ base: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?) {
    self.base(base)
    if base.takesLimits { command("nolimits") }
    scriptParts(sub, sup)
  }

  private mutating func scriptParts(_ sub: MathLayout?, _ sup: MathLayout?) {
    if let sub {
      out += "_"
      argument(sub)
    }
    if let sup {
      if case .symbol(let sign, .ordinary) = sup, sign.unicodeScalars.allSatisfy({ $0 == "′" }), !sign.isEmpty {
        out += String(repeating: "'", count: sign.unicodeScalars.count)
      } else {
        out += "^"
        argument(sup)
      }
    }
  }

  /// What scripts stand on; braces keep it from joining what stands before it.
  private mutating func base(_ base: MathLayout) {
    switch base {
    case .row(let items) where items.isEmpty: out += "{}"
    case .scripts: braced { $0.write(base) }
    case .stacked(let inner, _, _) where inner.takesLimits: braced { $0.write(base) }
    case .styled(.display, _), .styled(.text, _), .styled(.script, _): braced { $0.write(base) }
    default: write(base)
    }
  }

  mutating func stacked(_ base: MathLayout, _ under: MathLayout?, _ over: MathLayout?) {
    switch base {
    case .symbol(let sign, .largeOperator):
      limitsBase(sign)
      scriptParts(under, over)
    case .accent(_, let mark, _, _) where AccentMarks.takesLabel(mark):
      write(base)
      scriptParts(under, over)
    case .styled(.atom(.largeOperator), let inner):
      prefix("mathop")
      argument(inner)
      command("limits")
      scriptParts(under, over)
    case .sized(let sign, 0, .relation):
      prefix(TeXNames.arrows[sign] ?? "xrightarrow")
      if let under {
        option(under)
      }
      argument(over ?? .row([]))
    default: labelled(base, under, over)
    }
  }

  private mutating func limitsBase(_ sign: String) {
    if TeXNames.symbols[TeXNames.Symbol(sign: sign, spacing: .largeOperator)] == nil, sign.isWord {
      prefix("operatorname*")
      braced { $0.out += sign.replacing(" ", with: "\\,") }
    } else {
      write(.symbol(sign, .largeOperator))
      if !MathLayout.symbol(sign, .largeOperator).takesLimits { command("limits") }
    }
  }

  private mutating func labelled(_ base: MathLayout, _ under: MathLayout?, _ over: MathLayout?) {
    if let under {
      prefix("underset")
      argument(under)
    }
    if under != nil && over != nil { out += "{" }
    if let over {
      prefix("overset")
      argument(over)
    }
    argument(base)
    if under != nil && over != nil { out += "}" }
  }

  // MARK: Marks, delimiters, styles

  mutating func accent(_ base: MathLayout, _ mark: String, _ stretchy: Bool, _ under: Bool) {
    prefix(TeXNames.accents[TeXNames.Accent(mark: mark, stretchy: stretchy, under: under)] ?? "hat")
    argument(base)
  }

  mutating func fenced(_ open: String, _ content: MathLayout, _ close: String) {
    if case .fraction(let numerator, let denominator, false) = content, open == "(", close == ")" {
      prefix("binom")
      argument(numerator)
      return argument(denominator)
    }
    prefix("left")
    delimiter(open)
    rowContent(content.items)
    prefix("right")
    delimiter(close)
  }

  mutating func sized(_ sign: String, _ size: Int, _ spacing: MathLayout.SpacingClass) {
    guard size > 0 else {
      prefix("middle")
      return delimiter(sign)
    }
    let suffix =
      switch spacing {
      case .opening: "l"
      case .closing: "r"
      case .relation: "m"
      case .ordinary, .binary, .largeOperator, .punctuation: ""
      }
    prefix(["big", "Big", "bigg", "Bigg"][min(size, 4) - 1] + suffix)
    delimiter(sign)
  }

  private mutating func delimiter(_ sign: String) {
    switch sign {
    case "": out += "."
    case "(", ")", "[", "]", "|", "/": out += sign
    case "{": out += "\\{"
    case "}": out += "\\}"
    case "‖": out += "\\|"
    default: if let name = TeXNames.anyClass[sign] { command(name) } else { out += sign }
    }
  }

  mutating func styled(_ style: MathLayout.Style, _ content: MathLayout) {
    switch style {
    case .display, .text:
      let letter = style == .display ? "d" : "t"
      if case .fraction(let numerator, let denominator, true) = content {
        return fraction(numerator, denominator, true, style: letter)
      }
      if case .fenced("(", .fraction(let numerator, let denominator, false), ")") = content {
        prefix(letter + "binom")
        argument(numerator)
        return argument(denominator)
      }
      switched(style == .display ? "displaystyle" : "textstyle", content)
    case .script: switched("scriptstyle", content)
    case .color(let color):
      out += "\\textcolor{\(color)}"
      argument(content)
    case .boxed: wrapped("boxed", content)
    case .cancelled: wrapped("cancel", content)
    case .phantom: wrapped("phantom", content)
    case .strut: wrapped("vphantom", content)
    case .smashed: wrapped("smash", content)
    case .atom(.relation):
      if case .stacked(let base, nil, let label?) = content {
        prefix("stackrel")
        argument(label)
        return argument(base)
      }
      wrapped("mathrel", content)
    case .atom(let spacing): wrapped(TeXNames.atom(spacing), content)
    }
  }

  private mutating func switched(_ name: String, _ content: MathLayout) {
    braced {
      $0.command(name)
      $0.rowContent(content.items)
    }
  }

  private mutating func wrapped(_ name: String, _ content: MathLayout) {
    prefix(name)
    argument(content)
  }

  // MARK: Tables

  mutating func table(_ table: MathLayout.Table) {
    let (name, columns) = TeXNames.environment(table)
    out += "\\begin{\(name)}\(columns)"
    for (index, cells) in table.rows.enumerated() {
      if index > 0 { out += "\\\\" }
      if table.rowRules.contains(index) { command("hline") }
      for (column, cell) in cells.enumerated() {
        if column > 0 { out += "&" }
        rowContent(cell.items)
      }
      if index < table.tags.count, case .text(let tag)? = table.tags[index] { out += "\\tag*{\(tag)}" }
    }
    if table.rows.last?.allSatisfy(\.isEmpty) == true { out += "\\\\" }
    if table.rowRules.contains(table.rows.count) {
      out += "\\\\"
      command("hline")
    }
    out += "\\end{\(name)}"
  }
}

extension MathLayout {
  /// True for a large operator whose scripts are limits unless told otherwise.
  var takesLimits: Bool {
    switch self {
    case .symbol(let sign, .largeOperator): LargeOperators.withLimits.contains(sign)
    case .accent(_, let mark, _, _): AccentMarks.takesLabel(mark)
    case .styled(.atom(.largeOperator), _): true
    default: false
    }
  }

  /// True where a `]` inside would end a bracketed argument.
  fileprivate var hasBracket: Bool {
    items.contains { if case .symbol("]", _) = $0 { true } else { false } }
  }
}
