import Foundation
import Testing

@Suite struct RunTests {
  // MARK: Where the report goes

  @Test(arguments: ["html", "htm", "json", "txt", "md", "ipynb"]) func endingSaysTheFormat(_ ending: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    let name = "report.\(ending)"
    let outcome = try tangent("run", lesson, "-o", name, in: folder.url)
    #expect(outcome.status == 0 && outcome.output == "" && outcome.error == "wrote \(name) (1 cell)\n")
    let text = try folder.text(name)
    let isRight =
      switch ending {
      case "json": text.hasPrefix("{\"schema\":1,")
      case "md": text.hasPrefix("# Sound\n\n```swift\n")
      case "ipynb": text.hasPrefix("{\"cells\":[{\"cell_type\":\"markdown\",")
      case "txt": text.hasPrefix("Sound\n━━━━━\n")
      default: text.hasPrefix("<!DOCTYPE html>")
      }
    #expect(isRight)
  }

  @Test func optionOutranksEnding() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    #expect(try tangent("run", lesson, "-o", "report.txt", "--to", "json", in: folder.url).status == 0)
    #expect(try folder.text("report.txt").hasPrefix("{"))
    #expect(try tangent("run", lesson, "--to", "html", in: folder.url).output.hasSuffix("</html>\n"))
  }

  @Test func severalLessons() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(sound, as: "a.md")
    try folder.write(failing, as: "b.md")
    let outcome = try tangent("run", "a.md", "b.md", "missing.md", "a.md", "--no-times", in: folder.url)
    #expect(outcome.status == 3, "the worst of all")
    #expect(outcome.output.components(separatedBy: "Sound\n").count == 3)
    #expect(outcome.output.contains("\n\nFailing\n━━━━━━━\n"))
    #expect(outcome.error == "tangent: cannot read 'missing.md': No such file or directory\n")
    let both = try tangent("run", "a.md", "b.md", "--to", "json", in: folder.url)
    #expect(both.status == 1 && both.output.split(separator: "\n").count == 2)
  }

  @Test(arguments: ["text", "json", "html", "md", "ipynb"]) func withoutTimesRunsAreAlike(_ format: String) throws {
    let lesson = CaseTests.cases.appendingPathComponent("warnings/lesson.md").path
    let first = try tangent("run", lesson, "--to", format, "--no-times")
    let second = try tangent("run", lesson, "--to", format, "--no-times")
    #expect(first.output == second.output && first.status == 0)
  }

  @Test func timesAreShown() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    #expect(try tangent("run", lesson, "--to", "json", in: folder.url).json().cells.first?.seconds != nil)
    #expect(try tangent("run", lesson, "--to", "json", "--no-times", in: folder.url).json().cells.first?.seconds == nil)
    #expect(try tangent("run", lesson, in: folder.url).output.contains(" · "))
  }

  // MARK: What cannot be read or written

  @Test func missingFile() throws {
    let outcome = try tangent("run", "no\u{1B}[31mwhere.md")
    #expect(outcome.status == 3 && outcome.output == "")
    #expect(outcome.error == "tangent: cannot read 'no␛[31mwhere.md': No such file or directory\n")
  }

  @Test func folderInsteadOfLesson() throws {
    let outcome = try tangent("run", "/")
    #expect(outcome.status == 3 && outcome.error == "tangent: cannot read '/': it is a folder\n")
  }

  @Test(.enabled(if: getuid() != 0, "root may read anything")) func forbiddenLesson() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder[lesson].path)
    #expect(try tangent("run", lesson, in: folder.url).error == "tangent: cannot read 'lesson.md': Permission denied\n")
  }

  /// Target, message: the lesson has run, nothing is left behind, and the status says that there is no report.
  @Test(arguments: [
    ("nowhere/report.html", "No such file or directory"), ("folder.html", "it is a folder"),
    ("lesson.md/report.html", "Not a directory"), ("/dev/full", "No space left on device"),
    ("/proc/report.html", "No such file or directory"),
  ]) func unwritableReport(_ target: String, _ reason: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(failing)
    try FileManager.default.createDirectory(at: folder["folder.html"], withIntermediateDirectories: false)
    let outcome = try tangent("run", lesson, "-o", target, in: folder.url)
    #expect(outcome.status == 3 && outcome.output == "")
    #expect(outcome.error == "tangent: cannot write '\(target)': \(reason)\n")
    #expect(try folder.names == ["folder.html", "lesson.md"])
  }

  @Test func fullDiskBehindStandardOutput() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    let message = "tangent: cannot write to standard output: No space left on device\n"
    for arguments in [["run", lesson], ["run", lesson, "--to", "html"], ["run", lesson, "--dump", "lesson"]] {
      let outcome = try tangent(arguments, in: folder.url, output: "/dev/full")
      #expect(outcome.status == 3 && outcome.error == message, "\(arguments)")
    }
    #expect(try tangent(["eval", "1"], in: folder.url, output: "/dev/full").status == 3)
    #expect(try tangent(["--help"], in: folder.url, output: "/dev/full").status == 3)
  }

  @Test func reportSurvivesWhatCannotBeRun() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("an older report", as: "report.html")
    #expect(try tangent("run", "missing.md", "-o", "report.html", in: folder.url).status == 3)
    let lesson = try folder.write(sound)
    #expect(try tangent("run", lesson, "-P", "rate=1", "-o", "report.html", in: folder.url).status == 2)
    #expect(try folder.text("report.html") == "an older report")
  }

  @Test func failedLessonStillHasItsReport() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(failing)
    try folder.write("an older report", as: "report.html")
    let outcome = try tangent("run", lesson, "-o", "report.html", in: folder.url)
    #expect(outcome.status == 1)
    #expect(
      outcome.error == """
        lesson.md:5:1: error: division by zero [division-by-zero]
            5 | 1 / zero
              | ^~~~~~~~

        wrote report.html (1 cell, 1 failed)

        """)
    #expect(try folder.text("report.html").contains("division by zero"))
    #expect(try folder.names == ["lesson.md", "report.html"])
  }

  @Test func lessonIsNeverOverwritten() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    let outcome = try tangent("run", lesson, "-o", "./lesson.md", "--to", "text", in: folder.url)
    #expect(outcome.status == 2 && outcome.error.contains("would replace the lesson"))
    #expect(try folder.text("lesson.md") == sound)
  }

  // MARK: Parameters

  private static let parameters = CaseTests.cases.appendingPathComponent("parameters/lesson.md").path

  /// Options, then the first printed line.
  @Test(arguments: [
    (["rate=0.25"], "0.25 3 a \"b\" c"), (["rate=1.0 / 4", "steps=7"], "0.25 7 a \"b\" c"),
    (["name=plain text"], "0.5 3 plain text"), (["name=\"quoted\""], "0.5 3 quoted"),
    (["name=\\(rate)\u{1B}"], "0.5 3 \\(rate)␛"), (["steps=1", "steps=2"], "0.5 2 a \"b\" c"),
  ]) func parameter(_ values: [String], _ expected: String) throws {
    let outcome = try tangent(["run", Self.parameters] + values.flatMap { ["-P", $0] })
    #expect(outcome.status == 0 && outcome.output.contains("  → \(expected)\n"), "\(outcome)")
  }

  @Test(arguments: [
    ("rat=1", "has no parameter 'rat'; did you mean 'rate'?"), ("zzz=1", "has no parameter 'zzz'\n"),
    ("rate=fast", "'fast' cannot be the value of the parameter 'rate': no name 'fast' is known here"),
    ("rate=", "'' cannot be the value of the parameter 'rate'"),
  ]) func wrongParameter(_ value: String, _ message: String) throws {
    let outcome = try tangent("run", Self.parameters, "-P", value)
    #expect(outcome.status == 2 && outcome.output == "" && outcome.error.contains(message), "\(outcome)")
  }

  // MARK: Stages

  @Test func stages() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let endless = "# Endless\n\n```swift\nwhile true {}\n```\n"
    let lesson = try tangent("run", try folder.write(endless), "--dump", "lesson", in: folder.url)
    #expect(lesson.status == 0 && lesson.output.hasPrefix("heading 1 #endless"))
    let code = try tangent("run", try folder.write(failing), "--dump", "bytecode", in: folder.url)
    #expect(code.status == 1 && code.output.contains("divideInt") && code.error.contains("lesson.md:5:1: error:"))
  }

  /// A browser that notes what it was asked to open.
  @Test func opensTheReport() throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write("#!/bin/sh\necho \"$1\" > opened.part\nmv opened.part opened\n", as: "xdg-open")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder["xdg-open"].path)
    let lesson = try folder.write(failing)
    let path = folder.url.path + ":/usr/bin:/bin"
    let outcome = try tangent(
      ["run", lesson, "-o", "r.html", "--open"], in: folder.url, environment: ["PATH": path])
    #expect(outcome.status == 1)
    for _ in 0..<500 where try !folder.names.contains("opened") { usleep(20_000) }
    #expect(try folder.text("opened") == "r.html\n")
    let none = try tangent(
      ["run", lesson, "-o", "r.html", "--open"], in: folder.url, environment: ["PATH": "/nowhere"])
    #expect(none.status == 1 && none.error.hasSuffix("no browser could be opened; the report is in r.html\n"))
  }

  // MARK: Terminals

  @Test(arguments: [["TERM": "xterm"], ["TERM": "dumb"], ["NO_COLOR": "1"], ["COLUMNS": "40"]])
  func pipesGetNoEscapeSequences(_ environment: [String: String]) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(failing)
    let outcome = try tangent(["run", lesson], in: folder.url, environment: environment)
    #expect(!(outcome.output + outcome.error).contains("\u{1B}") && outcome.output.contains("1 cell: 1 failed"))
  }
}
