import Diagnostics
import LessonText

/// For whom a lesson with exercises is run.
public enum Release: String, CaseIterable, Sendable {
  /// Without the solutions and the code of the checks.
  case student
  /// With the solutions in the place of what readers are to write.
  case solution
}

extension Exercise {
  /// The cells whose names the rest of the lesson sees: the reader's answer, or the solution while there is none.
  func answer(for release: Release?) -> [Int] {
    switch release {
    case .solution: solutions.isEmpty ? [place] : solutions
    case .student: [place]
    case nil: isUnfinished && !solutions.isEmpty ? solutions : [place]
    }
  }
}

extension Runner {
  func exercise(ofCell number: Int) -> (Exercise, Exercise.Role)? {
    for exercise in lesson.exercises {
      if let role = exercise.role(ofCell: number) { return (exercise, role) }
    }
    return nil
  }

  // MARK: Judging

  /// What is to be said of an answer, once a cell of its exercise has come to its end.
  func judgement(_ subject: Subject, _ status: CellResult.Status) -> CellResult.Answer? {
    guard case .cell(let number) = subject, let (exercise, role) = exercise(ofCell: number) else { return nil }
    let isOpen = exercise.isUnfinished && (options.release != .solution || exercise.solutions.isEmpty)
    switch (role, status) {
    case (.solution, _): return nil
    case (.place, _): return isOpen ? .unfinished : nil
    case (.check, .failed): return .incorrect
    case (.check, .ok): return isOpen ? .unfinished : .correct
    case (.check, .skipped), (.check, .unevaluated): return .unfinished
    }
  }

  /// A check that nothing can fail says that every answer is correct.
  func emptyCheck(_ subject: Subject) -> Diagnostic? {
    guard case .cell(let number) = subject, case .check = exercise(ofCell: number)?.1, !journal.hasChecks else {
      return nil
    }
    return Diagnostic(
      .warning, .exercise,
      "this cell is to check an answer, but checks nothing: call check, checkClose or checkEquivalent",
      at: lesson.cells[number].range(ofOption: "check"))
  }
}

extension Transcript {
  /// The transcript without what would tell a student the answers: the code of the checks, and carets into it.
  func concealingChecks() -> Transcript {
    var transcript = self
    for exercise in lesson.exercises {
      let place = lesson.cells[exercise.place].code.firstCodeLine
      for index in exercise.checks {
        transcript.lesson.cells[index].code = CellCode(text: "", lines: [])
        transcript.cells[index].spans = []
        for finding in transcript.cells[index].diagnostics.indices {
          transcript.cells[index].diagnostics[finding].range = place
          transcript.cells[index].diagnostics[finding].fixIts = []
          transcript.cells[index].diagnostics[finding].notes = []
        }
      }
    }
    return transcript
  }
}

extension Transcript {
  /// The transcript without the places that a solution stands in for.
  func showingSolutions() -> Transcript {
    var transcript = self
    for exercise in lesson.exercises where exercise.isUnfinished && !exercise.solutions.isEmpty {
      transcript.lesson.cells[exercise.place].options.include = false
    }
    return transcript
  }
}

extension LessonBytes {
  /// The lesson without its solutions; every line stays where it is.
  func withoutSolutions() -> [UInt8] {
    let lesson = LessonReader.read(path: "", bytes: bytes)
    let edits = lesson.solutions.map { range in
      let count = lesson.file.line(at: range.upper) - lesson.file.line(at: range.lower)
      return TextEdit(range, String(repeating: "\n", count: count))
    }
    return applying(edits)
  }
}

extension Lesson {
  /// Where its solutions and answers stand.
  fileprivate var solutions: [SourceRange] {
    var ranges: [SourceRange] = []
    var pending = blocks + footnotes.flatMap(\.blocks)
    while let block = pending.popLast() {
      switch block.kind {
      case .callout(let callout) where callout.kind.solves: ranges.append(block.range)
      case .callout(let callout): pending += callout.blocks
      case .quote(let content): pending += content
      case .list(_, _, let items): pending += items.flatMap(\.blocks)
      case .heading, .paragraph, .code, .cell, .html, .thematicBreak, .table, .formula: break
      }
    }
    return ranges
  }
}
