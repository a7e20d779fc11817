import CellLanguage
import Diagnostics
import Prelude
import Tangent

/// Takes what cells print and display to the journal, and no more of it than a report can bear.
final class CellSink: OutputSink {
  /// What a drawing counts for: it takes more room in a report than its description.
  private static let drawingSize = 1 << 14

  /// Bytes that a cell may show unless something else is said.
  static let standardLimit = 1 << 20

  private var limit = CellSink.standardLimit
  private let journal: Journal
  private var used = 0

  init(journal: Journal) { self.journal = journal }

  /// Begins a cell that may show so many bytes.
  func begin(limit: Int) {
    self.limit = limit
    used = 0
  }

  func print(_ text: String) throws {
    try charge(text.utf8.count)
    journal.print(text)
  }

  func display(_ value: RawValue, as type: Type, describer: Describer) throws {
    let output = try Prelude.output(of: value, as: type, describer: describer)
    try charge(size(of: output))
    journal.display(output)
  }

  func checked() { journal.countCheck() }

  private func size(of output: Output) -> Int {
    switch output {
    case .figure, .graph: Self.drawingSize
    case .text, .formula, .tensor, .table, .derivation: output.text.utf8.count
    }
  }

  private func charge(_ count: Int) throws(Fault) {
    used += count
    if used > limit {
      throw Fault(
        .outputLimit,
        "this cell shows more than \(limit >> 10) KB; print less, or only some of the rounds, "
          + "or allow it with '//| output-limit: \(max(1, limit >> 9))'")
    }
  }
}
