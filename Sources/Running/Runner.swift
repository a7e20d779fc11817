import CellLanguage
import Diagnostics
import LessonText
import Prelude
import Tangent

/// Runs a lesson: every cell is checked before the first one runs; a failed cell stops only those that need it.
public final class Runner: @unchecked Sendable {
  public struct Options: Sendable {
    /// Seconds that a cell may run unless it says otherwise.
    public var timeLimit = 10.0
    /// Bytes that the outputs of a cell may take.
    public var outputLimit = 1 << 20
    /// `tangent eval`: names that are not known become symbols.
    public var freeNamesAreSymbols = false
    /// Values for the lesson's parameters, as Swift literals.
    public var parameters: [(name: String, literal: String)] = []

    public init() {}
  }

  private let lesson: Lesson
  private let options: Options
  private let journal: Journal
  private let sink: CellSink
  private let session: Session
  private let watchdog: Watchdog

  /// - Parameter journal: what has happened so far, for whoever must write a report when this thread cannot go on.
  public init(_ lesson: Lesson, options: Options = Options(), journal: Journal) {
    self.lesson = lesson
    self.options = options
    self.journal = journal
    sink = CellSink(limit: options.outputLimit, journal: journal)
    let stop = StopFlag()
    watchdog = Watchdog(stop)
    session = Session(
      catalog: Prelude.catalog(), sink: sink, stop: stop, freeNamesAreSymbols: options.freeNamesAreSymbols)
  }

  /// The names of the catalog's calls and the bytecode of all cells, for `--dump bytecode`.
  public var listing: String { session.listing }

  /// Stops a cell whose time is over; returns a fault once it has ignored that for too long. For any thread.
  public func poll() -> Fault? { watchdog.poll() }

  /// Checks and runs everything.
  public func run() -> Transcript {
    journal.begin(lesson)
    let program = check()
    for step in program.steps { run(step, program) }
    return journal.transcript
  }

  // MARK: Checking

  private enum Subject {
    case parameters
    case cell(Int)
    case inlineValue(Int)
  }

  private struct Step {
    var subject: Subject
    var code: CellCode
    var checked: CheckedCell
    var diagnostics: [Diagnostic]
  }

  private struct Program {
    var steps: [Step] = []
    /// The subjects by the numbers that the checker gave them.
    var subjects: [Int: Subject] = [:]
  }

  private func check() -> Program {
    var program = Program()
    checkParameters(&program)
    var inlineValues = lesson.inlineValues.indices[...]
    for (number, cell) in lesson.cells.enumerated() {
      while let first = inlineValues.first, lesson.inlineValues[first].cellsBefore <= number {
        check(lesson.inlineValues[first].code, .inlineValue(first), &program)
        inlineValues = inlineValues.dropFirst()
      }
      if cell.options.eval { check(cell.code, .cell(number), &program) } else { journal.skip(cell: number, .unevaluated) }
    }
    for number in inlineValues { check(lesson.inlineValues[number].code, .inlineValue(number), &program) }
    return program
  }

  /// Parameters of the front matter, which the command line may override, are the lesson's first variables.
  private func checkParameters(_ program: inout Program) {
    let overrides = Dictionary(options.parameters.map { ($0.name, $0.literal) }) { _, last in last }
    let lines = lesson.metadata.params.map { "let \($0.name) = \(overrides[$0.name] ?? $0.literal)" }
    for name in overrides.keys.sorted() where !lesson.metadata.params.contains(where: { $0.name == name }) {
      journal.add(Diagnostic(.invalidOption, "the lesson has no parameter '\(name)'", at: SourceRange(0, 0)))
    }
    if lines.isEmpty { return }
    let text = lines.joined(separator: "\n")
    let code = CellCode(text: text, lines: [CellCode.Line(offset: 0, fileOffset: 0)])
    check(code, .parameters, &program)
  }

  private func check(_ code: CellCode, _ subject: Subject, _ program: inout Program) {
    let isExpression = if case .inlineValue = subject { true } else { false }
    let checked = session.check(code.text, isExpression: isExpression)
    let diagnostics = checked.diagnostics.map { placed($0, in: code) }
    program.subjects[checked.number] = subject
    program.steps.append(Step(subject: subject, code: code, checked: checked, diagnostics: diagnostics))
  }

  /// A diagnostic about a cell's text, at its place in the lesson file.
  private func placed(_ diagnostic: Diagnostic, in code: CellCode) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.range = code.fileRange(of: diagnostic.range)
    diagnostic.fixIts = diagnostic.fixIts.map { fixIt in
      Diagnostic.FixIt(fixIt.message, range: code.fileRange(of: fixIt.range), text: fixIt.text)
    }
    return diagnostic
  }

  // MARK: Running

  private var broken: Set<Int> = []

  private func run(_ step: Step, _ program: Program) {
    let number = step.checked.number
    if let culprit = step.checked.needs.intersection(broken).min() {
      broken.insert(number)
      return skip(step, because: program.subjects[culprit])
    }
    guard !step.checked.hasErrors else {
      broken.insert(number)
      return finish(step, .failed, step.diagnostics, seconds: 0)
    }
    begin(step)
    let clock = ContinuousClock()
    let start = clock.now
    watchdog.start(limit: timeLimit(of: step))
    let fault = session.run(step.checked)
    watchdog.stop()
    let duration = clock.now - start
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    if fault != nil { broken.insert(number) }
    let diagnostics = step.diagnostics + [fault].compactMap { $0.map { placed($0, in: step.code) } }
    finish(step, fault == nil ? .ok : .failed, diagnostics, seconds: seconds)
  }

  private func timeLimit(of step: Step) -> Double {
    guard case .cell(let number) = step.subject else { return options.timeLimit }
    return lesson.cells[number].options.timeLimit ?? options.timeLimit
  }

  private func begin(_ step: Step) {
    sink.begin()
    switch step.subject {
    case .cell(let number): journal.begin(cell: number)
    case .parameters, .inlineValue: journal.begin(cell: nil)
    }
  }

  private func skip(_ step: Step, because culprit: Subject?) {
    let range = step.code.fileRange(of: SourceRange(0, 0))
    let reason = Diagnostic(
      .note, .dependsOnFailed, "not run: it needs \(name(of: culprit)), which failed", at: range)
    finish(step, .skipped, step.diagnostics.filter { $0.severity != .error } + [reason], seconds: 0)
  }

  private func name(of subject: Subject?) -> String {
    switch subject {
    case .cell(let number):
      lesson.cells[number].options.label.map { "the cell '\($0)'" } ?? "cell \(number + 1)"
    case .inlineValue, .parameters, nil: "a parameter"
    }
  }

  private func finish(_ step: Step, _ status: CellResult.Status, _ diagnostics: [Diagnostic], seconds: Double) {
    switch step.subject {
    case .cell(let number):
      journal.finish(cell: number, status, diagnostics, seconds: seconds)
    case .inlineValue(let number):
      let output = status == .ok ? journal.takePendingOutputs().last : nil
      journal.finish(inlineValue: number, output, diagnostics)
    case .parameters:
      for diagnostic in diagnostics { journal.add(diagnostic) }
    }
  }
}
