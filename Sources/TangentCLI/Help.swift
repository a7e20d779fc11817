import Diagnostics

/// The help texts, made from the verbs' own tables.
enum Help {
  static func text(of verbs: [Verb]) -> String {
    """
    OVERVIEW: Runs lessons: Markdown files with Swift cells.

    Example: \(verbs[0].example)

    Exit status: 0 all well, 1 a cell or a check failed (the report is still written),
    2 the command was misused, 3 a file could not be read or written.

    USAGE: tangent <subcommand>

    SUBCOMMANDS:
    \(table(verbs.map { ($0.name, $0.abstract) }))

      See 'tangent help <subcommand>' for detailed help.
    """
  }

  static func text(of verb: Verb) -> String {
    let options = verb.options + [Option.help]
    return """
      OVERVIEW: \(verb.abstract)

      Example: \(verb.example)

      \(usage(of: verb))

      ARGUMENTS:
      \(table([("<\(verb.operand.name)>", verb.operand.help)]))

      OPTIONS:
      \(table(options.map { (names($0), $0.help) }))
      """
  }

  static func usage(of verb: Verb) -> String {
    let options = verb.options.map { " [\($0.label)]" }.joined()
    return "USAGE: tangent \(verb.name) <\(verb.operand.name)>\(verb.operand.isRepeated ? " ..." : "")\(options)"
  }

  private static func names(_ option: Option) -> String {
    option.names.joined(separator: ", ") + option.valueLabel
  }

  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.displayWidth).max() ?? 0
    return rows.map { left, right in
      "  " + left + String(repeating: " ", count: width - left.displayWidth + 2) + right
    }.joined(separator: "\n")
  }
}
