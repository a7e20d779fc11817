import Diagnostics

extension TeXParser {
  mutating func accent(_ mark: String, _ stretchy: Bool, _ under: Bool, _ name: String) -> (MathLayout, Bool) {
    let base = argument(of: "\\" + name)
    return (.accent(base: base, mark: mark, stretchy: stretchy, under: under), AccentMarks.takesLabel(mark))
  }

  mutating func fraction(
    _ open: String, _ close: String, _ line: Bool, _ style: MathLayout.Style?, _ name: String
  ) -> MathLayout {
    if name == "cfrac" { _ = option() }
    let numerator = argument(of: "\\" + name)
    let denominator = argument(of: "\\" + name)
    var layout = MathLayout.fraction(numerator: numerator, denominator: denominator, line: line)
    if !open.isEmpty { layout = .fenced(open: open, content: layout, close: close) }
    return style.map { .styled($0, layout) } ?? layout
  }

  /// `\genfrac{(}{)}{0pt}{1}{n}{k}`, whose command is the current token.
  mutating func generalFraction() -> MathLayout {
    var parts: [String] = []
    while parts.count < 4, let part = readRawArgument() { parts.append(part.text.filter { $0 != " " }) }
    advance()
    guard parts.count == 4 else {
      problem(.formulaSyntax, "`\\genfrac` needs six arguments")
      return .row([])
    }
    let style: MathLayout.Style? = ["0": .display, "1": .text, "2": .script, "3": .script][parts[3]]
    let line = !parts[2].hasPrefix("0")
    let fraction = fraction(parts[0].delimiter, parts[1].delimiter, line, nil, "genfrac")
    return style.map { .styled($0, fraction) } ?? fraction
  }

  mutating func root() -> MathLayout {
    let index = option()
    return .root(radicand: argument(of: "\\sqrt"), index: index)
  }

  mutating func styled(_ style: MathLayout.Style, _ name: String) -> (MathLayout, Bool) {
    let content = argument(of: "\\" + name)
    switch style {
    case .atom(let spacing):
      if case .symbol(let sign, _) = content, spacing != .largeOperator { return (.symbol(sign, spacing), false) }
      return (.styled(style, content), spacing == .largeOperator)
    case .display, .text, .script, .color, .boxed, .cancelled, .phantom, .strut, .smashed:
      return (.styled(style, content), false)
    }
  }

  /// `\overset`, `\underset` and `\stackrel`, whose command is already read.
  mutating func overOrUnder(_ command: TeXCommand, _ name: String) -> MathLayout {
    let label = argument(of: "\\" + name)
    var base = argument(of: "\\" + name)
    if case .stackrel = command { return .styled(.atom(.relation), .stacked(base: base, under: nil, over: label)) }
    var (under, over): (MathLayout?, MathLayout?) = if case .underset = command { (label, nil) } else { (nil, label) }
    if case .stacked(let inner, let innerUnder, let innerOver) = base {
      if under == nil && innerOver == nil { (base, under) = (inner, innerUnder) }
      if over == nil && innerUnder == nil { (base, over) = (inner, innerOver) }
    }
    return .stacked(base: base.withFixedLimits, under: under, over: over)
  }

  mutating func arrow(_ sign: String) -> MathLayout {
    let under = option()
    let over = argument(of: "an arrow with a label")
    return .stacked(base: .sized(sign, 0, .relation), under: under, over: over)
  }

  /// `\not` and the relation after it.
  mutating func negated(_ range: SourceRange) -> MathLayout {
    switch argument(of: "\\not") {
    case .symbol(let sign, let spacing): return .symbol(Negations.negated(sign), spacing)
    case .identifier(let name, let alphabet): return .identifier(name + "\u{338}", alphabet)
    case let other: return .styled(.cancelled, other)
    }
  }

  /// `\dots` sits low between commas, high between signs.
  mutating func dots() -> MathLayout {
    let isHigh =
      switch token {
      case .character(let scalar): "+-=<>*−".unicodeScalars.contains(scalar)
      case .command(_, .symbol(_, let spacing)?): spacing == .binary || spacing == .relation
      default: false
      }
    return .symbol(isHigh ? "⋯" : "…", .ordinary)
  }

  mutating func substack() -> MathLayout {
    switch argument(of: "\\substack") {
    case .table(let table): .table(table)
    case let line: .table(MathLayout.Table(rows: [[line]], joined: true))
    }
  }

  // MARK: Delimiters

  /// `\left`, its content and `\right`.
  mutating func delimited() -> MathLayout {
    let opening = tokenRange
    advance()
    let open = delimiter("\\left")
    return nested { parser in
      let saved = (parser.alphabet, parser.isBold, parser.bracketEnds)
      parser.bracketEnds = false
      let content = MathLayout.joined(parser.row())
      (parser.alphabet, parser.isBold, parser.bracketEnds) = saved
      guard case .command(_, .right?) = parser.token else {
        parser.problem(.formulaSyntax, "this `\\left` has no `\\right`", at: opening)
        return .fenced(open: open, content: content, close: "")
      }
      parser.advance()
      return .fenced(open: open, content: content, close: parser.delimiter("\\right"))
    }
  }

  mutating func middle() -> MathLayout {
    advance()
    return .sized(delimiter("\\middle"), 0, .ordinary)
  }

  mutating func sized(_ size: Int, _ spacing: MathLayout.SpacingClass, _ name: String) -> MathLayout {
    .sized(delimiter("\\" + name), size, spacing)
  }

  private mutating func delimiter(_ command: String) -> String {
    guard let sign = delimiterSign else {
      problem(.formulaSyntax, "`\(command)` needs a delimiter such as `(`, `|` or `.`")
      return ""
    }
    advance()
    return sign
  }

  private var delimiterSign: String? {
    switch token {
    case .character(let scalar):
      switch scalar {
      case ".": ""
      case "<": "⟨"
      case ">": "⟩"
      default: Delimiters.all.contains(String(scalar)) ? String(scalar) : nil
      }
    case .command(_, .symbol(let sign, _)?):
      switch sign {
      case "<": "⟨"
      case ">": "⟩"
      case "∥": "‖"
      case "∣": "|"
      default: Delimiters.all.contains(sign) ? sign : nil
      }
    default: nil
    }
  }

  // MARK: Space and colour

  /// `\hspace{1em}`, `\kern 3pt`, `\mkern5mu`: widths in `mu` of 1/18 em.
  mutating func measuredSpace(_ name: String) -> MathLayout {
    skipStar()
    let range = tokenRange
    let text = readRawArgument()?.text ?? readBareLength()
    let width = TeXLength.mu(text)
    if width == nil { problem(.formulaSyntax, "`\\\(name)` needs a length such as `1em`", at: range) }
    advance()
    return .space(width ?? 0)
  }

  private mutating func readBareLength() -> String {
    skipBlanks()
    let start = next
    while next < bytes.count, bytes[next].isDigit || bytes[next] == 0x2E || bytes[next] == 0x2D { next += 1 }
    let digits = bytes[start..<next].text
    skipBlanks()
    let unit = next
    while next < bytes.count, next < unit + 2, bytes[next].isLetter { next += 1 }
    return digits + bytes[unit..<next].text
  }

  mutating func textColor() -> MathLayout {
    guard let color = readColor() else { return .row([]) }
    return .styled(.color(color), argument(of: "\\textcolor"))
  }

  /// The name or `#rrggbb` of a colour; the command before it is the current token.
  mutating func readColor() -> String? {
    let range = tokenRange
    let name = readRawArgument()?.text
    advance()
    guard let name, !name.isEmpty, name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "#") }) else {
      problem(.formulaSyntax, "a colour is a name or `#rrggbb`", at: range)
      return nil
    }
    return name
  }
}

/// Lengths as TeX writes them.
enum TeXLength {
  /// The length in `mu`, 18 to an em of 10 pt; `nil` for what is no length.
  static func mu(_ text: String) -> Int? {
    let text = text.filter { $0 != " " }
    guard let perUnit = perUnit[String(text.suffix(2))], let value = Double(text.dropLast(2)), abs(value) < 1000 else {
      return nil
    }
    return Int((value * perUnit).rounded())
  }

  private static let perUnit: [String: Double] = [
    "em": 18, "ex": 7.75, "mu": 1, "pt": 1.8, "px": 1.35, "mm": 5.12, "cm": 51.2, "in": 130,
  ]
}

enum Delimiters {
  static let all: Set<String> = [
    "(", ")", "[", "]", "{", "}", "|", "‖", "/", "\\", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "⟮", "⟯", "⎰", "⎱", "⟦", "⟧", "⌜",
    "⌝", "⌞", "⌟", "↑", "↓", "↕", "⇑", "⇓", "⇕",
  ]
}

extension String {
  /// The delimiter that it names, with or without a backslash; none where it is no delimiter.
  fileprivate var delimiter: String {
    let bare = count > 1 && hasPrefix("\\") ? String(dropFirst()) : self
    if Delimiters.all.contains(bare) { return bare }
    if case .symbol(let sign, _)? = TeXCommandTable.commands[bare] { return sign }
    return ""
  }
}

enum AccentMarks {
  /// Braces and brackets, whose scripts are labels above or below them.
  static func takesLabel(_ mark: String) -> Bool { "⏞⏟⎴⎵⏜⏝".contains(mark) }
}

enum Negations {
  private static let table: [String: String] = [
    "=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉",
    "≡": "≢", "∼": "≁", "≃": "≄", "≈": "≉", "≅": "≇", "∣": "∤", "∥": "∦", "→": "↛", "←": "↚", "↔": "↮", "⇒": "⇏",
    "⇐": "⇍", "⇔": "⇎", "∃": "∄", "≺": "⊀", "≻": "⊁", "⊢": "⊬", "⊨": "⊭",
  ]

  static var signs: some Sequence<String> { table.values.sorted() }

  static func negated(_ sign: String) -> String { table[sign] ?? sign + "\u{338}" }
}
