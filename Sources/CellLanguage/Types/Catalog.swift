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
  /// The value as it is shown inside an array, where that is something else.
  public var describeNested: (@Sendable (RawValue) -> String)?
  /// Equality, where values are not equal only to themselves.
  public var isEqual: (@Sendable (RawValue, RawValue) -> Bool)?
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

  func describe(_ value: RawValue, _ isNested: Bool) -> String {
    isNested ? (describeNested ?? describe)(value) : describe(value)
  }

  func areEqual(_ left: RawValue, _ right: RawValue) -> Bool {
    if let isEqual { return isEqual(left, right) }
    return bank == .scalar ? left.bits == right.bits : left.object === right.object
  }
}

/// The table of all names that cells can use. Signatures are read when a name is first looked up.
public final class Catalog {
  /// The table itself, which any number of catalogs share.
  public struct Rows: Sendable {
    public let entries: [CatalogEntry]
    public let types: [String: CatalogType]
    /// What to write instead of names that people know from elsewhere: `ln` is `log`.
    public let hints: [String: String]
    fileprivate let index: [Key: [Int]]

    public init(entries: [CatalogEntry], types: [CatalogType], hints: [String: String] = [:]) {
      self.entries = entries
      self.hints = hints
      self.types = Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
      var index: [Key: [Int]] = [:]
      index.reserveCapacity(entries.count)
      for (number, entry) in entries.enumerated() {
        let head = DeclarationHead(entry.declaration)
        index[Key(owner: entry.owner, name: head.name, isStatic: head.isStatic), default: []].append(number)
      }
      self.index = index
    }
  }

  fileprivate struct Key: Hashable {
    var owner: String?
    var name: String
    var isStatic: Bool
  }

  private let rows: Rows
  /// By the numbers of the entries, read at first use.
  private var signatures: [Signature?]

  public init(_ rows: Rows) {
    self.rows = rows
    signatures = Array(repeating: nil, count: rows.entries.count)
  }

  public var entries: [CatalogEntry] { rows.entries }
  public var types: [String: CatalogType] { rows.types }
  public var hints: [String: String] { rows.hints }

  /// The numbers of the entries called `name`.
  func lookUp(_ name: String, owner: String? = nil, isStatic: Bool = false) -> [Int] {
    rows.index[Key(owner: owner, name: name, isStatic: isStatic)] ?? []
  }

  /// Whether a bare name stands for a function or a type that no cell declares.
  public func hasGlobal(_ name: String) -> Bool {
    !lookUp(name).isEmpty || types[name] != nil || !names(owner: name).isEmpty
  }

  /// Whether some type that no cell declares has a member of that name.
  public func hasMember(_ name: String) -> Bool {
    rows.index.keys.contains { $0.owner != nil && $0.name == name }
  }

  func signature(of number: Int) -> Signature {
    if let known = signatures[number] { return known }
    let read = SignatureReader.read(entries[number].declaration, catalog: self)
    signatures[number] = read
    return read
  }

  /// The type of a static member that a conforming type declares: `.all` where a `TensorIndex` is wanted.
  func staticMember(_ name: String, ofConformersTo protocolName: String) -> Type? {
    let owner = types.values.first { type in
      type.protocols.contains(protocolName) && !lookUp(name, owner: type.name, isStatic: true).isEmpty
    }
    return owner.map { .named($0.name) }
  }

  /// All names of an owner, for "did you mean".
  func names(owner: String? = nil) -> [String] {
    rows.index.keys.filter { $0.owner == owner }.map(\.name)
  }
}

/// The kind and name of a declaration, found without parsing it: every row's is, at each start of the process.
struct DeclarationHead {
  var name: String
  var isStatic: Bool

  init(_ declaration: String) {
    var declaration = declaration
    (name, isStatic) = declaration.withUTF8 { DeclarationHead.read($0) }
  }

  private static func read(_ text: UnsafeBufferPointer<UInt8>) -> (name: String, isStatic: Bool) {
    var isStatic = false
    var position = 0
    while position < text.count {
      let word = wordEnd(text, position)
      switch word - position {
      case 3 where isName(text, position): return (name(text, from: word + 1), isStatic)
      case 4 where text[position] == UInt8(ascii: "f"): return (name(text, from: word + 1), isStatic)
      case 4 where text[position] == UInt8(ascii: "i"): return ("init", isStatic)
      case 6 where text[position] == UInt8(ascii: "s"): isStatic = true
      case 9 where text[position] == UInt8(ascii: "s"): return ("subscript", isStatic)
      default: break
      }
      position = word + 1
    }
    return ("", isStatic)
  }

  /// `var` or `let`.
  private static func isName(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    text[position] == UInt8(ascii: "v") || text[position] == UInt8(ascii: "l")
  }

  private static func wordEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    text[start...].firstIndex { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "?")
    } ?? text.count
  }

  /// A word up to its parameters or type, or an operator up to the blank or parenthesis behind it.
  private static func name(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> String {
    guard start < text.count else { return "" }
    if text[start] == UInt8(ascii: "`") {
      let inner = text[(start + 1)...]
      return String(decoding: inner[..<(inner.firstIndex(of: UInt8(ascii: "`")) ?? text.count)], as: UTF8.self)
    }
    // The letters, whatever their case, and the underscore.
    let isWord =
      text[start] == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[start] | 0x20)
    let end = text[start...].firstIndex { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "(")
        || isWord && (byte == UInt8(ascii: "<") || byte == UInt8(ascii: ":"))
    }
    return String(decoding: text[start..<(end ?? text.count)], as: UTF8.self)
  }
}

extension CatalogEntry {
  /// What cells call it: `diff`, `+`, `init`, `subscript`.
  package var name: String { DeclarationHead(declaration).name }

  /// Rows that only the checker names.
  package var isHidden: Bool { declaration.contains("func _") || declaration.contains("func setSubscript") }
}
