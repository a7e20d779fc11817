import Diagnostics
import Running

/// What the process tells its caller.
enum ExitStatus: Int32, Comparable, Sendable {
  case success = 0
  case failed = 1
  case misuse = 2
  case fileError = 3

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  init(of transcript: Transcript) { self = transcript.hasFailed ? .failed : .success }

  /// What `body` returns; a fault is told to the user and becomes the status that stands for it.
  init(of body: () throws(Fault) -> ExitStatus) {
    do throws(Fault) {
      self = try body()
    } catch {
      Terminal.complain(error.message)
      self.init(of: error)
    }
  }

  /// Of what keeps a lesson from being run, or its report from being written.
  init(of fault: Fault) { self = fault.code == .invalidParameter ? .misuse : .fileError }
}
