import Diagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The last line of defence: the work runs on a thread of its own with a large stack, and a signal, an abort or an
/// endless loop in any library still ends in a report.
///
/// The machine's own checks come first; what arrives here is a mistake of ours or of a library. Signal handlers are the
/// process's: there can be one run at a time.
public enum Airbag {
  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]
  /// Seconds for the report of a crashed run: the stopped thread may hold a lock that the report needs.
  private static let reportLimit: UInt32 = 5
  private static let pollInterval = 20

  /// Runs `work` and returns what it returns. If it crashes, or `poll` says that it is stuck, `report` is called on
  /// the calling thread, and the process exits with status 1.
  public static func run<R: Sendable>(
    _ work: @escaping @Sendable () -> R, poll: () -> Fault?, report: (Fault) -> Void
  ) -> R {
    let job = Job(work)
    catchSignals()
    defer { releaseSignals() }
    guard BackgroundThread.start({ job.run() }) else { return work() }
    while true {
      if wait(milliseconds: pollInterval) {
        if let result = job.result { return result }
        finish(crash(), report)
      }
      if let fault = poll() { finish(fault, report) }
    }
  }

  /// Reports and leaves; a report that crashes or hangs ends in one plain line.
  private static func finish(_ fault: Fault, _ report: (Fault) -> Void) -> Never {
    for number in signals + [SIGALRM] {
      signal(number) { _ in
        let text: StaticString = "tangent: the run crashed, and so did its report\n"
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
        _exit(1)
      }
    }
    alarm(reportLimit)
    report(fault)
    fflush(nil)
    _exit(1)
  }

  /// One piece of work and, once it is done, its result.
  private final class Job<R: Sendable>: Sendable {
    private let work: @Sendable () -> R
    private let slot = Mutex<R?>(nil)

    init(_ work: @escaping @Sendable () -> R) { self.work = work }

    var result: R? { slot.withLock { $0 } }

    func run() {
      let result = work()
      slot.withLock { $0 = result }
      sem_post(Airbag.shared.semaphore)
    }
  }

  // MARK: Signals

  /// What the handler may touch: plain memory that lives for ever.
  private struct Shared: @unchecked Sendable {
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    let signal = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    init() {
      sem_init(semaphore, 0, 0)
      signal.initialize(to: 0)
    }
  }

  private static let shared = Shared()

  private static func catchSignals() {
    shared.signal.pointee = 0
    var action = sigaction()
    action.sa_flags = Int32(SA_ONSTACK)
    action.__sigaction_handler.sa_handler = { number in
      Airbag.shared.signal.pointee = number
      sem_post(Airbag.shared.semaphore)
      while true { pause() }
    }
    for number in signals { sigaction(number, &action, nil) }
  }

  private static func releaseSignals() {
    for number in signals { signal(number, SIG_DFL) }
  }

  /// Whether the semaphore was posted within the time; a signal may end the wait earlier.
  private static func wait(milliseconds: Int) -> Bool {
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    until.tv_nsec += milliseconds * 1_000_000
    if until.tv_nsec >= 1_000_000_000 {
      until.tv_sec += 1
      until.tv_nsec -= 1_000_000_000
    }
    return sem_timedwait(shared.semaphore, &until) == 0
  }

  private static func crash() -> Fault {
    let name = strsignal(shared.signal.pointee).map { String(cString: $0) } ?? "unknown signal"
    return Fault(
      .crashed, "Tangent crashed here (\(name)); this is a mistake of Tangent's, please report it with the lesson")
  }
}
