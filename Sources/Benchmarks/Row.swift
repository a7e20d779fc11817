import Diagnostics

/// One line of the report: what was measured, and whether it meets its target.
struct Row {
  var name: String
  var figure: String
  var target: String
  /// `nil` when there was no peer to compare with.
  var isMet: Bool?

  func print() {
    let verdict = isMet.map { $0 ? "ok  " : "MISS" } ?? "none"
    Swift.print("\(verdict)  \(pad(name, 44)) \(pad(figure, 34)) target \(target)")
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
  }
}

func milliseconds(_ seconds: Double) -> String { formatted(seconds * 1000, significantDigits: 3) + " ms" }
