import Diagnostics
import SwiftSyntax

extension SyntaxReader {
  mutating func declaration(_ node: DeclSyntax) -> Statement.Kind? {
    nested(node, fallback: .invalid) { reader in
      switch node.as(DeclSyntaxEnum.self) {
      case .variableDecl(let node): reader.variable(node)
      case .functionDecl(let node): reader.function(node).map { .function($0) } ?? .invalid
      case .structDecl(let node): .structure(reader.structure(node))
      case .importDecl(let node): reader.importDeclaration(node)
      case .missingDecl: .invalid
      default: reader.unsupportedDeclaration(node)
      }
    }
  }

  /// `import Tangent` and `import Foundation` change nothing; a cell sees the vocabulary anyway.
  private mutating func importDeclaration(_ node: ImportDeclSyntax) -> Statement.Kind? {
    let module = node.path.trimmedDescription
    switch module {
    case "Tangent": break
    case "Foundation":
      diagnostics.append(
        Diagnostic(.note, .unsupported, "cells need no 'import Foundation'; it changes nothing", at: range(of: node)))
    default: unsupported(node, "'import \(module)'", instead: "only Tangent's own vocabulary is there")
    }
    return nil
  }

  private mutating func unsupportedDeclaration(_ node: DeclSyntax) -> Statement.Kind {
    switch node.as(DeclSyntaxEnum.self) {
    case .classDecl: unsupported(node, "a class", instead: "use a struct")
    case .enumDecl: unsupported(node, "an enum", instead: "use a struct")
    case .protocolDecl: unsupported(node, "a protocol")
    case .extensionDecl: unsupported(node, "an extension", instead: "put the methods into the struct")
    case .actorDecl: unsupported(node, "an actor")
    case .macroDecl, .macroExpansionDecl: unsupported(node, "a macro")
    case .typeAliasDecl: unsupported(node, "a type alias")
    case .operatorDecl, .precedenceGroupDecl: unsupported(node, "an operator declaration")
    case .ifConfigDecl: unsupported(node, "'#if'")
    default: unsupported(node, "this declaration")
    }
    return .invalid
  }

  mutating func variable(_ node: VariableDeclSyntax) -> Statement.Kind {
    if let attribute = node.attributes.first { unsupported(attribute, "an attribute") }
    for modifier in node.modifiers where modifier.name.text == "lazy" || modifier.name.text == "weak" {
      unsupported(modifier, "'\(modifier.name.text)'")
    }
    let bindings = node.bindings.map { binding($0) }
    // `let a, b: Int` gives the last annotation to those before it.
    let shared = bindings.last?.type
    return .variable(
      bindings.map { binding in
        var binding = binding
        if binding.type == nil && binding.value == nil { binding.type = shared }
        return binding
      }, mutable: node.bindingSpecifier.text == "var")
  }

  private mutating func binding(_ node: PatternBindingSyntax) -> Binding {
    var getter: [Statement]?
    switch node.accessorBlock?.accessors {
    case .getter(let items): getter = statements(items)
    case .accessors(let list):
      for accessor in list {
        if accessor.accessorSpecifier.text == "get", let body = accessor.body {
          getter = statements(body.statements)
        } else {
          unsupported(accessor, "'\(accessor.accessorSpecifier.text)'", instead: "write a method")
        }
      }
    case nil: break
    }
    return Binding(
      pattern: pattern(node.pattern), type: node.typeAnnotation.map { type($0.type) },
      value: node.initializer.map { expression($0.value) }, getter: getter)
  }

  mutating func function(_ node: FunctionDeclSyntax) -> FunctionDeclaration? {
    for attribute in node.attributes where attribute.trimmedDescription != "@discardableResult" {
      unsupported(attribute, "the attribute '\(attribute.trimmedDescription)'")
    }
    if let effects = node.signature.effectSpecifiers { unsupported(effects, "'\(effects.trimmedDescription)'") }
    if let clause = node.genericWhereClause { unsupported(clause, "a 'where' clause") }
    guard let body = node.body else {
      unsupported(node, "a function without a body")
      return nil
    }
    return FunctionDeclaration(
      name: node.name.text, nameRange: range(of: node.name), generics: generics(node.genericParameterClause),
      parameters: node.signature.parameterClause.parameters.map { parameter($0) },
      result: node.signature.returnClause.map { type($0.type) }, body: statements(body.statements),
      isStatic: node.modifiers.contains { $0.name.text == "static" },
      isMutating: node.modifiers.contains { $0.name.text == "mutating" })
  }

  func generics(_ clause: GenericParameterClauseSyntax?) -> [(name: String, constraint: String?)] {
    clause?.parameters.map { ($0.name.text, $0.inheritedType?.trimmedDescription) } ?? []
  }

  mutating func parameter(_ node: FunctionParameterSyntax) -> FunctionDeclaration.Parameter {
    let label = node.firstName.text
    return FunctionDeclaration.Parameter(
      label: label == "_" ? nil : label, name: node.secondName?.text ?? label, type: type(node.type),
      isVariadic: node.ellipsis != nil, defaultValue: node.defaultValue.map { expression($0.value) },
      range: range(of: node))
  }

  private mutating func structure(_ node: StructDeclSyntax) -> StructureDeclaration {
    if let clause = node.genericParameterClause { unsupported(clause, "a generic struct") }
    for inherited in node.inheritanceClause?.inheritedTypes ?? [] {
      unsupported(inherited, "conformance to '\(inherited.trimmedDescription)'")
    }
    var result = StructureDeclaration(
      name: node.name.text, nameRange: range(of: node.name), properties: [], methods: [], initializers: [])
    for member in node.memberBlock.members { add(member.decl, to: &result) }
    return result
  }

  private mutating func add(_ member: DeclSyntax, to structure: inout StructureDeclaration) {
    switch member.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node):
      if let modifier = node.modifiers.first(where: { $0.name.text == "static" }) {
        unsupported(modifier, "a static property", instead: "declare a variable outside the struct")
      }
      guard case .variable(let bindings, let mutable) = variable(node) else { return }
      structure.properties += bindings.map { ($0, mutable, range(of: node)) }
    case .functionDecl(let node):
      if let function = function(node) { structure.methods.append(function) }
    case .initializerDecl(let node):
      structure.initializers.append(initializer(node))
    default:
      unsupported(member, "this member of a struct")
    }
  }

  private mutating func initializer(_ node: InitializerDeclSyntax) -> FunctionDeclaration {
    if let mark = node.optionalMark { unsupported(mark, "a failable initialiser") }
    return FunctionDeclaration(
      name: "init", nameRange: range(of: node.initKeyword), generics: [],
      parameters: node.signature.parameterClause.parameters.map { parameter($0) }, result: nil,
      body: node.body.map { statements($0.statements) } ?? [], isStatic: false, isMutating: true)
  }
}

// MARK: - Types

extension SyntaxReader {
  mutating func type(_ node: TypeSyntax) -> TypeSyntaxTree {
    let place = range(of: node)
    let kind = nested(node, fallback: TypeSyntaxTree.Kind.invalid) { $0.typeKind(node) }
    return TypeSyntaxTree(kind: kind, range: place)
  }

  private mutating func typeKind(_ node: TypeSyntax) -> TypeSyntaxTree.Kind {
    switch node.as(TypeSyntaxEnum.self) {
    case .identifierType(let node): return .name(node.name.text, typeArguments(node.genericArgumentClause))
    case .arrayType(let node): return .array(type(node.element))
    case .dictionaryType(let node): return .dictionary(type(node.key), type(node.value))
    case .optionalType(let node): return .optional(type(node.wrappedType))
    case .tupleType(let node): return tupleType(node)
    case .functionType(let node):
      return .function(node.parameters.map { type($0.type) }, type(node.returnClause.type))
    case .attributedType(let node): return attributedType(node)
    case .someOrAnyType(let node): return .existential(node.constraint.trimmedDescription)
    case .missingType: return .invalid
    default:
      unsupported(node, "the type '\(node.trimmedDescription)'")
      return .invalid
    }
  }

  private mutating func typeArguments(_ clause: GenericArgumentClauseSyntax?) -> [TypeSyntaxTree] {
    clause?.arguments.compactMap { argument in
      if case .type(let type) = argument.argument { self.type(type) } else { nil }
    } ?? []
  }

  private mutating func tupleType(_ node: TupleTypeSyntax) -> TypeSyntaxTree.Kind {
    let elements = node.elements.map { ($0.firstName?.text, type($0.type)) }
    return elements.count == 1 ? elements[0].1.kind : .tuple(elements.map { (label: $0.0, type: $0.1) })
  }

  private mutating func attributedType(_ node: AttributedTypeSyntax) -> TypeSyntaxTree.Kind {
    let base = type(node.baseType)
    return node.specifiers.trimmedDescription == "inout" ? .passedInout(base) : base.kind
  }
}
