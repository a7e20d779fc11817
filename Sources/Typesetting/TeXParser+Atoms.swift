import Diagnostics

extension TeXParser {
  /// The box that starts at the current token, without its scripts, and whether these are limits.
  mutating func atom() -> (layout: MathLayout, limits: Bool) {
    switch token {
    case .open: return (group(), false)
    case .character(let scalar): return character(scalar)
    case .command(let name, let command?): return self.command(name, command)
    case .command(let name, nil): return (unknown(name), false)
    case .end, .close, .sup, .sub, .align: return (misplaced(), false)
    }
  }

  /// One command; an exhaustive list.
  private mutating func command(_ name: String, _ command: TeXCommand) -> (MathLayout, Bool) {
    let range = tokenRange
    switch command {
    case .words(let face): return (words(face, name), false)
    case .measuredSpace: return (measuredSpace(name), false)
    case .textColor: return (textColor(), false)
    case .left: return (delimited(), false)
    case .middle: return (middle(), false)
    case .begin: return (environment(), false)
    case .operatorName: return operatorName()
    case .generalFraction: return (generalFraction(), false)
    case .tag, .define, .newRow, .right, .end, .colorSwitch, .infixFraction, .macro: return (misplaced(), false)
    default: break
    }
    advance()
    switch command {
    case .symbol(let sign, let spacing): return (.symbol(sign, spacing), false)
    case .letter(let letter, let own): return (self.letter(letter, own), false)
    case .largeOperator(let sign, let limits): return (.symbol(sign, .largeOperator), limits)
    case .alphabet(let new): return (inAlphabet(new, bold: false, name), false)
    case .bold: return (inAlphabet(nil, bold: true, name), false)
    case .constantText(let text): return (.text(text), false)
    case .accent(let mark, let stretchy, let under): return accent(mark, stretchy, under, name)
    case .space(let width): return (.space(width), false)
    case .fraction(let open, let close, let line, let style): return (fraction(open, close, line, style, name), false)
    case .root: return (root(), false)
    case .sized(let size, let spacing): return (sized(size, spacing, name), false)
    case .styled(let style): return styled(style, name)
    case .overset, .underset, .stackrel: return (overOrUnder(command, name), false)
    case .arrow(let sign): return (arrow(sign), false)
    case .negation: return (negated(range), false)
    case .dots: return (dots(), false)
    case .substack: return (substack(), false)
    case .style(let style): return (.styled(style, .row([])), false)
    case .alphabetSwitch, .limits, .ignored, .rowRule: return (.row([]), false)
    case .generalFraction, .words, .measuredSpace, .textColor, .left, .middle, .begin, .operatorName, .tag, .define,
      .newRow, .right,
      .end, .colorSwitch, .infixFraction, .macro:
      return (.row([]), false)
    }
  }

  /// A command that no table knows, as its source.
  private mutating func unknown(_ name: String) -> MathLayout {
    if reportedCommands.insert(name).inserted {
      problem(.unknownCommand, unknownCommandMessage(name))
    }
    advance()
    return .source("\\" + name)
  }

  private func unknownCommandMessage(_ name: String) -> String {
    guard !name.isEmpty else { return "a backslash needs a command behind it" }
    // A search costs a thousand times what a command does, and the first few suggestions tell.
    guard reportedCommands.count <= 5 else { return "unknown command `\\\(name)`" }
    let known = closestMatch(to: name, in: TeXCommandTable.names).map { "; did you mean `\\\($0)`?" }
    return "unknown command `\\\(name)`" + (known ?? "")
  }

  // MARK: Characters

  private mutating func character(_ scalar: Unicode.Scalar) -> (MathLayout, Bool) {
    if scalar.value < 0x80 {
      let byte = UInt8(scalar.value)
      if byte.isDigit || byte == UInt8(ascii: ".") && startsDecimals { return (number(), false) }
      if byte.isLetter {
        advance()
        return (letter(String(scalar), .italic), false)
      }
    }
    if let known = TeXCharacters.symbols[scalar] { return knownCharacter(known) }
    if scalar == "~" || scalar == "\u{A0}" {
      advance()
      return (.space(6), false)
    }
    if scalar == "√" {
      advance()
      return (root(), false)
    }
    if scalar == "½" || scalar == "¼" || scalar == "¾" {
      advance()
      return (.number(String(scalar)), false)
    }
    if TeXCharacters.isWord(scalar) { return (foreignWords(), false) }
    advance()
    return (letter(String(scalar), .italic), false)
  }

  private mutating func knownCharacter(_ layout: MathLayout) -> (MathLayout, Bool) {
    switch layout {
    case .source(let text):
      problem(.formulaSyntax, "`\(text)` has a meaning of its own in TeX: write `\\\(text)`")
      advance()
      return (layout, false)
    case .symbol(let sign, .largeOperator):
      advance()
      return (layout, LargeOperators.withLimits.contains(sign))
    default:
      advance()
      return (layout, false)
    }
  }

  private var startsDecimals: Bool { next < bytes.count && bytes[next].isDigit }

  /// Digits that touch are one number; a point belongs to it where a digit follows.
  private mutating func number() -> MathLayout {
    let start = tokenStart
    while next < bytes.count {
      if bytes[next].isDigit {
        next += 1
      } else if bytes[next] == UInt8(ascii: "."), next + 1 < bytes.count, bytes[next + 1].isDigit {
        next += 2
      } else {
        break
      }
    }
    let digits = bytes[start..<next].text
    advance()
    return alphabetNumber(digits)
  }

  func alphabetNumber(_ digits: String) -> MathLayout {
    if isBold { return .identifier(digits, .bold) }
    switch alphabet {
    case nil, .upright?, .italic?, .script?, .fraktur?, .boldItalic?: return .number(digits)
    case .bold?, .doubleStruck?, .sansSerif?, .monospace?: return .identifier(digits, alphabet ?? .upright)
    }
  }

  private func letter(_ letter: String, _ own: MathLayout.Alphabet) -> MathLayout {
    if isBold {
      let isSlanted = own == .italic && (alphabet == nil || alphabet == .italic || letter.utf8.count > 1)
      return .identifier(letter, isSlanted ? .boldItalic : .bold)
    }
    guard let alphabet, letter.utf8.count == 1 || (alphabet == .upright || alphabet == .bold) && own == .upright else {
      return .identifier(letter, own)
    }
    return .identifier(letter, alphabet)
  }

  /// A run of letters of another script, such as Japanese, which is not a product of variables.
  private mutating func foreignWords() -> MathLayout {
    let start = tokenStart
    while next < bytes.count, bytes[next] >= 0x80 {
      let before = next
      if !TeXCharacters.isWord(readScalar()) {
        next = before
        break
      }
    }
    let text = bytes[start..<next].text
    advance()
    return .text(text)
  }

  // MARK: Letters in alphabets

  private mutating func inAlphabet(_ new: MathLayout.Alphabet?, bold: Bool, _ name: String) -> MathLayout {
    let saved = (alphabet, isBold)
    if let new { alphabet = new }
    isBold = bold
    let content = argument(of: "\\" + name)
    (alphabet, isBold) = saved
    return content
  }

  private mutating func operatorName() -> (MathLayout, Bool) {
    let limits = skipStar()
    advance()
    let saved = (alphabet, isBold)
    (alphabet, isBold) = (.upright, false)
    let content = argument(of: "\\operatorname")
    (alphabet, isBold) = saved
    guard let name = content.plainName else { return (.styled(.atom(.largeOperator), content), limits) }
    return (.symbol(name, .largeOperator), limits)
  }
}

extension MathLayout {
  /// The letters of an operator's name, if it is made of nothing else.
  fileprivate var plainName: String? {
    switch self {
    case .identifier(let name, .upright), .number(let name), .text(let name): name
    case .space(let width): width > 0 ? " " : ""
    case .symbol("−", _): "-"
    case .row(let items):
      items.reduce("" as String?) { name, item in
        if case .row = item { return nil }
        guard let name, let part = item.plainName else { return nil }
        return name + part
      }
    default: nil
    }
  }
}
