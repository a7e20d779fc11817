import Diagnostics
import LessonText

/// What became of a piece of code, and what is to be said about it.
struct Verdict {
  var status: CellResult.Status
  var diagnostics: [Diagnostic]
}

extension Cell {
  /// Turns the outcome of a cell round if its options say that it is to fail (`error: true`, or a part of a message).
  func verdict(hasFailed: Bool, _ diagnostics: [Diagnostic]) -> Verdict {
    guard options.error != .none else { return Verdict(status: hasFailed ? .failed : .ok, diagnostics: diagnostics) }
    let errors = diagnostics.filter { $0.severity == .error }
    if hasFailed && errors.contains(where: { options.error.matches($0) }) {
      return Verdict(status: .ok, diagnostics: diagnostics)
    }
    let complaint = Diagnostic(
      .expectedError, options.error.complaint(hasFailed: hasFailed), at: range(ofOption: "error"))
    return Verdict(status: .failed, diagnostics: diagnostics + [complaint])
  }
}

extension CellOptions.ExpectedError {
  fileprivate func matches(_ diagnostic: Diagnostic) -> Bool {
    switch self {
    case .none: false
    case .any: true
    case .containing(let text): text.isEmpty || diagnostic.message.contains(text)
    }
  }

  fileprivate func complaint(hasFailed: Bool) -> String {
    let what = if case .containing(let text) = self { "an error that says '\(text)'" } else { "an error" }
    return "\(what) was expected here, but this cell " + (hasFailed ? "fails in another way" : "runs without one")
  }
}
