import Diagnostics
import SwiftParser
import SwiftSyntax

/// Reads the declarations of the catalog with the same code that reads those of cells.
enum SignatureReader {
  /// - Precondition: `declaration` is one function, initialiser, subscript or property of known types; the catalog's
  ///   tests read every entry.
  static func read(_ declaration: String, catalog: Catalog) -> Signature {
    var parser = Parser(declaration)
    let node = DeclSyntax.parse(from: &parser)
    var reader = SyntaxReader()
    let isDisfavored = declaration.hasPrefix("@_disfavoredOverload")
    let isMutating = declaration.contains("mutating func")
    var resolver = TypeResolver(catalog: catalog)
    resolver.typeParameters = ["Element", "Key", "Value", "Wrapped", "Bound"]
    var signature = read(node, &reader, resolver)
    signature.isDisfavored = isDisfavored
    signature.isMutating = isMutating
    signature.isFailable = node.as(InitializerDeclSyntax.self)?.optionalMark != nil
    return signature
  }

  private static func read(_ node: DeclSyntax, _ reader: inout SyntaxReader, _ resolver: TypeResolver) -> Signature {
    switch node.as(DeclSyntaxEnum.self) {
    case .functionDecl(let node):
      signature(
        node.name.text.filter { $0 != "`" }, node.genericParameterClause, node.signature.parameterClause,
        node.signature.returnClause?.type, node.genericWhereClause, &reader, resolver)
    case .initializerDecl(let node):
      signature(
        "init", node.genericParameterClause, node.signature.parameterClause, nil, node.genericWhereClause, &reader,
        resolver)
    case .subscriptDecl(let node):
      signature(
        "subscript", node.genericParameterClause, node.parameterClause, node.returnClause.type,
        node.genericWhereClause, &reader, resolver)
    case .variableDecl(let node):
      property(node, &reader, resolver)
    default:
      preconditionFailure("the catalog declares '\(node.trimmedDescription)'")
    }
  }

  private static func property(
    _ node: VariableDeclSyntax, _ reader: inout SyntaxReader, _ resolver: TypeResolver
  ) -> Signature {
    let binding = node.bindings.first
    let type = binding?.typeAnnotation.map { resolver.resolve(reader.type($0.type)) } ?? .invalid
    return Signature(name: binding?.pattern.trimmedDescription ?? "", parameters: [], result: type)
  }

  private static func signature(
    _ name: String, _ generics: GenericParameterClauseSyntax?, _ clause: FunctionParameterClauseSyntax,
    _ result: TypeSyntax?, _ conditions: GenericWhereClauseSyntax?, _ reader: inout SyntaxReader,
    _ resolver: TypeResolver
  ) -> Signature {
    var resolver = resolver
    let list = reader.generics(generics)
    resolver.typeParameters.formUnion(list.map(\.name))
    // Operands have no labels, whatever an operator's declaration calls them.
    let isOperator = name.first.map { !$0.isLetter && $0 != "_" } ?? false
    let parameters = clause.parameters.map { node in
      var parameter = resolver.parameter(reader.parameter(node))
      if isOperator { parameter.label = nil }
      return parameter
    }
    return Signature(
      name: name, generics: list + (conditions.map { requirements($0, &reader, resolver) } ?? []),
      parameters: parameters, result: result.map { resolver.resolve(reader.type($0)) } ?? .void)
  }

  /// `where Element: Comparable`, `where Element == String`.
  private static func requirements(
    _ clause: GenericWhereClauseSyntax, _ reader: inout SyntaxReader, _ resolver: TypeResolver
  ) -> [GenericParameter] {
    clause.requirements.compactMap { node in
      switch node.requirement {
      case .conformanceRequirement(let node):
        GenericParameter(name: node.leftType.trimmedDescription, constraints: [node.rightType.trimmedDescription])
      case .sameTypeRequirement(let node):
        sameType(node.leftType.trimmedDescription, node.rightType, &reader, resolver)
      case .layoutRequirement: nil
      }
    }
  }

  private static func sameType(
    _ name: String, _ type: SameTypeRequirementSyntax.RightType, _ reader: inout SyntaxReader, _ resolver: TypeResolver
  ) -> GenericParameter? {
    guard case .type(let type) = type else { return nil }
    return GenericParameter(name: name, constraints: [], same: resolver.resolve(reader.type(type)))
  }
}
