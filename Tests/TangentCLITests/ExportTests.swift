import Foundation
import Testing

@Suite struct ExportTests {
  private static let cases = CaseTests.cases.deletingLastPathComponent().appendingPathComponent("export")
  private static let names = ["ends", "names"]

  /// The program to the letter; and the Swift compiler takes it, against the library as it was built for the tests.
  @Test(arguments: names) func program(_ name: String) throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = Self.cases.appendingPathComponent(name).appendingPathComponent("lesson.md").path
    let outcome = try tangent("export", lesson, "--package", "package/", in: folder.url)
    #expect(outcome.status == 0, "\(outcome.error)")
    let main = folder["package/Sources/Lesson/main.swift"]
    try expectGolden(
      try String(contentsOf: main, encoding: .utf8),
      Self.cases.appendingPathComponent(name).appendingPathComponent("main.swift"))
    #expect(try folder.names == ["package"])
    let complaints = try SwiftCompiler.complaints(about: main)
    #expect(complaints == "", "\(complaints)")
    let manifest = try String(contentsOf: folder["package/Package.swift"], encoding: .utf8)
    #expect(manifest.contains("name: \"lesson\"") && manifest.contains(".package(name: \"Tangent\", path: \"/"))
  }

  @Test func nothingIsReplaced() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    try folder.write("mine", as: "taken")
    let outcome = try tangent("export", lesson, "--package", "taken", in: folder.url)
    #expect(outcome.status == 3 && outcome.error == "tangent: cannot write 'taken': it exists already\n")
    #expect(try folder.text("taken") == "mine" && folder.names == ["lesson.md", "taken"])
    let nowhere = try tangent("export", lesson, "--package", "none/such", in: folder.url)
    #expect(nowhere.status == 3 && nowhere.error == "tangent: cannot write 'none/such': No such file or directory\n")
    #expect(try folder.names == ["lesson.md", "taken"])
  }

  @Test func aLessonWithErrorsIsNotExported() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(failing)
    let outcome = try tangent("export", lesson, "--package", "package", in: folder.url)
    #expect(outcome.status == 1 && outcome.error.contains("lesson.md:5:1: error: division by zero"))
    #expect(outcome.error.hasSuffix("tangent: 'lesson.md' does not run, so nothing was written\n"))
    #expect(try folder.names == ["lesson.md"])
    #expect(try tangent("export", "none.md", "--package", "package", in: folder.url).status == 3)
  }

  @Test(arguments: [
    ["lesson.md"], ["lesson.md", "--package"], ["lesson.md", "--package", "p", "--library", "."], ["--package", "p"],
  ]) func misuse(_ arguments: [String]) throws {
    let folder = try Folder()
    defer { folder.remove() }
    try folder.write(sound)
    #expect(try tangent(["export"] + arguments, in: folder.url).status == 2)
    #expect(try folder.names == ["lesson.md"])
  }

  /// What can be known before anything is built.
  @Test func verifyingNeedsALessonAndALibrary() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let lesson = try folder.write(sound)
    #expect(try tangent("verify", in: folder.url).status == 2)
    #expect(try tangent("verify", lesson, "--library", ".", in: folder.url).status == 2)
    #expect(try tangent("verify", "none.md", "--cache", "cache", in: folder.url).status == 3)
    #expect(try tangent("verify", lesson, "--cache", "lesson.md/none", in: folder.url).status == 3)
  }
}
