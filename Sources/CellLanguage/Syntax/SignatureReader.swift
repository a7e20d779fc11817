import Diagnostics

/// Reads the declarations of the catalog: functions, initialisers, subscripts and properties, without bodies.
///
/// The Swift parser would take a hundred times longer over a row, and a short lesson needs fifty of them. That the
/// rows are Swift is for the catalog's tests to show, which put them before the compiler.
struct SignatureReader {
  private let text: [UInt8]
  private var position = 0

  /// - Precondition: `declaration` is one declaration of known types, its default values literals; the catalog's tests
  ///   read every row.
  static func read(_ declaration: String, catalog: Catalog) -> Signature {
    var resolver = TypeResolver(catalog: catalog)
    resolver.typeParameters = ["Element", "Key", "Value", "Wrapped", "Bound"]
    var reader = SignatureReader(text: Array(declaration.utf8))
    return reader.signature(resolver)
  }

  private mutating func signature(_ resolver: TypeResolver) -> Signature {
    var isDisfavored = false
    var isMutating = false
    while true {
      switch word() {
      case "@_disfavoredOverload": isDisfavored = true
      case "@discardableResult", "static": continue
      case "mutating": isMutating = true
      case "var", "let": return property(resolver)
      case "func":
        var signature = function(operatorOrName(), resolver)
        signature.isDisfavored = isDisfavored
        signature.isMutating = isMutating
        return signature
      case let keyword where keyword == "init" || keyword == "subscript":
        let isFailable = take("?")
        var signature = function(keyword, resolver)
        signature.isDisfavored = isDisfavored
        signature.isFailable = isFailable
        return signature
      case let other: preconditionFailure("the catalog declares '\(other)'")
      }
    }
  }

  private mutating func property(_ resolver: TypeResolver) -> Signature {
    let name = word()
    expect(":")
    return Signature(name: name, parameters: [], result: resolver.resolve(type()))
  }

  private mutating func function(_ name: String, _ resolver: TypeResolver) -> Signature {
    var resolver = resolver
    let generics = self.generics()
    for generic in generics { resolver.typeParameters.insert(generic.name) }
    // Operands have no labels, whatever an operator's declaration calls them.
    let isOperator = name.utf8.first.map { !Self.isWordByte($0) } ?? false
    let parameters = self.parameters().map { syntax in
      var parameter = resolver.parameter(syntax)
      if isOperator { parameter.label = nil }
      return parameter
    }
    let isRethrowing = take("rethrows")
    let result = take("->") ? resolver.resolve(type()) : .void
    return Signature(
      name: name, generics: generics + requirements(resolver), parameters: parameters, result: result,
      throwing: isRethrowing ? .asArguments : .never)
  }

  /// `where Element: Comparable, Value == String`
  private mutating func requirements(_ resolver: TypeResolver) -> [GenericParameter] {
    guard take("where ") else { return [] }
    var result: [GenericParameter] = []
    repeat {
      let name = word()
      if take("==") {
        result.append(GenericParameter(name: name, constraints: [], same: resolver.resolve(type())))
      } else {
        expect(":")
        result.append(GenericParameter(name: name, constraints: [word()]))
      }
    } while take(",")
    return result
  }

  /// `<T: Number, U>`
  private mutating func generics() -> [GenericParameter] {
    guard take("<") else { return [] }
    var result: [GenericParameter] = []
    repeat {
      result.append(GenericParameter(name: word(), constraints: take(":") ? [word()] : []))
    } while take(",")
    expect(">")
    return result
  }

  private mutating func parameters() -> [FunctionDeclaration.Parameter] {
    expect("(")
    var result: [FunctionDeclaration.Parameter] = []
    while !take(")") {
      result.append(parameter())
      _ = take(",")
    }
    return result
  }

  /// `label name: Type... = literal`
  private mutating func parameter() -> FunctionDeclaration.Parameter {
    let label = word()
    var name = label
    if !take(":") {
      name = word()
      expect(":")
    }
    let type = self.type()
    return FunctionDeclaration.Parameter(
      label: label == "_" ? nil : label, name: name, type: type, isVariadic: take("..."),
      defaultValue: take("=") ? literal() : nil, range: Self.nowhere)
  }
}

// MARK: - Types and literals

extension SignatureReader {
  private static let nowhere = SourceRange(0, 0)

  private mutating func type() -> TypeSyntaxTree {
    var kind = plainType()
    while take("?") { kind = .optional(TypeSyntaxTree(kind: kind, range: Self.nowhere)) }
    return TypeSyntaxTree(kind: kind, range: Self.nowhere)
  }

  private mutating func plainType() -> TypeSyntaxTree.Kind {
    if take("[") {
      let element = type()
      let kind: TypeSyntaxTree.Kind = take(":") ? .dictionary(element, type()) : .array(element)
      expect("]")
      return kind
    }
    if take("(") { return parenthesised() }
    switch word() {
    case "inout": return .passedInout(type())
    case "any", "some": return .existential(word())
    case let attribute where attribute.utf8.first == UInt8(ascii: "@"): return plainType()
    case let name: return .name(name, typeArguments())
    }
  }

  private mutating func typeArguments() -> [TypeSyntaxTree] {
    guard take("<") else { return [] }
    var result: [TypeSyntaxTree] = []
    repeat { result.append(type()) } while take(",")
    expect(">")
    return result
  }

  /// A tuple, a type in parentheses, or the parameters of a function type.
  private mutating func parenthesised() -> TypeSyntaxTree.Kind {
    var elements: [(label: String?, type: TypeSyntaxTree)] = []
    while !take(")") {
      elements.append((label(), type()))
      _ = take(",")
    }
    let throwing = take("throws")
    if take("->") { return .function(elements.map(\.type), type(), throwing: throwing) }
    return elements.count == 1 ? elements[0].type.kind : .tuple(elements)
  }

  /// `name:` of a tuple's element.
  private mutating func label() -> String? {
    let start = position
    let name = word()
    if !name.isEmpty && take(":") { return name }
    position = start
    return nil
  }

  private mutating func literal() -> Expression {
    if take("-") {
      return Expression(.prefix(Operator(name: "-", range: Self.nowhere), literal()), at: Self.nowhere)
    }
    return Expression(literalKind(), at: Self.nowhere)
  }

  private mutating func literalKind() -> Expression.Kind {
    if take("\"") { return .string([.text(quoted())]) }
    if take("[") {
      expect("]")
      return .array([])
    }
    if take(".") { return .member(base: nil, name: word()) }
    let start = position
    switch word() {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "nil": return .nilLiteral
    case let type where Double(type) == nil && take("."):
      return .member(base: Expression(.name(type), at: Self.nowhere), name: word())
    default:
      position = start
      return number()
    }
  }

  private mutating func number() -> Expression.Kind {
    let digits = piece { Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    precondition(Double(digits) != nil, "the catalog has the default value '\(digits)'")
    return Int(digits) == nil ? .float(digits) : .integer(digits)
  }

  /// The rest of a text behind its opening quote; `\n` is the only escape that rows use.
  private mutating func quoted() -> String {
    let content = piece { $0 != UInt8(ascii: "\"") }
    expect("\"")
    return content == "\\n" ? "\n" : content
  }
}

// MARK: - Pieces of text

extension SignatureReader {
  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: false
    }
  }

  private mutating func skipBlanks() {
    while position < text.count && text[position] == UInt8(ascii: " ") { position += 1 }
  }

  /// What follows, as far as `isPart` holds.
  private mutating func piece(_ isPart: (UInt8) -> Bool) -> String {
    let start = position
    while position < text.count && isPart(text[position]) { position += 1 }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  /// The next name or attribute; empty where none is. Names that are keywords stand in backticks.
  private mutating func word() -> String {
    if take("`") {
      defer { expect("`") }
      return piece(Self.isWordByte)
    }
    guard position < text.count, text[position] == UInt8(ascii: "@") else { return piece(Self.isWordByte) }
    position += 1
    return "@" + piece(Self.isWordByte)
  }

  /// What a function is called: a name, or an operator up to the blank or parenthesis behind it.
  private mutating func operatorOrName() -> String {
    let name = word()
    return name.isEmpty ? piece { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") } : name
  }

  private mutating func next(is expected: StaticString) -> Bool {
    skipBlanks()
    let end = position + expected.utf8CodeUnitCount
    guard end <= text.count else { return false }
    return expected.withUTF8Buffer { text[position..<end].elementsEqual($0) }
  }

  private mutating func take(_ expected: StaticString) -> Bool {
    guard next(is: expected) else { return false }
    position += expected.utf8CodeUnitCount
    return true
  }

  private mutating func expect(_ expected: StaticString) {
    let taken = take(expected)
    precondition(taken, "the catalog lacks a '\(expected)' in '\(String(decoding: text, as: UTF8.self))'")
  }
}
