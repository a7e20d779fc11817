import Diagnostics
import LessonText

extension Transcript {
  /// What an author should look at, in the order of the file: everything but the errors that a cell is there to show.
  public var findings: [Diagnostic] {
    let ofCells = cells.flatMap { cell in
      cell.diagnostics.filter { cell.status != .ok || $0.severity != .error }
    }
    let all = diagnostics + ofCells + inlineValues.flatMap(\.diagnostics)
    return all.enumerated().sorted { ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset) }
      .map(\.element)
  }
}
