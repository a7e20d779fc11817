import Foundation
import Testing

/// Every stage between a cell's text and its output can be printed.
@Suite struct DumpTests {
  private static let folder = CaseTests.cases.deletingLastPathComponent().appendingPathComponent("dump")

  @Test(arguments: ["lesson", "syntax", "types", "bytecode"]) func stage(_ name: String) throws {
    let outcome = try tangent("run", "lesson.md", "--dump", name, in: Self.folder)
    #expect(outcome.status == 0 && outcome.error == "")
    try expectGolden(outcome.output, Self.folder.appendingPathComponent(name + ".txt"))
  }

  /// What cannot be read or typed is said, and what can is printed.
  @Test(arguments: ["syntax", "types"]) func brokenCells(_ stage: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(
      "```swift\nlet a = (\n```\n\n```swift\nlet b: Int = \"\"\n```\n\n```swift\nlet c = 1\n```\n")
    let outcome = try tangent("run", lesson, "--dump", stage, in: folder.url)
    #expect(outcome.output.contains("cell 3:") && outcome.output.contains("integer"))
    #expect(stage == "syntax" || (outcome.status == 1 && outcome.error.contains("type-mismatch")))
  }
}
