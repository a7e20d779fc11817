import Diagnostics
import SwiftParser
import SwiftSyntax

/// What a cell declares and mentions by bare names, for writing it elsewhere under other names.
///
/// Read off the tokens alone, without any checking: whatever stands behind a dot is no bare name, and in a type with a
/// member of that name a bare name is taken for the member.
public struct CellOutline: Sendable {
  public struct Declaration: Sendable {
    public enum Kind: Hashable, Sendable {
      case variable, type
      /// With its labels and types as written: what tells overloads apart.
      case function(String)
    }

    public var name: String
    public var kind: Kind
  }

  /// A bare name in the cell's text.
  public struct Mention: Sendable {
    public var name: String
    public var range: Diagnostics.SourceRange
    /// A parameter's name that is its label too, which has to stay.
    public var isLabel: Bool
    /// In an extension: a member of the extended type, if that has one of the name.
    public var mayBeMember: Bool
  }

  /// What the cell declares at the top level.
  public private(set) var declarations: [Declaration] = []
  public private(set) var mentions: [Mention] = []
  /// The names of members of the cell's types and extensions.
  public private(set) var members: Set<String> = []
  /// Every name in it, whatever it stands for.
  public private(set) var words: Set<String> = []
  /// The imports, which belong to the head of a file.
  public private(set) var imports: [Diagnostics.SourceRange] = []
  /// Whether it declares what can stand at the top level of a file only: extensions, operators, protocols.
  public private(set) var isFileScope = false

  public init(_ text: String) {
    guard NestingCheck.firstExcess(in: text) == nil else { return }
    let file = Parser.parse(source: text)
    for item in file.statements { declare(item.item) }
    for token in file.tokens(viewMode: .sourceAccurate) {
      guard case .identifier(let word) = token.tokenKind else { continue }
      words.insert(word)
      add(token)
    }
  }

  // MARK: Declarations

  private mutating func declare(_ item: CodeBlockItemSyntax.Item) {
    switch item {
    case .decl(let declaration): declare(declaration)
    case .stmt(let statement):
      if let node = statement.as(GuardStmtSyntax.self) { declareNames(in: Syntax(node.conditions)) }
    case .expr: break
    }
  }

  private mutating func declare(_ node: DeclSyntax) {
    switch node.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node): for binding in node.bindings { declareNames(in: Syntax(binding.pattern)) }
    case .functionDecl(let node): declare(node.name, .function(Self.signature(of: node)))
    case .structDecl(let node): declare(node.name, .type)
    case .enumDecl(let node): declare(node.name, .type)
    case .classDecl(let node): declare(node.name, .type)
    case .typeAliasDecl(let node): declare(node.name, .type)
    case .protocolDecl(let node):
      declare(node.name, .type)
      isFileScope = true
    case .importDecl:
      imports.append(Self.range(of: node))
    case .extensionDecl, .operatorDecl, .precedenceGroupDecl: isFileScope = true
    default: break
    }
  }

  private mutating func declareNames(in pattern: Syntax) {
    for token in pattern.tokens(viewMode: .sourceAccurate) where token.parent?.is(IdentifierPatternSyntax.self) == true
    {
      declare(token, .variable)
    }
  }

  private mutating func declare(_ name: TokenSyntax, _ kind: Declaration.Kind) {
    if case .identifier(let word) = name.tokenKind {
      declarations.append(Declaration(name: Self.unquoted(word), kind: kind))
    } else if case .function = kind {
      isFileScope = true
    }
  }

  private static func signature(of node: FunctionDeclSyntax) -> String {
    let parameters = node.signature.parameterClause.parameters.map { parameter in
      parameter.firstName.text + ":" + parameter.type.trimmedDescription
    }
    let generics = (node.genericParameterClause?.trimmedDescription ?? "")
    return generics + "(" + parameters.joined(separator: ",") + ")"
      + (node.signature.returnClause?.type.trimmedDescription ?? "")
  }

  // MARK: Mentions

  private mutating func add(_ token: TokenSyntax) {
    guard let parent = token.parent else { return }
    let name = Self.unquoted(token.text)
    switch Self.role(of: token, in: parent) {
    case .none: return
    case .member: members.insert(name)
    case .bare(let isLabel):
      let surroundings = Self.surroundings(of: parent, name)
      if surroundings.isMember { return }
      mentions.append(
        Mention(
          name: name, range: Self.range(of: token), isLabel: isLabel, mayBeMember: surroundings.isInExtension))
    }
  }

  private enum Role {
    case bare(isLabel: Bool)
    /// The name of a type's member where that is declared.
    case member
    /// A label, an attribute, or behind a dot.
    case none
  }

  private static func role(of token: TokenSyntax, in parent: Syntax) -> Role {
    switch parent.as(SyntaxEnum.self) {
    case .declReferenceExpr:
      let access = parent.parent?.as(MemberAccessExprSyntax.self)
      return access.map { Syntax($0.declName) == parent } == true ? .none : .bare(isLabel: false)
    case .identifierPattern: return isMember(parent) ? .member : .bare(isLabel: false)
    case .functionDecl, .structDecl, .enumDecl, .classDecl, .protocolDecl, .typeAliasDecl:
      return isMember(parent) ? .member : .bare(isLabel: false)
    case .enumCaseElement: return .member
    case .identifierType: return parent.parent?.is(AttributeSyntax.self) == true ? .none : .bare(isLabel: false)
    case .genericParameter, .closureShorthandParameter, .closureParameter, .accessorParameters:
      return .bare(isLabel: false)
    case .functionParameter(let node):
      if node.secondName == nil { return .bare(isLabel: true) }
      return node.secondName == token ? .bare(isLabel: false) : .none
    default: return .none
    }
  }

  /// Whether a declaration, or the pattern of one, is a type's member.
  private static func isMember(_ node: Syntax) -> Bool {
    var next: Syntax? = node
    while let current = next {
      if current.is(MemberBlockItemSyntax.self) { return true }
      if current.is(CodeBlockItemSyntax.self) { return false }
      next = current.parent
    }
    return false
  }

  private static func surroundings(of node: Syntax, _ name: String) -> (isMember: Bool, isInExtension: Bool) {
    var isInExtension = false
    var next: Syntax? = node
    while let current = next {
      if let block = current.as(MemberBlockSyntax.self) {
        if declares(block, name) { return (true, isInExtension) }
        if block.parent?.is(ExtensionDeclSyntax.self) == true { isInExtension = true }
      }
      next = current.parent
    }
    return (false, isInExtension)
  }

  private static func declares(_ block: MemberBlockSyntax, _ name: String) -> Bool {
    block.members.contains { member in
      switch member.decl.as(DeclSyntaxEnum.self) {
      case .variableDecl(let node):
        node.bindings.contains { $0.pattern.trimmedDescription == name }
      case .functionDecl(let node): node.name.text == name
      case .enumCaseDecl(let node): node.elements.contains { $0.name.text == name }
      case .structDecl(let node): node.name.text == name
      case .enumDecl(let node): node.name.text == name
      case .classDecl(let node): node.name.text == name
      default: false
      }
    }
  }

  private static func unquoted(_ name: String) -> String {
    name.hasPrefix("`") && name.hasSuffix("`") && name.count > 2 ? String(name.dropFirst().dropLast()) : name
  }

  private static func range(of node: some SyntaxProtocol) -> Diagnostics.SourceRange {
    Diagnostics.SourceRange(
      node.positionAfterSkippingLeadingTrivia.utf8Offset, node.endPositionBeforeTrailingTrivia.utf8Offset)
  }
}
