import Foundation
import Testing

/// Each folder of `Cases/check` is a lesson, what is found in it without running it, and what `--fix` makes of it.
@Suite struct CheckTests {
  static let cases = CaseTests.cases.deletingLastPathComponent().appendingPathComponent("check")
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()

  /// What an editor saved as UTF-16 is told so, and saved as UTF-8; nothing else about it changes.
  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian]) func utf16(_ encoding: String.Encoding) throws
  {
    let folder = try Folder()
    defer { folder.remove() }
    let text = "\u{FEFF}# Größe 📐\n\n```swift\n1 + 1\n```\n"
    try #require(text.data(using: encoding)).write(to: folder["a.md"])
    let found = try tangent("check", "a.md", in: folder.url)
    #expect(found.status == 1 && found.output.contains("The file is UTF-16; lessons are UTF-8. [invalid-utf8]"))
    #expect(try tangent("test", "a.md", "--accept", in: folder.url).status == 1)
    #expect(try Data(contentsOf: folder["a.md"]) == text.data(using: encoding), "nothing was accepted")
    #expect(try tangent("check", "a.md", "--fix", in: folder.url).output == "a.md: 1 cell, nothing wrong; 1 fixed\n")
    #expect(try folder.text("a.md") == String(text.dropFirst()))
  }

  @Test func casesAreFound() { #expect(Self.names.count > 5) }

  @Test(arguments: names) func findings(_ name: String) throws {
    let folder = Self.cases.appendingPathComponent(name)
    let outcome = try tangent("check", "lesson.md", in: folder)
    #expect(outcome.error == "" && !outcome.output.contains("\u{1B}"))
    try expectGolden(outcome.output + "=> \(outcome.status)\n", folder.appendingPathComponent("findings.txt"))
  }

  @Test(arguments: names) func jsonAgrees(_ name: String) throws {
    let folder = Self.cases.appendingPathComponent(name)
    let text = try tangent("check", "lesson.md", in: folder)
    let json = try tangent("check", "lesson.md", "--json", in: folder)
    let document = try JSONDecoder().decode(FindingsJSON.self, from: Data(json.output.utf8))
    #expect(json.status == text.status && json.error == "")
    #expect(document.schema == 1 && document.status == (json.status == 0 ? "ok" : "failed"))
    #expect(document.lessons.map(\.lesson) == ["lesson.md"])
    let headers = text.output.split(separator: "\n").filter { $0.hasSuffix("]") && $0.hasPrefix("lesson.md:") }
    let expected = document.lessons.flatMap(\.diagnostics).map {
      "lesson.md:\($0.line):\($0.column): \($0.severity): \($0.message) [\($0.code)]"
    }
    #expect(headers.map(String.init) == expected)
    for finding in document.lessons.flatMap(\.diagnostics) {
      #expect((finding.line, finding.column) <= (finding.endLine, finding.endColumn))
    }
  }

  /// What is mended is mended for good, and the rest of the file stays.
  @Test(arguments: names) func fixes(_ name: String) throws {
    let case_ = Self.cases.appendingPathComponent(name)
    let original = try Data(contentsOf: case_.appendingPathComponent("lesson.md"))
    let folder = try Folder()
    defer { folder.remove() }
    try original.write(to: folder["lesson.md"])
    let first = try tangent("check", "lesson.md", "--fix", in: folder.url)
    let mended = try Data(contentsOf: folder["lesson.md"])
    let again = try tangent("check", "lesson.md", "--fix", in: folder.url)
    #expect(try Data(contentsOf: folder["lesson.md"]) == mended)
    #expect(again.status == first.status && !again.output.contains(" fixed"))
    #expect((mended != original) == first.output.contains(" fixed"))
    #expect(try folder.names == ["lesson.md"])
    try expectGolden(difference(original, mended) + "=> \(first.status)\n", case_.appendingPathComponent("fixed.txt"))
  }

  /// The lines that differ, with their ends in sight.
  private func difference(_ old: Data, _ new: Data) -> String {
    let lines = [old, new].map { data in
      String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\r", with: "␍").components(separatedBy: "\n")
    }
    return lines[1].difference(from: lines[0]).map { change in
      switch change {
      case .remove(let line, let text, _): "\(line + 1) - \(text)\n"
      case .insert(let line, let text, _): "\(line + 1) + \(text)\n"
      }
    }.joined()
  }

  // MARK: Several lessons, and what cannot be read or written

  @Test func severalLessons() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(sound, as: "a.md")
    try folder.write("```swift\nmissing\n```\n", as: "b.md")
    let outcome = try tangent("check", "a.md", "b.md", "nowhere.md", in: folder.url)
    #expect(outcome.status == 3, "the worst of all")
    #expect(outcome.output.hasPrefix("a.md: 1 cell, nothing wrong\nb.md:2:1: error: "))
    #expect(outcome.output.hasSuffix("\nb.md: 1 cell, 1 error\n"))
    #expect(outcome.error == "tangent: cannot read 'nowhere.md': No such file or directory\n")
    let json = try tangent("check", "a.md", "b.md", "nowhere.md", "--json", in: folder.url)
    let document = try JSONDecoder().decode(FindingsJSON.self, from: Data(json.output.utf8))
    #expect(document.lessons.map(\.status) == ["ok", "failed", "failed"] && json.status == 3)
    #expect(document.lessons.last?.diagnostics.map(\.code) == ["cannot-read"])
  }

  @Test func warningsFailWhereAsked() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write("# A\n\n[x](missing.md)\n")
    #expect(try tangent("check", lesson, in: folder.url).status == 0)
    #expect(try tangent("check", lesson, "--strict", in: folder.url).status == 1)
  }

  @Test func readOnlyLessonsStay() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let text = "# A\n\n### B\n"
    let lesson = try folder.write(text)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder[lesson].path)
    let outcome = try tangent("check", lesson, "--fix", in: folder.url)
    #expect(outcome.status == 3 && outcome.error == "tangent: cannot write 'lesson.md': it is read-only\n")
    #expect(try folder.text(lesson) == text && folder.names == ["lesson.md"])
  }
}

/// The JSON of `check`, schema 1.
private struct FindingsJSON: Decodable {
  struct Fix: Decodable {
    var message, text: String
    var line, column, endLine, endColumn: Int
  }

  struct Finding: Decodable {
    var severity, code, message: String
    var line, column, endLine, endColumn: Int
    var notes: [String]
    var fixes: [Fix]
  }

  struct Entry: Decodable {
    var lesson, status: String
    var diagnostics: [Finding]
  }

  var schema: Int
  var status: String
  var lessons: [Entry]
}
