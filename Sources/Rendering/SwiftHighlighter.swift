import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// The kinds of words that a report tells apart in Swift code.
enum CodeClass: String {
  case plain, keyword, string, number, comment, type, label, attribute
}

/// Colours Swift with swift-syntax's own classification.
enum SwiftHighlighter {
  struct Span {
    var kind: CodeClass
    var text: Substring
  }

  /// The code in spans that follow each other without a gap.
  ///
  /// Code of more than 20,000 bytes stays plain: classifying a token takes time in proportion to its depth.
  static func spans(of code: String) -> [Span] {
    guard code.utf8.count <= 20_000 else { return [Span(kind: .plain, text: code[...])] }
    var spans: [Span] = []
    var start = code.startIndex
    for range in Parser.parse(source: code).classifications {
      let end = code.utf8.index(start, offsetBy: range.range.utf8Count, limitedBy: code.endIndex) ?? code.endIndex
      append(CodeClass(range.kind, code[start..<end]), code[start..<end], to: &spans)
      start = end
    }
    if start < code.endIndex { append(.plain, code[start...], to: &spans) }
    return spans
  }

  private static func append(_ kind: CodeClass, _ text: Substring, to spans: inout [Span]) {
    if let last = spans.last, last.kind == kind {
      spans[spans.count - 1].text = last.text.base[last.text.startIndex..<text.endIndex]
    } else if !text.isEmpty {
      spans.append(Span(kind: kind, text: text))
    }
  }
}

extension CodeClass {
  fileprivate init(_ classification: SyntaxClassification, _ text: Substring) {
    switch classification {
    case .keyword, .ifConfigDirective: self = .keyword
    case .stringLiteral, .regexLiteral: self = .string
    case .integerLiteral, .floatLiteral: self = .number
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: self = .comment
    case .type: self = .type
    case .argumentLabel: self = .label
    case .attribute: self = .attribute
    case .identifier: self = text.utf8.first.map { (0x41...0x5A).contains($0) } == true ? .type : .plain
    case .dollarIdentifier, .editorPlaceholder, .operator, .none: self = .plain
    }
  }
}

extension Range<AbsolutePosition> {
  fileprivate var utf8Count: Int { upperBound.utf8Offset - lowerBound.utf8Offset }
}
