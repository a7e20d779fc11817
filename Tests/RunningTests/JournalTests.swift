import Diagnostics
import LessonText
import Tangent
import Testing

@testable import Running

@Suite struct JournalTests {
  private static let fault = Fault(.crashed, "crashed")

  private static func journal() -> Journal {
    let journal = Journal(path: "lesson.md")
    let text = cells("1", "2") + "\n`{swift} 3`\n"
    journal.begin(LessonReader.read(path: "lesson.md", bytes: Array(text.utf8)))
    return journal
  }

  @Test func cutOffCellFailsAndKeepsItsOutputs() {
    let journal = Self.journal()
    journal.begin(.cell(0))
    journal.display(.text("a"))
    journal.finish(.cell(0), Verdict(status: .ok, diagnostics: []), seconds: 1)
    journal.begin(.cell(1))
    journal.print("b\n")
    #expect(journal.progress?.cell == 2 && journal.progress?.count == 2)
    let transcript = journal.cutOff(Self.fault)
    #expect(transcript.statuses == [.ok, .failed] && transcript.texts == [["a"], ["b"]])
    #expect(transcript.places == ["5:1 crashed"] && transcript.hasFailed)
  }

  @Test func cutOffValueFails() {
    let journal = Self.journal()
    journal.begin(.inlineValue(0))
    #expect(journal.cutOff(Self.fault).places == ["9:1 crashed"])
    #expect(journal.progress == nil)
  }

  @Test func cutOffBetweenCellsIsTheLessons() {
    let journal = Self.journal()
    journal.begin(.cell(0))
    journal.finish(.cell(0), Verdict(status: .ok, diagnostics: []))
    let transcript = journal.cutOff(Self.fault)
    #expect(transcript.statuses == [.ok, .skipped] && transcript.diagnostics.map(\.code) == [.crashed])
  }

  @Test func cutOffBeforeTheLessonIsRead() {
    let transcript = Journal(path: "lesson.md").cutOff(Self.fault)
    #expect(transcript.lesson.file.path == "lesson.md" && transcript.hasFailed)
  }

  @Test func skippedCellsShowNothing() {
    let journal = Self.journal()
    journal.finish(.cell(0), Verdict(status: .skipped, diagnostics: []))
    #expect(journal.transcript.cells.first?.outputs.isEmpty == true)
  }

  @Test func findingsAreInTheOrderOfTheFile() throws {
    let transcript = try run(
      "`{swift} missing`\n\n" + cells("//| error: true\nabsent", "let h = 1 / 2") + "\n@fig-none\n")
    #expect(
      transcript.places == ["1:10 undefined-name", "9:9 integer-quotient", "12:1 unknown-reference"],
      "an error that a cell is there to show is no finding")
  }
}
