import CellLanguage
import Diagnostics
import LessonText

/// What can be known about a lesson without running it.
public struct Checkup: Sendable {
  public var lesson: Lesson
  /// In the order of the file.
  public var findings: [Diagnostic]

  public init(lesson: Lesson, findings: [Diagnostic]) {
    self.lesson = lesson
    self.findings = findings.enumerated()
      .sorted { ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset) }.map(\.element)
  }

  /// Of a file that cannot be read.
  public init(unreadable path: String, _ fault: Fault) {
    let finding = Diagnostic(fault.code, fault.message, at: SourceRange(0, 0))
    self.init(lesson: Lesson(file: SourceFile(path: path, text: "")), findings: [finding])
  }

  public var hasWarnings: Bool { findings.contains { $0.severity == .warning } }
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// What can be mended without thinking: conversions, spellings of labels and options, places of options and headings.
  public var mechanicalFindings: [Diagnostic] {
    findings.filter { !$0.fixIts.isEmpty && !Self.needsThought.contains($0.code) }
  }

  /// A cell that runs would get another value; a name that nobody knows may stand for any that is like it.
  private static let needsThought: Set<DiagnosticCode> = [
    .prefixPower, .integerQuotient, .undefinedName, .undefinedMember,
  ]
}

extension Runner {
  /// Checks everything and runs nothing.
  func checkup(hasFile: (String) -> Bool) throws(Fault) -> Checkup {
    journal.begin(lesson)
    let program = try check()
    let ofCells = program.steps.flatMap(findings)
    let unused = ofCells.contains { $0.severity == .error } ? [] : program.unusedCells(of: lesson)
    return Checkup(
      lesson: lesson,
      findings: lesson.diagnostics + lesson.proseFindings(hasFile: hasFile) + ofCells + unused
        + lesson.checkedFormulas.flatMap(\.findings))
  }

  /// What an author should look at; an error that a cell is there to show is none.
  private func findings(_ step: Step) -> [Diagnostic] {
    guard case .cell(let number) = step.subject, step.checked.hasErrors else { return step.diagnostics }
    let verdict = lesson.cells[number].verdict(hasFailed: true, step.diagnostics)
    return verdict.diagnostics.filter { verdict.status != .ok || $0.severity != .error }
  }
}

extension Program {
  /// Cells that show nothing, check nothing, and whose names nobody needs.
  fileprivate func unusedCells(of lesson: Lesson) -> [Diagnostic] {
    let needed = steps.reduce(into: Set<Int>()) { $0.formUnion($1.checked.needs) }
    return steps.compactMap { step in
      guard case .cell(let number) = step.subject, step.checked.onlyDeclares, !needed.contains(step.checked.number)
      else { return nil }
      let cell = lesson.cells[number]
      // A cell of an exercise waits for its reader.
      guard cell.options.exercise == nil, cell.options.error == .none else { return nil }
      return Diagnostic(
        .warning, .unusedCell, "This cell shows nothing, and no other uses what it declares.",
        at: step.code.firstCodeLine)
    }
  }
}
