import Algebra
import Diagnostics
import LessonText

extension Runner {
  /// Proves the equations of the formulas marked `{.check}`. They are read by themselves: no cell has a say.
  func proveFormulas() {
    for number in lesson.checkedFormulas.indices { prove(formula: number) }
  }

  private func prove(formula number: Int) {
    journal.begin(formula: number)
    let limit = options.limits.otherwise(lesson.metadata.limits).time ?? Watchdog.standardLimit
    watchdog.start(formulaLimit: limit)
    willProve(limit)
    let findings = lesson.checkedFormulas[number].findings
    watchdog.stop()
    journal.finish(formula: number, findings)
  }
}

extension CheckedFormula {
  /// What keeps its equations from being proved, in the order of its rows.
  var findings: [Diagnostic] {
    layout.equationFindings().map { Diagnostic($0.code, $0.message, at: fileRange(ofRow: $0.row), notes: $0.notes) }
  }
}

extension FormulaResult {
  init(_ findings: [Diagnostic]) {
    let codes = findings.map(\.code)
    if codes.isEmpty {
      self = .proved
    } else if codes.contains(.checkFailed) {
      self = .failed
    } else {
      self = codes.contains(.undecided) ? .undecided : .unreadable
    }
  }
}
