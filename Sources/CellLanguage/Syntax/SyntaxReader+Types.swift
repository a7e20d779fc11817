import Diagnostics
import SwiftSyntax

/// Declarations of types and their extensions.
extension SyntaxReader {
  mutating func structure(_ node: StructDeclSyntax) -> TypeDeclaration { declaration(.structure, node) }

  mutating func enumeration(_ node: EnumDeclSyntax) -> TypeDeclaration { declaration(.enumeration, node) }

  mutating func classType(_ node: ClassDeclSyntax) -> TypeDeclaration { declaration(.object, node) }

  private mutating func declaration(
    _ kind: TypeDeclaration.Kind, _ node: some DeclGroupSyntax & NamedDeclSyntax & WithGenericParametersSyntax
  ) -> TypeDeclaration {
    var result = TypeDeclaration(kind: kind, name: node.name.text, nameRange: range(of: node.name))
    result.generics = generics(node.genericParameterClause)
    result.isIndirect = kind == .enumeration && node.modifiers.contains { $0.name.text == "indirect" }
    refuse(node.attributes, node.genericWhereClause)
    read(node.inheritanceClause, node.memberBlock, into: &result)
    return result
  }

  mutating func protocolType(_ node: ProtocolDeclSyntax) -> ProtocolDeclaration {
    var result = ProtocolDeclaration(name: node.name.text, nameRange: range(of: node.name))
    result.inherited = node.inheritanceClause?.inheritedTypes.map { type($0.type) } ?? []
    refuse(node.attributes, node.genericWhereClause)
    for member in node.memberBlock.members { add(member.decl, to: &result) }
    return result
  }

  private mutating func add(_ member: DeclSyntax, to declaration: inout ProtocolDeclaration) {
    switch member.as(DeclSyntaxEnum.self) {
    case .functionDecl(let node):
      if let function = function(node, isRequirement: true) { declaration.functions.append(function) }
    case .initializerDecl(let node): declaration.initializers.append(initializer(node))
    case .variableDecl(let node):
      var members = TypeDeclaration(kind: .extension, name: "", nameRange: range(of: node))
      add(node, to: &members)
      declaration.properties += members.properties
    case .associatedTypeDecl:
      unsupported(member, "an associated type", instead: "let a generic function name the type")
    default: unsupported(member, "this requirement", instead: "functions, properties and initialisers may stand here")
    }
  }

  mutating func extensionOfType(_ node: ExtensionDeclSyntax) -> TypeDeclaration {
    let extended = type(node.extendedType)
    var result = TypeDeclaration(
      kind: .extension, name: node.extendedType.trimmedDescription, nameRange: extended.range)
    result.extended = extended
    for requirement in node.genericWhereClause?.requirements ?? [] { read(requirement.requirement, into: &result) }
    refuse(node.attributes, nil)
    read(node.inheritanceClause, node.memberBlock, into: &result)
    return result
  }

  private mutating func read(
    _ requirement: GenericRequirementSyntax.Requirement, into result: inout TypeDeclaration
  ) {
    switch requirement {
    case .sameTypeRequirement(let node):
      guard case .type(let left) = node.leftType, case .type(let right) = node.rightType else { return }
      result.sameTypes.append((left.trimmedDescription, type(right)))
    case .conformanceRequirement(let node):
      result.generics.append(
        GenericParameter(name: node.leftType.trimmedDescription, constraints: protocols(node.rightType)))
    case .layoutRequirement(let node): unsupported(node, "this requirement")
    }
  }

  private mutating func refuse(_ attributes: AttributeListSyntax, _ clause: GenericWhereClauseSyntax?) {
    for attribute in attributes {
      unsupported(attribute, "the attribute '\(attribute.trimmedDescription)'", instead: "leave it out")
    }
    if let clause { unsupported(clause, "a 'where' clause", instead: "write the constraint as in 'T: Equatable'") }
  }

  private mutating func read(
    _ clause: InheritanceClauseSyntax?, _ block: MemberBlockSyntax, into result: inout TypeDeclaration
  ) {
    result.inherited = clause?.inheritedTypes.map { type($0.type) } ?? []
    for member in block.members { add(member.decl, to: &result) }
  }

  private mutating func add(_ member: DeclSyntax, to declaration: inout TypeDeclaration) {
    switch member.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node): add(node, to: &declaration)
    case .functionDecl(let node): if let function = function(node) { declaration.functions.append(function) }
    case .initializerDecl(let node): declaration.initializers.append(initializer(node))
    case .subscriptDecl(let node): if let made = subscriptMember(node) { declaration.subscripts.append(made) }
    case .enumCaseDecl(let node): add(node, to: &declaration)
    case .structDecl(let node): declaration.types.append(structure(node))
    case .enumDecl(let node): declaration.types.append(enumeration(node))
    case .classDecl(let node): declaration.types.append(classType(node))
    case .typeAliasDecl(let node): declaration.aliases.append(typeAlias(node))
    case .deinitializerDecl:
      unsupported(member, "'deinit'", instead: "call a method where the object is done with")
    default: unsupported(member, "this member", instead: "properties, functions and initialisers may stand here")
    }
  }

  private mutating func add(_ node: VariableDeclSyntax, to declaration: inout TypeDeclaration) {
    guard case .variable(let bindings, let mutable) = variable(node) else { return }
    let isStatic = node.modifiers.contains { $0.name.text == "static" || $0.name.text == "class" }
    let place = range(of: node)
    declaration.properties += bindings.map {
      TypeDeclaration.Property(binding: $0, isMutable: mutable, isStatic: isStatic, range: place)
    }
  }

  private mutating func add(_ node: EnumCaseDeclSyntax, to declaration: inout TypeDeclaration) {
    let isIndirect = node.modifiers.contains { $0.name.text == "indirect" }
    for element in node.elements {
      let payload = element.parameterClause?.parameters.map { payloadParameter($0) } ?? []
      declaration.cases.append(
        TypeDeclaration.Case(
          name: unquoted(element.name.text), payload: payload, rawValue: element.rawValue.map { expression($0.value) },
          isIndirect: isIndirect, range: range(of: element)))
    }
  }

  private mutating func payloadParameter(_ node: EnumCaseParameterSyntax) -> FunctionDeclaration.Parameter {
    let label = node.firstName.flatMap { $0.text == "_" ? nil : $0.text }
    return FunctionDeclaration.Parameter(
      label: label, name: label ?? "", type: type(node.type), isVariadic: false,
      defaultValue: node.defaultValue.map { expression($0.value) }, range: range(of: node))
  }

  private mutating func initializer(_ node: InitializerDeclSyntax) -> FunctionDeclaration {
    refuseAsync(node.signature.effectSpecifiers)
    return FunctionDeclaration(
      name: "init", nameRange: range(of: node.initKeyword), generics: generics(node.genericParameterClause),
      parameters: node.signature.parameterClause.parameters.map { parameter($0) }, result: nil,
      body: node.body.map { statements($0.statements) } ?? [], isMutating: true,
      throwing: throwing(node.signature.effectSpecifiers), isFailable: node.optionalMark != nil)
  }

  private mutating func subscriptMember(_ node: SubscriptDeclSyntax) -> TypeDeclaration.Subscript? {
    guard let block = node.accessorBlock else { return nil }
    let accessor = accessor(block)
    var parameters = node.parameterClause.parameters.map { parameter($0) }
    // A subscript's parameter has a label only where it has two names.
    for (number, parameter) in node.parameterClause.parameters.enumerated() where parameter.secondName == nil {
      parameters[number].label = nil
    }
    let getter = FunctionDeclaration(
      name: "subscript", nameRange: range(of: node.subscriptKeyword), generics: generics(node.genericParameterClause),
      parameters: parameters, result: type(node.returnClause.type), body: accessor.getter,
      isStatic: node.modifiers.contains { $0.name.text == "static" })
    return TypeDeclaration.Subscript(getter: getter, setter: accessor.setter)
  }
}
