import Diagnostics
import LessonText

/// A lesson that was run twice, in cells and compiled by the Swift compiler, and how the two differ.
public struct LessonVerification: Sendable {
  /// A cell or an inline value that shows something else when it is compiled.
  public struct Difference: Sendable {
    /// What is to be said, at the place in the lesson.
    public var finding: Diagnostic
    public var output: OutputComparison
  }

  public let transcript: Transcript
  public private(set) var differences: [Difference] = []
  /// What the compiler refuses, what stops, and what is not compared, in the order of the file.
  public private(set) var findings: [Diagnostic] = []
  /// How many cells showed the same, among them those that show nothing.
  public private(set) var sameCount = 0

  public var lesson: Lesson { transcript.lesson }
  public var notComparedCount: Int { findings.count { $0.code == .notComparable } }
  public var failureCount: Int { differences.count + findings.count { $0.severity == .error } }
  public var hasFailed: Bool { failureCount > 0 || transcript.hasFailed }

  /// Exports, builds, runs and compares. What the compiler refuses is reported and left out, until it takes the rest.
  ///
  /// - Parameter runner: has run the lesson.
  /// - Throws: ``DiagnosticCode/cannotBuild``
  public init(_ transcript: Transcript, _ runner: Runner, in build: LessonBuild) throws(Fault) {
    self.transcript = transcript
    try build.locked { () throws(Fault) in
      var excluded: [Subject: String] = [:]
      for _ in 0..<Self.roundLimit {
        let exported = runner.exported(excluding: excluded)
        switch try build.run(exported) {
        case .refused(let refusals): try exclude(refusals, of: exported, &excluded)
        case .ran(let run, let complaint):
          if let complaint, let last = run.last {
            try exclude(last, complaint, of: exported, &excluded)
          } else {
            return compare(exported, run)
          }
        }
      }
      throw Fault(.cannotBuild, "the compiler refuses too much of '\(transcript.lesson.file.path)'")
    }
    findings.sort { $0.range.lower < $1.range.lower }
  }

  /// Each finds what the one before did not come to: names, then types, then what is differentiated, then what stops.
  private static let roundLimit = 20

  // MARK: What is left out

  private mutating func exclude(
    _ refusals: [LessonBuild.Refusal], of exported: ExportedLesson, _ excluded: inout [Subject: String]
  ) throws(Fault) {
    let count = excluded.count
    for refusal in refusals {
      guard exported.places.indices.contains(refusal.line - 1), let place = exported.places[refusal.line - 1] else {
        continue
      }
      let subject = exported.parts[place.part].subject
      if excluded[subject] != nil { continue }
      excluded[subject] = "the Swift compiler refuses it"
      if CompilerMessages.isLimitation(refusal) {
        note("the Swift compiler cannot do this: \(refusal.message)", at: place.range)
      } else {
        let message = "the Swift compiler refuses this: \(refusal.message)"
        findings.append(Diagnostic(.compiledDiffers, message, at: place.range))
      }
    }
    if excluded.count == count, let refusal = refusals.first {
      throw Fault(.cannotBuild, "the exported lesson cannot be built: \(refusal.message)")
    }
  }

  private mutating func exclude(
    _ event: CompiledRun.Event, _ complaint: String, of exported: ExportedLesson, _ excluded: inout [Subject: String]
  ) throws(Fault) {
    let subject = event.subject
    guard excluded[subject] == nil else { throw Fault(.cannotBuild, "the compiled lesson stops: \(complaint)") }
    excluded[subject] = "it stops when it is compiled"
    findings.append(
      Diagnostic(.compiledDiffers, "when it is compiled, this stops: \(complaint)", at: lesson.firstLine(of: subject)))
  }

  private mutating func note(_ message: String, at range: SourceRange) {
    findings.append(Diagnostic(.note, .notComparable, "not compared: \(message)", at: range))
  }

  // MARK: What is compared

  private mutating func compare(_ exported: ExportedLesson, _ run: CompiledRun) {
    for part in exported.parts {
      switch part.treatment {
      case .written: compare(part.subject, exported, run)
      case .attempted:
        compare(part.subject, exported, run)
        if let event = CompiledRun.Event(part.subject), run.finished.contains(event) {
          let message = "this stops in the lesson, and runs to its end when it is compiled"
          findings.append(Diagnostic(.compiledDiffers, message, at: lesson.firstLine(of: part.subject)))
        }
      case .leftOut(let reason):
        // What the compiler said about the cell has been noted at its place.
        let range = lesson.range(of: part.subject)
        if !findings.contains(where: { range.lower <= $0.range.lower && $0.range.upper <= range.upper }) {
          note(reason, at: lesson.firstLine(of: part.subject))
        }
      case .absent: break
      }
    }
  }

  private mutating func compare(_ subject: Subject, _ exported: ExportedLesson, _ run: CompiledRun) {
    guard let event = CompiledRun.Event(subject) else { return }
    var claims = transcript.shownLines(of: subject)
    var shown = run.shownLines(event).map { exported.withLessonNames($0) }
    if isUnordered(subject) { (claims, shown) = (claims.unordered, shown.unordered) }
    let output = OutputComparison(claims: claims, shown: shown, hasGaps: false)
    if output.holds {
      if case .cell = event { sameCount += 1 }
      return
    }
    let message = "\(lesson.name(of: subject)) shows something else when it is compiled"
    differences.append(
      Difference(finding: Diagnostic(.compiledDiffers, message, at: lesson.firstLine(of: subject)), output: output))
  }

  private func isUnordered(_ subject: Subject) -> Bool {
    if case .cell(let number) = subject { lesson.cells[number].options.verify == .unordered } else { false }
  }
}

extension CompiledRun.Event {
  fileprivate init?(_ subject: Subject) {
    switch subject {
    case .parameter: return nil
    case .cell(let number): self = .cell(number)
    case .inlineValue(let number): self = .value(number)
    }
  }

  fileprivate var subject: Subject {
    switch self {
    case .cell(let number): .cell(number)
    case .value(let number): .inlineValue(number)
    }
  }
}

extension Lesson {
  /// The first line of a piece of code that says more than its options.
  fileprivate func firstLine(of subject: Subject) -> SourceRange {
    switch subject {
    case .cell(let number): cells[number].code.firstCodeLine
    case .parameter, .inlineValue: range(of: subject)
    }
  }
}

extension Transcript {
  fileprivate func shownLines(of subject: Subject) -> [String] {
    switch subject {
    case .parameter: []
    case .cell(let number): cells[number].shownLines
    case .inlineValue(let number):
      CellResult(status: .ok, outputs: [inlineValues[number].output].compactMap(\.self)).shownLines
    }
  }
}

extension ExportedLesson {
  /// What a compiled program shows, with the names of types as the lesson has them.
  fileprivate func withLessonNames(_ line: String) -> String {
    var line = line
    for (new, old) in renamed where line.contains(new) {
      line = line.split(separator: new, omittingEmptySubsequences: false).joined(separator: old)
    }
    return line
  }
}

extension [String] {
  /// The words of all lines, in an order that does not depend on theirs.
  fileprivate var unordered: [String] {
    flatMap { $0.split { " \t,[]():".contains($0) }.map(String.init) }.sorted()
  }
}
