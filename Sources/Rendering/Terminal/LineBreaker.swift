import Diagnostics

/// Fills lines with words, greedily, by their width in columns.
struct LineBreaker {
  private let width: Int
  private var lines: [StyledLine] = []
  private var line: [StyledSpan] = []
  private var lineWidth = 0
  /// The word being read, whose parts may differ in style.
  private var word: [StyledSpan] = []
  private var wordWidth = 0
  /// The blank between the line and the word, in the style of the text that it stands in.
  private var pendingBlank: StyledSpan?

  /// The spans in lines of at most `width` columns. Blanks separate words; a line feed ends a line.
  static func lines(of spans: [StyledSpan], width: Int) -> [StyledLine] {
    var breaker = LineBreaker(width: max(width, 4))
    for span in spans { breaker.read(span) }
    breaker.endLine()
    while breaker.lines.last?.isBlank == true { breaker.lines.removeLast() }
    return breaker.lines
  }

  private init(width: Int) { self.width = width }

  private mutating func read(_ span: StyledSpan) {
    if span == .lineBreak { return endLine() }
    for (index, part) in span.text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { endWord(beforeBlankOf: span.style) }
      guard !part.isEmpty else { continue }
      var piece = span
      piece.text = String(part) ?? ""
      word.append(piece)
      wordWidth += piece.text.displayWidth
    }
  }

  private mutating func endWord(beforeBlankOf style: TextStyle?) {
    guard !word.isEmpty else { return }
    let blank = pendingBlank
    pendingBlank = style.map { StyledSpan(" ", $0) }
    if !line.isEmpty && lineWidth + 1 + wordWidth > width { flush() }
    if !line.isEmpty, let blank {
      line.append(blank)
      lineWidth += 1
    }
    place()
  }

  /// Puts the word on the line; one that is wider than a whole line is cut.
  private mutating func place() {
    for span in word {
      guard wordWidth > width else {
        line.append(span)
        continue
      }
      for scalar in span.text.unicodeScalars {
        if lineWidth + scalar.displayWidth > width { flush() }
        var piece = span
        piece.text = String(scalar)
        line.append(piece)
        lineWidth += scalar.displayWidth
      }
    }
    if wordWidth <= width { lineWidth += wordWidth }
    word = []
    wordWidth = 0
  }

  private mutating func endLine() {
    endWord(beforeBlankOf: nil)
    pendingBlank = nil
    flush()
  }

  private mutating func flush() {
    lines.append(StyledLine(line.merged))
    line = []
    lineWidth = 0
  }
}

extension StyledSpan {
  /// Ends the line where it stands.
  static let lineBreak = StyledSpan(drawn: "\n")
}

extension [StyledSpan] {
  /// Neighbours of one style as one span.
  fileprivate var merged: [StyledSpan] {
    reduce(into: []) { result, span in
      if let last = result.last, last.style == span.style {
        result[result.count - 1].text += span.text
      } else {
        result.append(span)
      }
    }
  }
}
