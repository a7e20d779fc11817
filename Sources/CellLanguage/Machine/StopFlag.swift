import Diagnostics
import Synchronization

/// A flag that another thread raises to stop a cell.
public final class StopFlag: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Int>
  /// What the stopped cell reports.
  public var fault: Fault { reason.withLock { $0 } }
  private let reason = Mutex(Fault(.timeLimit, "this cell was stopped"))

  public init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: 0)
  }

  deinit { pointer.deallocate() }

  /// Stops the machine at its next backward jump or call.
  public func raise(_ fault: Fault) {
    reason.withLock { $0 = fault }
    pointer.pointee = 1
  }

  public func lower() { pointer.pointee = 0 }
}
