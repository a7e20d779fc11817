import CellLanguage
import Diagnostics
import Prelude
import Tangent

/// Takes what cells print and display to the journal, and no more of it than a report can bear.
final class CellSink: OutputSink {
  private let limit: Int
  private let journal: Journal
  private var used = 0

  init(limit: Int, journal: Journal) {
    self.limit = limit
    self.journal = journal
  }

  func begin() { used = 0 }

  func print(_ text: String) throws {
    try charge(text.utf8.count)
    journal.print(text)
  }

  func display(_ value: RawValue, as type: Type, describer: Describer) throws {
    let output = try Prelude.output(of: value, as: type, describer: describer)
    try charge(output.text.utf8.count)
    journal.display(output)
  }

  private func charge(_ count: Int) throws(Fault) {
    used += count
    if used > limit {
      throw Fault(.outputLimit, "this cell writes more than \(limit >> 10) KB; print less, or only some of the rounds")
    }
  }
}
