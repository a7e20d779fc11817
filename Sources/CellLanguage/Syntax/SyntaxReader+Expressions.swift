import Diagnostics
import SwiftSyntax

extension SyntaxReader {
  mutating func expression(_ node: ExprSyntax) -> Expression {
    let outer = links
    links = []
    defer { links = outer }
    var result = link(node)
    while let link = links.popLast() {
      result = Expression(.chain(link.base, link: link.name, rest: result), at: result.range)
    }
    return result
  }

  /// An expression that what follows it continues: `a?.b` goes on in `a?.b.c`.
  private mutating func link(_ node: ExprSyntax) -> Expression {
    let place = range(of: node)
    return nested(node, fallback: Expression(.invalid, at: place)) { reader in
      if let sequence = node.as(SequenceExprSyntax.self) { return reader.fold(sequence) }
      return Expression(reader.kind(of: node), at: place)
    }
  }

  private mutating func kind(of node: ExprSyntax) -> Expression.Kind {
    switch node.as(ExprSyntaxEnum.self) {
    case .integerLiteralExpr(let node): return .integer(digits(node.literal))
    case .floatLiteralExpr(let node): return .float(digits(node.literal))
    case .booleanLiteralExpr(let node): return .boolean(node.literal.text == "true")
    case .nilLiteralExpr: return .nilLiteral
    case .stringLiteralExpr(let node): return string(node)
    case .declReferenceExpr(let node): return reference(node)
    case .discardAssignmentExpr: return .name("_")
    case .memberAccessExpr(let node): return member(node)
    case .functionCallExpr(let node): return call(node)
    case .subscriptCallExpr(let node):
      return .element(link(node.calledExpression), arguments(node.arguments))
    case .prefixOperatorExpr(let node):
      return .prefix(
        Operator(name: node.operator.text, range: range(of: node.operator)), expression(node.expression))
    case .tupleExpr(let node): return tuple(node)
    case .arrayExpr(let node): return .array(node.elements.map { expression($0.expression) })
    case .dictionaryExpr(let node): return dictionary(node)
    case .closureExpr(let node): return .closure(closure(node))
    case .keyPathExpr(let node): return keyPath(node)
    case .forceUnwrapExpr(let node): return .forceUnwrap(link(node.expression))
    case .optionalChainingExpr(let node): return chain(node)
    case .ifExpr(let node): return .conditional(conditional(node))
    case .switchExpr(let node): return .selection(selection(node))
    case .inOutExpr(let node):
      return .prefix(Operator(name: "&", range: range(of: node.ampersand)), expression(node.expression))
    case .tryExpr(let node): return .attempt(kind(of: node), expression(node.expression))
    case .genericSpecializationExpr(let node): return specialised(node)
    case .missingExpr: return .invalid
    default: return unsupportedExpression(node)
    }
  }

  private mutating func unsupportedExpression(_ node: ExprSyntax) -> Expression.Kind {
    switch node.as(ExprSyntaxEnum.self) {
    case .awaitExpr: unsupported(node, "'await'")
    case .macroExpansionExpr: unsupported(node, "a macro")
    case .superExpr: unsupported(node, "'super'")
    case .regexLiteralExpr: unsupported(node, "a regular expression")
    case .postfixOperatorExpr: unsupported(node, "a postfix operator")
    default: unsupported(node, "this expression")
    }
    return .invalid
  }

  private func digits(_ token: TokenSyntax) -> String {
    token.text.filter { $0 != "_" }
  }

  private mutating func reference(_ node: DeclReferenceExprSyntax) -> Expression.Kind {
    let name = node.baseName.text
    if name.hasPrefix("$"), let number = Int(name.dropFirst()) { shorthandCount = max(shorthandCount, number + 1) }
    return .name(unquoted(name))
  }

  func unquoted(_ name: String) -> String {
    name.hasPrefix("`") && name.hasSuffix("`") && name.count > 2 ? String(name.dropFirst().dropLast()) : name
  }

  private mutating func member(_ node: MemberAccessExprSyntax) -> Expression.Kind {
    .member(base: node.base.map { link($0) }, name: unquoted(node.declName.baseName.text))
  }

  private mutating func call(_ node: FunctionCallExprSyntax) -> Expression.Kind {
    var list = arguments(node.arguments)
    if let closure = node.trailingClosure {
      list.append(Argument(label: nil, value: expression(ExprSyntax(closure)), isTrailingClosure: true))
    }
    for extra in node.additionalTrailingClosures {
      list.append(Argument(label: extra.label.text, value: expression(ExprSyntax(extra.closure))))
    }
    return .call(link(node.calledExpression), list)
  }

  func kind(of node: TryExprSyntax) -> Attempt {
    switch node.questionOrExclamationMark?.text {
    case "?": .optional
    case "!": .forced
    default: .plain
    }
  }

  private mutating func specialised(_ node: GenericSpecializationExprSyntax) -> Expression.Kind {
    let arguments = node.genericArgumentClause.arguments.compactMap { argument in
      if case .type(let type) = argument.argument { self.type(type) } else { nil }
    }
    return .specialised(
      TypeSyntaxTree(kind: .name(node.expression.trimmedDescription, arguments), range: range(of: node)))
  }

  private mutating func chain(_ node: OptionalChainingExprSyntax) -> Expression.Kind {
    let base = link(node.expression)
    // No name of a cell begins with '?'.
    linkCount += 1
    let name = "?\(linkCount)"
    links.append((base, name))
    return .name(name)
  }

  private mutating func arguments(_ list: LabeledExprListSyntax) -> [Argument] {
    list.map { Argument(label: $0.label?.text, value: expression($0.expression)) }
  }

  private mutating func tuple(_ node: TupleExprSyntax) -> Expression.Kind {
    let elements = arguments(node.elements)
    return elements.count == 1 && elements[0].label == nil ? .parenthesised(elements[0].value) : .tuple(elements)
  }

  private mutating func dictionary(_ node: DictionaryExprSyntax) -> Expression.Kind {
    switch node.content {
    case .colon: .dictionary([])
    case .elements(let elements): .dictionary(elements.map { (expression($0.key), expression($0.value)) })
    }
  }

  private mutating func string(_ node: StringLiteralExprSyntax) -> Expression.Kind {
    if let text = node.representedLiteralValue { return .string([.text(text)]) }
    return .string(
      node.segments.flatMap { segment -> [StringSegment] in
        switch segment {
        case .stringSegment(let part): return [.text(unescaped(part, in: node))]
        case .expressionSegment(let part): return interpolated(part)
        }
      })
  }

  /// One segment's text, read by swift-syntax as a literal of its own with the same delimiters.
  private func unescaped(_ segment: StringSegmentSyntax, in literal: StringLiteralExprSyntax) -> String {
    let alone = literal.with(\.segments, StringLiteralSegmentListSyntax([.stringSegment(segment)]))
    return alone.representedLiteralValue ?? segment.content.text
  }

  private mutating func interpolated(_ part: ExpressionSegmentSyntax) -> [StringSegment] {
    guard let first = part.expressions.first, part.expressions.count == 1, first.label == nil else {
      unsupported(part, "this interpolation", instead: "interpolate one value, as in \\(x)")
      return []
    }
    return [.value(expression(first.expression))]
  }

  mutating func closure(_ node: ClosureExprSyntax) -> Closure {
    let outer = shorthandCount
    shorthandCount = 0
    defer { shorthandCount = outer }
    let parameters = closureParameters(node.signature?.parameterClause)
    let result = node.signature?.returnClause.map { type($0.type) }
    let body = statements(node.statements)
    return Closure(
      parameters: parameters, shorthandCount: shorthandCount, result: result, body: body,
      captures: node.signature?.capture.map { captures($0) } ?? [])
  }

  /// `[self]` changes nothing: a closure keeps what it uses.
  private mutating func captures(_ clause: ClosureCaptureClauseSyntax) -> [(name: String, value: Expression)] {
    clause.items.compactMap { item in
      if let specifier = item.specifier, specifier.specifier.text == "weak" {
        unsupported(specifier, "'weak'", instead: "write the name alone; a cell's objects end with the lesson")
      }
      let name = item.name.text
      if name == "self" { return nil }
      return (name, item.initializer.map { expression($0.value) } ?? Expression(.name(name), at: range(of: item.name)))
    }
  }

  /// `\.name` where a function is wanted: the closure `{ $0.name }`.
  private mutating func keyPath(_ node: KeyPathExprSyntax) -> Expression.Kind {
    let place = range(of: node)
    var value = Expression(.name("$0"), at: place)
    for part in node.components {
      guard let property = part.component.as(KeyPathPropertyComponentSyntax.self) else {
        unsupported(node, "this key path", instead: "use a closure such as { $0.name }")
        return .invalid
      }
      let name = property.declName.baseName.text
      if name != "self" { value = Expression(.member(base: value, name: name), at: place) }
    }
    let parameter = node.root.map { Closure.Parameter(name: "$0", type: type($0), range: place) }
    return .closure(
      Closure(
        parameters: parameter.map { [$0] } ?? [], shorthandCount: 1,
        body: [Statement(.expression(value), at: place)]))
  }

  private mutating func closureParameters(
    _ clause: ClosureSignatureSyntax.ParameterClause?
  ) -> [Closure.Parameter] {
    switch clause {
    case .simpleInput(let list):
      list.map { Closure.Parameter(name: $0.name.text, type: nil, range: range(of: $0)) }
    case .parameterClause(let clause):
      clause.parameters.map { node in
        Closure.Parameter(
          name: (node.secondName ?? node.firstName).text, type: node.type.map { type($0) }, range: range(of: node))
      }
    case nil: []
    }
  }
}
