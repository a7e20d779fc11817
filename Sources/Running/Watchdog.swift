import CellLanguage
import Diagnostics
import Synchronization

/// Raises the machine's stop flag when a cell runs longer than it may, and knows when a run is stuck.
///
/// It has no thread of its own: whoever waits for the run (``Airbag``) polls it.
final class Watchdog: Sendable {
  /// Seconds that a cell may run unless something else is said.
  static let standardLimit = 10.0
  /// Seconds that a stopped cell has to notice, before its library is taken to be stuck.
  private static let grace = 2.0
  /// Seconds in which any lesson can be read and checked.
  private static let readingLimit = 60.0

  private struct Deadline {
    var time: ContinuousClock.Instant
    var fault: Fault
    /// How long whatever is running is waited for after it was told to stop.
    var grace: Double
  }

  let stopFlag = StopFlag()
  private let deadline = Mutex<Deadline?>(nil)

  func startReading() {
    let fault = Fault(.timeLimit, "this lesson could not be read and checked in \(Int(Watchdog.readingLimit)) s")
    start(limit: Watchdog.readingLimit, fault, grace: 0)
  }

  func start(cellLimit limit: Double) {
    let seconds = Int(exactly: limit).map(String.init) ?? formatted(limit, significantDigits: 3)
    let fault = Fault(
      .timeLimit,
      "this cell ran longer than \(seconds) s: does its loop end? "
        + "A cell that needs more time says so with '//| time-limit: 60'")
    start(limit: limit, fault, grace: Watchdog.grace)
  }

  func start(formulaLimit limit: Double) {
    start(limit: limit, Fault(.timeLimit, "this formula could not be checked in \(Int(limit)) s"), grace: 0)
  }

  private func start(limit: Double, _ fault: Fault, grace: Double) {
    deadline.withLock {
      stopFlag.lower()
      $0 = Deadline(time: .now + .seconds(limit), fault: fault, grace: grace)
    }
  }

  /// Makes known why the running cell will be stopped, for those who can only raise the flag.
  func announceFault() { deadline.withLock { if let late = $0 { stopFlag.announce(late.fault) } } }

  func stop() { deadline.withLock { $0 = nil } }

  /// Stops a cell whose time is over; returns a fault once it has ignored that for too long.
  func poll() -> Fault? {
    // Under the lock: the flag of a cell that has just ended must not be raised for the next one.
    deadline.withLock { deadline in
      guard let late = deadline, .now > late.time else { return nil }
      stopFlag.raise(late.fault)
      return .now > late.time + .seconds(late.grace) ? late.fault : nil
    }
  }
}
