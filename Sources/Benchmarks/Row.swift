import Diagnostics

/// One line of the report: what was measured, and whether it meets its target.
struct Row {
  var name: String
  var figure: String
  var target: String
  var isMet: Bool

  func print() {
    Swift.print("\(isMet ? "ok  " : "MISS")  \(pad(name, 44)) \(pad(figure, 34)) target \(target)")
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.displayWidth))
  }
}

func milliseconds(_ seconds: Double) -> String { formatted(seconds * 1000, significantDigits: 3) + " ms" }
