import Diagnostics
import LessonText
import Rendering
import Running

/// `tangent run LESSON...`
let runVerb = Verb(
  name: "run", abstract: "Runs lessons, on the terminal or to a report.",
  example: "tangent run Lessons/chain-rule-and-gradient.md -o report.html",
  operand: ("lesson", "The lessons: Markdown files.", isRepeated: true),
  options: [
    Option(
      names: ["-o", "--output"], value: "file", help: "Write the report to this file; its ending says the format."),
    Format.option, Format.timeOption,
    Option(names: ["-P"], value: "name=value", help: "Set a parameter of the lesson, as in -P rate=0.1."),
    Option(
      names: ["--release"], value: "reader", choices: ["student", "solution"],
      help: "What to make of exercises: student leaves solutions out, solution fills them in."),
    Option(names: ["--open"], value: nil, help: "Open the report in a browser."),
    Option(
      names: ["--dump"], value: "stage", choices: Stage.allCases.map(\.rawValue),
      help: "Print a stage instead of a report (\(Stage.list))."),
  ] + LimitOptions.all,
  run: { arguments throws(Misuse) in try RunCommand(arguments).run() })

/// What `tangent run` was told, checked.
private struct RunCommand {
  private let lessons: [String]
  private let output: String?
  private let report: Report
  private let limits: CellLimits
  private let parameters: [(name: String, literal: String)]
  private let release: Release?
  private let opens: Bool
  private let dump: Stage?

  init(_ arguments: Arguments) throws(Misuse) {
    lessons = arguments.operands
    output = arguments.value("--output")
    report = Report(
      format: try Format(of: arguments, for: output), path: output, showsTimes: !arguments.has("--no-times"))
    limits = try LimitOptions.limits(arguments)
    opens = arguments.has("--open")
    dump = try arguments.value("--dump").map { value throws(Misuse) in try Stage(value) }
    release = try arguments.value("--release").map { value throws(Misuse) in try RunCommand.release(value) }
    parameters = try RunCommand.parameters(arguments.all("-P"))
    try checkOutput()
  }

  private func checkOutput() throws(Misuse) {
    guard let output else {
      if opens { throw Misuse("--open needs -o FILE") }
      return
    }
    if lessons.count > 1 { throw Misuse("-o takes one lesson; run several with one command each") }
    if dump != nil { throw Misuse("--dump prints to standard output; leave -o out") }
    if lessons.contains(where: { isSameFile($0, output) }) {
      throw Misuse("the report would replace the lesson '\(output)'")
    }
  }

  private static func release(_ name: String) throws(Misuse) -> Release {
    if let release = Release(rawValue: name) { return release }
    let names = Release.allCases.map(\.rawValue).joined(separator: " or ")
    throw Misuse("The value '\(name)' is invalid for '--release <reader>': it is \(names)")
  }

  /// `name=value`
  private static func parameters(_ words: [String]) throws(Misuse) -> [(name: String, literal: String)] {
    var result: [(name: String, literal: String)] = []
    for word in words {
      guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
        throw Misuse("The value '\(word)' is invalid for '-P <name=value>'")
      }
      result.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
    }
    return result
  }

  func run() -> ExitStatus {
    var status = ExitStatus.success
    for (number, lesson) in lessons.enumerated() {
      if number > 0 && report.format == .text { _ = Terminal.output.write("\n") }
      status = max(status, lessons.count == 1 ? run(lesson) : Worker.run(lesson) { _ in run(lesson) }.status)
    }
    if opens, status <= .failed, let output, !Browser.open(output) {
      Terminal.complain("no browser could be opened; the report is in \(output)")
    }
    return status
  }

  private func run(_ path: String) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      let bytes = try readFile(path)
      Preparation.start(forHTML: report.format == .html, lesson: bytes)
      let lesson = LessonRun(.file(path: path, bytes: bytes), options: options)
      if let dump { return try dump.print(lesson) }
      return try write(lesson)
    }
  }

  private func write(_ lesson: LessonRun) throws(Fault) -> ExitStatus {
    var lesson = lesson
    let progress = ProgressLine()
    let report = report
    lesson.progress = { progress.show(cell: $0, of: $1) }
    if report.format == .html { lesson.didRead = report.font.begin }
    let write = { @Sendable (transcript: Transcript) in
      progress.clear()
      return report.write(transcript)
    }
    return try lesson.run(finish: { transcript, _ in write(transcript) }, salvage: { _ = write($0) })
  }

  private var options: Runner.Options {
    var options = Runner.Options()
    options.limits = limits
    options.parameters = parameters.map { ($0.name, $0.literal) }
    options.release = release
    return options
  }
}
