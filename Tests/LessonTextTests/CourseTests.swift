import Diagnostics
import LessonText
import Testing

@Suite struct CourseTests {
  /// Lessons with what they require, and the order that follows.
  @Test(
    arguments: [
      (["b": [], "a": []], ["a", "b"]),
      (["a": ["b"], "b": ["c"], "c": []], ["c", "b", "a"]),
      (["a": ["c", "b"], "b": [], "c": ["b.md"], "d": []], ["b", "c", "a", "d"]),
      (["w/a": ["b"], "w/b": ["top"], "top": []], ["top", "w/b", "w/a"]),
      (["w/a": ["../top"], "top": []], ["top", "w/a"]),
    ] as [([String: [String]], [String])]) func order(_ requires: [String: [String]], _ expected: [String])
  {
    let course = course(requires)
    #expect(course.lessons.map(\.path) == expected.map { $0 + ".md" } && course.findings.isEmpty)
  }

  /// The nearest of two lessons with one name is meant, and a requirement that is said twice is one.
  @Test func requirements() {
    let course = course(["a": [], "w/a": [], "w/b": ["a", "a.md"]])
    #expect(course.lessons.last?.requirements == ["w/a.md"])
  }

  /// What cannot be met is found, and costs no lesson its place.
  @Test(
    arguments: [
      (["a": ["limts"], "limits": []], "a.md: This course has no lesson 'limts.md'. did you mean 'limits'?"),
      (["a": ["../../x"]], "a.md: This course has no lesson '../../x.md'."),
      (["a": ["a"]], "a.md: No lesson of this circle can be the first: 'a' needs 'a'."),
      (
        ["c": ["a"], "a": ["b"], "b": ["c"], "d": ["c"]],
        "a.md: No lesson of this circle can be the first: 'a' needs 'b' needs 'c' needs 'a'."
      ),
    ] as [([String: [String]], String)]) func findings(_ requires: [String: [String]], _ expected: String)
  {
    let course = course(requires)
    let found = course.findings.map {
      "\($0.path): " + ([$0.diagnostic.message] + $0.diagnostic.fixes).joined(separator: " ")
    }
    #expect(found == [expected])
    #expect(course.lessons.count == requires.count)
  }

  /// A finding stands where the front matter says it.
  @Test func place() throws {
    let head = LessonReader.readFrontMatter(
      path: "a.md", bytes: Array("---\nrequires: [\"nothing\", b]\n---\n# Text\n".utf8))
    let finding = try #require(Course([("a.md", "A", head.metadata)]).findings.first)
    #expect(head.file.text(in: finding.diagnostic.range) == "nothing")
    #expect(head.blocks.isEmpty && head.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("b.md#sec", "w", "w/b.md", "#sec"), ("../b%20c.md", "w", "b c.md", ""), ("./x/../b.md?q", "", "b.md", "?q"),
  ]) func targets(_ link: String, _ folder: String, _ path: String, _ rest: String) throws {
    let target = try #require(CoursePath.target(of: link, from: folder))
    #expect(target.path == path && target.rest == rest)
  }

  @Test(arguments: ["https://a.b/c.md", "mailto:a@b", "/etc/passwd", "#here", "../../b.md", "a%00.md", ".", ""])
  func outside(_ link: String) { #expect(CoursePath.target(of: link, from: "w") == nil) }

  @Test(arguments: [
    ("b.html", "", "b.html"), ("b.html", "w", "../b.html"), ("w/b.html", "w", "b.html"),
    ("v/b.html", "w/x", "../../v/b.html"),
    ("w/b.html", "", "w/b.html"),
  ]) func relative(_ path: String, _ folder: String, _ expected: String) {
    #expect(CoursePath.relative(path, from: folder) == expected)
    #expect(CoursePath.resolve(expected, from: folder) == path)
  }

  private func course(_ requires: [String: [String]]) -> Course {
    Course(
      requires.map { name, names in
        let list = "[\(names.map { "\"\($0)\"" }.joined(separator: ", "))]"
        let text = "---\ntitle: T\nrequires: \(list)\n---\n"
        return (name + ".md", "T", LessonReader.readFrontMatter(path: name, bytes: Array(text.utf8)).metadata)
      })
  }
}
