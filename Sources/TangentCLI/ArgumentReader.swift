import Diagnostics

/// One thing that a verb can be told.
struct Option: Sendable {
  /// How it is written, the long form last: `-o`, `--output`.
  var names: [String]
  /// What stands for its value in the help; `nil` for a flag.
  var value: String?
  /// The value may be left out, and is taken only where it is this very word.
  var isOptional = false
  /// The words that its value can be; empty when they cannot be listed.
  var choices: [String] = []
  var help: String

  var label: String { label(as: names.last ?? "") }
  /// As it is written first: `-o <file>`.
  func label(as name: String) -> String { name + valueLabel }
  var valueLabel: String { value.map { isOptional ? " [\($0)]" : " <\($0)>" } ?? "" }

  static let help = Option(names: ["-h", "--help"], value: nil, help: "Show help information.")
}

/// A word of the command and what belongs to it. To add a verb, add a file with one of these and name it in
/// ``TangentCommand/verbs``.
struct Verb: Sendable {
  var name: String
  var abstract: String
  var example: String
  /// What its arguments are, and whether there may be several.
  var operand: (name: String, help: String, isRepeated: Bool)
  var isOperandOptional = false
  var options: [Option]
  var run: @Sendable (Arguments) throws(Misuse) -> ExitStatus
}

/// What a verb was told.
struct Arguments {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Whether a flag was given, by its long name.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The last value of an option, by its long name.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option that may be given several times.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  fileprivate mutating func add(_ operand: String) { operands.append(operand) }

  fileprivate mutating func add(_ value: String, to option: Option) {
    values[option.names.last ?? "", default: []].append(value)
  }
}

/// A command line that cannot be understood.
struct Misuse: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

/// Reads the words behind a verb.
///
/// Our own, because the package that does this reads its options by reflection: five milliseconds, a third
/// of the time that a whole run may take.
struct ArgumentReader {
  private let verb: Verb
  private var words: ArraySlice<String>
  private var arguments = Arguments()

  /// What `words` tell `verb`, or `nil` when they ask for help.
  static func read(_ words: ArraySlice<String>, for verb: Verb) throws(Misuse) -> Arguments? {
    var reader = ArgumentReader(verb, words)
    return try reader.read()
  }

  private init(_ verb: Verb, _ words: ArraySlice<String>) {
    self.verb = verb
    self.words = words
  }

  private mutating func read() throws(Misuse) -> Arguments? {
    while let word = words.popFirst() {
      if word == "--" {
        for operand in words { try add(operand) }
        words = []
      } else if Option.help.names.contains(word) {
        return nil
      } else if word.count > 1 && word.hasPrefix("-") && !isNumber(word) {
        try option(word)
      } else {
        try add(word)
      }
    }
    let (name, _, isRepeated) = verb.operand
    if arguments.operands.isEmpty && !verb.isOperandOptional {
      throw Misuse("Missing expected argument '<\(name)>\(isRepeated ? " ..." : "")'")
    }
    return arguments
  }

  /// `tangent eval -1` is about a number.
  private func isNumber(_ word: String) -> Bool { word.dropFirst().first?.isNumber ?? false }

  private mutating func add(_ operand: String) throws(Misuse) {
    if !verb.operand.isRepeated && !arguments.operands.isEmpty { throw Misuse("Unexpected argument '\(operand)'") }
    arguments.add(operand)
  }

  /// `--to html`, `--to=html`, `-o report.html`, `-Prate=1`.
  private mutating func option(_ word: String) throws(Misuse) {
    var (name, attached) = (word, String?.none)
    if word.hasPrefix("--") {
      if let equals = word.firstIndex(of: "=") {
        (name, attached) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
      }
    } else if word.count > 2 {
      (name, attached) = (String(word.prefix(2)), String(word.dropFirst(2)))
    }
    guard let option = verb.options.first(where: { $0.names.contains(name) }) else { throw unknown(word, name) }
    guard option.value != nil else {
      if attached != nil { throw Misuse("'\(name)' takes no value") }
      return arguments.add("", to: option)
    }
    if option.isOptional {
      if let attached, attached != option.value {
        throw Misuse("The value '\(attached)' is invalid for '\(option.label(as: name))'")
      }
      let value = attached ?? (words.first == option.value ? words.popFirst() : nil)
      return arguments.add(value ?? "", to: option)
    }
    guard let value = attached ?? nextValue() else {
      throw Misuse("Missing value for '\(option.label(as: name))'")
    }
    arguments.add(value, to: option)
  }

  /// The next word, unless it is an option itself: its value was forgotten.
  private mutating func nextValue() -> String? {
    if let word = words.first, verb.options.contains(where: { $0.names.contains(word) }) { return nil }
    return words.popFirst()
  }

  private func unknown(_ word: String, _ name: String) -> Misuse {
    let match = closestMatch(to: name, in: verb.options.flatMap(\.names))
    return Misuse("Unknown option '\(word)'" + (match.map { "; did you mean '\($0)'?" } ?? ""))
  }
}
