import Diagnostics
import LessonText

/// A lesson that was run, and what became of its claims: that cells run (or fail, where they say so), that checks hold, and
/// that `output` fences say what is shown.
public struct LessonTest: Sendable {
  public struct CellTest: Sendable {
    /// The cell's index in the lesson.
    public var index: Int
    public var result: CellResult
    /// `nil` where there is no `output` fence, or the cell did not run to its end.
    public var output: OutputComparison?

    /// What is to be said when ``output`` does not hold.
    public func difference(in lesson: Lesson) -> Diagnostic {
      let fence = lesson.cells[index].expectedOutput?.range ?? lesson.cells[index].range
      let name = lesson.name(of: .cell(index))
      let message = "\(name) shows something else than its 'output' fence says"
      return Diagnostic(.outputDiffers, message, at: fence)
    }

    public var hasFailed: Bool { result.status == .failed || output?.holds == false }
  }

  public var transcript: Transcript
  /// Of all cells but those that are not to be run.
  public var cells: [CellTest]
  /// What is wrong outside of cells: an error in the prose, a fence that is compared with nothing.
  public var otherFailures: [Diagnostic]

  /// Compares the fences of a transcript's lesson with what its cells showed.
  public init(_ transcript: Transcript) {
    self.transcript = transcript
    cells = zip(transcript.lesson.cells, transcript.cells).enumerated().compactMap { index, pair in
      let (cell, result) = pair
      if result.status == .unevaluated { return nil }
      let comparison = cell.expectedOutput.flatMap { output in
        result.status == .ok ? OutputComparison(claims: output.claimedLines, shown: result.shownLines) : nil
      }
      return CellTest(index: index, result: result, output: comparison)
    }
    let all = transcript.diagnostics + transcript.inlineValues.flatMap(\.diagnostics)
    otherFailures = all.map(Self.judged).filter { $0.severity == .error }
  }

  public var lesson: Lesson { transcript.lesson }
  public var failureCount: Int { cells.count { $0.hasFailed } + otherFailures.count }
  public var skippedCount: Int { cells.count { $0.result.status == .skipped } }
  /// How many fences were compared.
  public var outputCount: Int { cells.count { $0.output != nil } }
  /// How many calls of `check`, `checkClose` and `checkEquivalent` held.
  public var checkCount: Int { cells.reduce(0) { $0 + $1.result.checks } }
  public var hasFailed: Bool { failureCount > 0 || transcript.hasFailed }
  /// Whether anything failed but a comparison of outputs.
  public var hasOtherFailures: Bool { !otherFailures.isEmpty || transcript.hasFailed }

  /// What an author should look at besides differing outputs, in the order of the file.
  public var findings: [Diagnostic] { transcript.findings.map(Self.judged) }

  /// A fence that is compared with nothing is a claim that nothing keeps.
  private static func judged(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    if finding.code == .strayOutput { finding.severity = .error }
    return finding
  }
}
