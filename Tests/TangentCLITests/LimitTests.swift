import Foundation
import Testing

/// What cells may use: as options of cells, in the front matter, and on the command line.
@Suite struct LimitTests {
  /// A limit that the cell meets, what it costs, and the limit that it needs.
  static let table: [(limit: String, low: String, cell: String, code: String, high: String)] = [
    ("time-limit", "0.05", "var n = 0\nwhile n < 20_000_000 { n += 1 }\nn", "time-limit", "60"),
    ("memory-limit", "1", "[Double](repeating: 0, count: 1_000_000).count", "memory-limit", "100"),
    ("output-limit", "1", "for _ in 0..<100 { print(\"twenty letters and more\") }", "output-limit", "3"),
    (
      "depth-limit", "90", "func f(_ n: Int) -> Int { n == 0 ? 0 : 1 + f(n - 1) }\nf(20_000)", "stack-overflow", "20001"
    ),
  ]

  @Test(arguments: table.indices) func everyWay(_ number: Int) throws {
    let (limit, low, cell, code, high) = Self.table[number]
    let folder = try Folder()
    defer { folder.remove() }
    func run(_ text: String, _ arguments: [String] = []) throws -> Outcome {
      try tangent(["run", try folder.write(text), "--to", "json"] + arguments, in: folder.url)
    }
    func expectStopped(_ outcome: Outcome) throws {
      let finding = try outcome.json().findings.first
      #expect(outcome.status == 1 && finding?.code == code)
      #expect(finding?.message.contains("'//| \(limit): ") == true, "\(finding?.message ?? "")")
    }
    func fence(_ option: String) -> String { "```swift\n\(option)\(cell)\n```\n" }
    let front = "---\n\(limit): \(low)\n---\n\n"
    try expectStopped(try run(fence("//| \(limit): \(low)\n")))
    try expectStopped(try run(front + fence("")))
    try expectStopped(try run(fence(""), ["--\(limit)", low]))
    // The nearest word counts.
    #expect(try run(front + fence("//| \(limit): \(high)\n"), ["--\(limit)", low]).status == 0)
    #expect(try run(front + fence(""), ["--\(limit)", high]).status == 0)
  }

  @Test(arguments: [
    ("time-limit", "0"), ("time-limit", "4000"), ("memory-limit", "1.5"), ("output-limit", "-1"),
    ("depth-limit", "all"),
  ]) func valuesThatAreNone(_ limit: String, _ value: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let cell = try folder.write("---\n\(limit): \(value)\n---\n\n```swift\n//| \(limit): \(value)\n1\n```\n")
    let outcome = try tangent("check", cell, in: folder.url)
    #expect(outcome.status == 1 && outcome.output.contains("lesson.md:2:") && outcome.output.contains("lesson.md:6:"))
    #expect(try tangent("run", cell, "--\(limit)=\(value)", in: folder.url).status == 2)
  }
}
