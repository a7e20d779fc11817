import Foundation
import Testing

@Suite struct BuildTests {
  /// A course of three lessons, one of them in a folder, with an image, a file to copy, and links.
  private static func course() throws -> Folder {
    let folder = try Folder()
    try FileManager.default.createDirectory(at: folder["course/more"], withIntermediateDirectories: true)
    try folder.write(
      """
      ---
      title: Last & least
      description: It needs <both>.
      requires: [a, more/b]
      ---

      ![A dot](dot.svg) See [the other](more/b.md#end), [data](data.csv?raw), [nowhere](gone.md) and
      [the web](https://example.org/a.md).

      """, as: "course/0.md")
    try folder.write("# First\n\n```swift\n1 + 1\n```\n", as: "course/a.md")
    try folder.write("---\nrequires: a\n---\n\n# Second\n\n[Back](../0.md)\n\n## End\n", as: "course/more/b.md")
    try folder.write("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", as: "course/dot.svg")
    try folder.write("x\n1\n", as: "course/data.csv")
    return folder
  }

  private func build(_ folder: Folder) throws -> Outcome {
    try tangent("build", "course", "-o", "out/site", in: folder.url)
  }

  @Test func site() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    let outcome = try build(folder)
    #expect(outcome.status == 0 && outcome.output == "" && outcome.error == "wrote out/site (4 pages, 4 built)\n")
    let index = try folder.text("out/site/index.html")
    let order = ["a.html", "more/b.html", "0.html"].map { index.range(of: "<li><a href=\"\($0)\">")?.lowerBound }
    #expect(index.contains("<h1>course</h1>") && order == order.compactMap { $0 }.sorted())
    #expect(index.contains("<p>It needs &lt;both&gt;.</p>"))
    #expect(index.contains("Builds on <a href=\"a.html\">First</a> and <a href=\"more/b.html\">Second</a>"))
    let last = try folder.text("out/site/0.html")
    for link in ["more/b.html#end", "data.csv?raw", "gone.md", "https://example.org/a.md", "index.html"] {
      #expect(last.contains("<a href=\"\(link)\">"), "\(link)")
    }
    #expect(last.contains("data:image/svg+xml;base64,") && last.contains("rel=\"prev\" href=\"more/b.html\""))
    #expect(!last.contains("rel=\"next\""))
    let second = try folder.text("out/site/more/b.html")
    #expect(second.contains("<a href=\"../0.html\">Back</a>") && second.contains("href=\"../index.html\">course</a>"))
    #expect(second.contains("rel=\"prev\" href=\"../a.html\"><span>Previous</span> First</a>"))
    #expect(second.contains("rel=\"next\" href=\"../0.html\"><span>Next</span> Last &amp; least</a>"))
    #expect(try folder.text("out/site/data.csv") == "x\n1\n")
    #expect(!FileManager.default.fileExists(atPath: folder["out/site/dot.svg"].path))
  }

  /// Each change, and the pages that are built for it.
  @Test func onlyWhatChanged() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    func built(_ change: () throws -> Void) throws -> String {
      try change()
      return try #require(build(folder).error.split(separator: "(").last.map(String.init))
    }
    #expect(try built {} == "4 pages, 4 built)\n")
    #expect(try built {} == "4 pages, 0 built)\n")
    #expect(try built { try folder.write("# First\n\nMore\n", as: "course/a.md") } == "4 pages, 1 built)\n")
    #expect(try built { try folder.write("x\n2\n", as: "course/data.csv") } == "4 pages, 1 built)\n")
    #expect(try folder.text("out/site/data.csv") == "x\n2\n")
    #expect(try built { try FileManager.default.removeItem(at: folder["out/site/a.html"]) } == "4 pages, 1 built)\n")
    #expect(try built { try Data().write(to: folder["out/site/a.html"]) } == "4 pages, 1 built)\n")
    let missing = try built { try FileManager.default.removeItem(at: folder["course/dot.svg"]) }
    #expect(missing == "4 pages, 1 built, 1 failed)\n")
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"
    #expect(try built { try folder.write(picture, as: "course/dot.svg") } == "4 pages, 1 built)\n")
    // A new title is on the index and on the pages beside.
    let title = "---\nrequires: a\n---\n\n# Another\n"
    #expect(try built { try folder.write(title, as: "course/more/b.md") } == "4 pages, 4 built)\n")
  }

  /// A page goes with its lesson; what is not the site's stays.
  @Test func goneLesson() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    _ = try build(folder)
    try folder.write("mine", as: "out/site/notes.html")
    try FileManager.default.removeItem(at: folder["course/0.md"])
    #expect(try build(folder).status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder["out/site/0.html"].path))
    #expect(try folder.text("out/site/notes.html") == "mine")
    #expect(try !folder.text("out/site/index.html").contains("least"))
  }

  @Test func foreignFilesStay() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    try FileManager.default.createDirectory(at: folder["out/site"], withIntermediateDirectories: true)
    try folder.write("mine", as: "out/site/a.html")
    try folder.write("mine", as: "out/site/data.csv")
    let outcome = try build(folder)
    #expect(outcome.status == 3 && outcome.error.contains("'out/site/a.html' was not made by 'tangent build'"))
    #expect(outcome.error.contains("(4 pages, 4 built, 2 failed)"))
    #expect(try folder.text("out/site/a.html") == "mine" && folder.text("out/site/data.csv") == "mine")
  }

  /// A lesson that fails has its page and its message, each time; the others are built once.
  @Test func failure() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    try folder.write(failing, as: "course/bad.md")
    try Data([0xFF, 0xFE] + Array("# U\n".utf8).flatMap { [$0, 0] }).write(to: folder["course/wide.md"])
    let first = try build(folder)
    #expect(first.status == 1 && first.error.contains("division by zero") && first.error.contains("bad.md:5"))
    #expect(first.error.contains("UTF-16") && first.error.hasSuffix("(6 pages, 6 built, 2 failed)\n"))
    #expect(try folder.text("out/site/bad.html").contains("division by zero"))
    let second = try build(folder)
    #expect(second.error == first.error.replacingOccurrences(of: "6 built", with: "2 built"))
  }

  @Test func requirements() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    try folder.write("---\nrequires: more/bb\n---\n\n# First\n", as: "course/a.md")
    let outcome = try build(folder)
    #expect(outcome.status == 1 && outcome.error.contains("a.md:2:11"))
    #expect(outcome.error.contains("did you mean 'more/b'?") && outcome.error.contains("(4 pages, 4 built)"))
    let check = try tangent("check", "--strict", "course/a.md", "course/more/b.md", in: folder.url)
    #expect(check.output.contains("There is no lesson 'more/bb.md' beside this one."))
    #expect(check.output.contains("b.md: 0 cells, nothing wrong"), "it requires one of the folder above")
  }

  /// A text of its own above the index.
  @Test func index() throws {
    let folder = try Self.course()
    defer { folder.remove() }
    try folder.write("# My course\n\nThree is `{swift} 1 + 2`.\n", as: "course/index.md")
    #expect(try build(folder).error == "wrote out/site (4 pages, 4 built)\n")
    #expect(try folder.text("out/site/index.html").contains("</p>\n<ol class=\"course\">\n<li>"))
    #expect(try folder.text("out/site/a.html").contains("<a href=\"index.html\">My course</a>"))
  }

  /// What is not a course, the message, and the status.
  @Test(arguments: [
    ("nothing -o site", "cannot read 'nothing': No such file or directory", 3),
    ("course/a.md -o site", "'course/a.md' is a file; a course is a folder of lessons", 3),
    ("empty -o site", "there is no lesson (.md) in 'empty'", 3),
    ("course -o course/a.md", "cannot make the folder", 3), ("course", "Missing expected option '-o <site>'", 2),
  ]) func misuse(_ line: String, _ message: String, _ status: Int32) throws {
    let folder = try Self.course()
    defer { folder.remove() }
    try FileManager.default.createDirectory(at: folder["empty"], withIntermediateDirectories: true)
    let outcome = try tangent(["build"] + line.split(separator: " ").map(String.init), in: folder.url)
    #expect(outcome.status == status && outcome.error.contains(message), "\(outcome.error)")
  }
}
