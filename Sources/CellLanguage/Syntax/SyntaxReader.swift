import Diagnostics
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// Reads a cell with the Swift project's own parser and keeps the part of the grammar that cells may use.
///
/// This folder and the highlighter of reports are all that knows swift-syntax. Whatever cells do not support is
/// reported here by name, with what to write instead.
struct SyntaxReader {
  /// Nesting that no honest cell reaches; every recursion over a cell's tree is bounded by it.
  static let depthLimit = 4_000

  var diagnostics: [Diagnostic] = []
  var depth = 0
  private var reportedDepth = false
  /// The highest `$n` seen in the closure being read, plus one.
  var shorthandCount = 0

  static func read(_ text: String) -> SyntaxTree {
    if let excess = NestingCheck.firstExcess(in: text) {
      let finding = Diagnostic(.limit, "this is nested too deeply", at: SourceRange(excess, excess + 1))
      return SyntaxTree(statements: [], diagnostics: [finding])
    }
    let file = Parser.parse(source: text)
    var reader = SyntaxReader()
    if file.hasError { reader.reportSyntaxErrors(in: file) }
    let syntaxErrors = reader.diagnostics
    let statements = reader.statements(file.statements)
    // What else is wrong with a text that is not Swift follows from that.
    return SyntaxTree(statements: statements, diagnostics: syntaxErrors.isEmpty ? reader.diagnostics : syntaxErrors)
  }

  private mutating func reportSyntaxErrors(in file: SourceFileSyntax) {
    for finding in ParseDiagnosticsGenerator.diagnostics(for: file) {
      let start = finding.position.utf8Offset
      if start == diagnostics.last?.range.lower { continue }
      let end = finding.highlights.last.map { $0.endPositionBeforeTrailingTrivia.utf8Offset } ?? start + 1
      diagnostics.append(Diagnostic(.syntax, finding.message, at: SourceRange(start, max(end, start + 1))))
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
      case .breakStmt: .breakLoop
      case .continueStmt: .continueLoop
      case .missingStmt: .invalid
      default: reader.unsupportedStatement(node)
      }
    }
  }

  private mutating func unsupportedStatement(_ node: StmtSyntax) -> Statement.Kind {
    switch node.as(StmtSyntaxEnum.self) {
    case .deferStmt: unsupported(node, "'defer'", instead: "write the statements where they are to run")
    case .doStmt, .throwStmt: unsupported(node, "error handling")
    case .labeledStmt: unsupported(node, "a labelled statement", instead: "move the inner loop into a function")
    default: unsupported(node, "this statement")
    }
    return .invalid
  }

  private mutating func statement(_ node: ExprSyntax) -> Statement.Kind {
    if let node = node.as(IfExprSyntax.self) {
      return nested(node, fallback: .invalid) { .conditional($0.conditional(node)) }
    }
    return .expression(expression(node))
  }

  mutating func conditional(_ node: IfExprSyntax) -> IfStatement {
    var otherwise: [Statement]?
    switch node.elseBody {
    case .codeBlock(let block): otherwise = statements(block.statements)
    case .ifExpr(let branch):
      let inner = nested(branch, fallback: Statement.Kind.invalid) { .conditional($0.conditional(branch)) }
      otherwise = [Statement(inner, at: range(of: branch))]
    case nil: break
    }
    return IfStatement(
      conditions: conditions(node.conditions), body: statements(node.body.statements), otherwise: otherwise)
  }

  private mutating func conditions(_ list: ConditionElementListSyntax) -> [Condition] {
    list.map { element in
      switch element.condition {
      case .expression(let expression): return .expression(self.expression(expression))
      case .optionalBinding(let binding): return optionalBinding(binding)
      case .matchingPattern(let pattern):
        unsupported(pattern, "'case' as a condition")
        return .expression(Expression(.invalid, at: range(of: pattern)))
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
    if let keyword = node.caseKeyword { unsupported(keyword, "'for case'", instead: "use 'where' or 'if'") }
    return .loop(
      ForStatement(
        pattern: pattern(node.pattern), sequence: expression(node.sequence),
        filter: node.whereClause.map { expression($0.condition) }, body: statements(node.body.statements)))
  }

  mutating func pattern(_ node: PatternSyntax) -> Pattern {
    nested(node, fallback: Pattern(kind: .wildcard, range: range(of: node))) { reader in
      let place = reader.range(of: node)
      switch node.as(PatternSyntaxEnum.self) {
      case .identifierPattern(let node):
        return Pattern(kind: .name(reader.unquoted(node.identifier.text)), range: place)
      case .wildcardPattern, .missingPattern: return Pattern(kind: .wildcard, range: place)
      case .tuplePattern(let node):
        return Pattern(kind: .tuple(node.elements.map { reader.pattern($0.pattern) }), range: place)
      case .expressionPattern, .isTypePattern, .valueBindingPattern:
        reader.unsupported(node, "this pattern", instead: "bind names, '_' or a tuple of them")
        return Pattern(kind: .wildcard, range: place)
      }
    }
  }
}
