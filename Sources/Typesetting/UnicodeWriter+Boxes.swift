import Diagnostics

extension UnicodeWriter {
  func fraction(_ numerator: MathLayout, _ denominator: MathLayout, _ line: Bool, _ depth: Int) -> TextBox {
    if inScript && line {
      return TextBox(MathLayout.fraction(numerator: numerator, denominator: denominator, line: line).plainText)
    }
    let (over, under) = (box(numerator, depth: depth), box(denominator, depth: depth))
    guard line else {
      let parts = TextBox.vstack([over, TextBox(), under], baselineOf: 1)
      return parts
    }
    // A bar outgrows the bars inside it.
    let margin = over.height > 1 || under.height > 1 ? 2 : 0
    let bar = TextBox(String(repeating: "─", count: max(over.width, under.width, 1) + margin))
    return .vstack([over, bar, under], baselineOf: 1)
  }

  func root(_ radicand: MathLayout, _ index: MathLayout?, _ depth: Int) -> TextBox {
    let content = box(radicand, depth: depth)
    let (sign, rest) = rootSign(index, depth)
    if content.height == 1 && radicand.isSimple { return .hconcat(rest + [TextBox(sign), content]) }
    let bar = String(repeating: "_", count: content.width)
    if content.height == 1 {
      let radical = TextBox(lines: [" " + bar, sign + content.lines[0]], baseline: 1)
      return .hconcat(rest + [radical])
    }
    let stem = Array(repeating: "│", count: content.height - 1)
    let left = TextBox(lines: ["┌"] + stem + ["⎷"], baseline: content.baseline + 1)
    let top = TextBox(String(repeating: "─", count: content.width))
    let right = TextBox.vstack([top, content], baselineOf: 1)
    return .hconcat(rest.map { $0.raised(by: -content.depth + 1) } + [left, right])
  }

  /// The radical of this index, and the index where no sign has it.
  private func rootSign(_ index: MathLayout?, _ depth: Int) -> (String, [TextBox]) {
    switch index {
    case nil, .number("2")?: return ("√", [])
    case .number("3")?: return ("∛", [])
    case .number("4")?: return ("∜", [])
    case let index?:
      if let raised = ScriptCharacters.short(index, isSup: true) { return ("√", [TextBox(raised)]) }
      return ("√", [script.box(index, depth: depth).raised(by: 1)])
    }
  }

  // MARK: Scripts and limits

  func scripts(_ base: MathLayout, _ sub: MathLayout?, _ sup: MathLayout?, _ depth: Int) -> TextBox {
    let body = box(base, depth: depth)
    if body.height == 1 {
      let low = sub.map { ScriptCharacters.short($0, isSup: false) }
      let high = sup.map { ScriptCharacters.short($0, isSup: true) }
      if low != .some(nil), high != .some(nil) {
        return .hconcat([body, TextBox((low ?? nil) ?? ""), TextBox((high ?? nil) ?? "")])
      }
    }
    return .hconcat([body, corner(sub, sup, of: body, depth)])
  }

  /// The scripts to the right of a base, the upper one clear of its baseline and the lower one below it.
  private func corner(_ sub: MathLayout?, _ sup: MathLayout?, of body: TextBox, _ depth: Int) -> TextBox {
    let lower = sub.map { script.box($0, depth: depth) }
    let upper = sup.map { script.box($0, depth: depth) }
    let above = max(body.baseline, 1)
    let below = max(body.depth, 1)
    let gap = above + below - 1
    var parts: [TextBox] = []
    parts.append(upper ?? TextBox())
    parts += Array(repeating: TextBox(), count: max(gap, 1))
    if let lower { parts.append(lower) }
    var corner = TextBox.vstack(parts, baselineOf: 0, alignment: .left)
    corner.baseline = (upper?.height ?? 1) - 1 + above
    if upper == nil {
      corner = TextBox(lines: Array(corner.lines.dropFirst(above)), baseline: 0)
    }
    return corner
  }

  func stacked(_ base: MathLayout, _ under: MathLayout?, _ over: MathLayout?, _ depth: Int) -> TextBox {
    let over = over.map { script.box($0, depth: depth) }
    let under = under.map { script.box($0, depth: depth) }
    var body = box(base, depth: depth)
    if case .sized(let sign, 0, _) = base {
      body = TextBox(UnicodeWriter.arrow(sign, width: max(over?.width ?? 0, under?.width ?? 0) + 2))
    }
    let parts = [over, body, under].compactMap { $0 }
    return .vstack(parts, baselineOf: over == nil ? 0 : 1)
  }

  private static func arrow(_ sign: String, width: Int) -> String {
    let line = { (count: Int, part: String) in String(repeating: part, count: max(count, 0)) }
    switch sign {
    case "→", "↪": return line(width - 1, "─") + "→"
    case "←", "↩": return "←" + line(width - 1, "─")
    case "↔": return "←" + line(width - 2, "─") + "→"
    case "⇒": return line(width - 1, "═") + "⇒"
    case "⇐": return "⇐" + line(width - 1, "═")
    case "⇔": return "⇐" + line(width - 2, "═") + "⇒"
    case "↦": return "├" + line(width - 2, "─") + "→"
    case "=": return line(width, "═")
    default: return sign
    }
  }

  // MARK: Marks and styles

  func accent(_ base: MathLayout, _ mark: String, _ stretchy: Bool, _ under: Bool, _ depth: Int) -> TextBox {
    let body = box(base, depth: depth)
    if body.height == 1, body.width == 1, let scalar = mark.unicodeScalars.first, scalar.displayWidth == 0 {
      return TextBox(body.lines[0] + mark)
    }
    let drawn = TextBox(UnicodeWriter.mark(mark, width: max(body.width, 1)))
    return under ? .vstack([body, drawn], baselineOf: 0) : .vstack([drawn, body], baselineOf: 1)
  }

  private static func mark(_ mark: String, width: Int) -> String {
    func line(_ left: String, _ middle: String, _ right: String, _ fill: String) -> String {
      guard width > 2 else { return String(repeating: fill, count: width) }
      let half = (width - 3) / 2
      return left + String(repeating: fill, count: half) + middle + String(repeating: fill, count: width - 3 - half)
        + right
    }
    switch mark {
    case "\u{304}": return String(repeating: "_", count: width)
    case "\u{332}": return String(repeating: "‾", count: width)
    case "⏞", "⏜": return line("╭", "┴", "╮", "─")
    case "⏟", "⏝": return line("╰", "┬", "╯", "─")
    case "⎴": return line("┌", "─", "┐", "─")
    case "⎵": return line("└", "─", "┘", "─")
    case "\u{20D7}", "→": return arrow("→", width: width)
    case "\u{20D6}", "←": return arrow("←", width: width)
    case "\u{20E1}", "↔": return arrow("↔", width: width)
    default: return AccentMarks.spacing(mark)
    }
  }

  func styled(_ style: MathLayout.Style, _ content: MathLayout, _ depth: Int) -> TextBox {
    let body = box(content, depth: depth)
    switch style {
    case .display, .text, .script, .color, .atom: return body
    case .boxed:
      let line = String(repeating: "─", count: body.width + 2)
      let side = TextBox(lines: Array(repeating: "│", count: body.height), baseline: body.baseline)
      let middle = TextBox.hconcat([side, .blank(width: 1), body, .blank(width: 1), side])
      return .vstack([TextBox("┌\(line)┐"), middle, TextBox("└\(line)┘")], baselineOf: 1)
    case .cancelled:
      return TextBox(lines: body.lines.map(UnicodeWriter.struck), baseline: body.baseline)
    case .phantom:
      let blank = String(repeating: " ", count: body.width)
      return TextBox(lines: body.lines.map { _ in blank }, baseline: body.baseline)
    case .strut: return TextBox(lines: body.lines.map { _ in "" }, baseline: body.baseline)
    case .smashed: return body
    }
  }

  private static func struck(_ line: String) -> String {
    var result = ""
    for scalar in line.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar != " " { result.unicodeScalars.append("\u{338}") }
    }
    return result
  }
}

extension MathLayout {
  /// True for one letter, number or sign, which needs no parentheses.
  var isSimple: Bool {
    switch self {
    case .identifier, .number, .symbol: true
    case .scripts(let base, _, _), .accent(let base, _, _, _): base.isSimple
    case .styled(_, let content): content.isSimple
    case .row(let items): items.count == 1 && items[0].isSimple
    case .fenced(let open, _, let close): !open.isEmpty && !close.isEmpty
    case .text, .fraction, .root, .stacked, .sized, .table, .space, .source: false
    }
  }
}

extension ScriptCharacters {
  /// A short script on one line in Unicode's own characters; `nil` where it needs a line of its own.
  static func short(_ layout: MathLayout, isSup: Bool) -> String? {
    guard let flat = layout.flatText(limit: 4) else { return nil }
    return converted(flat, isSup: isSup)
  }
}

extension MathLayout {
  /// Letters, digits and signs in one line, if there are no more than `limit` of them and nothing else.
  fileprivate func flatText(limit: Int) -> String? {
    switch self {
    case .number(let text): return text.utf8.count <= limit ? text : nil
    case .symbol(let text, _) where text.utf8.allSatisfy({ $0 >= 0x80 }) && text.unicodeScalars.count <= limit:
      return text
    case .symbol(let text, _), .identifier(let text, .italic), .identifier(let text, .upright):
      return text.unicodeScalars.count == 1 ? text : nil
    case .row(let items):
      guard items.count <= limit else { return nil }
      var text = ""
      for item in items {
        if case .row = item { return nil }
        guard let part = item.flatText(limit: limit) else { return nil }
        text += part
      }
      return text.unicodeScalars.count <= limit ? text : nil
    default: return nil
    }
  }
}
