/// The formats of a report.
enum Format: String, CaseIterable, Sendable {
  case text, html, md, ipynb, json

  static let list = allCases.map(\.rawValue).joined(separator: ", ")
  static let option = Option(
    names: ["--to"], value: "format", choices: allCases.map(\.rawValue), help: "The format of the report (\(list)).")
  static let timeOption = Option(names: ["--no-times"], value: nil, help: "Leave out how long cells took.")

  /// What `--to` says, else what the file's ending stands for; text on standard output.
  init(of arguments: Arguments, for path: String?) throws(Misuse) {
    if let name = arguments.value("--to") {
      guard let format = Format(rawValue: name) else {
        throw Misuse("The value '\(name)' is invalid for '--to <format>': it is one of \(Format.list)")
      }
      self = format
      return
    }
    guard let path, let name = path.split(separator: "/").last, name.contains(".") else {
      self = .text
      return
    }
    guard let format = Format(ending: path) else {
      throw Misuse("the ending of '\(name)' stands for no format; say which with --to")
    }
    self = format
  }

  /// The format that a file's ending stands for.
  private init?(ending path: String) {
    switch path.split(separator: "/").last?.split(separator: ".").last {
    case "html", "htm": self = .html
    case "json": self = .json
    case "md", "markdown": self = .md
    case "ipynb": self = .ipynb
    case "txt", "text": self = .text
    default: return nil
    }
  }
}
