import ArgumentParser
import Diagnostics
import Rendering
import Running

/// `tangent run LESSON...`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs lessons, on the terminal or to a report.",
    discussion: """
      Example: tangent run Lessons/chain-rule-and-gradient.md -o report.html
      """)

  @Argument(help: "The lessons: Markdown files.")
  var lessons: [String]

  @Option(name: .shortAndLong, help: "Write the report to this file; its ending says the format.")
  var output: String?

  @Option(help: "The format: \(Format.list).")
  var to: Format?

  @Option(name: .customShort("P"), help: "Set a parameter of the lesson, as in -P rate=0.1.")
  var parameter: [Parameter] = []

  @Flag(help: "Leave out how long each cell took.")
  var noTimes = false

  @Flag(help: "Open the report in a browser.")
  var open = false

  @Option(help: "Print a stage instead of a report: lesson or bytecode.")
  var dump: Stage?

  func validate() throws {
    if output != nil && lessons.count > 1 {
      throw ValidationError("-o takes one lesson; run several with one command each")
    }
    if open && output == nil { throw ValidationError("--open needs -o FILE") }
  }

  func run() throws {
    var status: ExitStatus = .success
    for lesson in lessons { status = max(status, runLesson(lesson)) }
    if status == .success, open, let output { Browser.open(output) }
    throw ExitCode(status.rawValue)
  }

  private func runLesson(_ path: String) -> ExitStatus {
    do throws(Fault) {
      let source = LessonRun.Source.file(path: path, bytes: try readFile(path))
      let report = Report(format: to ?? Format(ending: output) ?? .text, path: output, showsTimes: !noTimes)
      let stage = dump
      return LessonRun.run(
        source, options: options,
        finish: { transcript, runner in
          if let stage { return Report.dump(stage, transcript, runner) }
          return report.write(transcript)
        }, salvage: { _ = report.write($0) })
    } catch {
      Terminal.complain(error.message)
      return .fileError
    }
  }

  private var options: Runner.Options {
    var options = Runner.Options()
    options.parameters = parameter.map { ($0.name, $0.literal) }
    return options
  }
}

/// `name=value`
struct Parameter: ExpressibleByArgument {
  var name: String
  var literal: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    name = String(argument[..<equals])
    literal = String(argument[argument.index(after: equals)...])
  }
}
