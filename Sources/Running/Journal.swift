import CellLanguage
import Diagnostics
import LessonText
import Synchronization
import Tangent

/// What has happened in a run so far, readable from another thread: if the run cannot go on, the report is written from
/// here.
public final class Journal: Sendable {
  fileprivate struct State {
    var transcript: Transcript
    /// What is being checked or run.
    var current: Subject?
    /// Which of the lesson's checked formulas is being proved.
    var formula: Int?
    var shown: [Output] = []
    /// What was printed since the last display.
    var printed = ""
    /// How many checks of it held.
    var checks = 0
  }

  private let state: Mutex<State>

  /// - Parameter path: the lesson's, for what is said before it has been read.
  public init(path: String = "") {
    let nothing = Lesson(file: SourceFile(path: path, text: ""))
    state = Mutex(State(transcript: Transcript(lesson: nothing, cells: [])))
  }

  public var transcript: Transcript { state.withLock { $0.transcript } }

  /// How far the run is: the number of the cell that is running, from 1, and how many there are.
  public var progress: (cell: Int, count: Int)? {
    state.withLock { state in
      guard case .cell(let number) = state.current else { return nil }
      return (number + 1, state.transcript.cells.count)
    }
  }

  /// Whether what is running has shown anything.
  var hasOutput: Bool { state.withLock { !$0.shown.isEmpty || !$0.printed.isEmpty } }

  /// Whether any check of what is running has held.
  var hasChecks: Bool { state.withLock { $0.checks > 0 } }

  // MARK: Writing

  func begin(_ lesson: Lesson) {
    var transcript = Transcript(
      lesson: lesson,
      cells: lesson.cells.map { CellResult(status: $0.options.eval ? .skipped : .unevaluated) },
      inlineValues: lesson.inlineValues.map { _ in InlineResult(output: nil) }, diagnostics: lesson.diagnostics)
    transcript.formulas = lesson.checkedFormulas.map { _ in .unchecked }
    state.withLock { [transcript] in $0 = State(transcript: transcript) }
  }

  func begin(_ subject: Subject) {
    state.withLock { state in
      state.current = subject
      state.shown = []
      state.printed = ""
      state.checks = 0
    }
  }

  func display(_ output: Output) {
    state.withLock { state in
      state.flush()
      state.shown.append(output)
    }
  }

  /// Everything printed between two displays is one text.
  func print(_ text: String) {
    state.withLock { $0.printed += text }
  }

  func countCheck() {
    state.withLock { $0.checks += 1 }
  }

  func finish(
    _ subject: Subject, _ verdict: Verdict, answer: CellResult.Answer? = nil, seconds: Double = 0,
    spans: [CodeSpan] = []
  ) {
    state.withLock { state in
      let outputs = state.takeOutputs()
      switch subject {
      case .parameter: state.transcript.diagnostics += verdict.diagnostics
      case .cell(let number):
        state.transcript.cells[number] = CellResult(
          status: verdict.status, outputs: outputs, diagnostics: verdict.diagnostics, seconds: seconds,
          checks: state.checks, answer: answer, spans: spans)
      case .inlineValue(let number):
        let output: Output? =
          switch verdict.status {
          case .ok: outputs.last
          case .unevaluated: .text("…")
          case .failed, .skipped: nil
          }
        state.transcript.inlineValues[number] = InlineResult(output: output, diagnostics: verdict.diagnostics)
      }
    }
  }

  func begin(formula number: Int) { state.withLock { $0.formula = number } }

  func finish(formula number: Int, _ findings: [Diagnostic]) {
    state.withLock { state in
      state.formula = nil
      state.transcript.formulas[number] = FormulaResult(findings)
      state.transcript.diagnostics += findings
    }
  }

  // MARK: Versions of a lesson

  func result(of subject: Subject) -> StepResult {
    state.withLock { state in
      switch subject {
      case .parameter(let number):
        let place = state.transcript.lesson.metadata.params[number].range
        return .parameter(state.transcript.diagnostics.filter { $0.range == place })
      case .cell(let number): return .cell(state.transcript.cells[number])
      case .inlineValue(let number): return .inlineValue(state.transcript.inlineValues[number])
      }
    }
  }

  func restore(_ result: StepResult, of subject: Subject) {
    state.withLock { state in
      switch (subject, result) {
      case (.parameter, .parameter(let findings)): state.transcript.diagnostics += findings
      case (.cell(let number), .cell(let cell)): state.transcript.cells[number] = cell
      case (.inlineValue(let number), .inlineValue(let value)): state.transcript.inlineValues[number] = value
      case (.parameter, _), (.cell, _), (.inlineValue, _): break
      }
    }
  }

  // MARK: When a run is cut off

  /// The transcript of a run that was cut off: what was running failed with `fault`, the rest was not reached.
  public func cutOff(_ fault: Fault) -> Transcript {
    state.withLock { state in
      let lesson = state.transcript.lesson
      let formula = state.formula.map { lesson.checkedFormulas[$0].range }
      let place = state.current.map { lesson.range(of: $0) } ?? formula ?? SourceRange(0, 0)
      let finding = Diagnostic(fault.code, fault.message, at: place)
      switch state.current {
      case .cell(let number):
        state.transcript.cells[number] = CellResult(
          status: .failed, outputs: state.takeOutputs(), diagnostics: [finding])
      case .inlineValue(let number): state.transcript.inlineValues[number].diagnostics.append(finding)
      case .parameter, nil: state.transcript.diagnostics.append(finding)
      }
      return state.transcript
    }
  }
}

extension Journal.State {
  /// Makes one output of what was printed, without its last line end.
  fileprivate mutating func flush() {
    guard !printed.isEmpty else { return }
    if printed.utf8.last == UInt8(ascii: "\n") { printed.removeLast() }
    shown.append(.text(printed))
    printed = ""
  }

  /// All outputs of what was running, which is over.
  fileprivate mutating func takeOutputs() -> [Output] {
    flush()
    defer { shown = [] }
    current = nil
    return shown
  }
}
