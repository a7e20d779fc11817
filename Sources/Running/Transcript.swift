import CellLanguage
import Diagnostics
import LessonText
import Tangent

/// A lesson and what became of each of its cells: what renderers read.
public struct Transcript: Sendable {
  public var lesson: Lesson
  /// One result per cell of the lesson, in order.
  public var cells: [CellResult]
  /// One result per inline value of the lesson, in order.
  public var inlineValues: [InlineResult]
  /// What became of each formula marked `{.check}`, in order.
  public var formulas: [FormulaResult] = []
  /// The lesson's own diagnostics, those about formulas, and the runner's about the lesson as a whole.
  public var diagnostics: [Diagnostic]
  /// For whom its exercises were run.
  public var release: Release?

  public init(
    lesson: Lesson, cells: [CellResult], inlineValues: [InlineResult] = [], diagnostics: [Diagnostic] = []
  ) {
    self.lesson = lesson
    self.cells = cells
    self.inlineValues = inlineValues
    self.diagnostics = diagnostics
  }

  /// Failed when a cell or an inline value did, or when the prose has an error.
  public var hasFailed: Bool {
    cells.contains { $0.status == .failed || $0.status == .skipped }
      || inlineValues.contains { $0.output == nil }
      || diagnostics.contains { $0.severity == .error }
  }
}

public struct CellResult: Sendable {
  public enum Status: String, Sendable {
    case ok, failed
    /// Not run, because a cell that it needs failed.
    case skipped
    /// Shown and not run, by `eval: false`.
    case unevaluated
  }

  /// What is to be said of a reader's answer to an exercise.
  public enum Answer: String, Sendable { case correct, incorrect, unfinished }

  public var status: Status
  public var outputs: [Output]
  /// Ranges are the lesson file's.
  public var diagnostics: [Diagnostic]
  public var seconds: Double
  /// How many checks held while it ran.
  public var checks: Int
  /// Of a check, and of a place that waits for an answer.
  public var answer: Answer?
  /// The cell's text in colour; empty for one that was never checked.
  public var spans: [CodeSpan]

  public init(
    status: Status, outputs: [Output] = [], diagnostics: [Diagnostic] = [], seconds: Double = 0, checks: Int = 0,
    answer: Answer? = nil, spans: [CodeSpan] = []
  ) {
    self.status = status
    self.outputs = outputs
    self.diagnostics = diagnostics
    self.seconds = seconds
    self.checks = checks
    self.answer = answer
    self.spans = spans
  }
}

/// What became of the equations of a formula marked `{.check}`.
public enum FormulaResult: String, Sendable {
  case proved, failed, undecided
  /// What it says could not be read, or leaves nothing to prove.
  case unreadable
  /// The run ended before.
  case unchecked
}

public struct InlineResult: Sendable {
  /// `nil` when it failed.
  public var output: Output?
  public var diagnostics: [Diagnostic]

  public init(output: Output?, diagnostics: [Diagnostic] = []) {
    self.output = output
    self.diagnostics = diagnostics
  }
}
