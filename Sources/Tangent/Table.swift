import Algebra
import Diagnostics

/// One named column of a ``Table``.
public struct Column: Sendable {
  let name: String
  let cells: [String]
  let isNumeric: Bool

  /// Numbers, printed to six significant digits.
  public init(_ name: String, _ values: [Double]) {
    self.init(name, values.map { formatted($0, significantDigits: 6) }, isNumeric: true)
  }

  public init(_ name: String, _ values: [Int]) {
    self.init(name, values.map(\.description), isNumeric: true)
  }

  public init(_ name: String, _ values: [String]) {
    self.init(name, values, isNumeric: false)
  }

  public init(_ name: String, _ values: [Expr]) {
    self.init(name, values.map(\.description), isNumeric: false)
  }

  /// Numbers that are printed already.
  init(printed name: String, _ cells: [String]) { self.init(name, cells, isNumeric: true) }

  private init(_ name: String, _ cells: [String], isNumeric: Bool) {
    self.name = name
    self.cells = cells
    self.isNumeric = isNumeric
  }
}

/// Named columns side by side.
///
/// ```swift
/// Table(Column("step", [0, 1, 2]), Column("x", [1.0, 0.8, 0.64]))
/// ```
public struct Table: Sendable, CustomStringConvertible {
  let columns: [Column]

  /// Stops when the columns differ in length.
  public init(_ columns: Column...) {
    self = trapping { () throws(Fault) in try Table(checking: columns) }
  }

  package init(checking columns: [Column]) throws(Fault) {
    if let first = columns.first, let other = columns.first(where: { $0.cells.count != first.cells.count }) {
      throw Fault(
        .invalidArgument,
        "the columns of a table have equal lengths: '\(first.name)' has \(first.cells.count) rows, "
          + "'\(other.name)' has \(other.cells.count)")
    }
    self.columns = columns
  }

  public var description: String {
    let widths = columns.map { column in
      (column.cells + [column.name]).map { $0.displayWidth }.max() ?? 0
    }
    let head = line(columns.map(\.name), widths)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let rows = (0..<(columns.first?.cells.count ?? 0)).map { row in line(columns.map { $0.cells[row] }, widths) }
    return ([head, rule] + rows).joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    zip(zip(cells, columns), widths).map { cell, width in
      let padding = String(repeating: " ", count: max(0, width - cell.0.displayWidth))
      return cell.1.isNumeric ? padding + cell.0 : cell.0 + padding
    }.joined(separator: "  ")
  }
}
