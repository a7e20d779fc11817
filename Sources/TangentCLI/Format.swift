import ArgumentParser

/// The formats of a report.
enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
  case text, html, json

  /// The format that a file's ending stands for.
  init?(ending path: String) {
    switch path.split(separator: "/").last?.split(separator: ".").last {
    case "html", "htm": self = .html
    case "json": self = .json
    case "txt", "text": self = .text
    default: return nil
    }
  }
}

/// What all verbs that make a report can be told about it.
struct FormatOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format of the report.", valueName: "format"))
  var to: Format?

  @Flag(help: "Leave out how long cells took.")
  var noTimes = false

  /// The format for a file, or for standard output.
  func format(for path: String?) throws -> Format {
    if let to { return to }
    guard let path, let name = path.split(separator: "/").last, name.contains(".") else { return .text }
    if let format = Format(ending: path) { return format }
    throw ValidationError("the ending of '\(name)' stands for no format; say which with --to")
  }
}
