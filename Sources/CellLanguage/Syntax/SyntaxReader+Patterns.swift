import Diagnostics
import SwiftSyntax

/// Patterns of `switch`, `if case`, `for` and declarations.
extension SyntaxReader {
  mutating func pattern(_ node: PatternSyntax) -> Pattern {
    let place = range(of: node)
    return nested(node, fallback: Pattern(kind: .wildcard, range: place)) { reader in
      Pattern(kind: reader.patternKind(node), range: place)
    }
  }

  private mutating func patternKind(_ node: PatternSyntax) -> Pattern.Kind {
    switch node.as(PatternSyntaxEnum.self) {
    case .identifierPattern(let node): return .name(unquoted(node.identifier.text))
    case .wildcardPattern, .missingPattern: return .wildcard
    case .tuplePattern(let node): return .tuple(node.elements.map { ($0.label?.text, pattern($0.pattern)) })
    case .valueBindingPattern(let node):
      return .binding(mutable: node.bindingSpecifier.text == "var", pattern(node.pattern))
    case .expressionPattern(let node): return pattern(node.expression).kind
    case .isTypePattern(let node):
      return .cast(Pattern(kind: .wildcard, range: range(of: node)), type(node.type))
    }
  }

  /// The parser reads most patterns as expressions; names to bind are marked in them.
  private mutating func pattern(_ node: ExprSyntax) -> Pattern {
    let place = range(of: node)
    return nested(node, fallback: Pattern(kind: .wildcard, range: place)) { reader in
      Pattern(kind: reader.patternKind(node), range: place)
    }
  }

  private mutating func patternKind(_ node: ExprSyntax) -> Pattern.Kind {
    switch node.as(ExprSyntaxEnum.self) {
    case .patternExpr(let node): return pattern(node.pattern).kind
    case .discardAssignmentExpr: return .wildcard
    case .tupleExpr(let node):
      let parts = node.elements.map { (label: $0.label?.text, pattern: pattern($0.expression)) }
      return parts.count == 1 && parts[0].label == nil ? parts[0].pattern.kind : .tuple(parts)
    case .optionalChainingExpr(let node): return .some(pattern(node.expression))
    case .sequenceExpr(let node):
      let parts = Array(node.elements)
      guard parts.count == 3, parts[1].is(UnresolvedAsExprSyntax.self), let type = parts[2].as(TypeExprSyntax.self)
      else {
        break
      }
      return .cast(pattern(parts[0]), self.type(type.type))
    case .memberAccessExpr(let node): return memberPattern(node, nil)
    case .prefixOperatorExpr(let node) where node.operator.text == "..<":
      return .bounded("<", expression(node.expression))
    case .prefixOperatorExpr(let node) where node.operator.text == "...":
      return .bounded("<=", expression(node.expression))
    case .postfixOperatorExpr(let node) where node.operator.text == "...":
      return .bounded(">=", expression(node.expression))
    case .functionCallExpr(let call):
      guard let callee = call.calledExpression.as(MemberAccessExprSyntax.self), call.trailingClosure == nil else {
        break
      }
      return memberPattern(callee, call.arguments.map { ($0.label?.text, pattern($0.expression)) })
    default: break
    }
    return .value(expression(node))
  }

  private mutating func memberPattern(
    _ node: MemberAccessExprSyntax, _ payload: [(label: String?, pattern: Pattern)]?
  ) -> Pattern.Kind {
    .member(type: node.base.map { expression($0) }, name: unquoted(node.declName.baseName.text), payload)
  }

  // MARK: Switch

  mutating func selection(_ node: SwitchExprSyntax) -> SwitchStatement {
    var cases: [SwitchStatement.Case] = []
    for element in node.cases {
      switch element {
      case .switchCase(let node): cases.append(switchCase(node))
      case .ifConfigDecl(let node): unsupported(node, "'#if'", instead: "keep the branch that you need")
      }
    }
    return SwitchStatement(subject: expression(node.subject), cases: cases, range: range(of: node.switchKeyword))
  }

  private mutating func switchCase(_ node: SwitchCaseSyntax) -> SwitchStatement.Case {
    var patterns: [(pattern: Pattern, filter: Expression?)] = []
    if case .case(let label) = node.label {
      for item in label.caseItems {
        patterns.append((pattern(item.pattern), item.whereClause.map { expression($0.condition) }))
      }
    }
    return SwitchStatement.Case(
      patterns: patterns, body: statements(node.statements), range: range(of: node.label))
  }
}
