import Foundation
import Testing

/// Each folder of `Cases/lessons` is a lesson and what running it says, to the letter.
@Suite struct CaseTests {
  static let cases = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Cases/lessons")
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test func casesAreFound() { #expect(Self.names.count > 20) }

  @Test(arguments: names) func transcript(_ name: String) throws {
    let folder = Self.cases.appendingPathComponent(name)
    let outcome = try tangent("run", "lesson.md", "--no-times", in: folder)
    #expect(outcome.error == "", "what is wrong is part of the transcript")
    #expect(!outcome.output.contains("\u{1B}"))
    try expectGolden(outcome.output + "=> \(outcome.status)\n", folder.appendingPathComponent("transcript.txt"))
  }

  /// The formats agree on the status and on what is wrong, whatever is wrong; nothing is lost or said twice.
  @Test(arguments: names) func formatsAgree(_ name: String) throws {
    let lesson = Self.cases.appendingPathComponent(name).appendingPathComponent("lesson.md").path
    let folder = try Folder()
    defer { folder.remove() }
    let json = try tangent("run", lesson, "--to", "json", in: folder.url)
    let document = try json.json()
    #expect(document.schema == 1 && document.lesson == lesson)
    #expect((document.status == .ok) == (json.status == 0))
    let html = try tangent("run", lesson, "-o", "report.html", in: folder.url)
    #expect(html.status == json.status)
    #expect(try folder.names == ["report.html"])
    let headers = html.error.split(separator: "\n").filter { $0.hasPrefix(lesson + ":") }.map(String.init)
    let expected = document.findings.map {
      "\(lesson):\($0.line):\($0.column): \($0.severity): \($0.message) [\($0.code)]"
    }
    #expect(headers.sorted() == expected.sorted())
    try expectInert(try folder.text("report.html"), document)
  }

  /// Nothing of a lesson becomes markup or a control character, and all that it says about its cells is on the page.
  private func expectInert(_ page: String, _ document: LessonDocument) throws {
    // The page's own scripts stand at its end; the Content-Security-Policy lets no other run.
    let content = page.components(separatedBy: "</main>\n<script>")
    #expect(
      content.count == 2 && !content[0].contains("<script") && !page.contains("<img src=x")
        && !page.contains("href=\"javascript"))
    #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) })
    for finding in document.cells.flatMap(\.diagnostics) { #expect(page.contains("<code>\(finding.code)</code>")) }
  }
}
