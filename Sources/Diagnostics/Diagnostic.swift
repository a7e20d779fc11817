/// One finding about a lesson: a stable code, one sentence, and the place it is about.
///
/// Libraries collect diagnostics and never print them; ``CaretPrinter`` words them for people.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable, Comparable {
    case note, warning, error

    public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A replacement of `range` by `text` that would mend the finding.
  public struct FixIt: Hashable, Sendable {
    public var message: String
    public var range: SourceRange
    public var text: String

    public init(_ message: String, range: SourceRange, text: String) {
      self.message = message
      self.range = range
      self.text = text
    }
  }

  public var severity: Severity
  public var code: DiagnosticCode
  public var message: String
  public var range: SourceRange
  public var notes: [String]
  public var fixIts: [FixIt]

  /// What its fix-its do, in words: the two ends of one remedy are said once.
  public var fixes: [String] {
    fixIts.map(\.message).reduce(into: []) { fixes, message in
      if fixes.last != message { fixes.append(message) }
    }
  }

  /// An error.
  public init(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, notes: [String] = [], fixIts: [FixIt] = []
  ) {
    self.init(.error, code, message, at: range, notes: notes, fixIts: fixIts)
  }

  public init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at range: SourceRange,
    notes: [String] = [], fixIts: [FixIt] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.notes = notes
    self.fixIts = fixIts
  }
}

/// A mistake met while computing, before anyone knows where in the lesson it belongs.
///
/// Engines throw it from their `package` entry points; the runner gives it the range of the cell's expression.
/// Their public, non-throwing twins stop the process with its message, as Swift's own operators do.
public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
  public var code: DiagnosticCode
  public var message: String

  public init(_ code: DiagnosticCode, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}

/// Runs `body`, and stops the process with the message of the fault it throws.
@inlinable
public func trapping<R>(_ body: () throws(Fault) -> R) -> R {
  do {
    return try body()
  } catch {
    preconditionFailure(error.message)
  }
}
