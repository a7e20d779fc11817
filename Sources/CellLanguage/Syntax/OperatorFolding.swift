import Diagnostics
import SwiftSyntax

/// Swift's operator precedences, tightest highest, and Tangent's `**`.
enum Precedence {
  struct Group {
    var level: Int
    var isRightAssociative = false
  }

  static let assignment = Group(level: 1, isRightAssociative: true)
  static let ternary = Group(level: 2, isRightAssociative: true)
  static let cast = Group(level: 7)

  static func group(of name: String) -> Group? {
    switch name {
    case "||": Group(level: 3)
    case "&&": Group(level: 4)
    case "==", "!=", "<", ">", "<=", ">=", "===", "!==", "~=", ".==", ".!=", ".<", ".>", ".<=", ".>=": Group(level: 5)
    case "??": Group(level: 6, isRightAssociative: true)
    case "...", "..<": Group(level: 8)
    case "+", "-", "&+", "&-", "|", "^": Group(level: 9)
    case "*", "/", "%", "&*", "&": Group(level: 10)
    case "**": Group(level: 12, isRightAssociative: true)
    case "<<", ">>": Group(level: 11)
    default: nil
    }
  }

  /// The operator that `name` applies before assigning, for `+=` and its like.
  static func assigned(_ name: String) -> String? {
    ["+=", "-=", "*=", "/=", "%=", "**=", "&=", "|="].contains(name) ? String(name.dropLast()) : nil
  }
}

/// Turns the flat list that the parser gives for `a + b * c` into a tree.
extension SyntaxReader {
  private enum Connector {
    case binary(Operator, Precedence.Group)
    case assignment(Operator?)
    case ternary(middle: Expression)

    var group: Precedence.Group {
      switch self {
      case .binary(_, let group): group
      case .assignment: Precedence.assignment
      case .ternary: Precedence.ternary
      }
    }
  }

  mutating func fold(_ node: SequenceExprSyntax) -> Expression {
    fold(Array(node.elements)[...]) ?? Expression(.invalid, at: range(of: node))
  }

  private mutating func fold(_ elements: ArraySlice<ExprSyntax>) -> Expression? {
    var operands: [Expression] = []
    var connectors: [Connector] = []
    for (index, element) in zip(elements.indices, elements) {
      if let node = element.as(TryExprSyntax.self) {
        operands.append(attempt(node, and: elements[(index + 1)...], after: connectors))
        break
      }
      if let connector = connector(element) {
        reduce(&operands, &connectors, above: connector.group)
        connectors.append(connector)
      } else if element.is(UnresolvedAsExprSyntax.self) || element.is(UnresolvedIsExprSyntax.self) {
        reduce(&operands, &connectors, above: Precedence.cast)
      } else if let type = element.as(TypeExprSyntax.self) {
        attachCast(type, &operands)
      } else {
        operands.append(expression(element))
      }
    }
    while let connector = connectors.popLast() { combine(connector, &operands) }
    return operands.last
  }

  /// `try` covers all that stands to its right.
  private mutating func attempt(
    _ node: TryExprSyntax, and rest: ArraySlice<ExprSyntax>, after connectors: [Connector]
  ) -> Expression {
    let place = range(of: node)
    for case .binary(let op, _) in connectors {
      diagnostics.append(
        Diagnostic(
          .syntax, "'try' cannot stand to the right of '\(op.name)': write it before the whole expression", at: place))
    }
    let covered = fold([node.expression] + rest) ?? Expression(.invalid, at: place)
    return Expression(
      .attempt(kind(of: node), covered), at: SourceRange(place.lower, max(place.upper, covered.range.upper)))
  }

  /// `as` arrives in two elements: the keyword, then the type.
  private mutating func attachCast(_ type: TypeExprSyntax, _ operands: inout [Expression]) {
    guard let value = operands.popLast() else { return }
    let target = self.type(type.type)
    operands.append(Expression(.cast(value, target), at: SourceRange(value.range.lower, target.range.upper)))
  }

  private mutating func connector(_ element: ExprSyntax) -> Connector? {
    if let node = element.as(BinaryOperatorExprSyntax.self) { return connector(node.operator) }
    if element.is(AssignmentExprSyntax.self) { return .assignment(nil) }
    if let node = element.as(UnresolvedTernaryExprSyntax.self) {
      return .ternary(middle: expression(node.thenExpression))
    }
    if let node = element.as(UnresolvedAsExprSyntax.self), let mark = node.questionOrExclamationMark {
      unsupported(mark, "a conditional cast")
    }
    if element.is(UnresolvedIsExprSyntax.self) { unsupported(element, "'is'") }
    return nil
  }

  private mutating func connector(_ token: TokenSyntax) -> Connector {
    let name = token.text
    let place = range(of: token)
    if let base = Precedence.assigned(name) { return .assignment(Operator(name: base, range: place)) }
    if let group = Precedence.group(of: name) { return .binary(Operator(name: name, range: place), group) }
    unsupported(token, "the operator '\(name)'")
    return .binary(Operator(name: name, range: place), Precedence.Group(level: 9))
  }

  /// Combines what binds at least as tightly as `group`, which follows it.
  private func reduce(_ operands: inout [Expression], _ connectors: inout [Connector], above group: Precedence.Group) {
    while let last = connectors.last,
      last.group.level > group.level || (last.group.level == group.level && !group.isRightAssociative)
    {
      connectors.removeLast()
      combine(last, &operands)
    }
  }

  private func combine(_ connector: Connector, _ operands: inout [Expression]) {
    guard operands.count >= 2 else { return }
    let right = operands.removeLast()
    let left = operands.removeLast()
    let place = SourceRange(left.range.lower, right.range.upper)
    let kind: Expression.Kind =
      switch connector {
      case .binary(let op, _): .binary(op, left, right)
      case .assignment(let op): .assignment(op, target: left, value: right)
      case .ternary(let middle): .ternary(left, middle, right)
      }
    operands.append(Expression(kind, at: place))
  }
}
