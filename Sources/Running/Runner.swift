import CellLanguage
import Diagnostics
import LessonText
import Prelude

/// Runs a lesson: every cell is checked before the first one runs; a failed cell stops only those that need it.
public final class Runner {
  public struct Options: Sendable {
    /// Of cells that say nothing themselves; the front matter's fill what is left open.
    public var limits = CellLimits()
    /// `tangent eval`: names that are not known become symbols.
    public var freeNamesAreSymbols = false
    /// Values for the lesson's parameters, by name: Swift expressions, or bare text for a parameter that is a text.
    public var parameters: [(name: String, value: String)] = []
    /// For whom exercises are run; otherwise readers' answers count, and solutions where there is none yet.
    public var release: Release?

    public init() {}
  }

  /// The next version takes its place in a ``LiveRun``.
  var lesson: Lesson
  let options: Options
  let journal: Journal
  /// Made with the first cell: a lesson without any needs neither catalog nor machine.
  private(set) lazy var session = Session(
    catalog: Prelude.catalog(), sink: sink, readAhead: readAhead, stop: watchdog.stopFlag,
    freeNamesAreSymbols: options.freeNamesAreSymbols)
  private let sink: CellSink
  private let readAhead: ReadAhead
  let watchdog: Watchdog
  /// What was checked, once everything was.
  private(set) var program = Program()
  /// Called before code runs, with the seconds that it may.
  var willRun: (Subject, _ limit: Double) -> Void = { _, _ in }
  /// Called before a formula is proved, with the seconds that it may take.
  var willProve: (_ limit: Double) -> Void = { _ in }
  /// The cells, by the numbers that the checker gave them, whose names may have no value.
  private var broken: Set<Int> = []
  /// Those whose names have no value until a reader has solved an exercise.
  private var waiting: Set<Int> = []

  /// - Parameter journal: what has happened so far, for whoever must write a report when this thread cannot go on.
  init(_ lesson: Lesson, _ readAhead: ReadAhead = ReadAhead([]), options: Options, journal: Journal, watchdog: Watchdog)
  {
    self.lesson = lesson
    self.readAhead = readAhead
    self.options = options
    self.journal = journal
    self.watchdog = watchdog
    sink = CellSink(journal: journal)
  }

  /// The names of the catalog's calls and the bytecode of all cells, for `--dump bytecode`.
  public var listing: String { session.listing }

  /// The typed trees of all code, for `--dump types`.
  public var typesListing: String {
    program.steps.map { "\(lesson.name(of: $0.subject)):\n" + session.typesListing(of: $0.checked) }
      .joined(separator: "\n")
  }

  /// The cells of the lesson, which has run, as one Swift file.
  public func exported() -> ExportedLesson { exported(excluding: [:]) }

  func exported(excluding excluded: [Subject: String]) -> ExportedLesson {
    Exporter.export(program, journal.transcript, catalog: session.catalog, excluding: excluded)
  }

  /// Checks and runs everything; throws ``DiagnosticCode/invalidParameter`` before that if a value that was given for
  /// a parameter cannot be one.
  func run() throws(Fault) -> Transcript {
    journal.begin(lesson)
    program = try check()
    watchdog.stop()
    for step in program.steps { run(step, program) }
    proveFormulas()
    return journal.transcript
  }

  func run(_ step: Step, _ program: Program) {
    if let culprit = step.needs.intersection(broken).min() {
      broken.insert(step.checked.number)
      return finish(step, skipped(step, because: program.subject(ofCell: culprit)))
    }
    if let verdict = waitingVerdict(step, program) {
      waiting.insert(step.checked.number)
      return finish(step, verdict)
    }
    var diagnostics = step.diagnostics
    var seconds = 0.0
    var hasFailed = step.checked.hasErrors
    if !hasFailed {
      let (finding, time) = execute(step, program)
      diagnostics += [finding].compactMap(\.self)
      hasFailed = finding != nil
      seconds = time
    }
    if hasFailed { broken.insert(step.checked.number) }
    if !hasFailed { diagnostics += [emptyCheck(step.subject)].compactMap(\.self) }
    finish(step, verdict(step.subject, hasFailed, diagnostics), seconds: seconds)
  }

  private func finish(_ step: Step, _ verdict: Verdict, seconds: Double = 0) {
    let answer = judgement(step.subject, verdict.status)
    journal.finish(step.subject, verdict, answer: answer, seconds: seconds, spans: step.checked.spans)
  }

  /// Of code that a reader has not written yet, or that needs it; an error in what is written there counts all the same.
  private func waitingVerdict(_ step: Step, _ program: Program) -> Verdict? {
    if step.piece.isUnfinished {
      return step.checked.hasErrors ? nil : Verdict(status: .unevaluated, diagnostics: step.diagnostics)
    }
    guard let culprit = step.needs.intersection(waiting).min(), !step.checked.hasErrors else { return nil }
    // What is said of an answer says that there is none.
    if !step.answer.isEmpty { return Verdict(status: .unevaluated, diagnostics: step.diagnostics) }
    let name = program.subject(ofCell: culprit).map { lesson.name(of: $0) } ?? "an earlier cell"
    let reason = Diagnostic(
      .note, .exercise, "not run yet: it needs \(name), which waits for an answer", at: step.code.firstCodeLine)
    return Verdict(status: .unevaluated, diagnostics: step.diagnostics + [reason])
  }

  /// Runs checked code; returns what stopped it, and the seconds that it took.
  private func execute(_ step: Step, _ program: Program) -> (Diagnostic?, seconds: Double) {
    let limits = limits(of: step.subject)
    sink.begin(limit: limits.output ?? CellSink.standardLimit)
    journal.begin(step.subject)
    let limit = limits.time ?? Watchdog.standardLimit
    watchdog.start(cellLimit: limit)
    willRun(step.subject, limit)
    let clock = ContinuousClock()
    let start = clock.now
    let fault = session.run(step.checked, within: Budget(memory: limits.memory, depth: limits.depth))
    let duration = (clock.now - start).components
    watchdog.stop()
    let seconds = Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
    return (fault.map { program.diagnostic($0, in: step) } ?? missingValue(step), seconds)
  }

  /// An inline value that shows nothing leaves a hole in its sentence.
  private func missingValue(_ step: Step) -> Diagnostic? {
    guard case .inlineValue = step.subject, !journal.hasOutput else { return nil }
    return Diagnostic(.noValue, "this has no value that could be shown here", at: lesson.range(of: step.subject))
  }

  private func limits(of subject: Subject) -> CellLimits {
    let own = if case .cell(let number) = subject { lesson.cells[number].options.limits } else { CellLimits() }
    return own.otherwise(options.limits).otherwise(lesson.metadata.limits)
  }

  private func verdict(_ subject: Subject, _ hasFailed: Bool, _ diagnostics: [Diagnostic]) -> Verdict {
    guard case .cell(let number) = subject else {
      return Verdict(status: hasFailed ? .failed : .ok, diagnostics: diagnostics)
    }
    return lesson.cells[number].verdict(hasFailed: hasFailed, diagnostics)
  }

  private func skipped(_ step: Step, because culprit: Subject?) -> Verdict {
    let name = culprit.map { lesson.name(of: $0) } ?? "an earlier cell"
    let reason = Diagnostic(
      .note, .dependsOnFailed, "not run: it needs \(name), which failed", at: step.code.firstCodeLine)
    return Verdict(status: .skipped, diagnostics: step.diagnostics.filter { $0.severity != .error } + [reason])
  }
}

extension CellCode {
  /// The first line that is neither empty nor an option.
  var firstCodeLine: SourceRange {
    let written = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, place) in zip(written, lines) where !line.hasPrefix("//|") && line.contains(where: { $0 != " " }) {
      return SourceRange(place.fileOffset, place.fileOffset + line.utf8.count)
    }
    return fileRange(of: SourceRange(0, 0))
  }
}
