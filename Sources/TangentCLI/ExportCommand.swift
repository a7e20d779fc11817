import Diagnostics
import LessonText
import Running

/// `tangent export LESSON --package DIR`
let exportVerb = Verb(
  name: "export", abstract: "Writes a lesson's cells as a Swift package.",
  example: "tangent export Lessons/chain-rule-and-gradient.md --package chain-rule",
  operand: ("lesson", "The lesson: a Markdown file.", isRepeated: false),
  options: [
    Option(names: ["--package"], value: "dir", help: "The folder to make for the package; it must not exist yet."),
    LibraryLocation.option,
  ] + LimitOptions.all,
  run: { arguments throws(Misuse) in try ExportCommand(arguments).run() })

/// What `tangent export` was told, checked.
private struct ExportCommand: Sendable {
  private let lesson: String
  private let folder: String
  private let library: String
  private let limits: CellLimits

  init(_ arguments: Arguments) throws(Misuse) {
    guard let folder = arguments.value("--package"), !folder.isEmpty else {
      throw Misuse("Missing expected option '--package <dir>'")
    }
    guard let lesson = arguments.operands.first else { throw Misuse("Missing expected argument '<lesson>'") }
    self.lesson = lesson
    self.folder = folder
    library = try LibraryLocation.find(arguments)
    limits = try LimitOptions.limits(arguments)
  }

  func run() -> ExitStatus {
    ExitStatus { () throws(Fault) in
      let bytes = try readFile(lesson)
      let progress = ProgressLine()
      var options = Runner.Options()
      options.release = .solution
      options.limits = limits
      var lesson = LessonRun(.file(path: self.lesson, bytes: bytes), options: options)
      lesson.progress = { progress.show(cell: $0, of: $1) }
      return try lesson.run(
        finish: { transcript, runner in
          progress.clear()
          return write(transcript, runner)
        }, salvage: Terminal.complain)
    }
  }

  private func write(_ transcript: Transcript, _ runner: Runner) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      Terminal.complain(transcript)
      if transcript.hasFailed {
        Terminal.complain("'\(lesson)' does not run, so nothing was written")
        return .failed
      }
      try writeFolder(LessonPackage(runner.exported(), library: library).files, to: folder)
      _ = Terminal.error.write("wrote \(folder.visible()); 'swift run --package-path \(folder.visible())' runs it\n")
      return .success
    }
  }
}
