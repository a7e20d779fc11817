import ArgumentParser
import Rendering
import Running

/// `tangent eval 'diff(sin(x ** 2), x)'`
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Runs one cell from the command line; names that are not known become symbols.",
    discussion: """
      Example: tangent eval 'diff(sin(x ** 2), x)'
      """)

  @Argument(help: "The cell: Swift statements.")
  var cell: String

  @Option(help: "The format: \(Format.list).")
  var to: Format?

  @Flag(help: "Leave out how long the cell took.")
  var noTimes = false

  func run() throws {
    var options = Runner.Options()
    options.freeNamesAreSymbols = true
    let report = Report(format: to ?? .text, path: nil, showsTimes: !noTimes)
    let isText = report.format == .text
    let status = LessonRun.run(
      .cell(cell), options: options,
      finish: { transcript, _ in isText ? report.writeOutputs(transcript) : report.write(transcript) },
      salvage: { _ = report.writeOutputs($0) })
    throw ExitCode(status.rawValue)
  }
}
