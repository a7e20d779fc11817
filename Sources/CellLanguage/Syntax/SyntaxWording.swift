import Diagnostics

/// What the parser says, in words for someone who is learning.
enum SyntaxWording {
  static func diagnostic(_ message: String, at range: SourceRange) -> Diagnostic {
    if message.contains("is not a valid digit in integer literal") {
      let place = SourceRange(range.lower, range.lower)
      return Diagnostic(
        .syntax, "a product needs its sign: write '2 * x', not '2x'", at: range,
        fixIts: [Diagnostic.FixIt("write '*'", range: place, text: " * ")])
    }
    if message.contains("editor placeholder") {
      return Diagnostic(
        .placeholder,
        "a placeholder stands here: write code in its place, or make the cell an exercise with '//| exercise: name'",
        at: range)
    }
    if let missing = missing(message) {
      return Diagnostic(.syntax, missing, at: range)
    }
    return Diagnostic(.syntax, message, at: range)
  }

  /// `expected ')' to end tuple`: what is missing, and of what.
  private static func missing(_ message: String) -> String? {
    for bracket in ["')'", "']'", "'}'"] where message.hasPrefix("expected \(bracket) to end ") {
      let what = message.dropFirst("expected \(bracket) to end ".count)
      return "a \(bracket) is missing here, to end the \(what)"
    }
    return nil
  }
}
