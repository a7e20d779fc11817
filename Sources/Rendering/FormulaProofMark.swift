import LessonText
import Running

/// The mark beside a formula whose equations were to be proved.
struct FormulaProofMark {
  var sign: String
  var words: String
  var isProved: Bool

  init(_ result: FormulaResult) {
    isProved = result == .proved
    switch result {
    case .proved: (sign, words) = ("✓", "checked by the engine")
    case .failed: (sign, words) = ("✗", "does not hold")
    case .undecided: (sign, words) = ("?", "the engine could not decide")
    case .unreadable, .unchecked: (sign, words) = ("?", "not checked")
    }
  }

  var markup: String {
    let names = isProved ? "proof proved" : "proof"
    return "<span class=\"\(names)\" role=\"img\" aria-label=\"\(words)\" title=\"\(words)\">\(sign)</span>"
  }
}

extension Transcript {
  /// The mark of a formula that is marked `{.check}`.
  func proof(of formula: Formula) -> FormulaProofMark? {
    formula.check.flatMap { formulas.indices.contains($0) ? FormulaProofMark(formulas[$0]) : nil }
  }
}
