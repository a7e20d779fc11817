import Foundation
import Prelude
import Testing

/// The catalog against the library and the Swift compiler: what a cell can say, a Swift program can.
@Suite struct LibraryTests {
  /// Names that a program has of Foundation.
  private static let foundation = [
    "CharacterSet", "capitalized", "components", "format:", "padding", "replacingOccurrences", "trimmingCharacters",
  ]

  /// Every example of the catalog is a program over the library.
  @Test func examplesCompile() throws {
    let examples = Array(Set(Prelude.catalog().entries.map(\.example).filter { !$0.isEmpty })).sorted()
    for needsFoundation in [false, true] {
      let program = examples.filter { example in
        Self.foundation.contains { example.contains($0) } == needsFoundation
      }
      let complaints = try Self.complaints(about: program, imports: needsFoundation ? ["Foundation"] : [])
      #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }
  }

  /// What the compiler says against each example, in one run of it.
  private static func complaints(about examples: [String], imports: [String]) throws -> [String] {
    var lines = (["Tangent"] + imports).map { "import \($0)" }
    var owners = lines.map { _ in "" }
    for (number, example) in examples.enumerated() {
      let text =
        "func example\(number)() throws {\nlet x = symbol(\"x\"), y = symbol(\"y\")\n_ = (x, y)\n\(example)\n}"
      let added = text.components(separatedBy: "\n")
      lines += added
      owners += added.map { _ in example }
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("examples-\(UUID().uuidString).swift")
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try SwiftCompiler.complaints(about: file).split(separator: "\n").compactMap { line in
      guard let range = line.range(of: ".swift:"), let error = line.range(of: ": error: ") else { return nil }
      let number = line[range.upperBound...].prefix { $0.isNumber }
      return "\(owners[(Int(number) ?? 1) - 1]): \(line[error.upperBound...])"
    }
  }
}
