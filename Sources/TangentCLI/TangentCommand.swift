import ArgumentParser
import Diagnostics

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
      Example: tangent run Lessons/chain-rule-and-gradient.md -o report.html

      Exit status: 0 all well, 1 a cell failed (the report is still written),
      2 the command was misused, 3 a file could not be read or written.
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

  /// No verb: what there is to choose from.
  func run() throws {
    _ = Terminal.error.write(Self.helpMessage() + "\n")
    throw ExitCode(ExitStatus.misuse.rawValue)
  }

  /// Misuse is status 2; help is no misuse. Nothing is buffered, so that there is nothing to tidy up.
  private static func leave(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    let stream = code == .success ? Terminal.output : Terminal.error
    if !text.isEmpty && !stream.write(text.visible(keeping: ["\n"]) + "\n") { _exit(ExitStatus.fileError.rawValue) }
    _exit(code == .validationFailure ? ExitStatus.misuse.rawValue : code.rawValue)
  }
}
