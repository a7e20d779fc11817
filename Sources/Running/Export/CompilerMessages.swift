import Diagnostics

/// Reads what the Swift compiler and compiled programs write when they fail.
enum CompilerMessages {
  /// Every error at a line of `file`, once; where there is none, the line at which the compiler itself stopped.
  static func refusals(in text: String, file: String) -> [LessonBuild.Refusal] {
    var refusals: [LessonBuild.Refusal] = []
    for line in text.split(separator: "\n") {
      guard let (number, rest) = place(in: line, file), let message = message(in: rest) else { continue }
      let refusal = LessonBuild.Refusal(line: number, message: message)
      if !refusals.contains(where: { $0.line == number }) { refusals.append(refusal) }
    }
    guard refusals.isEmpty, text.contains("Stack dump:") else { return refusals }
    for line in text.split(separator: "\n").reversed() {
      if let (number, _) = place(in: line, file) {
        return [LessonBuild.Refusal(line: number, message: "the compiler crashes here", isCrash: true)]
      }
    }
    return []
  }

  /// The number behind `file:` in a line, and what follows it.
  private static func place(in line: Substring, _ file: String) -> (Int, Substring)? {
    let marker = "/" + file + ":"
    var rest = line
    while let slash = rest.firstIndex(of: "/") {
      rest = rest[slash...]
      if rest.hasPrefix(marker) {
        let digits = rest.dropFirst(marker.count).prefix { $0.isNumber }
        return Int(digits).map { ($0, rest[digits.endIndex...]) }
      }
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func message(in rest: Substring) -> String? {
    let parts = rest.split(separator: " ", maxSplits: 2)
    return parts.count == 3 && parts[1] == "error:" ? String(parts[2]) : nil
  }

  /// Of a build that failed elsewhere: its first error.
  static func reason(in text: String) -> String {
    let line = text.split(separator: "\n").first { $0.contains("error:") } ?? text.split(separator: "\n").last ?? ""
    return String(line.prefix(400)).visible()
  }

  /// What a program said as it stopped, without the place in its source.
  static func lastWords(in text: String) -> String {
    let line = text.split(separator: "\n").last { $0.contains("atal error") } ?? text.split(separator: "\n").last
    guard let line, let start = line.firstIndex(of: "F").flatMap({ line[$0...].hasPrefix("Fatal") ? $0 : nil })
    else { return line.map { String($0.prefix(400)).visible() } ?? "it stopped without a word" }
    return String(line[start...].prefix(400)).visible()
  }

  /// Whether a refusal is about what the compiler cannot do, and not about what the program means.
  static func isLimitation(_ refusal: LessonBuild.Refusal) -> Bool {
    let limitations = [
      "differentiable", "differentiated", "differentiation", "unable to type-check this expression in reasonable time",
    ]
    return refusal.isCrash || limitations.contains { refusal.message.contains($0) }
  }
}
