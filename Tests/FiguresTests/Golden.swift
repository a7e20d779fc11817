import Foundation
import Testing

/// Compares `text` with the file `Golden/name`.
///
/// With `RECORD_GOLDEN=1` in the environment the file is written, and the test still fails.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: file)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  guard text != expected else { return }
  Issue.record("\(name) differs:\n\(difference(expected, text))", sourceLocation: sourceLocation)
}

/// The lines that only one of the two texts has.
private func difference(_ expected: String, _ actual: String) -> String {
  let changes = actual.components(separatedBy: "\n").difference(from: expected.components(separatedBy: "\n"))
  return changes.map { change in
    switch change {
    case .remove(let line, let text, _): "\(line + 1) - \(text)"
    case .insert(let line, let text, _): "\(line + 1) + \(text)"
    }
  }.joined(separator: "\n")
}

extension String {
  /// One element a line, for readable differences.
  var elementPerLine: String { replacingOccurrences(of: "><", with: ">\n<") + "\n" }

  /// What keeps this from being well-formed XML; `nil` where nothing does. Knows what drawings use: elements,
  /// attributes in double quotes, and the five named entities.
  var markupFault: String? {
    var open: [Substring] = []
    for piece in split(separator: "<", omittingEmptySubsequences: true) {
      guard let end = piece.firstIndex(of: ">") else { return "unclosed tag: \(piece)" }
      let tag = piece[..<end]
      let text = piece[piece.index(after: end)...]
      if tag.filter({ $0 == "\"" }).count % 2 != 0 { return "odd quotes: \(tag)" }
      for run in (tag + " " + text).split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        guard ["amp;", "lt;", "gt;", "quot;", "#39;"].contains(where: run.hasPrefix) else { return "bare &: \(run)" }
      }
      if text.contains(">") { return "bare >: \(text)" }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "wrong end: \(tag)" }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty ? nil : "never closed: \(open)"
  }
}

/// A seeded source of numbers, so that every run draws the same charts (splitmix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
