import CellLanguage
import SwiftParser
import SwiftSyntax

/// The kinds of words that a report tells apart in Swift code.
enum CodeClass: String {
  case plain, keyword, string, number, comment, type, label, attribute
}

/// Colours Swift by the tokens of the Swift project's own parser.
///
/// swift-syntax also classifies code itself, but looks up where in its parent each token stands: 20 million
/// instructions for the first cell, a third of the time that a whole run may take.
enum SwiftHighlighter {
  struct Span {
    var kind: CodeClass
    var text: Substring
  }

  /// The code in spans that follow each other without a gap; what is nested too deeply for the parser stays plain.
  static func spans(of code: String) -> [Span] {
    guard NestingCheck.firstExcess(in: code) == nil else { return [Span(kind: .plain, text: code[...])] }
    var painter = Painter(code)
    for token in Parser.parse(source: code).tokens(viewMode: .sourceAccurate) { painter.add(token) }
    return painter.finish()
  }
}

/// Walks through the code's bytes, token by token.
private struct Painter {
  private let code: String
  private var position: String.Index
  private var spans: [SwiftHighlighter.Span] = []
  /// An identifier that is a label if a colon follows it.
  private var pendingLabel = false
  private var previous: TokenKind = .endOfFile

  init(_ code: String) {
    self.code = code
    position = code.startIndex
  }

  mutating func add(_ token: TokenSyntax) {
    add(token.leadingTrivia)
    let kind = token.tokenKind
    if pendingLabel, kind == .colon, let last = spans.indices.last { spans[last].kind = .label }
    pendingLabel = kind.isIdentifier && (previous == .leftParen || previous == .comma)
    append(kind.codeClass(after: previous), token.text.utf8.count, alone: pendingLabel)
    previous = kind
    add(token.trailingTrivia)
  }

  private mutating func add(_ trivia: Trivia) {
    for piece in trivia { append(piece.isComment ? .comment : .plain, piece.sourceLength.utf8Length) }
  }

  private mutating func append(_ kind: CodeClass, _ length: Int, alone: Bool = false) {
    guard length > 0 else { return }
    let end = code.utf8.index(position, offsetBy: length, limitedBy: code.endIndex) ?? code.endIndex
    if let last = spans.last, last.kind == kind, !alone {
      spans[spans.count - 1].text = code[last.text.startIndex..<end]
    } else {
      spans.append(SwiftHighlighter.Span(kind: kind, text: code[position..<end]))
    }
    position = end
  }

  mutating func finish() -> [SwiftHighlighter.Span] {
    append(.plain, code.utf8.distance(from: position, to: code.endIndex))
    return spans
  }
}

extension TokenKind {
  fileprivate var isIdentifier: Bool {
    if case .identifier = self { true } else { false }
  }

  fileprivate func codeClass(after previous: TokenKind) -> CodeClass {
    switch self {
    case .keyword, .poundIf, .poundElse, .poundElseif, .poundEndif, .poundAvailable, .poundUnavailable: .keyword
    case .stringSegment, .stringQuote, .multilineStringQuote, .singleQuote, .rawStringPoundDelimiter,
      .regexLiteralPattern, .regexSlash:
      .string
    case .integerLiteral, .floatLiteral: .number
    case .atSign: .attribute
    case .identifier(let name):
      previous == .atSign
        ? .attribute : name.utf8.first.map { (0x41...0x5A).contains($0) } == true ? .type : .plain
    default: .plain
    }
  }
}
