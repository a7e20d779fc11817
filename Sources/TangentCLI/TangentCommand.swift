import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The `tangent` command.
@main
struct TangentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangent", abstract: "Runs lessons: Markdown files with Swift cells.",
    discussion: """
      Exit status: 0 all well, 1 a cell failed (the report is still written), 2 the command was misused,
      3 a file could not be read or written.
      """,
    subcommands: [RunCommand.self, EvalCommand.self])

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(with: error)
    }
  }

  /// Misuse is status 2; help is no misuse.
  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let isMisuse = code == .validationFailure
    let text = fullMessage(for: error)
    if !text.isEmpty { Terminal.write(text + "\n", to: code == .success ? 1 : 2) }
    _exit(isMisuse ? 2 : code.rawValue)
  }
}
