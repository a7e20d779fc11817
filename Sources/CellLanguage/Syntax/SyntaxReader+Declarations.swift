import Diagnostics
import SwiftSyntax

extension SyntaxReader {
  mutating func declaration(_ node: DeclSyntax) -> Statement.Kind? {
    nested(node, fallback: .invalid) { reader in
      switch node.as(DeclSyntaxEnum.self) {
      case .variableDecl(let node): reader.variable(node)
      case .functionDecl(let node): reader.function(node).map { .function($0) } ?? .invalid
      case .structDecl(let node): .type(reader.structure(node))
      case .enumDecl(let node): .type(reader.enumeration(node))
      case .classDecl(let node): .type(reader.classType(node))
      case .extensionDecl(let node): .type(reader.extensionOfType(node))
      case .protocolDecl(let node): .protocolType(reader.protocolType(node))
      case .typeAliasDecl(let node): .alias(reader.typeAlias(node))
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
    case .actorDecl: unsupported(node, "an actor", instead: "cells run one after the other; use a final class")
    case .macroDecl, .macroExpansionDecl: unsupported(node, "a macro", instead: "write the code that it stands for")
    case .operatorDecl, .precedenceGroupDecl:
      unsupported(node, "a new operator", instead: "declare 'static func +' and its like in a type, or a function")
    case .ifConfigDecl: unsupported(node, "'#if'", instead: "keep the branch that you need")
    case .deinitializerDecl: unsupported(node, "'deinit'", instead: "call a method where the object is done with")
    default: unsupported(node, "this declaration")
    }
    return .invalid
  }

  mutating func typeAlias(_ node: TypeAliasDeclSyntax) -> TypeAlias {
    if let generics = node.genericParameterClause { unsupported(generics, "a generic type alias") }
    return TypeAlias(name: node.name.text, type: type(node.initializer.value), range: range(of: node.name))
  }

  mutating func variable(_ node: VariableDeclSyntax) -> Statement.Kind {
    if let attribute = node.attributes.first { unsupported(attribute, "an attribute") }
    for modifier in node.modifiers {
      switch modifier.name.text {
      case "lazy": unsupported(modifier, "'lazy'", instead: "write a computed property, or set it in 'init'")
      case "weak", "unowned":
        unsupported(
          modifier, "'\(modifier.name.text)'", instead: "keep a plain reference; a cell's objects end with the lesson")
      default: break
      }
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
    Binding(
      pattern: pattern(node.pattern), type: node.typeAnnotation.map { type($0.type) },
      value: node.initializer.map { expression($0.value) }, accessor: node.accessorBlock.map { accessor($0) })
  }

  mutating func accessor(_ node: AccessorBlockSyntax) -> AccessorSyntax {
    switch node.accessors {
    case .getter(let items): AccessorSyntax(getter: statements(items))
    case .accessors(let list): accessor(list)
    }
  }

  private mutating func accessor(_ list: AccessorDeclListSyntax) -> AccessorSyntax {
    var result = AccessorSyntax(getter: [])
    for node in list {
      let body = node.body.map { statements($0.statements) } ?? []
      switch node.accessorSpecifier.text {
      case "get": result.getter = body
      case "set": result.setter = (node.parameters?.name.text ?? "newValue", body)
      default:
        unsupported(node, "'\(node.accessorSpecifier.text)'", instead: "write a computed property with 'get' and 'set'")
      }
    }
    return result
  }

  /// - Parameter isRequirement: it stands in a protocol and has no body.
  mutating func function(_ node: FunctionDeclSyntax, isRequirement: Bool = false) -> FunctionDeclaration? {
    for attribute in node.attributes where attribute.trimmedDescription != "@discardableResult" {
      unsupported(attribute, "the attribute '\(attribute.trimmedDescription)'")
    }
    refuseAsync(node.signature.effectSpecifiers)
    if let clause = node.genericWhereClause {
      unsupported(clause, "a 'where' clause", instead: "write the constraint as in 'T: Equatable'")
    }
    guard isRequirement == (node.body == nil) else {
      unsupported(node, isRequirement ? "a body in a protocol" : "a function without a body")
      return nil
    }
    return FunctionDeclaration(
      name: node.name.text, nameRange: range(of: node.name), generics: generics(node.genericParameterClause),
      parameters: node.signature.parameterClause.parameters.map { parameter($0) },
      result: node.signature.returnClause.map { type($0.type) },
      body: node.body.map { statements($0.statements) } ?? [],
      isStatic: node.modifiers.contains { $0.name.text == "static" },
      isMutating: node.modifiers.contains { $0.name.text == "mutating" },
      throwing: throwing(node.signature.effectSpecifiers))
  }

  mutating func throwing(_ effects: FunctionEffectSpecifiersSyntax?) -> Signature.Throwing {
    guard let clause = effects?.throwsClause else { return .never }
    if let type = clause.type { unsupported(type, "the type of an error", instead: "write 'throws' alone") }
    return clause.throwsSpecifier.text == "rethrows" ? .asArguments : .always
  }

  mutating func refuseAsync(_ effects: FunctionEffectSpecifiersSyntax?) {
    if let node = effects?.asyncSpecifier {
      unsupported(node, "'async'", instead: "cells run one after the other; leave it out")
    }
  }

  func generics(_ clause: GenericParameterClauseSyntax?) -> [GenericParameter] {
    clause?.parameters.map {
      GenericParameter(name: $0.name.text, constraints: $0.inheritedType.map { protocols($0) } ?? [])
    } ?? []
  }

  /// The names in `A & B`.
  func protocols(_ node: TypeSyntax) -> [String] {
    node.trimmedDescription.split(separator: "&").map { part in String(part.filter { $0 != " " }) }
  }

  mutating func parameter(_ node: FunctionParameterSyntax) -> FunctionDeclaration.Parameter {
    let label = node.firstName.text
    return FunctionDeclaration.Parameter(
      label: label == "_" ? nil : label, name: node.secondName?.text ?? label, type: type(node.type),
      isVariadic: node.ellipsis != nil, defaultValue: node.defaultValue.map { expression($0.value) },
      range: range(of: node))
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
      return .function(
        node.parameters.map { type($0.type) }, type(node.returnClause.type),
        throwing: node.effectSpecifiers?.throwsClause != nil)
    case .attributedType(let node): return attributedType(node)
    case .someOrAnyType(let node):
      let name = node.constraint.trimmedDescription
      return .existential(node.someOrAnySpecifier.text == "some" ? "some \(name)" : name)
    case .memberType(let node): return .member(type(node.baseType), node.name.text)
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
