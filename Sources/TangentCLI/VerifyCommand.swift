import Diagnostics
import LessonText
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `tangent verify LESSON...`
let verifyVerb = Verb(
  name: "verify", abstract: "Compiles lessons with the Swift compiler, and compares what they show.",
  example: "tangent verify Lessons/*.md",
  operand: ("lesson", "The lessons: Markdown files.", isRepeated: true),
  options: [
    LibraryLocation.option,
    Option(
      names: ["--cache"], value: "dir",
      help: "The folder for the built library; otherwise tangent in XDG_CACHE_HOME or ~/.cache."),
  ] + LimitOptions.all,
  run: { arguments throws(Misuse) in try VerifyCommand(arguments).run() })

/// What `tangent verify` was told, checked.
private struct VerifyCommand: Sendable {
  private let lessons: [String]
  private let library: String
  private let limits: CellLimits
  private let cache: String

  init(_ arguments: Arguments) throws(Misuse) {
    lessons = arguments.operands
    library = try LibraryLocation.find(arguments)
    limits = try LimitOptions.limits(arguments)
    cache = arguments.value("--cache") ?? Self.defaultCache
  }

  private static var defaultCache: String {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if let cache = variable("XDG_CACHE_HOME") { return cache + "/tangent" }
    return variable("HOME").map { $0 + "/.cache/tangent" } ?? "/tmp/tangent-\(getuid())"
  }

  func run() -> ExitStatus {
    lessons.map { lesson in Worker.run(lesson) { _ in verify(lesson) }.status }.max() ?? .success
  }

  private func verify(_ path: String) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      let bytes = try readFile(path)
      let build = try LessonBuild(library: library, cache: cache)
      let progress = ProgressLine()
      var options = Runner.Options()
      options.release = .solution
      options.limits = limits
      var lesson = LessonRun(.file(path: path, bytes: bytes), options: options)
      lesson.progress = { progress.show(cell: $0, of: $1) }
      return try lesson.run(
        finish: { transcript, runner in
          progress.show("building what '\(path)' exports")
          defer { progress.clear() }
          return compare(transcript, runner, build, progress)
        }, salvage: Terminal.complain)
    }
  }

  private func compare(
    _ transcript: Transcript, _ runner: Runner, _ build: LessonBuild, _ progress: ProgressLine
  ) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      let verification = try LessonVerification(transcript, runner, in: build)
      progress.clear()
      return Findings.show(verification)
    }
  }
}
