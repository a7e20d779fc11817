import Diagnostics
import LessonText
import Rendering
import Running

/// `tangent check LESSON...`
let checkVerb = Verb(
  name: "check", abstract: "Finds what is wrong with lessons without running them.",
  example: "tangent check Lessons/*.md --fix",
  operand: ("lesson", "The lessons: Markdown files.", isRepeated: true),
  options: [
    Option(names: ["--fix"], value: nil, help: "Mend in the files what can be mended without thinking."),
    Option(names: ["--strict"], value: nil, help: "Let warnings fail as errors do."),
    Option(names: ["--json"], value: nil, help: "Write the findings as JSON, for editors."),
  ],
  run: { arguments in CheckCommand(arguments).run() })

/// What `tangent check` was told.
private struct CheckCommand: Sendable {
  private let lessons: [String]
  private let fixes: Bool
  private let isStrict: Bool
  private let isJSON: Bool

  init(_ arguments: Arguments) {
    lessons = arguments.operands
    fixes = arguments.has("--fix")
    isStrict = arguments.has("--strict")
    isJSON = arguments.has("--json")
  }

  func run() -> ExitStatus {
    let results = lessons.map { lesson in Worker.run(lesson) { check(lesson, emit: $0) } }
    let status = results.map(\.status).max() ?? .success
    guard isJSON else { return status }
    return ExitStatus { () throws(Fault) in
      try Terminal.write(FindingsDocument.document(results.map(\.emitted), isSound: status == .success))
      return status
    }
  }

  private func check(_ path: String, emit: @escaping @Sendable (String) -> Void) -> ExitStatus {
    let report = { @Sendable (checkup: Checkup, mended: Int) -> ExitStatus in
      isJSON ? emit(FindingsDocument.lesson(checkup)) : Findings.show(checkup, mended: mended)
      return checkup.hasErrors || (isStrict && checkup.hasWarnings) ? .failed : .success
    }
    do throws(Fault) {
      let bytes = try readFile(path)
      let lesson = LessonRun(.file(path: path, bytes: bytes))
      let salvage = { @Sendable (transcript: Transcript) in
        _ = report(Checkup(lesson: transcript.lesson, findings: transcript.findings), 0)
      }
      guard fixes else { return try lesson.check(finish: { report($0, 0) }, salvage: salvage) }
      let mended = try lesson.mended(salvage: salvage)
      try replaceFile(path, bytes, by: mended.bytes)
      return report(mended.checkup, mended.mendedCount)
    } catch {
      if isJSON { emit(FindingsDocument.lesson(Checkup(unreadable: path, error))) }
      Terminal.complain(error.message)
      return ExitStatus(of: error)
    }
  }
}
