import Diagnostics
import Foundation
import Testing

@testable import Running

@Suite struct FileInputTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tangent-\(UUID().uuidString)")

  /// Writes a lesson's folder with an image, a link out of it, a pipe and a folder; removes it after `body`.
  private func withFolder(_ body: (LessonFolder) throws -> Void) throws {
    let files = FileManager.default
    try files.createDirectory(at: folder.appendingPathComponent("course/images"), withIntermediateDirectories: true)
    defer { try? files.removeItem(at: folder) }
    try Data("inside".utf8).write(to: folder.appendingPathComponent("course/images/a.png"))
    try Data("outside".utf8).write(to: folder.appendingPathComponent("b.png"))
    let link = folder.appendingPathComponent("course/link.png").path
    try files.createSymbolicLink(atPath: link, withDestinationPath: "../b.png")
    #expect(mkfifo(folder.appendingPathComponent("course/pipe.png").path, 0o600) == 0)
    try body(LessonFolder(of: folder.appendingPathComponent("course/lesson.md").path))
  }

  @Test func imagesBesideTheLesson() throws {
    try withFolder { images in #expect(images.loadImage("images/a.png") == .success(Array("inside".utf8))) }
  }

  @Test(arguments: [
    ("none.png", "there is no image 'none.png' beside the lesson"),
    ("../b.png", "the image '../b.png' is outside the lesson's folder"),
    ("link.png", "the image 'link.png' is outside the lesson's folder"),
    (
      "../../../../../../../../etc/hostname",
      "the image '../../../../../../../../etc/hostname' is outside the lesson's folder"
    ),
    ("pipe.png", "the image 'pipe.png' is no ordinary file"), ("images", "the image 'images' is no ordinary file"),
  ]) func imagesElsewhere(_ name: String, _ message: String) throws {
    try withFolder { images in #expect(images.loadImage(name) == .failure(Fault(.image, message))) }
  }

  @Test func files() throws {
    try withFolder { _ in
      let path = folder.appendingPathComponent("b.png").path
      let (text, nothing) = (try readFile(path), try readFile("/dev/null"))
      #expect(text == Array("outside".utf8) && nothing == [])
      #expect(isSameFile(path, folder.appendingPathComponent("course/link.png").path))
      #expect(!isSameFile(path, folder.appendingPathComponent("course/images/a.png").path))
      #expect(!isSameFile(path, "/nowhere") && !isSameFile("/nowhere", "/nowhere"))
    }
    #expect(throws: Fault(.cannotRead, "cannot read '/nowhere': No such file or directory")) {
      try readFile("/nowhere")
    }
    #expect(throws: Fault(.cannotRead, "cannot read '/': it is a folder")) { try readFile("/") }
  }
}
