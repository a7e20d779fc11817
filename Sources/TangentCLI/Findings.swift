import Diagnostics
import Rendering
import Running

/// What `check` and `test` tell people, on standard output.
enum Findings {
  /// Each finding with its caret, and one line to end with.
  static func show(_ checkup: Checkup, mended: Int) {
    let printer = CaretPrinter(columns: Terminal.output.columns, color: Terminal.output.hasColor)
    var text = checkup.findings.map { printer.text(of: $0, in: checkup.lesson.file) + "\n" }.joined()
    text += "\(checkup.lesson.file.path.visible()): \(summary(checkup, mended: mended))\n"
    _ = Terminal.output.write(text)
  }

  private static func summary(_ checkup: Checkup, mended: Int) -> String {
    let counts = [Diagnostic.Severity.error, .warning].compactMap { severity -> String? in
      let count = checkup.findings.count { $0.severity == severity }
      return count == 0 ? nil : self.count(count, severity.rawValue)
    }
    let cells = count(checkup.lesson.cells.count, "cell")
    let findings = counts.isEmpty ? "nothing wrong" : counts.joined(separator: ", ")
    return "\(cells), \(findings)" + (mended == 0 ? "" : "; \(mended) fixed")
  }

  /// What is wrong, each output that differs unless it was accepted, and one line to end with.
  static func show(_ test: LessonTest, accepted: Int? = nil) -> ExitStatus {
    let (columns, color) = (Terminal.output.columns, Terminal.output.hasColor)
    let printer = CaretPrinter(columns: columns, color: color)
    var parts = test.findings.map { ($0.range.lower, printer.text(of: $0, in: test.lesson.file)) }
    if accepted == nil {
      let difference = DifferenceText(columns: columns, color: color)
      parts += test.cells.filter { $0.output?.holds == false }
        .map { ($0.difference(in: test.lesson).range.lower, difference.text(of: $0, in: test.lesson)) }
    }
    let text = parts.sorted { $0.0 < $1.0 }.map { $0.1 + "\n" }.joined()
    let hasFailed = accepted == nil ? test.hasFailed : test.hasOtherFailures
    _ = Terminal.output.write(text + "\(test.lesson.file.path.visible()): \(summary(test, accepted))\n")
    return hasFailed ? .failed : .success
  }

  /// What is wrong, each output that differs when it is compiled, and one line to end with.
  static func show(_ verification: LessonVerification) -> ExitStatus {
    let (columns, color) = (Terminal.output.columns, Terminal.output.hasColor)
    let printer = CaretPrinter(columns: columns, color: color)
    let difference = DifferenceText(columns: columns, color: color)
    let lesson = verification.lesson
    let failures = verification.transcript.hasFailed ? verification.transcript.findings : []
    var parts = (failures + verification.findings).map { ($0.range.lower, printer.text(of: $0, in: lesson.file)) }
    parts += verification.differences.map { ($0.finding.range.lower, difference.text(of: $0, in: lesson)) }
    let text = parts.sorted { $0.0 < $1.0 }.map { $0.1 + "\n" }.joined()
    _ = Terminal.output.write(text + "\(lesson.file.path.visible()): \(summary(verification))\n")
    return verification.hasFailed ? .failed : .success
  }

  private static func summary(_ verification: LessonVerification) -> String {
    let counts = [
      (verification.failureCount, verification.failureCount == 1 ? "differs" : "differ"),
      (verification.transcript.cells.count { $0.status == .failed }, "failed"),
      (verification.notComparedCount, "not compared"),
    ]
    let same = "\(count(verification.sameCount, "cell")) the same when compiled"
    return ([same] + counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }).joined(separator: ", ")
  }

  private static func summary(_ test: LessonTest, _ accepted: Int?) -> String {
    var parts = [count(test.cells.count, "cell"), count(test.outputCount, "output"), count(test.checkCount, "check")]
    let differing = accepted == nil ? test.cells.count { $0.output?.holds == false } : 0
    let failed = test.failureCount - test.cells.count { $0.output?.holds == false }
    let problems = [
      (differing, differing == 1 ? "differs" : "differ"), (failed, "failed"), (test.skippedCount, "skipped"),
    ].filter { $0.0 > 0 }
    parts[parts.count - 1] +=
      problems.isEmpty ? ": all hold" : ": " + problems.map { "\($0) \($1)" }.joined(separator: ", ")
    if let accepted { parts.append("\(accepted) accepted") }
    return parts.joined(separator: ", ")
  }

  static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
