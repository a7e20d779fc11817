import CellLanguage
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CatalogTable {
  mutating func addFormatting() {
    for (owner, make) in formatted {
      member("func _asCVarArg() -> any CVarArg", of: owner) { _, reader in make(reader.next()).raw }
    }
    member(
      "init(format: String, _ arguments: any CVarArg...)", of: "String", "Numbers set into a text, as C's printf does.",
      example: "String(format: \"%6.2f|%3d\", 3.14159, 7)"
    ) { call, reader in
      let (format, arguments) = (reader.next().string, try reader.array())
      return RawValue(
        try FormatString(format).filled(with: (0..<arguments.count).map { FormatArgument.from(arguments[$0]) }))
    }
  }

  private var formatted: [(String, @Sendable (RawValue) -> FormatArgument)] {
    [("Int", { .integer($0.int) }), ("Double", { .number($0.double) }), ("String", { .text($0.string) })]
  }
}

/// What `String(format:)` is given.
enum FormatArgument: EngineValue {
  static var typeName: String { "CVarArg" }

  case integer(Int)
  case number(Double)
  case text(String)
}

/// A format of C's `printf`: each part is text, or a conversion of one argument.
struct FormatString {
  private enum Part {
    case text(String)
    /// `%` with flags, width and precision; then the letter.
    case conversion(String, Character)
  }

  private static let longestWidth = 10_000
  private var parts: [Part] = []

  init(_ format: String) throws(Fault) {
    var rest = format[...]
    while let percent = rest.firstIndex(of: "%") {
      parts.append(.text(String(rest[..<percent])))
      rest = rest[percent...].dropFirst()
      let options = rest.prefix { "-+ #0123456789.".contains($0) }
      rest = rest[options.endIndex...].drop { "lhqzjt".contains($0) }
      guard let letter = rest.popFirst() else { throw Fault(.invalidArgument, "a '%' ends this format; write '%%'") }
      let numbers = options.split { !$0.isNumber }.compactMap { Int($0) }
      guard numbers.allSatisfy({ $0 <= FormatString.longestWidth }) else {
        throw Fault(.invalidArgument, "the width in '%\(options)\(letter)' is too large")
      }
      parts.append(letter == "%" ? .text("%") : .conversion("%" + options, letter))
    }
    parts.append(.text(String(rest)))
  }

  func filled(with arguments: [FormatArgument]) throws(Fault) -> String {
    var text = ""
    var next = 0
    for part in parts {
      switch part {
      case .text(let plain): text += plain
      case .conversion(let options, let letter):
        guard next < arguments.count else {
          throw Fault(.invalidArgument, "'\(options)\(letter)' has no value: there are only \(arguments.count)")
        }
        text += try FormatString.converted(arguments[next], options, letter)
        next += 1
      }
    }
    return text
  }

  private static func converted(_ value: FormatArgument, _ options: String, _ letter: Character) throws(Fault) -> String
  {
    switch (letter, value) {
    case ("d", .integer(let number)), ("i", .integer(let number)), ("x", .integer(let number)),
      ("X", .integer(let number)), ("o", .integer(let number)), ("u", .integer(let number)):
      return printed(options + "l" + String(letter), number)
    case ("c", .integer(let number)):
      return Unicode.Scalar(UInt32(truncatingIfNeeded: number)).map { String(Character($0)) } ?? ""
    case ("f", .number(let number)), ("F", .number(let number)), ("e", .number(let number)), ("E", .number(let number)),
      ("g", .number(let number)), ("G", .number(let number)), ("a", .number(let number)), ("A", .number(let number)):
      return printed(options + String(letter), number)
    case ("@", .text(let text)): return text
    default: throw mismatch(value, options + String(letter))
    }
  }

  private static func mismatch(_ value: FormatArgument, _ conversion: String) -> Fault {
    let hint =
      switch value {
      case .integer: "this is an Int, which needs %d"
      case .number: "this is a Double, which needs %f, %e or %g"
      case .text: "this is a String, which needs %@"
      }
    return Fault(.invalidArgument, "'\(conversion)' does not fit its value: \(hint)")
  }

  private static func printed(_ format: String, _ value: any CVarArg) -> String {
    withVaList([value]) { arguments in
      var buffer = [CChar](repeating: 0, count: 2 * longestWidth + 512)
      let count = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
