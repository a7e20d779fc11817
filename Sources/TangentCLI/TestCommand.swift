import Diagnostics
import LessonText
import Rendering
import Running

/// `tangent test LESSON...`
let testVerb = Verb(
  name: "test", abstract: "Runs lessons, and compares what they show with what they say.",
  example: "tangent test Lessons/*.md --accept",
  operand: ("lesson", "The lessons: Markdown files.", isRepeated: true),
  options: [
    Option(
      names: ["--accept"], value: "all", isOptional: true,
      help: "Write what was shown into the output fences that differ; all: also below cells that have none."),
    Option(names: ["--junit"], value: "file", help: "Write the results to this file as JUnit's XML."),
  ] + LimitOptions.all,
  run: { arguments throws(Misuse) in try TestCommand(arguments).run() })

/// What `tangent test` was told, checked.
private struct TestCommand: Sendable {
  private let lessons: [String]
  private let acceptance: Acceptance.Scope?
  private let junit: String?
  private let limits: CellLimits

  init(_ arguments: Arguments) throws(Misuse) {
    lessons = arguments.operands
    junit = arguments.value("--junit")
    limits = try LimitOptions.limits(arguments)
    acceptance = arguments.has("--accept") ? arguments.value("--accept") == "all" ? .all : .differing : nil
    if let junit, lessons.contains(where: { isSameFile($0, junit) }) {
      throw Misuse("the results would replace the lesson '\(junit)'")
    }
  }

  func run() -> ExitStatus {
    let results = lessons.map { lesson in Worker.run(lesson) { test(lesson, emit: $0) } }
    let status = results.map(\.status).max() ?? .success
    guard let junit else { return status }
    let suites = zip(lessons, results).map { lesson, result in
      result.emitted.isEmpty ? JUnitReport.suite(of: lesson, error: "the lesson could not be tested") : result.emitted
    }
    return ExitStatus { () throws(Fault) in
      try writeAtomically(Array(JUnitReport.document(suites).utf8), to: junit)
      return status
    }
  }

  private func test(_ path: String, emit: @escaping @Sendable (String) -> Void) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      let bytes = try readFile(path)
      let progress = ProgressLine()
      let finish = { @Sendable (transcript: Transcript) -> ExitStatus in
        progress.clear()
        return report(LessonTest(transcript), bytes, emit)
      }
      var options = Runner.Options()
      options.limits = limits
      options.release = .solution
      var lesson = LessonRun(.file(path: path, bytes: bytes), options: options)
      lesson.progress = { progress.show(cell: $0, of: $1) }
      return try lesson.run(finish: { transcript, _ in finish(transcript) }, salvage: { _ = finish($0) })
    }
  }

  private func report(
    _ test: LessonTest, _ bytes: [UInt8], _ emit: @Sendable (String) -> Void
  ) -> ExitStatus {
    if junit != nil {
      emit(JUnitReport.suite(test) { DifferenceText().text(of: $0, in: test.lesson) })
    }
    return ExitStatus { () throws(Fault) in
      guard let acceptance else { return Findings.show(test) }
      let accepted = try Acceptance(test, acceptance, in: bytes)
      try replaceFile(test.lesson.file.path, bytes, by: accepted.bytes)
      return Findings.show(test, accepted: accepted.count)
    }
  }
}
