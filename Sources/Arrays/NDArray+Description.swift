import Diagnostics

/// Beyond this many elements long axes are abbreviated.
private let fullElementLimit = 100
/// What an abbreviated axis shows at each end.
private let edgeLength = 3
private let significantDigits = 6

extension NDArray: CustomStringConvertible {
  public var description: String { text(indent: 0) }

  /// Nested brackets, one row a line, the columns of matrices aligned to the right; six significant digits.
  ///
  /// - Parameter indent: the column at which the text begins, for the lines after the first.
  package func text(indent: Int) -> String {
    if let item, rank == 0 { return formatted(item, significantDigits: significantDigits) }
    if count == 0 { return rank == 1 ? "[]" : "[], shape: \(shape)" }
    let shown = shape.map { shownPositions(of: $0, abbreviated: count > fullElementLimit) }
    var cells = cells(shown)
    if rank > 1 { align(&cells, columns: shown[rank - 1].count) }
    return joined(cells, shown.map(\.count), indent: indent)
  }

  /// The texts of the elements at the shown positions, in row-major order; "…" where an axis is cut.
  private func cells(_ shown: [[Int?]]) -> [String] {
    withElements { elements in
      var offsets: [Int?] = [0]
      for (positions, step) in Swift.zip(shown, strides) {
        offsets = offsets.flatMap { offset in positions.map { position in moved(offset, by: position, step) } }
      }
      return offsets.map { $0.map { formatted(elements[$0], significantDigits: significantDigits) } ?? "…" }
    }
  }
}

private func moved(_ offset: Int?, by position: Int?, _ step: Int) -> Int? {
  guard let offset, let position else { return nil }
  return offset + position * step
}

/// The positions of an axis that are printed; `nil` stands for those left out.
private func shownPositions(of length: Int, abbreviated: Bool) -> [Int?] {
  guard abbreviated && length > 2 * edgeLength + 1 else { return Array(0..<length) }
  return Array(0..<edgeLength) + [nil] + Array(length - edgeLength..<length)
}

/// Pads the cells of each column to one width.
private func align(_ cells: inout [String], columns: Int) {
  for column in 0..<columns {
    let places = stride(from: column, to: cells.count, by: columns)
    let width = places.map { cells[$0].count }.max() ?? 0
    for place in places { cells[place] = String(repeating: " ", count: width - cells[place].count) + cells[place] }
  }
}

/// Brackets around runs of cells, from the last axis to the first; deeper axes are further indented and further apart.
private func joined(_ cells: [String], _ lengths: [Int], indent: Int) -> String {
  var parts = cells
  for axis in lengths.indices.reversed() {
    let breaks = lengths.count - 1 - axis
    let margin = String(repeating: " ", count: indent + axis + 1)
    let separator = breaks == 0 ? ", " : "," + String(repeating: "\n", count: breaks) + margin
    let length = lengths[axis]
    parts = stride(from: 0, to: parts.count, by: length).map { start in
      "[" + parts[start..<start + length].joined(separator: separator) + "]"
    }
  }
  return parts.joined()
}
