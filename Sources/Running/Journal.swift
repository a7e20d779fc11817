import Diagnostics
import LessonText
import Synchronization
import Tangent

/// What has happened in a run so far, readable from another thread: if the run cannot go on, the report is written from
/// here.
public final class Journal: Sendable {
  fileprivate struct State {
    var transcript: Transcript?
    /// The cell that is running.
    var current: Int?
    var pending: [Output] = []
    /// The last output is what `print` wrote, and grows.
    var isPrinting = false
  }

  private let state = Mutex(State())

  public init() {}

  public var transcript: Transcript {
    state.withLock { $0.transcript ?? Transcript(lesson: Lesson(file: SourceFile(path: "", text: "")), cells: []) }
  }

  /// Whether a lesson has been read, so that there is something to report.
  public var hasLesson: Bool { state.withLock { $0.transcript != nil } }

  func begin(_ lesson: Lesson) {
    state.withLock { state in
      state.transcript = Transcript(
        lesson: lesson, cells: lesson.cells.map { _ in CellResult(status: .skipped) },
        inlineValues: lesson.inlineValues.map { _ in InlineResult(output: nil) }, diagnostics: lesson.diagnostics)
    }
  }

  func begin(cell: Int?) {
    state.withLock { state in
      state.current = cell
      state.pending = []
      state.isPrinting = false
    }
  }

  func display(_ output: Output) {
    state.withLock { state in
      state.pending.append(output)
      state.isPrinting = false
    }
  }

  /// Everything printed between two displays is one text.
  func print(_ text: String) {
    state.withLock { state in
      if state.isPrinting, case .text(let before) = state.pending.last {
        state.pending[state.pending.count - 1] = .text(before + text)
      } else {
        state.pending.append(.text(text))
        state.isPrinting = true
      }
    }
  }

  func add(_ diagnostic: Diagnostic) {
    state.withLock { $0.transcript?.diagnostics.append(diagnostic) }
  }

  func skip(cell: Int, _ status: CellResult.Status) {
    state.withLock { $0.transcript?.cells[cell].status = status }
  }

  func takePendingOutputs() -> [Output] {
    state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
  }

  func finish(cell: Int, _ status: CellResult.Status, _ diagnostics: [Diagnostic], seconds: Double) {
    state.withLock { state in
      let result = CellResult(
        status: status, outputs: status == .skipped ? [] : state.finishedOutputs, diagnostics: diagnostics,
        seconds: seconds)
      state.transcript?.cells[cell] = result
      state.pending = []
      state.isPrinting = false
    }
  }

  func finish(inlineValue: Int, _ output: Output?, _ diagnostics: [Diagnostic]) {
    state.withLock { state in
      state.transcript?.inlineValues[inlineValue] = InlineResult(output: output, diagnostics: diagnostics)
      state.isPrinting = false
    }
  }

  /// The transcript of a run that was cut off: the running cell failed with `fault`, those after it were not reached.
  public func cutOff(_ fault: Fault) -> Transcript {
    state.withLock { state in
      var transcript =
        state.transcript ?? Transcript(lesson: Lesson(file: SourceFile(path: "", text: "")), cells: [])
      guard let current = state.current, transcript.cells.indices.contains(current) else {
        transcript.diagnostics.append(Diagnostic(fault.code, fault.message, at: SourceRange(0, 0)))
        return transcript
      }
      let finding = Diagnostic(fault.code, fault.message, at: transcript.lesson.cells[current].range)
      transcript.cells[current] = CellResult(
        status: .failed, outputs: state.finishedOutputs, diagnostics: [finding])
      return transcript
    }
  }
}

extension Journal.State {
  /// The outputs, printed ones without their last line end.
  fileprivate var finishedOutputs: [Output] {
    pending.map { output in
      guard case .text(let text) = output, text.hasSuffix("\n") else { return output }
      return .text(String(text.dropLast()))
    }
  }
}
