import SwiftParser
import SwiftSyntax

/// The kinds of words that a report tells apart in Swift code.
public enum CodeClass: String, Sendable {
  case plain, keyword, string, number, comment, type, label, attribute, placeholder
}

/// A piece of code of one kind; spans follow each other without a gap.
public struct CodeSpan: Hashable, Sendable {
  public var kind: CodeClass
  /// In bytes of UTF-8.
  public var length: Int

  public init(_ kind: CodeClass, length: Int) {
    self.kind = kind
    self.length = length
  }
}

extension CodeSpan {
  /// Code that is no cell in spans; what is nested too deeply for the parser stays plain.
  public static func spans(of code: String) -> [CodeSpan] {
    guard NestingCheck.firstExcess(in: code) == nil else { return [CodeSpan(.plain, length: code.utf8.count)] }
    return spans(of: Parser.parse(source: code), code)
  }

  /// The tokens of code that has been parsed.
  ///
  /// swift-syntax also classifies code itself, but looks up where in its parent each token stands: 20 million
  /// instructions for the first cell, a third of the time that a whole run may take.
  static func spans(of file: SourceFileSyntax, _ code: String) -> [CodeSpan] {
    var painter = Painter(code)
    for token in file.tokens(viewMode: .sourceAccurate) { painter.add(token) }
    return painter.finish()
  }
}

/// Walks through the code's bytes, token by token.
private struct Painter {
  private let code: [UInt8]
  private var position = 0
  private var spans: [CodeSpan] = []
  /// An identifier that is a label if a colon follows it.
  private var pendingLabel = false
  private var previous: TokenKind = .endOfFile

  init(_ code: String) { self.code = Array(code.utf8) }

  mutating func add(_ token: TokenSyntax) {
    add(token.leadingTriviaLength.utf8Length) { token.leadingTrivia }
    let kind = token.tokenKind
    if pendingLabel, kind == .colon, let last = spans.indices.last { spans[last].kind = .label }
    pendingLabel = kind.isIdentifier && (previous == .leftParen || previous == .comma)
    append(kind.codeClass(after: previous), token.trimmedLength.utf8Length, alone: pendingLabel)
    previous = kind
    add(token.trailingTriviaLength.utf8Length) { token.trailingTrivia }
  }

  /// Most trivia is blank, and no comment is without a slash.
  private mutating func add(_ length: Int, _ trivia: () -> Trivia) {
    guard length > 0 else { return }
    guard code[position..<min(position + length, code.count)].contains(UInt8(ascii: "/")) else {
      return append(.plain, length)
    }
    for piece in trivia() { append(piece.isComment ? .comment : .plain, piece.sourceLength.utf8Length) }
  }

  private mutating func append(_ kind: CodeClass, _ length: Int, alone: Bool = false) {
    let length = min(length, code.count - position)
    guard length > 0 else { return }
    if let last = spans.last, last.kind == kind, !alone {
      spans[spans.count - 1].length += length
    } else {
      spans.append(CodeSpan(kind, length: length))
    }
    position += length
  }

  mutating func finish() -> [CodeSpan] {
    append(.plain, code.count - position)
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
    case .identifier(let name) where name.hasPrefix("<#"): .placeholder
    case .identifier(let name):
      previous == .atSign
        ? .attribute : name.utf8.first.map { (0x41...0x5A).contains($0) } == true ? .type : .plain
    default: .plain
    }
  }
}
