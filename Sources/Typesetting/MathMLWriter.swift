extension MathLayout {
  /// The formula as one MathML Core `<math>` element, for HTML as for XML.
  ///
  /// `tex` becomes the text for readers without MathML; without it, ``plainText`` does. Boxes, cancelled terms and the
  /// columns of tables want ``MathMLWriter/styleSheet`` on the page.
  public func mathML(display: Bool, tex: String? = nil) -> String {
    var writer = MathMLWriter(level: display ? .display : .text)
    writer.out += display ? "<math display=\"block\" alttext=\"" : "<math alttext=\""
    MarkupText.append(tex ?? plainText, to: &writer.out)
    writer.out += "\">"
    writer.content(self)
    writer.out += "</math>"
    return writer.out
  }
}

/// Writes layouts as MathML Core with the spacing that TeX gives each pair of atoms.
public struct MathMLWriter {
  /// TeX's styles as far as spacing and limits depend on them.
  enum Level {
    case display, text, script

    /// The style of a fraction's parts.
    var inFraction: Level { self == .display ? .text : .script }
  }

  /// What MathML Core leaves to style sheets: the alignment of columns, boxes, strokes, tags.
  public static let styleSheet = """
    mtable > mtr > mtd { padding: 0.25em 0.5em; text-align: center; text-align: -webkit-center; }
    mtable > mtr > mtd:first-child { padding-left: 0; }
    mtable > mtr > mtd:last-child { padding-right: 0; }
    mtable.math-joined > mtr > mtd { padding-left: 0; padding-right: 0; }
    mtable > mtr > mtd.math-left { text-align: left; text-align: -webkit-left; }
    mtable > mtr > mtd.math-right { text-align: right; text-align: -webkit-right; }
    mtable.math-joined > mtr > mtd.math-next { padding-left: 2em; }
    mtable.math-lines > mtr > mtd { padding-top: 0.05em; padding-bottom: 0.05em; }
    mtable.math-tagged { width: 100%; }
    mtable > mtr > mtd.math-filler { width: 50%; }
    mtable > mtr > mtd.math-tag { width: 50%; text-align: right; text-align: -webkit-right; }
    mtd.math-rule-left { border-left: 0.05em solid; padding-left: 0.5em !important; }
    mtd.math-rule-right { border-right: 0.05em solid; padding-right: 0.5em !important; }
    mtd.math-rule-top { border-top: 0.05em solid; }
    mtd.math-rule-bottom { border-bottom: 0.05em solid; }
    mrow.math-boxed { border: 0.05em solid; padding: 0.3em; }
    mrow.math-cancelled { background: linear-gradient(to top left, transparent calc(50% - 0.04em), currentColor \
    calc(50% - 0.03em) calc(50% + 0.03em), transparent calc(50% + 0.04em)); }
    mtext.math-source { font-family: monospace; color: #b3261e; }

    """

  var out = ""
  var level: Level
  var depth = 0

  init(level: Level) {
    self.level = level
  }

  /// The boxes of a layout inside an element that is itself a row.
  mutating func content(_ layout: MathLayout) {
    if case .row(let items) = layout { row(items) } else { row([layout]) }
  }

  /// A layout as exactly one element.
  mutating func element(_ layout: MathLayout) {
    guard depth < MathLayout.writingDepthLimit else { return text("…", in: "mtext") }
    depth += 1
    defer { depth -= 1 }
    switch layout {
    case .row(let items): within("mrow") { $0.row(items) }
    case .identifier(let name, let alphabet): identifier(name, alphabet)
    case .number(let digits): text(digits, in: "mn")
    case .symbol(let sign, let spacing): symbol(sign, spacing, padding: Padding())
    case .text(let words): self.words(words)
    case .fraction(let numerator, let denominator, let line): fraction(numerator, denominator, line)
    case .root(let radicand, let index): root(radicand, index)
    case .scripts(let base, let sub, let sup): scripts(base, sub, sup)
    case .stacked(let base, let under, let over): stacked(base, under, over)
    case .accent(let base, let mark, let stretchy, let under): accent(base, mark, stretchy, under)
    case .fenced(let open, let content, let close): fenced(open, content, close)
    case .sized(let sign, let size, let spacing): sized(sign, size, spacing, padding: Padding())
    case .table(let table): self.table(table)
    case .space(let width): space(width)
    case .styled(let style, let content): styled(style, content, before: nil, after: nil)
    case .source(let source): within("mtext", " class=\"math-source\"") { MarkupText.append(source, to: &$0.out) }
    }
  }

  /// A layout as one element in another style.
  mutating func element(_ layout: MathLayout, at inner: Level) {
    let outer = level
    level = inner
    element(layout)
    level = outer
  }

  mutating func within(_ name: String, _ attributes: String = "", _ body: (inout MathMLWriter) -> Void) {
    out += "<"
    out += name
    out += attributes
    out += ">"
    body(&self)
    out += "</"
    out += name
    out += ">"
  }

  mutating func text(_ text: String, in name: String, _ attributes: String = "") {
    within(name, attributes) { MarkupText.append(text, to: &$0.out) }
  }

  mutating func space(_ width: Int) {
    out += "<mspace width=\""
    out += MathMLWriter.ems(width)
    out += "\"/>"
  }

  /// `mu` as a length in em, to four decimals.
  static func ems(_ mu: Int) -> String {
    guard mu % 18 != 0 else { return "\(mu / 18)em" }
    let scaled = (abs(mu) * 10_000 + 9) / 18
    var fraction = String(scaled % 10_000)
    fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(mu < 0 ? "-" : "")\(scaled / 10_000).\(fraction)em"
  }
}

extension MathLayout {
  /// Trees that no reader made may be deeper than sources; writers end them here with an ellipsis.
  static let writingDepthLimit = 4 * depthLimit
}
