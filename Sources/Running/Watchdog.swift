import CellLanguage
import Diagnostics
import Synchronization

/// Raises the machine's stop flag when a cell runs longer than it may.
///
/// It has no thread of its own: whoever waits for the run (``Airbag``) polls it.
final class Watchdog: Sendable {
  /// Seconds that a stopped cell has to notice, before its library is taken to be stuck.
  private static let grace = 2.0

  private struct State {
    var deadline: ContinuousClock.Instant?
    var limit = 0.0
  }

  private let stopFlag: StopFlag
  private let state = Mutex(State())

  init(_ stopFlag: StopFlag) {
    self.stopFlag = stopFlag
  }

  func start(limit: Double) {
    stopFlag.lower()
    state.withLock { $0 = State(deadline: .now + .seconds(limit), limit: limit) }
  }

  func stop() { state.withLock { $0.deadline = nil } }

  /// Stops a cell whose time is over; returns a fault once it has ignored that for too long.
  func poll() -> Fault? {
    let (deadline, limit) = state.withLock { ($0.deadline, $0.limit) }
    guard let deadline, .now > deadline else { return nil }
    let fault = Fault(
      .timeLimit,
      "this cell ran longer than \(formatted(limit, significantDigits: 3)) s: does its loop end? "
        + "A cell that needs more time says so with '//| time-limit: 60'")
    stopFlag.raise(fault)
    return .now > deadline + .seconds(Watchdog.grace) ? fault : nil
  }
}
