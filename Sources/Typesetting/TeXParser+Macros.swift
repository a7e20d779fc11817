import Diagnostics

/// An abbreviation of the formula's own: `#1` to `#9` in the body are its arguments.
struct TeXMacro: Hashable {
  var body: [UInt8]
  var parameters: Int
  /// What stands for the first argument where no `[...]` follows.
  var defaultArgument: [UInt8]?
}

/// The abbreviations of a text: those given with it, and those that its formulas define.
public struct TeXMacros: Hashable, Sendable {
  var all: [String: TeXMacro] = [:]

  public init() {}

  /// Adds `\name` for `body`, in which `#1` to `#9` are arguments; false for what cannot be a name.
  public mutating func define(_ name: String, as body: String) -> Bool {
    let name = name.hasPrefix("\\") ? String(name.dropFirst()) : name
    guard !name.isEmpty, name.utf8.allSatisfy(\.isLetter) || name.unicodeScalars.count == 1 else { return false }
    let bytes = Array(body.utf8)
    let numbers = zip(bytes, bytes.dropFirst()).map { $0 == UInt8(ascii: "#") && $1.isDigit ? Int($1) - 0x30 : 0 }
    all[name] = TeXMacro(body: bytes, parameters: numbers.max() ?? 0)
    return true
  }
}

extension TeXParser {
  /// If the token is a macro, replaces it by its text; true where there is a new token to read.
  mutating func expand() -> Bool {
    guard case .command(let name, let command) = token else { return false }
    if let macro = macros.isEmpty ? nil : macros[name] {
      return expand(name, macro)
    }
    if case .macro(let body, let parameters)? = command {
      return expand(name, TeXMacro(body: Array(body.utf8), parameters: parameters))
    }
    return false
  }

  private mutating func expand(_ name: String, _ macro: TeXMacro) -> Bool {
    let call = tokenRange
    expansions += 1
    guard expansions <= Self.expansionLimit, expandedBytes <= Self.expansionByteLimit else {
      cut("the macros of this formula expand without end")
      return false
    }
    var arguments: [[UInt8]] = []
    if let standIn = macro.defaultArgument { arguments.append(readRawOption().map(Array.init) ?? standIn) }
    while arguments.count < macro.parameters {
      guard let argument = readMacroArgument() else {
        problem(.formulaSyntax, "`\\\(name)` needs \(macro.parameters.arguments)", at: call)
        arguments.append([])
        continue
      }
      arguments.append(argument)
    }
    let text = macro.text(with: arguments, limit: Self.expansionByteLimit)
    expandedBytes += text.count
    suspend(for: text, at: origin ?? SourceRange(call.lower, next))
    return true
  }

  private mutating func suspend(for text: [UInt8], at range: SourceRange) {
    // A text that is read to its end needs no return to it: endless tail calls stay flat.
    if next < bytes.count || suspended.isEmpty { suspended.append((bytes, next, origin)) }
    (bytes, next, origin) = (text, 0, range)
  }

  /// A macro's argument: a braced group, a command or one character.
  private mutating func readMacroArgument() -> [UInt8]? {
    if let group = readRawArgument() { return Array(group) }
    guard next < bytes.count, bytes[next] != UInt8(ascii: "}"), bytes[next] != UInt8(ascii: "{") else { return nil }
    let start = next
    if bytes[next] == UInt8(ascii: "\\") {
      next += 1
      if next < bytes.count { _ = readCommandName() }
    } else {
      _ = readScalar()
    }
    return Array(bytes[start..<next])
  }

  /// Reads a definition, whose command is the current token.
  mutating func define(_ kind: TeXCommand.Definition) {
    let range = tokenRange
    let start = next
    let isRead =
      switch kind {
      case .newCommand: readNewCommand()
      case .def: readDef()
      case .operatorName: readOperatorDefinition()
      case .alias: readAlias()
      }
    if isRead { hasDefinitions = true }
    if !isRead {
      problem(.formulaSyntax, "this definition cannot be read", at: range)
      next = start
    }
    advance()
  }

  private mutating func readNewCommand() -> Bool {
    skipStar()
    guard let name = readDefinedName() else { return false }
    let count = readRawOption().flatMap { Int($0.text) } ?? 0
    let standIn = count > 0 ? readRawOption().map(Array.init) : nil
    guard (0...9).contains(count), let body = readRawArgument() else { return false }
    macros[name] = TeXMacro(body: Array(body), parameters: count, defaultArgument: standIn)
    return true
  }

  private mutating func readDef() -> Bool {
    guard let name = readDefinedName() else { return false }
    var parameters = 0
    skipBlanks()
    while next + 1 < bytes.count, bytes[next] == UInt8(ascii: "#"), bytes[next + 1].isDigit {
      parameters += 1
      next += 2
    }
    guard parameters <= 9, let body = readRawArgument() else { return false }
    macros[name] = TeXMacro(body: Array(body), parameters: parameters)
    return true
  }

  private mutating func readOperatorDefinition() -> Bool {
    let star = skipStar() ? "*" : ""
    guard let name = readDefinedName(), let shown = readRawArgument() else { return false }
    macros[name] = TeXMacro(body: Array("\\operatorname\(star){\(shown.text)}".utf8), parameters: 0)
    return true
  }

  private mutating func readAlias() -> Bool {
    guard let name = readDefinedName() else { return false }
    skipBlanks()
    if next < bytes.count, bytes[next] == UInt8(ascii: "=") { next += 1 }
    skipBlanks()
    guard next < bytes.count, let meaning = readMacroArgument() else { return false }
    if let original = macros[String(decoding: meaning.dropFirst(), as: UTF8.self)] {
      macros[name] = original
    } else if meaning != Array("\\\(name)".utf8) {
      macros[name] = TeXMacro(body: meaning, parameters: 0)
    }
    return true
  }

  /// `\name` or `{\name}`.
  private mutating func readDefinedName() -> String? {
    skipBlanks()
    let isBraced = next < bytes.count && bytes[next] == UInt8(ascii: "{")
    if isBraced { next += 1 }
    skipBlanks()
    guard next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\") else { return nil }
    next += 1
    let name = readCommandName()
    guard isBraced else { return name }
    skipBlanks()
    guard next < bytes.count, bytes[next] == UInt8(ascii: "}") else { return nil }
    next += 1
    return name
  }

  @discardableResult
  mutating func skipStar() -> Bool {
    guard next < bytes.count, bytes[next] == UInt8(ascii: "*") else { return false }
    next += 1
    return true
  }
}

extension TeXMacro {
  /// The body with its arguments in place, cut at `limit` bytes.
  func text(with arguments: [[UInt8]], limit: Int) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < body.count, text.count <= limit {
      let byte = body[index]
      if byte == UInt8(ascii: "#"), index + 1 < body.count, body[index + 1].isDigit {
        let number = Int(body[index + 1] - UInt8(ascii: "0"))
        if number >= 1, number <= arguments.count {
          if text.endsInCommandName { text.append(UInt8(ascii: " ")) }
          text += arguments[number - 1]
        }
        index += 2
      } else {
        text.append(byte)
        index += 1
      }
    }
    return text
  }
}

extension [UInt8] {
  /// True where a letter appended would become part of a command's name.
  fileprivate var endsInCommandName: Bool {
    guard let start = lastIndex(where: { !$0.isLetter }) else { return false }
    return start < count - 1 && self[start] == UInt8(ascii: "\\")
  }
}

extension Int {
  fileprivate var arguments: String { self == 1 ? "an argument" : "\(self) arguments" }
}
