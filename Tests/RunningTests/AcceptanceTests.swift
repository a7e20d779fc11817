import Diagnostics
import Foundation
import LessonText
import Testing

@testable import Running

/// What `--accept` makes of a file, to the byte.
@Suite struct AcceptanceTests {
  /// A file, what of it is accepted, and the file afterwards; `␍` is a carriage return.
  @Test(arguments: [
    ("```swift\n2\n```\n```output\n3\n```\nend", "differing", "```swift\n2\n```\n```output\n2\n```\nend"),
    ("```swift\n2\n```\n```output\n2 \n```", "all", "```swift\n2\n```\n```output\n2 \n```"),
    ("```swift\n2\n```\n", "differing", "```swift\n2\n```\n"),
    ("```swift\n2\n```\n", "all", "```swift\n2\n```\n\n```output\n2\n```\n"),
    ("```swift\n2\n```", "all", "```swift\n2\n```\n\n```output\n2\n```"),
    ("```swift\nlet n = 2\n```\n", "all", "```swift\nlet n = 2\n```\n"),
    ("```swift\nlet n = 2\n```\n```output\n2\n```\n", "all", "```swift\nlet n = 2\n```\n```output\n```\n"),
    (
      "> - ```swift\n>   print(\"a\\n\\nb\")\n>   ```\n>\n>   next", "all",
      "> - ```swift\n>   print(\"a\\n\\nb\")\n>   ```\n>\n>   ```output\n>   a\n>\n>   b\n>   ```\n>\n>   next"
    ),
    (
      "1.  ```swift\n    2\n    ```\n\n    ~~~~ output\n    3\n    ~~~~\n", "differing",
      "1.  ```swift\n    2\n    ```\n\n    ~~~~ output\n    2\n    ~~~~\n"
    ),
    ("```swift␍\n2␍\n```␍\n```output␍\n3␍\n```␍\n", "all", "```swift␍\n2␍\n```␍\n```output␍\n2␍\n```␍\n"),
    ("```swift␍2␍```␍", "all", "```swift␍2␍```␍␍```output␍2␍```␍"),
    (
      "```swift\nprint(\"````\")\n```\n```output\n1\n```\n", "differing",
      "```swift\nprint(\"````\")\n```\n`````output\n````\n`````\n"
    ),
    (
      "````swift\nprint(\"~~~~\")\n````\n\n~~~output\n1\n~~~\n", "differing",
      "````swift\nprint(\"~~~~\")\n````\n\n~~~~~output\n~~~~\n~~~~~\n"
    ),
    ("```swift\n2\n```\n  ```output\n  3\n  ```\n", "all", "```swift\n2\n```\n  ```output\n  2\n  ```\n"),
    ("```swift\nmissing\n```\n```output\n3\n```\n", "all", "```swift\nmissing\n```\n```output\n3\n```\n"),
    (
      "```swift\nfor i in 1...4 { print(i) }\n```\n```output\n0\n...\n4\n```\n", "all",
      "```swift\nfor i in 1...4 { print(i) }\n```\n```output\n1\n...\n4\n```\n"
    ),
    ("```swift\n2\n```\n```output\n3\n", "all", "```swift\n2\n```\n```output\n3\n"),
  ]) func files(_ before: String, _ scope: String, _ after: String) throws {
    let (before, after) = (before.replacing("␍", with: "\r"), after.replacing("␍", with: "\r"))
    // A byte order mark and what is not UTF-8 stay as well.
    for head: [UInt8] in [[], [0xEF, 0xBB, 0xBF], [0xFF, 0x0A, 0x0A], [0x61, 0, 0x0A, 0x0A]] {
      let accepted = try accept(head + Array(before.utf8), scope == "all" ? .all : .differing)
      #expect(String(decoding: accepted, as: UTF8.self) == String(decoding: head + Array(after.utf8), as: UTF8.self))
      #expect(accepted == head + Array(after.utf8))
    }
  }

  /// In a list that is indented with tabs, Markdown leaves a blank before each line of a fence: nothing else can stand there.
  @Test func refusals() {
    let bytes = Array("- a\n\n\t```swift\n\t2\n\t```\n".utf8)
    let fault = #expect(throws: Fault.self) { try accept(bytes, .all) }
    #expect(fault?.message == "cannot accept outputs of 'lesson.md': its fences cannot hold them where they stand")
  }

  /// Accepting twice changes nothing the second time.
  @Test(arguments: ["\n", "\r\n", "\r"]) func isStable(_ end: String) throws {
    let lines = [
      "# A", "", "```swift", "print(1)", "2.5", "```", "", "> ```swift", "> \"```\"", "> ```", "", "1. x", "",
      "   ```swift",
      "   print(\"  a\")", "   ```",
    ]
    let once = try accept(Array(lines.joined(separator: end).utf8), .all)
    #expect(once.count > lines.joined(separator: end).utf8.count)
    #expect(try accept(once, .all) == once && accept(once, .differing) == once)
    let test = LessonTest(try run(String(decoding: once, as: UTF8.self)))
    #expect(!test.hasFailed && test.outputCount == 3)
  }

  private func accept(_ bytes: [UInt8], _ scope: Acceptance.Scope) throws -> [UInt8] {
    try Acceptance(LessonTest(try run(bytes)), scope, in: bytes).bytes
  }

  // MARK: Reading and writing

  /// The lessons and cases of the project, and variants of each.
  static let files: [String: [UInt8]] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var files: [String: [UInt8]] = [:]
    for folder in ["Lessons", "Tests/Cases/lessons", "Tests/Cases/check"] {
      let url = root.appendingPathComponent(folder)
      for case let name as String in FileManager.default.enumerator(atPath: url.path) ?? .init()
      where name.hasSuffix(".md") {
        files[folder + "/" + name] = (try? Data(contentsOf: url.appendingPathComponent(name))).map { Array($0) }
      }
    }
    return files
  }()

  /// Ways to write the same lesson, and to spoil it.
  private static let variants: [@Sendable ([UInt8]) -> [UInt8]] = [
    { $0 }, { $0.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] } }, { $0.map { $0 == 0x0A ? 0x0D : $0 } },
    { [0xEF, 0xBB, 0xBF] + $0 }, { Array($0.reversed().drop { $0 == 0x0A }.reversed()) },
    { $0.flatMap { $0 == 0x20 ? [0x09] : [$0] } }, { $0.enumerated().map { $0.offset % 97 == 41 ? 0xFF : $0.element } },
    { $0.enumerated().map { $0.offset % 131 == 60 ? 0 : $0.element } }, { $0 + [0xC3] }, { [0xEF, 0xBB] + $0 },
  ]

  @Test func readingAndWritingChangesNothing() {
    #expect(Self.files.count > 25)
    for (name, original) in Self.files {
      for (number, variant) in Self.variants.enumerated() {
        let bytes = variant(original)
        let lesson = LessonReader.read(path: name, bytes: bytes)
        #expect(LessonBytes(bytes).applying([]) == bytes)
        // Every piece that the lesson has a place for is put back where it stands.
        let ranges = lesson.cells.map(\.range) + lesson.cells.compactMap(\.expectedOutput?.range)
        let edits = ranges.map { TextEdit($0, lesson.file.text(in: $0)) }
        let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
        if isText { #expect(LessonBytes(bytes).applying(edits) == bytes, "\(name), variant \(number)") }
        // A fence that gets its own lines stays the same byte for byte.
        let writer = FenceWriter(file: lesson.file)
        for output in lesson.cells.compactMap(\.expectedOutput) where isText && number != 5 {
          #expect(LessonBytes(bytes).applying(writer.rewrite(output, as: output.claimedLines)) == bytes)
        }
      }
    }
  }

  @Test func editsOfRepairedTextFindTheirBytes() {
    // A mark, a letter, two bytes that are no text, a NUL, and letters.
    let bytes = LessonBytes([0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0xFE, 0x62, 0, 0x63])
    // The text: a, three bytes, three bytes, b, three bytes, c.
    func edit(_ lower: Int, _ upper: Int) -> [UInt8] { bytes.applying([TextEdit(SourceRange(lower, upper), "-")]) }
    #expect(edit(0, 1) == [0xEF, 0xBB, 0xBF, 0x2D, 0xFF, 0xFE, 0x62, 0, 0x63])
    #expect(edit(1, 4) == [0xEF, 0xBB, 0xBF, 0x61, 0x2D, 0xFE, 0x62, 0, 0x63])
    #expect(edit(7, 8) == [0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0xFE, 0x2D, 0, 0x63])
    #expect(edit(11, 12) == [0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0xFE, 0x62, 0, 0x2D])
    #expect(edit(12, 12) == [0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0xFE, 0x62, 0, 0x63, 0x2D])
  }
}
