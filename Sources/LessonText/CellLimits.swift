import Diagnostics

/// What a cell may use before it is stopped; `nil` where nothing is said.
///
/// The nearest word counts: a cell's own option, then the command's, then the front matter's, then what no honest lesson meets.
public struct CellLimits: Hashable, Sendable {
  /// Seconds.
  public var time: Double?
  /// Bytes that the values of cells may take at one time.
  public var memory: Int?
  /// Bytes that the cell may show.
  public var output: Int?
  /// Calls within calls.
  public var depth: Int?

  public init() {}

  /// These limits, and another's where they say nothing.
  public func otherwise(_ other: CellLimits) -> CellLimits {
    var limits = self
    limits.time = time ?? other.time
    limits.memory = memory ?? other.memory
    limits.output = output ?? other.output
    limits.depth = depth ?? other.depth
    return limits
  }
}

/// One limit as cells, front matter and the command name it.
public struct LimitKey: Sendable {
  public let name: String
  /// What stands for its value in the help.
  public let unit: String
  public let sentence: String
  private let expected: String
  private let range: ClosedRange<Double>
  private let apply: @Sendable (inout CellLimits, Double) -> Void

  public static let all: [LimitKey] = [
    LimitKey(
      name: "time-limit", unit: "seconds", sentence: "The seconds that a cell may run.",
      expected: "a number of seconds from 0 to 3600", range: Double.leastNonzeroMagnitude...3600
    ) { $0.time = $1 },
    LimitKey(
      name: "memory-limit", unit: "megabytes", sentence: "The megabytes that the values of cells may take.",
      expected: "a whole number of megabytes from 1 to 65536", range: 1...65536
    ) { $0.memory = Int($1) << 20 },
    LimitKey(
      name: "output-limit", unit: "kilobytes", sentence: "The kilobytes that a cell may show.",
      expected: "a whole number of kilobytes from 1 to 65536", range: 1...65536
    ) { $0.output = Int($1) << 10 },
    LimitKey(
      name: "depth-limit", unit: "calls", sentence: "How many calls within calls a cell may make.",
      expected: "a whole number of calls from 1 to 50000", range: 1...50_000
    ) { $0.depth = Int($1) },
  ]

  /// Sets the limit; gives what was expected instead when `value` is none.
  public func set(_ limits: inout CellLimits, to value: Double?) -> String? {
    guard let value, range.contains(value), name == "time-limit" || value == value.rounded() else { return expected }
    apply(&limits, value)
    return nil
  }

  func set(_ limits: inout CellLimits, to node: YAMLNode) -> String? { set(&limits, to: node.double) }
}
