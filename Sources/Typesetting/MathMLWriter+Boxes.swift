extension MathMLWriter {
  mutating func identifier(_ name: String, _ alphabet: MathLayout.Alphabet) {
    let isSingle = name.unicodeScalars.count == 1
    if isSingle && alphabet == .italic { return text(name, in: "mi") }
    let letters = MathAlphabets.text(name, in: alphabet)
    if name.utf8.allSatisfy(\.isDigit) { return text(letters, in: "mn") }
    if name.contains(" ") { return words(letters) }
    text(letters, in: "mi", isSingle && letters == name ? " mathvariant=\"normal\"" : "")
  }

  /// Words whose outer spaces count.
  mutating func words(_ words: String) {
    text(words.replacing(" ", with: "\u{A0}"), in: "mtext")
  }

  mutating func fraction(_ numerator: MathLayout, _ denominator: MathLayout, _ line: Bool) {
    let inner = level.inFraction
    within("mfrac", line ? "" : " linethickness=\"0\"") {
      $0.element(numerator, at: inner)
      $0.element(denominator, at: inner)
    }
  }

  mutating func root(_ radicand: MathLayout, _ index: MathLayout?) {
    guard let index else { return within("msqrt") { $0.content(radicand) } }
    within("mroot") {
      $0.element(radicand)
      $0.element(index, at: .script)
    }
  }

  mutating func scripts(_ base: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?) {
    if let (primes, rest) = sup?.leadingPrimes { return primed(base, sub, primes, rest) }
    let name = sub == nil ? "msup" : sup == nil ? "msub" : "msubsup"
    within(name) {
      $0.base(base, attributes: "")
      if let sub { $0.element(sub, at: .script) }
      if let sup { $0.element(sup, at: .script) }
    }
  }

  /// Primes stand beside their base: as superscripts, browsers would raise and shrink the raised small glyph once more.
  private mutating func primed(_ base: MathLayout, _ sub: MathLayout?, _ primes: String, _ rest: MathLayout?) {
    if let sub {
      return within("msubsup") {
        $0.base(base, attributes: "")
        $0.element(sub, at: .script)
        $0.within("mrow") { row in
          row.within("mpadded", " voffset=\"-0.3em\" height=\"0.4em\"") { $0.text(primes, in: "mo") }
          if let rest { row.element(rest, at: .script) }
        }
      }
    }
    if rest != nil { out += "<msup>" }
    within("mrow") {
      $0.base(base, attributes: "")
      $0.text(primes, in: "mo", " lspace=\"0\" rspace=\"0\"")
    }
    if let rest {
      element(rest, at: .script)
      out += "</msup>"
    }
  }

  /// The base of scripts or limits; a sign there leaves its space to the row.
  private mutating func base(_ base: MathLayout, attributes: String) {
    guard case .symbol(let sign, let spacing) = base else { return element(base) }
    switch spacing {
    case .largeOperator:
      if sign.isWord && attributes.isEmpty { return identifier(sign, .upright) }
      text(sign, in: "mo", " lspace=\"0\" rspace=\"0\"" + attributes)
    case .binary, .relation, .punctuation:
      text(sign, in: "mo", " stretchy=\"false\" lspace=\"0\" rspace=\"0\"")
    case .ordinary, .opening, .closing: symbol(sign, spacing, padding: Padding(left: 0, right: 0, isUnary: true))
    }
  }

  mutating func stacked(_ base: MathLayout, _ under: MathLayout?, _ over: MathLayout?) {
    let name = under == nil ? "mover" : over == nil ? "munder" : "munderover"
    within(name) {
      $0.stackedBase(base)
      if let under { $0.label(under, of: base) }
      if let over { $0.label(over, of: base) }
    }
  }

  private mutating func stackedBase(_ base: MathLayout) {
    switch base {
    case .symbol(let sign, .largeOperator):
      let moves = level != .display && sign.isWord
      self.base(base, attributes: moves ? " movablelimits=\"true\"" : "")
    case .styled(.atom(.largeOperator), .symbol(let sign, .largeOperator)):
      let stays = level != .display && !sign.isWord
      self.base(.symbol(sign, .largeOperator), attributes: stays ? " movablelimits=\"false\"" : "")
    case .sized(let sign, 0, _): text(sign, in: "mo", " stretchy=\"true\" lspace=\"0\" rspace=\"0\"")
    default: self.base(base, attributes: "")
    }
  }

  private mutating func label(_ label: MathLayout, of base: MathLayout) {
    guard case .sized(_, 0, _) = base else { return element(label, at: .script) }
    let outer = level
    level = .script
    within("mrow") {
      $0.space(8)
      $0.element(label)
      $0.space(8)
    }
    level = outer
  }

  mutating func accent(_ base: MathLayout, _ mark: String, _ stretchy: Bool, _ under: Bool) {
    // Without `accent`: browsers set marks so declared on top of letters in Latin Modern Math.
    within(under ? "munder" : "mover") {
      $0.element(base)
      let sign = stretchy ? AccentMarks.stretchy(mark) : AccentMarks.spacing(mark)
      $0.text(sign, in: "mo", stretchy ? " stretchy=\"true\"" : " stretchy=\"false\"")
    }
  }

  mutating func fenced(_ open: String, _ content: MathLayout, _ close: String) {
    within("mrow") {
      if !open.isEmpty { $0.fence(open, form: "prefix") }
      $0.content(content)
      if !close.isEmpty { $0.fence(close, form: "postfix") }
    }
  }

  private mutating func fence(_ sign: String, form: String) {
    text(sign, in: "mo", " form=\"\(form)\" stretchy=\"true\" lspace=\"0\" rspace=\"0\"")
  }

  mutating func styled(_ style: MathLayout.Style, _ content: MathLayout, before: AtomClass?, after: AtomClass?) {
    let outer = level
    defer { level = outer }
    switch style {
    case .display:
      level = .display
      within("mstyle", " displaystyle=\"true\" scriptlevel=\"0\"") {
        $0.row(content.items, before: before, after: after)
      }
    case .text:
      level = .text
      within("mstyle", " displaystyle=\"false\" scriptlevel=\"0\"") {
        $0.row(content.items, before: before, after: after)
      }
    case .script:
      level = .script
      within("mstyle", " displaystyle=\"false\" scriptlevel=\"1\"") {
        $0.row(content.items, before: before, after: after)
      }
    case .color(let color):
      out += "<mstyle mathcolor=\""
      MarkupText.append(color, to: &out)
      out += "\">"
      row(content.items, before: before, after: after)
      out += "</mstyle>"
    case .boxed: within("mrow", " class=\"math-boxed\"") { $0.content(content) }
    case .cancelled: within("mrow", " class=\"math-cancelled\"") { $0.content(content) }
    case .phantom: within("mphantom") { $0.content(content) }
    case .strut: within("mpadded", " width=\"0\"") { $0.within("mphantom") { $0.content(content) } }
    case .smashed: within("mpadded", " height=\"0\" depth=\"0\"") { $0.content(content) }
    case .atom: atomContent(content)
    }
  }

  private mutating func atomContent(_ content: MathLayout) {
    if case .symbol = content { base(content, attributes: "") } else { element(content) }
  }
}

extension MathLayout {
  /// The primes with which a superscript starts, and the rest of it.
  fileprivate var leadingPrimes: (String, rest: MathLayout?)? {
    guard case .symbol(let sign, .ordinary)? = items.first, sign.hasPrefix("′") else { return nil }
    let rest = Array(items.dropFirst())
    return (sign, rest.isEmpty ? nil : .joined(rest))
  }
}

extension AccentMarks {
  /// The character that MathML stretches for a mark: those that the font has long forms of.
  static func stretchy(_ mark: String) -> String {
    switch mark {
    case "\u{304}": "\u{332}"
    case "\u{302}", "\u{332}": mark
    case "\u{303}": "~"
    default: spacing(mark)
    }
  }

  /// The character that MathML draws for a mark.
  static func spacing(_ mark: String) -> String {
    switch mark {
    case "\u{302}": "ˆ"
    case "\u{303}": "˜"
    case "\u{304}": "¯"
    case "\u{332}": "_"
    case "\u{20D7}": "→"
    case "\u{20D6}": "←"
    case "\u{20E1}": "↔"
    case "\u{307}": "˙"
    case "\u{308}": "¨"
    case "\u{20DB}": "\u{20DB}"
    case "\u{20DC}": "\u{20DC}"
    case "\u{30C}": "ˇ"
    case "\u{306}": "˘"
    case "\u{301}": "´"
    case "\u{300}": "`"
    case "\u{30A}": "˚"
    default: mark
    }
  }
}
