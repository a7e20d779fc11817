import Diagnostics

extension Cell {
  /// The line that sets an option, else the whole fence.
  public func range(ofOption name: String) -> SourceRange {
    let lines = code.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, place) in zip(lines, code.lines) where line.hasPrefix("//|") {
      if line.dropFirst(3).drop(while: { $0 == " " }).hasPrefix(name + ":") {
        return SourceRange(place.fileOffset, place.fileOffset + line.utf8.count)
      }
    }
    return range
  }
}
