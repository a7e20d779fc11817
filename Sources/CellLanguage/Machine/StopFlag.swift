import Diagnostics
import Synchronization

/// A flag that another thread raises to stop a cell.
public final class StopFlag: Sendable {
  private let flag = Atomic(false)
  /// What the stopped cell reports.
  public var fault: Fault { reason.withLock { $0 } }
  private let reason = Mutex(Fault(.timeLimit, "this cell was stopped"))

  public init() {}

  @inline(__always)
  public var isRaised: Bool { flag.load(ordering: .relaxed) }

  /// Stops the machine at its next backward jump or call.
  public func raise(_ fault: Fault) {
    reason.withLock { $0 = fault }
    flag.store(true, ordering: .releasing)
  }

  /// Says beforehand what ``raise()`` will be for.
  public func announce(_ fault: Fault) { reason.withLock { $0 = fault } }

  /// The same for a signal handler, which must not wait for a lock.
  public func raise() { flag.store(true, ordering: .releasing) }

  public func lower() { flag.store(false, ordering: .relaxed) }
}
