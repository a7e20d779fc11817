import Diagnostics

/// A range of the text of one of the lesson's cells.
public struct CodePlace: Hashable, Sendable {
  /// The number of the cell, as in ``CheckedCell/number``.
  public var cell: Int
  public var range: Diagnostics.SourceRange
}

/// A fault of a running cell.
public struct MachineFault: Error {
  public var fault: Fault
  /// The instruction that met it, which may stand in a function of an earlier cell.
  public var place: CodePlace
  /// When that is in a function: the call in the running cell.
  public var call: CodePlace?
}

/// What a cell may use before it is stopped.
public struct Budget: Sendable {
  /// Bytes that the arrays, texts, records and closures of a cell may hold at one time.
  public var memory: Int
  /// Frames of calls of cell functions.
  public var depth: Int

  /// The most frames that there is room for: natives that call functions take stack of the process.
  public static let deepest = 50_000

  public init(memory: Int? = nil, depth: Int? = nil) {
    self.memory = memory ?? 1 << 30
    self.depth = min(depth ?? 10_000, Budget.deepest)
  }
}
