import Diagnostics

/// The help texts, made from the verbs' own tables.
enum Help {
  /// What a line of options may take, and what stands before those that do not fit on the first one.
  private static let (columns, indent) = (120, 8)

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
      --generate-completion-script (\(Completions.shells.joined(separator: ", "))) prints what a shell completes it with.
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
    let operand = "<\(verb.operand.name)>\(verb.operand.isRepeated ? " ..." : "")"
    var lines = ["USAGE: tangent \(verb.name) \(verb.isOperandOptional ? "[\(operand)]" : operand)"]
    for option in verb.options {
      let word = " [\(option.label)]"
      if (lines.last ?? "").count + word.count <= columns {
        lines[lines.count - 1] += word
      } else {
        lines.append(String(repeating: " ", count: indent) + word)
      }
    }
    return lines.joined(separator: "\n")
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
