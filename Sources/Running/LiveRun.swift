import Diagnostics
import LessonText

/// Runs one version of a lesson after the other: of the next one, only what comes after the part that is the same.
///
/// Cells are checked and run one by one, so that after each the process is in the state that a run of the lesson's
/// beginning ends in; whoever keeps copies of the process can go on from any of them.
public final class LiveRun {
  private let runner: Runner
  private let watchdog = Watchdog()
  private let journal: Journal
  private var program = Program()
  private var results: [StepResult] = []
  private var pieces: [Piece] = []

  public init(path: String) {
    let nothing = Lesson(file: SourceFile(path: path, text: ""))
    journal = Journal(path: path)
    runner = Runner(nothing, options: Runner.Options(), journal: journal, watchdog: watchdog)
  }

  /// Makes the running cell stop; a signal handler may call it.
  public func stop() { watchdog.stopFlag.raise() }

  /// Takes the next version; `false`, and nothing is changed, when what has been run is not how it begins.
  public func begin(_ lesson: Lesson) -> Bool {
    let previous = runner.lesson
    runner.lesson = lesson
    // There is nothing that a command line could have said about its parameters.
    guard let plan = try? runner.plan(), plan.count >= results.count,
      results.isEmpty || lesson.metadata.limits == previous.metadata.limits,
      zip(pieces, plan).prefix(results.count).allSatisfy({ $0.isSame(as: $1) })
    else {
      runner.lesson = previous
      return false
    }
    let moves = Relocation(from: program.steps.map(\.piece), of: previous, to: plan, of: lesson)
    pieces = plan
    journal.begin(lesson)
    for index in results.indices {
      program.move(index, to: plan[index])
      results[index] = moves.moved(results[index])
      journal.restore(results[index], of: plan[index].subject)
    }
    return true
  }

  /// Runs what is left of the lesson, and proves its formulas.
  ///
  /// - Parameters:
  ///   - willRun: gets the number of the cell, from 1, how many there are, and the seconds that it may run.
  ///   - willProve: gets the seconds that a formula may take.
  ///   - didRun: gets the seconds that a piece took; `false` leaves the rest for another version.
  /// - Returns: `nil` when the rest was left.
  public func run(
    willRun: @escaping (_ cell: Int, _ count: Int, _ limit: Double) -> Void,
    willProve: @escaping (_ limit: Double) -> Void, didRun: (_ seconds: Double) -> Bool
  ) -> Transcript? {
    runner.willProve = willProve
    runner.willRun = { [runner, watchdog] subject, limit in
      watchdog.announceFault()
      if case .cell(let number) = subject { willRun(number + 1, runner.lesson.cells.count, limit) }
    }
    while results.count < pieces.count {
      let clock = ContinuousClock()
      let start = clock.now
      step(pieces[results.count])
      let duration = (clock.now - start).components
      if !didRun(Double(duration.seconds) + Double(duration.attoseconds) * 1e-18) { return nil }
    }
    runner.proveFormulas()
    return journal.transcript
  }

  private func step(_ piece: Piece) {
    do throws(Fault) {
      let step = try runner.check(piece, after: program)
      program.append(step)
      runner.run(step, program)
    } catch {
      preconditionFailure("parameters that no command line set are always valid: \(error)")
    }
    results.append(journal.result(of: piece.subject))
  }
}

/// What became of a piece of a lesson's code.
enum StepResult {
  case parameter([Diagnostic])
  case cell(CellResult)
  case inlineValue(InlineResult)
}

/// Moves findings from where code stood to where the next version of the lesson has it.
private struct Relocation {
  private var ranges: [(old: SourceRange, new: SourceRange)] = []
  private var codes: [(old: CellCode, new: CellCode)] = []

  init(from old: [Piece], of oldLesson: Lesson, to new: [Piece], of newLesson: Lesson) {
    for (old, new) in zip(old, new) {
      ranges.append((oldLesson.range(of: old.subject), newLesson.range(of: new.subject)))
      codes.append((old.code, new.code))
    }
  }

  func moved(_ result: StepResult) -> StepResult {
    switch result {
    case .parameter(let findings): return .parameter(findings.map(moved))
    case .cell(var cell):
      cell.diagnostics = cell.diagnostics.map(moved)
      return .cell(cell)
    case .inlineValue(var value):
      value.diagnostics = value.diagnostics.map(moved)
      return .inlineValue(value)
    }
  }

  private func moved(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    finding.range = moved(finding.range)
    finding.fixIts = finding.fixIts.map { Diagnostic.FixIt($0.message, range: moved($0.range), text: $0.text) }
    return finding
  }

  private func moved(_ range: SourceRange) -> SourceRange {
    if let whole = ranges.first(where: { $0.old == range }) { return whole.new }
    for (old, new) in codes {
      if let start = old.offset(ofFile: range.lower), let end = old.offset(ofFile: range.upper) {
        return new.fileRange(of: SourceRange(start, end))
      }
    }
    return range
  }
}

extension CellCode {
  /// The offset in ``text`` of a byte of the file; `nil` when it is none of the code's.
  fileprivate func offset(ofFile offset: Int) -> Int? {
    for (index, line) in lines.enumerated() {
      let end = index + 1 < lines.count ? lines[index + 1].offset : text.utf8.count + 1
      if offset >= line.fileOffset, offset - line.fileOffset < end - line.offset {
        return line.offset + offset - line.fileOffset
      }
    }
    return nil
  }
}
