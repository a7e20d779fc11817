import Diagnostics
import Elementary

/// One name that cells can use: its Swift signature, one sentence, an example, and what it does.
public struct CatalogEntry: Sendable {
  /// The type whose member it is, or `nil` for a global name; generic types by their Swift name (`Array`).
  public var owner: String?
  /// The declaration as Swift text: `func diff(_ e: Expr, _ xs: Expr...) -> Expr`.
  public var declaration: String
  public var sentence: String
  public var example: String
  public var implementation: Implementation

  public enum Implementation: Sendable {
    case native(Native)
    /// A typed instruction of the machine on scalar operands.
    case instruction(Instruction.Operation)
    case elementary(ElementaryFunction)
  }

  public init(
    owner: String? = nil, _ declaration: String, _ sentence: String = "", example: String = "",
    _ implementation: Implementation
  ) {
    self.owner = owner
    self.declaration = declaration
    self.sentence = sentence
    self.example = example
    self.implementation = implementation
  }
}

/// A type that the catalog adds to the language's own.
public struct CatalogType: Sendable {
  public var name: String
  public var sentence: String
  /// Where its values live: unboxed in the scalar bank, or as objects.
  public var bank: Bank
  /// The protocols it conforms to.
  public var protocols: Set<String>
  /// The value as `print` shows it.
  public var describe: @Sendable (RawValue) -> String
  /// Literals that become values of the type.
  public var literals: LiteralSupport?
  /// Called with a value and the name of the lesson's variable that it is put into: drawings show it.
  public var naming: Native?

  /// How literals become values of a type: they never pass through `Double`, so `1/3` stays exact.
  public struct LiteralSupport: Sendable {
    public var integer: @Sendable (_ digits: String) throws -> RawValue
    public var float: @Sendable (Double) throws -> RawValue

    public init(
      integer: @escaping @Sendable (String) throws -> RawValue, float: @escaping @Sendable (Double) throws -> RawValue
    ) {
      self.integer = integer
      self.float = float
    }
  }

  public init(
    _ name: String, _ sentence: String, bank: Bank, protocols: Set<String> = [], literals: LiteralSupport? = nil,
    naming: Native? = nil, describe: @escaping @Sendable (RawValue) -> String
  ) {
    self.name = name
    self.sentence = sentence
    self.bank = bank
    self.protocols = protocols
    self.literals = literals
    self.naming = naming
    self.describe = describe
  }
}

/// The table of all names that cells can use. Signatures are read when a name is first looked up.
public final class Catalog {
  public let entries: [CatalogEntry]
  public let types: [String: CatalogType]
  private let index: [Key: [Int]]
  private var signatures: [Int: Signature] = [:]

  struct Key: Hashable {
    var owner: String?
    var name: String
    var isStatic: Bool
  }

  public init(entries: [CatalogEntry], types: [CatalogType]) {
    self.entries = entries
    self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    var index: [Key: [Int]] = [:]
    index.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      let head = DeclarationHead(entry.declaration)
      index[Key(owner: entry.owner, name: head.name, isStatic: head.isStatic), default: []].append(number)
    }
    self.index = index
  }

  /// The numbers of the entries called `name`.
  func lookUp(_ name: String, owner: String? = nil, isStatic: Bool = false) -> [Int] {
    index[Key(owner: owner, name: name, isStatic: isStatic)] ?? []
  }

  func signature(of number: Int) -> Signature {
    if let known = signatures[number] { return known }
    let read = SignatureReader.read(entries[number].declaration, catalog: self)
    signatures[number] = read
    return read
  }

  /// All names of an owner, for "did you mean".
  func names(owner: String? = nil) -> [String] {
    index.keys.filter { $0.owner == owner }.map(\.name)
  }

  /// Whether values of `type` can stand where `protocolName` is asked for.
  func conforms(_ type: Type, to protocolName: String) -> Bool {
    switch type {
    case .invalid: true
    case .existential(let name): name == protocolName
    case .named(let name): types[name]?.protocols.contains(protocolName) ?? false
    case .int: ["Comparable", "Equatable", "Hashable", "Numeric"].contains(protocolName)
    case .double: ["Comparable", "Equatable", "Hashable", "Numeric", "Number"].contains(protocolName)
    case .string: ["Comparable", "Equatable", "Hashable"].contains(protocolName)
    case .bool: ["Equatable", "Hashable"].contains(protocolName)
    case .array(let element), .optional(let element):
      ["Equatable", "Hashable"].contains(protocolName) && conforms(element, to: protocolName)
    case .parameter, .structure, .dictionary, .range, .closedRange, .tuple, .function, .void: false
    }
  }
}

/// The kind and name of a declaration, found without parsing it.
struct DeclarationHead {
  var name: String
  var isStatic: Bool

  init(_ declaration: String) {
    var words = DeclarationWords(declaration)
    isStatic = false
    name = ""
    while let word = words.next() {
      switch word {
      case "static": isStatic = true
      case "func", "var", "let":
        name = words.name()
        return
      case "init", "subscript":
        name = word
        return
      default: break
      }
    }
  }
}

/// Walks through the bytes of a declaration: this runs for every row of the catalog at every start.
private struct DeclarationWords {
  private var rest: ArraySlice<UInt8>

  init(_ declaration: String) { rest = Array(declaration.utf8)[...] }

  /// What stands before the next blank or opening bracket.
  mutating func next() -> String? {
    skipBlanks()
    if rest.isEmpty { return nil }
    let word = rest.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "<") }
    rest = rest.dropFirst(max(word.count, 1))
    return String(decoding: word, as: UTF8.self)
  }

  /// The name behind `func` or `var`; an operator's may contain angle brackets.
  mutating func name() -> String {
    skipBlanks()
    let isWord = rest.first.map { $0 == UInt8(ascii: "_") || $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
    let ends: [UInt8] = isWord == true ? Array(" (<:".utf8) : Array(" (".utf8)
    return String(decoding: rest.prefix { !ends.contains($0) }, as: UTF8.self)
  }

  private mutating func skipBlanks() { rest = rest.drop { $0 == UInt8(ascii: " ") } }
}
