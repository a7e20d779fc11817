import Diagnostics
import LessonText
import Tangent

extension CellResult {
  /// What the cell shows, as an `output` fence has it: the plain text of its outputs one below the other, without blanks
  /// at the ends of lines and blank lines at the end, and with control characters made visible.
  public var shownLines: [String] {
    var lines = outputs.flatMap { output in
      output.text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
        $0.trimmingTrailingBlanks.visible(keeping: ["\t"])
      }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

}

extension ExpectedOutput {
  /// The lines to compare: what an editor may add or take away at their ends is left out.
  public var claimedLines: [String] {
    var lines = self.lines.map(\.trimmingTrailingBlanks)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
