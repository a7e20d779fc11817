import Algebra
import Diagnostics
import LessonText

extension Runner {
  /// Proves the equations of a formula marked `{.check}`. It is read by itself: no cell has a say.
  func prove(formula number: Int) {
    journal.begin(formula: number)
    watchdog.start(formulaLimit: options.limits.otherwise(lesson.metadata.limits).time ?? Watchdog.standardLimit)
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
