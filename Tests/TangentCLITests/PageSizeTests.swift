import Foundation
import Testing

/// The project's own lessons as pages.
@Suite struct PageSizeTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../Lessons").standardized

  static let lessons = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  @Test func thereAreLessons() { #expect(Self.lessons.count >= 4) }

  /// At most 120 KB, font included: less than a photograph. The reference, which shows every name, takes three times that.
  @Test(arguments: lessons) func aLessonIsASmallPage(_ name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    let page = try tangent("run", path, "--to", "html", "--no-times").output
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.utf8.count <= (name == "reference.md" ? 360 : 120) * 1024, "\(name) weighs \(page.utf8.count) bytes")
  }
}
