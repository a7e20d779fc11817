import Diagnostics

extension BlockConverter {
  func displayFormula(_ node: CmarkNode) -> (Block.Kind, SourceRange?)? {
    guard builder.math.displays.indices.contains(node.site) else { return nil }
    let site = builder.math.displays[node.site]
    let range = SourceRange(range(of: site.opener).lower, range(of: site.end).upper)
    if !site.isClosed {
      let message = "This formula is never closed: '\(site.delimiter.closing)' is missing."
      builder.report(.unclosedFormula, message, at: self.range(of: site.opener))
    }
    if let label = site.attributes.label { builder.define(label, at: self.range(of: site.end)) }
    let code = tex(of: site)
    var formula = builder.formula(code, label: site.attributes.label)
    builder.apply(site.attributes, to: &formula, code, at: range)
    return (.formula(formula), range)
  }

  /// The formula's lines without blank ones at its ends.
  private func tex(of site: DisplaySite) -> CellCode {
    let ranges = site.pieces.map(range(of:)).map(trimmed)
    guard let first = ranges.firstIndex(where: { !$0.isEmpty }), let last = ranges.lastIndex(where: { !$0.isEmpty })
    else {
      return CellCode(text: "", lines: [CellCode.Line(offset: 0, fileOffset: range(of: site.opener).upper)])
    }
    var code = CellCode(text: "", lines: [])
    for range in ranges[first...last] { code.append(line: file.text(in: range), at: range.lower) }
    code.text.removeLast()
    return code
  }

  private func range(of piece: DisplaySite.Piece) -> SourceRange {
    let start = file.offset(ofLine: line(piece.line))
    return SourceRange(start + piece.range.lowerBound, start + piece.range.upperBound)
  }

  private func trimmed(_ range: SourceRange) -> SourceRange {
    var (lower, upper) = (range.lower, range.upper)
    while lower < upper && file.utf8[lower].isSpace { lower += 1 }
    while lower < upper && file.utf8[upper - 1].isSpace { upper -= 1 }
    return SourceRange(lower, upper)
  }
}
