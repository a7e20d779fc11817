import Diagnostics

extension TeXParser {
  /// The base with the scripts and primes that follow it; `limits` places them above and below.
  mutating func scripted(_ base: MathLayout, limits: Bool) -> MathLayout {
    var scripts = Scripts(stacked: limits)
    while readScript(&scripts) {}
    return scripts.applied(to: base)
  }

  private mutating func readScript(_ scripts: inout Scripts) -> Bool {
    switch token {
    case .sup:
      if scripts.hasSup { problem(.formulaSyntax, "double superscript: group one of them in braces") }
      advance()
      scripts.append(argument(of: "^"), isSup: true)
      scripts.hasSup = true
    case .sub:
      if scripts.hasSub { problem(.formulaSyntax, "double subscript: group one of them in braces") }
      advance()
      scripts.append(argument(of: "_"), isSup: false)
      scripts.hasSub = true
    case .character("'"), .character("′"):
      scripts.append(primes(), isSup: true)
    case .character(let scalar):
      guard let (_, isSup) = ScriptCharacters.plain(scalar) else { return false }
      scripts.append(unicodeScript(isSup: isSup), isSup: isSup)
    case .command(_, .limits(let stacked)?):
      scripts.stacked = stacked
      scripts.forced = stacked
      advance()
    default: return false
    }
    return true
  }

  private mutating func primes() -> MathLayout {
    var count = 0
    while token.isCharacter("'") || token.isCharacter("′") {
      count += 1
      advance()
    }
    return .symbol(String(repeating: "′", count: count), .ordinary)
  }

  /// Superscripts typed as such: `x²`.
  private mutating func unicodeScript(isSup: Bool) -> MathLayout {
    var text = ""
    while case .character(let scalar) = token, let (plain, sup) = ScriptCharacters.plain(scalar), sup == isSup {
      text.unicodeScalars.append(plain)
      advance()
    }
    return .joined(TeXCharacters.layout(of: text))
  }
}

/// The scripts of one base while they are read. A second superscript joins the first, so that chains of them do not nest.
private struct Scripts {
  var stacked: Bool
  var forced = false
  var sub: [MathLayout] = []
  var sup: [MathLayout] = []
  var hasSub = false
  var hasSup = false
  var isEmpty = true

  init(stacked: Bool) { self.stacked = stacked }

  mutating func append(_ script: MathLayout, isSup: Bool) {
    isEmpty = false
    let parts: [MathLayout] =
      if case .row(let items) = script, !(isSup ? sup : sub).isEmpty { items } else { [script] }
    if isSup { sup += parts } else { sub += parts }
  }

  func applied(to base: MathLayout) -> MathLayout {
    guard !isEmpty else { return base }
    let sub = sub.isEmpty ? nil : MathLayout.joined(sub.flattened)
    let sup = sup.isEmpty ? nil : MathLayout.joined(sup.flattened)
    guard stacked else { return .scripts(base: base, sub: sub, sup: sup) }
    return .stacked(base: forced ? base.withFixedLimits : base, under: sub, over: sup)
  }
}

extension [MathLayout] {
  /// A row at the head becomes part of what it is joined with: `f'^{ab}`.
  fileprivate var flattened: [MathLayout] {
    count > 1 ? flatMap(\.items) : self
  }
}

extension MathLayout {
  /// The base with limits that stay above and below it in every style.
  var withFixedLimits: MathLayout {
    if case .symbol(_, .largeOperator) = self { .styled(.atom(.largeOperator), self) } else { self }
  }
}
