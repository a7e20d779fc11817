import Foundation
import Testing

@Suite struct TestCommandTests {
  /// A lesson with a claim that is wrong and one that is right.
  private static let claims = """
    # Claims

    ```swift
    //| label: power
    let x = symbol("x")
    diff(x ** 3, x)
    ```

    ```output
    2 * x ** 2
    ```

    ```swift
    check(1 < 2)
    1.0 / 3.0
    ```

    ```output
    0.333…
    ```

    ```swift
    print("no fence")
    ```

    """

  // MARK: The project's own lessons

  private static let root = CaseTests.cases.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let lessons: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("Lessons").path)) ?? [])
    .filter { $0.hasSuffix(".md") && $0 != "index.md" }.sorted()

  @Test func lessonsAreFound() { #expect(Self.lessons.count >= 4) }

  @Test(arguments: lessons) func lessonsHold(_ name: String) throws {
    let test = try tangent("test", "Lessons/\(name)", in: Self.root)
    #expect(test.status == 0 && test.output.hasSuffix(": all hold\n"), "\(test.output)")
    // The text above the course's index claims nothing.
    let claimsNothing = test.output.contains(" 0 outputs") || test.output.contains(" 0 checks")
    #expect(claimsNothing == (name == "index.md"))
    let check = try tangent("check", "--strict", "Lessons/\(name)", in: Self.root)
    #expect(check.status == 0, "\(check.output)")
  }

  /// A changed digit or a changed formula in the Markdown is noticed; an equal expression is none.
  @Test func lessonsAreTests() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let text = try String(
      contentsOf: Self.root.appendingPathComponent("Lessons/chain-rule-and-gradient.md"), encoding: .utf8)
    func status(replacing old: String, by new: String) throws -> Int32 {
      #expect(text.contains(old))
      try folder.write(text.replacingOccurrences(of: old, with: new))
      return try tangent("test", "lesson.md", in: folder.url).status
    }
    let output = "```output\n2 * x * cos(x ** 2)\n```"
    #expect(try status(replacing: output, by: "```output\ncos(x ** 2) * (x + x)\n```") == 0)
    #expect(try status(replacing: output, by: "```output\n2 * x * cos(x ** 3)\n```") == 1)
    #expect(try status(replacing: "mistake: 0.2122116050031087", by: "mistake: 0.2122116950031087") == 1)
    #expect(try status(replacing: "let h = sin(x ** 2)", by: "let h = sin(x ** 4)") == 1)
    #expect(
      try status(replacing: "checkEquivalent(byW2, diff(loss, w2))", by: "checkEquivalent(byW2, diff(loss, w1))") == 1)
  }

  // MARK: What is said

  @Test func differences() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(Self.claims)
    let outcome = try tangent("test", lesson, in: folder.url)
    #expect(outcome.status == 1 && outcome.error == "")
    #expect(
      outcome.output == """
        lesson.md:9:1: error: the cell 'power' shows something else than its 'output' fence says [output-differs]
           10 - 2 * x ** 2
              + 3 * x ** 2
                ^

        lesson.md: 3 cells, 2 outputs, 1 check: 1 differs

        """)
    #expect(try folder.text(lesson) == Self.claims)
  }

  /// Cells, and how the summary ends.
  @Test(arguments: [
    ("check(true); checkClose([1.0], [1.0])", "1 cell, 0 outputs, 2 checks: all hold", 0),
    ("check(false)", "1 cell, 0 outputs, 0 checks: 1 failed", 1),
    ("//| error: true\ncheck(false)", "1 cell, 0 outputs, 0 checks: all hold", 0),
    ("//| error: true\n1", "1 cell, 0 outputs, 0 checks: 1 failed", 1),
    ("//| error: zero\nlet z = 0\n1 / z", "1 cell, 0 outputs, 0 checks: all hold", 0),
    ("let a = missing\n```\n```swift\na", "2 cells, 0 outputs, 0 checks: 1 failed, 1 skipped", 1),
  ]) func summaries(_ cell: String, _ summary: String, _ status: Int32) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write("```swift\n\(cell)\n```\n")
    let outcome = try tangent("test", lesson, in: folder.url)
    #expect(outcome.output.hasSuffix("lesson.md: \(summary)\n") && outcome.status == status, "\(outcome.output)")
  }

  @Test func junit() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(Self.claims, as: "a&b.md")
    try folder.write(
      "```swift\nlet a = \"<\\u{1}>\"\ncheck(a == \"\", a)\n```\n```swift\na\n```\n@fig-none\n", as: "c.md")
    let outcome = try tangent("test", "a&b.md", "c.md", "nowhere.md", "--junit", "r.xml", in: folder.url)
    #expect(outcome.status == 3)
    let xml = try XMLCheck.elements(of: try folder.text("r.xml"))
    #expect(xml.count { $0 == "testsuite" } == 3 && xml.count { $0 == "testcase" } == 7)
    #expect(
      xml.count { $0 == "failure" } == 3 && xml.count { $0 == "skipped" } == 1 && xml.count { $0 == "error" } == 1)
  }

  @Test func failuresCostOneLesson() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("```swift\nmissing\n```\n", as: "a.md")
    try folder.write(sound, as: "b.md")
    let outcome = try tangent("test", "a.md", "b.md", in: folder.url)
    #expect(outcome.status == 1 && outcome.output.hasSuffix("b.md: 1 cell, 0 outputs, 0 checks: all hold\n"))
  }

  // MARK: Acceptance

  @Test func accepting() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(Self.claims)
    let outcome = try tangent("test", "--accept", lesson, in: folder.url)
    #expect(outcome.status == 0 && outcome.output == "lesson.md: 3 cells, 2 outputs, 1 check: all hold, 1 accepted\n")
    let corrected = Self.claims.replacingOccurrences(of: "2 * x ** 2", with: "3 * x ** 2")
    #expect(try folder.text(lesson) == corrected)
    #expect(try tangent("test", lesson, "--accept", "all", in: folder.url).status == 0)
    #expect(try folder.text(lesson) == corrected + "\n```output\nno fence\n```\n")
    #expect(try tangent("test", lesson, in: folder.url).output == "lesson.md: 3 cells, 3 outputs, 1 check: all hold\n")
    #expect(try folder.names == ["lesson.md"])
  }

  @Test func readOnlyLessonsStay() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(Self.claims)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder[lesson].path)
    let outcome = try tangent("test", "--accept", lesson, in: folder.url)
    #expect(outcome.status == 3 && outcome.error == "tangent: cannot write 'lesson.md': it is read-only\n")
    #expect(try folder.text(lesson) == Self.claims && folder.names == ["lesson.md"])
  }

  /// The system lets no file grow beyond half a kilobyte, as on a disk that is full.
  @Test func aFullDiskLosesNothing() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let text = Self.claims + String(repeating: "Prose that fills the file.\n", count: 100)
    let lesson = try folder.write(text)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" test --accept \(lesson)", tangentPath]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 3 && message == "tangent: cannot write 'lesson.md': File too large\n")
    #expect(try folder.text(lesson) == text && folder.names == ["lesson.md"])
  }

  /// What a cell may show at most is accepted, and holds afterwards.
  @Test func aMegabyteIsAccepted() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(
      "```swift\nfor i in 0..<9000 { print(i, \"a line of a hundred bytes and more, so that they add up to a megabyte\", 1.0 / Double(i + 1)) }\n```\n"
    )
    #expect(try tangent("test", lesson, "--accept", "all", in: folder.url).status == 0)
    #expect(try folder.text(lesson).utf8.count > 800_000)
    #expect(try tangent("test", lesson, in: folder.url).status == 0)
    try folder.write(try folder.text(lesson).replacingOccurrences(of: "\n8999 a", with: "\n8999 b"))
    let outcome = try tangent("test", lesson, in: folder.url)
    #expect(outcome.status == 1 && outcome.output.utf8.count < 2000)
  }

  @Test(arguments: [["--accept=some"], ["--junit"], ["--junit", "lesson.md"]]) func misuse(_ options: [String]) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(Self.claims)
    #expect(try tangent(["test", lesson] + options, in: folder.url).status == 2)
  }
}

/// Whether a text is XML, and its elements' names in order.
private final class XMLCheck {
  struct Malformed: Error { var place: String }

  /// Reads tags and entities; enough to notice what was not escaped.
  static func elements(of text: String) throws -> [String] {
    var (names, open): ([String], [String]) = ([], [])
    for piece in text.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { throw Malformed(place: String(piece)) }
      let tag = piece[..<end]
      if tag.hasPrefix("?") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { throw Malformed(place: String(tag)) }
      } else {
        let name = String(tag.prefix { $0.isLetter })
        names.append(name)
        if !tag.hasSuffix("/") { open.append(name) }
      }
      for entity in piece.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;", "#10;", "#9;", "#13;"]
        guard known.contains(where: entity.hasPrefix) else { throw Malformed(place: String(entity)) }
      }
    }
    guard open.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }) else {
      throw Malformed(place: "\(open)")
    }
    return names
  }
}
