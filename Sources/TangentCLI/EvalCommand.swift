import ArgumentParser
import Diagnostics
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

  @OptionGroup var formatOptions: FormatOptions

  func run() throws {
    var options = Runner.Options()
    options.freeNamesAreSymbols = true
    let report = Report(format: try formatOptions.format(for: nil), path: nil, showsTimes: !formatOptions.noTimes)
    let write = { @Sendable (transcript: Transcript) in
      report.format == .text ? report.writeOutputs(transcript) : report.write(transcript)
    }
    let status = try LessonRun(.cell(cell), options: options)
      .run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
    throw ExitCode(status.rawValue)
  }
}
