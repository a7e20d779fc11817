import Diagnostics

extension TeXParser {
  /// The boxes up to a token that ends a row: a brace, `&`, `\\`, `\right`, `\end` or the end.
  mutating func row() -> [MathLayout] {
    var items: [MathLayout] = []
    while true {
      switch token {
      case .end, .close, .align: return items
      case .character("]") where bracketEnds: return items
      case .sup, .sub: items.append(scripted(.row([]), limits: false))
      case .open, .character: appendScripted(to: &items)
      case .command(_, let command):
        switch command {
        case .right?, .end?, .newRow?: return items
        case .infixFraction(let open, let close, let line)?:
          items = [infixFraction(over: items, open: open, close: close, line: line)]
        case .style(let style)?: items.append(switched { .styled(style, .joined($0.row())) })
        case .alphabetSwitch(let new)?: switchAlphabet(to: new)
        case .colorSwitch?: items += colorSwitch()
        case .define(let kind)?: define(kind)
        case .tag?: readTag()
        case .ignored(let arguments)?: ignore(arguments)
        case .rowRule?:
          hasRowRule = true
          ignore(0)
        case .limits?: ignore(0)
        default: appendScripted(to: &items)
        }
      }
    }
  }

  private mutating func appendScripted(to items: inout [MathLayout]) {
    if case .character(let scalar) = token, let mark = TeXCharacters.combiningMark(scalar) {
      return appendMark(mark, to: &items)
    }
    let (base, limits) = atom()
    let item = scripted(base, limits: limits)
    // Letters of one upright word come one by one: `\mathrm{Var}`.
    if alphabet != nil || isBold, case .identifier(let letter, let own) = item,
      case .identifier(let word, own)? = items.last, own != .italic || alphabet == .italic
    {
      items[items.count - 1] = .identifier(word + letter, own)
    } else {
      items.append(item)
    }
  }

  /// A combining mark typed behind its letter.
  private mutating func appendMark(_ mark: String, to items: inout [MathLayout]) {
    advance()
    switch items.last {
    case .identifier?, .symbol?:
      items.append(.accent(base: items.removeLast(), mark: mark, stretchy: false, under: false))
    default: items.append(.source(mark))
    }
  }

  /// The command is the current token; its effect ends with the group.
  private mutating func switched(_ body: (inout TeXParser) -> MathLayout) -> MathLayout {
    advance()
    return nested(body)
  }

  private mutating func switchAlphabet(to new: MathLayout.Alphabet) {
    alphabet = new
    advance()
  }

  private mutating func colorSwitch() -> [MathLayout] {
    guard let color = readColor() else { return [] }
    return [nested { .styled(.color(color), .joined($0.row())) }]
  }

  private mutating func infixFraction(over numerator: [MathLayout], open: String, close: String, line: Bool)
    -> MathLayout
  {
    advance()
    let denominator = nested { .joined($0.row()) }
    let fraction = MathLayout.fraction(numerator: .joined(numerator), denominator: denominator, line: line)
    return open.isEmpty ? fraction : .fenced(open: open, content: fraction, close: close)
  }

  private mutating func ignore(_ arguments: Int) {
    skipStar()
    for _ in 0..<arguments { _ = readRawArgument() }
    advance()
  }

  private mutating func readTag() {
    let isBare = skipStar()
    guard let text = readRawArgument() else {
      problem(.formulaSyntax, "`\\tag` needs an argument")
      return advance()
    }
    tag = .text(isBare ? text.text : "(\(text.text))")
    advance()
  }

  /// A group's content; the opening brace is the current token, and its end is consumed.
  ///
  /// As an argument it has no neighbours, so its braces take no spacing away.
  mutating func group(asArgument: Bool = false) -> MathLayout {
    let opening = tokenRange
    return nested { parser in
      let saved = (parser.alphabet, parser.isBold, parser.bracketEnds)
      parser.bracketEnds = false
      parser.advance()
      var items = parser.row()
      while !parser.token.isClose && !parser.token.isEnd {
        if case .command(_, .newRow?) = parser.token { return parser.brokenGroup(items, opening) }
        items.append(parser.misplaced())
        items += parser.row()
      }
      (parser.alphabet, parser.isBold, parser.bracketEnds) = saved
      parser.closeGroup(opening)
      return asArgument ? .joined(items) : .group(items)
    }
  }

  private mutating func closeGroup(_ opening: SourceRange) {
    if token.isEnd {
      problem(.formulaSyntax, "this `{` is never closed", at: opening)
    } else {
      advance()
    }
  }

  /// A group with `\\` in it: lines above each other.
  private mutating func brokenGroup(_ first: [MathLayout], _ opening: SourceRange) -> MathLayout {
    var rows = [[MathLayout.joined(first)]]
    var items: [MathLayout] = []
    while case .command(_, .newRow?) = token {
      endRow()
      items = row()
      while case .align = token { items += [misplaced()] + row() }
      rows.append([.joined(items)])
    }
    closeGroup(opening)
    return .table(MathLayout.Table(rows: rows, joined: true))
  }

  /// What follows as an argument: a group, one digit, one letter or one command with its own arguments.
  mutating func argument(of command: String) -> MathLayout {
    switch token {
    case .open: return group(asArgument: true)
    case .character(let digit) where digit.value < 0x80 && UInt8(digit.value).isDigit:
      advance()
      return alphabetNumber(String(digit))
    case .character, .command(_, .some), .command(_, nil):
      if endsRow { break }
      return nested { $0.atom().layout }
    case .end, .close, .sup, .sub, .align: break
    }
    problem(.formulaSyntax, "`\(command)` needs an argument")
    return .row([])
  }

  private var endsRow: Bool {
    switch token {
    case .command(_, .right?), .command(_, .end?), .command(_, .newRow?): true
    case .character("]"): bracketEnds
    default: false
    }
  }

  /// An optional argument in brackets, if one follows.
  mutating func option() -> MathLayout? {
    guard token.isCharacter("[") else { return nil }
    let opening = tokenRange
    return nested { parser in
      let saved = parser.bracketEnds
      parser.bracketEnds = true
      parser.advance()
      let items = parser.row()
      parser.bracketEnds = saved
      if parser.token.isCharacter("]") {
        parser.advance()
      } else {
        parser.problem(.formulaSyntax, "this `[` is never closed", at: opening)
      }
      return .joined(items)
    }
  }
}
