import Diagnostics
import LessonText
import Testing

@Suite struct BytesTests {
  private func read(_ bytes: [UInt8]) -> Lesson { LessonReader.read(path: "a/some-lesson.md", bytes: bytes) }

  @Test func byteOrderMarkIsLeftOut() {
    let lesson = read([0xEF, 0xBB, 0xBF] + Array("---\ntitle: T\n---\n# A\n".utf8))
    #expect(lesson.title == "T")
    #expect(lesson.blocks.count == 1)
    #expect(lesson.diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], 1, "a\u{FFFD}b"), ([0x61, 0x0A, 0xC3], 2, "a\n\u{FFFD}"),
      ([0xED, 0xA0, 0x80, 0x61], 0, "\u{FFFD}\u{FFFD}\u{FFFD}a"),
      ([0x61, 0xC0, 0xAF], 1, "a\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98, 0x61], 0, "\u{FFFD}\u{FFFD}\u{FFFD}a"),
    ] as [([UInt8], Int, String)])
  func invalidUTF8IsReportedWithItsByteAndReplaced(_ test: (bytes: [UInt8], offset: Int, text: String)) {
    let lesson = read(test.bytes)
    #expect(lesson.diagnostics.map(\.code) == [.invalidUTF8])
    #expect(lesson.diagnostics.first?.message.hasPrefix("Byte \(test.offset) of the file") == true)
    #expect(lesson.file.text(in: SourceRange(0, .max)) == test.text)
  }

  @Test func nulIsReplacedInSilence() {
    let lesson = read([0x61, 0x00, 0x62])
    #expect(lesson.diagnostics.isEmpty)
    #expect(lesson.dump() == "paragraph @1:1-1:4\n  text \"a\u{FFFD}b\" @1:1-1:4\n")
  }

  @Test(arguments: ["", "\n", " \r\n\t\n"])
  func emptyFilesAreEmptyLessons(_ text: String) {
    let lesson = read(Array(text.utf8))
    #expect(lesson.blocks.isEmpty)
    #expect(lesson.diagnostics.map(\.code) == [.emptyFile])
    #expect(lesson.diagnostics.first?.severity == .warning)
    #expect(lesson.title == "some-lesson")
  }

  @Test func aCellAloneIsALesson() {
    let lesson = LessonReader.read(cell: "let x = 1\nx + $0 # `a`")
    #expect(lesson.cells.map(\.code.text) == ["let x = 1\nx + $0 # `a`"])
    #expect(lesson.cells.first?.code.fileOffset(of: 12) == 12)
    #expect(lesson.blocks.count == 1)
  }
}
