import Diagnostics
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// Reads a cell with the Swift project's own parser and keeps the part of the grammar that cells may use.
///
/// This folder is all that knows swift-syntax. Whatever cells do not support is
/// reported here by name, with what to write instead.
struct SyntaxReader {
  /// Nesting that no honest cell reaches; every recursion over a cell's tree is bounded by it.
  static let depthLimit = 4_000

  var diagnostics: [Diagnostic] = []
  var depth = 0
  private var reportedDepth = false
  /// The highest `$n` seen in the closure being read, plus one.
  var shorthandCount = 0
  /// The optional values that the expression being read goes through, outermost first.
  var links: [(base: Expression, name: String)] = []
  var linkCount = 0

  static func read(_ text: String) -> SyntaxTree {
    if let excess = NestingCheck.firstExcess(in: text) {
      let finding = Diagnostic(.limit, "this is nested too deeply", at: SourceRange(excess, excess + 1))
      return SyntaxTree(
        statements: [], diagnostics: [finding], spans: [CodeSpan(.plain, length: text.utf8.count)])
    }
    let file = Parser.parse(source: text)
    var reader = SyntaxReader()
    if file.hasError { reader.reportSyntaxErrors(in: file) }
    let syntaxErrors = reader.diagnostics
    let statements = reader.statements(file.statements)
    // What else is wrong with a text that is not Swift follows from that.
    return SyntaxTree(
      statements: statements, diagnostics: syntaxErrors.isEmpty ? reader.diagnostics : syntaxErrors,
      spans: CodeSpan.spans(of: file, text))
  }

  private mutating func reportSyntaxErrors(in file: SourceFileSyntax) {
    if let equal = file.tokens(viewMode: .all).first(where: \.isUnevenlySpacedEqual) {
      let finding = Diagnostic(.syntax, "'=' needs the same blanks on both sides", at: range(of: equal))
      return diagnostics.append(finding)
    }
    for finding in ParseDiagnosticsGenerator.diagnostics(for: file) {
      let start = finding.position.utf8Offset
      if start == diagnostics.last?.range.lower { continue }
      let end = finding.highlights.last.map { $0.endPositionBeforeTrailingTrivia.utf8Offset } ?? start + 1
      diagnostics.append(SyntaxWording.diagnostic(finding.message, at: SourceRange(start, max(end, start + 1))))
    }
  }

  mutating func unsupported(_ node: some SyntaxProtocol, _ what: String, instead: String? = nil) {
    diagnostics.append(
      Diagnostic(
        .unsupported, "\(what) cannot be used in a cell" + (instead.map { ": \($0)" } ?? ""), at: range(of: node)))
  }

  func range(of node: some SyntaxProtocol) -> SourceRange {
    SourceRange(
      node.positionAfterSkippingLeadingTrivia.utf8Offset, node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  /// Runs `body` one level deeper, or reports and returns `fallback` where that is too deep.
  mutating func nested<R>(_ node: some SyntaxProtocol, fallback: R, _ body: (inout SyntaxReader) -> R) -> R {
    guard depth < SyntaxReader.depthLimit else {
      if !reportedDepth { diagnostics.append(Diagnostic(.limit, "this is nested too deeply", at: range(of: node))) }
      reportedDepth = true
      return fallback
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }
}

extension TokenSyntax {
  /// An `=` between blanks that something else keeps apart from it: swift-syntax stops the process when it looks for a
  /// way to mend that.
  fileprivate var isUnevenlySpacedEqual: Bool {
    guard case .equal = tokenKind, let before = previousToken(viewMode: .all)?.trailingTrivia else { return false }
    guard before.contains(where: \.isSpaceOrTab), trailingTrivia.contains(where: \.isSpaceOrTab) else { return false }
    let last = (before + leadingTrivia).pieces.last
    return last?.isWhitespace == false || trailingTrivia.pieces.first?.isWhitespace == false
  }
}

// MARK: - Statements

extension SyntaxReader {
  mutating func statements(_ items: CodeBlockItemListSyntax) -> [Statement] {
    items.compactMap { statement($0) }
  }

  private mutating func statement(_ item: CodeBlockItemSyntax) -> Statement? {
    let kind: Statement.Kind? =
      switch item.item {
      case .decl(let declaration): self.declaration(declaration)
      case .stmt(let statement): self.statement(statement)
      case .expr(let expression): self.statement(expression)
      }
    return kind.map { Statement($0, at: range(of: item.item)) }
  }

  private mutating func statement(_ node: StmtSyntax) -> Statement.Kind? {
    nested(node, fallback: .invalid) { reader in
      switch node.as(StmtSyntaxEnum.self) {
      case .expressionStmt(let node): reader.statement(node.expression)
      case .forStmt(let node): reader.forLoop(node)
      case .whileStmt(let node):
        .whileLoop(reader.conditions(node.conditions), body: reader.statements(node.body.statements))
      case .repeatStmt(let node):
        .repeatLoop(body: reader.statements(node.body.statements), condition: reader.expression(node.condition))
      case .guardStmt(let node):
        .guarded(reader.conditions(node.conditions), orElse: reader.statements(node.body.statements))
      case .returnStmt(let node): .returnValue(node.expression.map { reader.expression($0) })
      case .breakStmt(let node): .breakLoop(label: node.label?.text)
      case .continueStmt(let node): .continueLoop(label: node.label?.text)
      case .labeledStmt(let node): reader.labelled(node)
      case .throwStmt(let node): .throwError(reader.expression(node.expression))
      case .doStmt(let node): reader.attempt(node)
      case .missingStmt: .invalid
      default: reader.unsupportedStatement(node)
      }
    }
  }

  private mutating func unsupportedStatement(_ node: StmtSyntax) -> Statement.Kind {
    switch node.as(StmtSyntaxEnum.self) {
    case .deferStmt: unsupported(node, "'defer'", instead: "write the statements where they are to run")
    case .fallThroughStmt: unsupported(node, "'fallthrough'", instead: "list the patterns in one case, with commas")
    default: unsupported(node, "this statement", instead: "use 'if', 'switch', a loop or a function")
    }
    return .invalid
  }

  private mutating func attempt(_ node: DoStmtSyntax) -> Statement.Kind {
    let body = statements(node.body.statements)
    return .attempt(
      body,
      catches: node.catchClauses.map { clause in
        let patterns = clause.catchItems.compactMap { item in
          item.pattern.map { (pattern: pattern($0), filter: item.whereClause.map { expression($0.condition) }) }
        }
        return CatchClause(
          patterns: patterns, body: statements(clause.body.statements), range: range(of: clause.catchKeyword))
      })
  }

  private mutating func labelled(_ node: LabeledStmtSyntax) -> Statement.Kind {
    let inner = statement(node.statement) ?? .invalid
    return .labelled(node.label.text, Statement(inner, at: range(of: node.statement)))
  }

  private mutating func statement(_ node: ExprSyntax) -> Statement.Kind {
    if let node = node.as(IfExprSyntax.self) {
      return nested(node, fallback: .invalid) { .conditional($0.conditional(node)) }
    }
    if let node = node.as(SwitchExprSyntax.self) {
      return nested(node, fallback: .invalid) { .selection($0.selection(node)) }
    }
    return .expression(expression(node))
  }

  /// A loop over `else if`: their number is not their depth.
  mutating func conditional(_ node: IfExprSyntax) -> IfStatement {
    var result = IfStatement(branches: [], otherwise: nil)
    var next: IfExprSyntax? = node
    while let branch = next {
      result.branches.append((conditions(branch.conditions), statements(branch.body.statements)))
      next = nil
      switch branch.elseBody {
      case .codeBlock(let block): result.otherwise = statements(block.statements)
      case .ifExpr(let other): next = other
      case nil: break
      }
    }
    return result
  }

  private mutating func conditions(_ list: ConditionElementListSyntax) -> [Condition] {
    list.map { element in
      switch element.condition {
      case .expression(let expression): return .expression(self.expression(expression))
      case .optionalBinding(let binding): return optionalBinding(binding)
      case .matchingPattern(let pattern):
        return .match(self.pattern(pattern.pattern), value: expression(pattern.initializer.value))
      case .availability(let node):
        unsupported(node, "an availability condition")
        return .expression(Expression(.invalid, at: range(of: node)))
      }
    }
  }

  private mutating func optionalBinding(_ node: OptionalBindingConditionSyntax) -> Condition {
    let place = range(of: node.pattern)
    guard let name = node.pattern.as(IdentifierPatternSyntax.self)?.identifier.text else {
      unsupported(node.pattern, "a pattern in 'if let'", instead: "bind one name")
      return .expression(Expression(.invalid, at: place))
    }
    let value = node.initializer.map { expression($0.value) } ?? Expression(.name(name), at: place)
    return .binding(name: name, value: value, mutable: node.bindingSpecifier.text == "var", range: place)
  }

  private mutating func forLoop(_ node: ForStmtSyntax) -> Statement.Kind {
    .loop(
      ForStatement(
        pattern: pattern(node.pattern), sequence: expression(node.sequence), isMatch: node.caseKeyword != nil,
        filter: node.whereClause.map { expression($0.condition) }, body: statements(node.body.statements)))
  }
}
