import CellLanguage

/// Swift code in pieces of one kind each.
struct ColoredCode {
  private(set) var pieces: [(kind: CodeClass, text: Substring)] = []

  /// Code that is no cell.
  init(_ code: String) { self.init(code[...], CodeSpan.spans(of: code)) }

  /// The shown part of a cell, with the spans of the whole cell; without any, the part is read anew.
  init(_ shown: Substring, cell spans: [CodeSpan]) {
    if spans.isEmpty { self.init(String(shown)) } else { self.init(shown, spans) }
  }

  private init(_ shown: Substring, _ spans: [CodeSpan]) {
    let code = shown.base.utf8
    var start = code.startIndex
    for span in spans {
      let end = code.index(start, offsetBy: span.length, limitedBy: code.endIndex) ?? code.endIndex
      let lower = max(start, shown.startIndex)
      let upper = min(end, shown.endIndex)
      if lower < upper { pieces.append((span.kind, shown[lower..<upper])) }
      start = end
    }
  }
}
