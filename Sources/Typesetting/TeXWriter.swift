extension MathLayout {
  /// TeX that ``TeXReader`` reads as an equal layout.
  public var tex: String {
    var writer = TeXWriter()
    writer.rowContent(items)
    return writer.out
  }
}

/// Writes layouts as TeX.
struct TeXWriter {
  var out = ""
  var depth = 0

  /// A layout as part of a row.
  mutating func write(_ layout: MathLayout) {
    guard depth < MathLayout.writingDepthLimit else { return command("ldots") }
    depth += 1
    defer { depth -= 1 }
    switch layout {
    case .row(let items): braced { $0.rowContent(items) }
    case .identifier(let name, let alphabet): identifier(name, alphabet)
    case .number(let digits):
      if out.utf8.last?.isDigit == true { out += " " }
      out += digits
    case .symbol(let sign, let spacing): symbol(sign, spacing)
    case .text(let words): self.words("text", words)
    case .fraction(let numerator, let denominator, let line): fraction(numerator, denominator, line, style: "")
    case .root(let radicand, let index): root(radicand, index)
    case .scripts(let base, let sub, let sup): scripts(base, sub, sup)
    case .stacked(let base, let under, let over): stacked(base, under, over)
    case .accent(let base, let mark, let stretchy, let under): accent(base, mark, stretchy, under)
    case .fenced(let open, let content, let close): fenced(open, content, close)
    case .sized(let sign, let size, let spacing): sized(sign, size, spacing)
    case .table(let table): self.table(table)
    case .space(let width): space(width)
    case .styled(let style, let content): styled(style, content)
    case .source(let source): out += source
    }
  }

  mutating func rowContent(_ items: [MathLayout]) {
    for item in items { write(item) }
  }

  /// An argument in braces.
  mutating func argument(_ layout: MathLayout) {
    if case .row(let items) = layout, items.count != 1 { return braced { $0.rowContent(items) } }
    braced { $0.write(layout) }
  }

  mutating func braced(_ body: (inout TeXWriter) -> Void) {
    out += "{"
    body(&self)
    out += "}"
  }

  /// A command, apart from letters that follow it.
  mutating func command(_ name: String) {
    out += "\\"
    out += name
    if name.utf8.last?.isLetter == true { out += " " }
  }

  /// A command whose argument follows in braces or brackets.
  mutating func prefix(_ name: String) {
    out += "\\"
    out += name
  }

  // MARK: Letters and signs

  private mutating func identifier(_ name: String, _ alphabet: MathLayout.Alphabet) {
    if !TeXNames.isLetters(name, alphabet) { return faceWords(name, alphabet) }
    if let command = TeXNames.letters[TeXNames.Letter(name: name, alphabet: alphabet)] { return self.command(command) }
    let isSingle = name.unicodeScalars.count == 1
    if alphabet == .italic && isSingle && !name.utf8.allSatisfy(\.isDigit) {
      out += name
      return
    }
    if name.hasSuffix("\u{338}") {
      prefix("not")
      return braced { $0.identifier(String(name.unicodeScalars.dropLast()), alphabet) }
    }
    let isGreek = name.utf8.contains { $0 >= 0x80 }
    prefix(isGreek && alphabet == .bold ? "boldsymbol" : TeXNames.alphabet(alphabet))
    braced { writer in
      for scalar in name.unicodeScalars {
        let letter = TeXNames.Letter(
          name: String(scalar), alphabet: isGreek && alphabet == .boldItalic ? .italic : .upright)
        if let command = TeXNames.letters[letter] { writer.command(command) } else { writer.out += String(scalar) }
      }
    }
  }

  private mutating func faceWords(_ text: String, _ alphabet: MathLayout.Alphabet) {
    switch alphabet {
    case .bold, .boldItalic: words("textbf", text)
    case .italic: words("textit", text)
    case .sansSerif: words("textsf", text)
    case .monospace: words("texttt", text)
    case .upright, .script, .fraktur, .doubleStruck: words("text", text)
    }
  }

  private mutating func words(_ command: String, _ text: String) {
    prefix(command)
    braced { writer in
      for scalar in text.unicodeScalars {
        switch scalar {
        case "{", "}", "%", "#", "&", "$", "_": writer.out += "\\\(scalar)"
        case "\\": writer.command("backslash")
        default: writer.out.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private mutating func symbol(_ sign: String, _ spacing: MathLayout.SpacingClass) {
    let symbol = TeXNames.Symbol(sign: sign, spacing: spacing)
    if let ascii = TeXNames.ascii[symbol] { return out += ascii }
    if let command = TeXNames.symbols[symbol] { return self.command(command) }
    if spacing == .largeOperator && sign.isWord {
      prefix("operatorname")
      return braced { $0.out += sign.replacing(" ", with: "\\,") }
    }
    if sign.hasPrefix("′") { return out += String(repeating: "\\prime ", count: sign.unicodeScalars.count) }
    if sign.hasSuffix("\u{338}") {
      prefix("not")
      return braced { $0.symbol(String(sign.unicodeScalars.dropLast()), spacing) }
    }
    if let ascii = TeXNames.asciiOfAnyClass[sign] {
      prefix(TeXNames.atom(spacing))
      return braced { $0.out += ascii }
    }
    if let plain = TeXNames.anyClass[sign] {
      prefix(TeXNames.atom(spacing))
      return braced { $0.command(plain) }
    }
    out += sign
  }

  mutating func space(_ width: Int) {
    switch width {
    case 3: command(",")
    case 4: command(":")
    case 5: command(";")
    case 6: command(" ")
    case -3: command("!")
    case 18: command("quad")
    case 36: command("qquad")
    default: out += "\\mkern\(width)mu "
    }
  }
}
