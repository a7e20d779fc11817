import ArgumentParser
import Diagnostics
import LessonText
import Running

/// `tangent run LESSON...`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs lessons, on the terminal or to a report.",
    discussion: """
      Example: tangent run Lessons/chain-rule-and-gradient.md -o report.html
      """)

  @Argument(help: ArgumentHelp("The lessons: Markdown files.", valueName: "lesson"))
  var lessons: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the report to this file; its ending says the format.", valueName: "file"))
  var output: String?

  @OptionGroup var formatOptions: FormatOptions

  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Set a parameter of the lesson, as in -P rate=0.1.", valueName: "name=value"))
  var parameter: [Parameter] = []

  @Flag(help: "Open the report in a browser.")
  var open = false

  @Option(help: ArgumentHelp("Print a stage instead of a report.", valueName: "stage"))
  var dump: Stage?

  func validate() throws {
    _ = try formatOptions.format(for: output)
    if open && output == nil { throw ValidationError("--open needs -o FILE") }
    guard let output else { return }
    if lessons.count > 1 { throw ValidationError("-o takes one lesson; run several with one command each") }
    if dump != nil { throw ValidationError("--dump prints to standard output; leave -o out") }
    if lessons.contains(where: { isSameFile($0, output) }) {
      throw ValidationError("the report would replace the lesson '\(output)'")
    }
  }

  func run() throws {
    let report = Report(
      format: try formatOptions.format(for: output), path: output, showsTimes: !formatOptions.noTimes)
    var status = ExitStatus.success
    for (number, lesson) in lessons.enumerated() {
      if number > 0 && report.format == .text { _ = Terminal.output.write("\n") }
      status = max(status, run(lesson, report))
    }
    if open, status <= .failed, let output, !Browser.open(output) {
      Terminal.complain("no browser could be opened; the report is in \(output)")
    }
    throw ExitCode(status.rawValue)
  }

  private func run(_ path: String, _ report: Report) -> ExitStatus {
    do throws(Fault) {
      let lesson = LessonRun(.file(path: path, bytes: try readFile(path)), options: options)
      if let dump { return try dump.print(lesson) }
      return try write(lesson, report)
    } catch {
      Terminal.complain(error.message)
      return ExitStatus(of: error)
    }
  }

  private func write(_ lesson: LessonRun, _ report: Report) throws(Fault) -> ExitStatus {
    var lesson = lesson
    let progress = ProgressLine()
    lesson.progress = { progress.show(cell: $0, of: $1) }
    let write = { @Sendable (transcript: Transcript) in
      progress.clear()
      return report.write(transcript)
    }
    return try lesson.run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
  }

  private var options: Runner.Options {
    var options = Runner.Options()
    options.parameters = parameter.map { ($0.name, $0.value) }
    return options
  }
}

/// `name=value`
struct Parameter: ExpressibleByArgument {
  var name: String
  var value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
    name = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}
