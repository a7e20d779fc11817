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
/// The machine's own checks come first; what arrives here is a mistake of ours or of a library.
public enum Airbag {
  /// Reserved, not used: only the pages that are touched cost memory.
  private static let stackSize = 1 << 30
  private static let signalStackSize = 1 << 16
  /// Seconds for the report of a crashed run: the stopped thread may hold a lock that the report needs.
  private static let reportLimit: UInt32 = 5

  /// Runs `work` and returns what it returns. If it crashes, or `poll` says that it is stuck, `report` is called on
  /// the calling thread, and the process exits with status 1.
  public static func run<R: Sendable>(
    _ work: @escaping @Sendable () -> R, poll: @escaping () -> Fault?, report: (Fault) -> Void
  ) -> R {
    let job = Job(work)
    prepare()
    start(job)
    while true {
      if wait(milliseconds: 20) {
        if let result = job.result { return result }
        finish(crash(), report)
      }
      if let fault = poll() { finish(fault, report) }
    }
  }

  private static func finish(_ fault: Fault, _ report: (Fault) -> Void) -> Never {
    signal(SIGALRM) { _ in
      let text: StaticString = "tangent: the run crashed, and so did its report\n"
      _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
      _exit(1)
    }
    alarm(reportLimit)
    report(fault)
    fflush(nil)
    _exit(1)
  }

  // MARK: The thread

  /// One piece of work and, once it is done, its result.
  private final class Job<R: Sendable>: Sendable {
    private let work: @Sendable () -> R
    private let slot = Mutex<R?>(nil)

    init(_ work: @escaping @Sendable () -> R) { self.work = work }

    var result: R? { slot.withLock { $0 } }

    func run() {
      let result = work()
      slot.withLock { $0 = result }
    }
  }

  private static func start<R>(_ job: Job<R>) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    let body: @Sendable () -> Void = { job.run() }
    let context = Unmanaged.passRetained(Closure(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { context in
        Airbag.useSignalStack()
        if let context { Unmanaged<Closure>.fromOpaque(context).takeRetainedValue().body() }
        Airbag.post()
        return nil
      }, context.toOpaque())
    precondition(status == 0, "no thread could be started")
    pthread_detach(thread)
  }

  private final class Closure: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
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

  private static func prepare() {
    _ = shared
    var action = sigaction()
    action.sa_flags = Int32(SA_ONSTACK)
    action.__sigaction_handler.sa_handler = { number in
      Airbag.shared.signal.pointee = number
      sem_post(Airbag.shared.semaphore)
      while true { pause() }
    }
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { sigaction(number, &action, nil) }
  }

  private static func useSignalStack() {
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: signalStackSize, alignment: 16)
    stack.ss_size = signalStackSize
    sigaltstack(&stack, nil)
  }

  private static func post() { sem_post(shared.semaphore) }

  /// Whether the semaphore was posted within the time.
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
    let number = shared.signal.pointee
    let name = String(cString: strsignal(number))
    return Fault(
      .crashed, "Tangent crashed here (\(name)); this is a mistake of Tangent's, please report it with the lesson")
  }
}
