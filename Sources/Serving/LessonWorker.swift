import Diagnostics
import LessonText
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a lesson in a process of its own, and leaves copies of it behind that later versions start from.
///
/// When cells have run for a while, the process forks: one of the two waits, in the state that it is in, for a version
/// of the lesson that begins in the same way; the other goes on. So a slow cell does not run again while neither it nor
/// anything before it changes. Forking is safe because the process has one thread that does anything: all of the work is on it, and
/// a fork copies the thread that calls.
final class LessonWorker {
  /// Seconds of running that are not run again lightly.
  private static let patience = 0.05

  private let path: String
  /// One for the process and one for each generation of copies after it; the server has the other ends.
  private let channels: [Int32]
  private let run: LiveRun
  private var generation = 0
  private var version: UInt32
  private var secondsSinceCopy = 0.0

  private init(_ path: String, _ channels: [Int32], _ version: UInt32) {
    self.path = path
    self.channels = channels
    self.version = version
    run = LiveRun(path: path)
  }

  /// Works in this process, which was made for it, and ends it.
  static func work(_ path: String, _ channels: [Int32], _ version: UInt32) -> Never {
    closeInherited(except: channels)
    // On a thread with a large stack, as cells need it; this one does nothing any more.
    let started = BackgroundThread.start {
      let worker = LessonWorker(path, channels, version)
      worker.catchSignals()
      worker.work()
      _exit(0)
    }
    while started { pause() }
    _exit(1)
  }

  /// The server's browsers would wait for this process to hang up.
  private static func closeInherited(except channels: [Int32]) {
    let kept = Set(channels).union([0, 1, 2])
    for descriptor in 0..<max(1024, (channels.max() ?? 0) + 1) where !kept.contains(descriptor) { close(descriptor) }
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }

  private func work() {
    while true {
      WorkerSignals.shared.version.pointee = version
      send(Message(.hello, version))
      let bytes: [UInt8]
      do throws(Fault) {
        bytes = try readFile(path)
      } catch {
        return send(Message(.unreadable, version, Array(error.message.utf8)))
      }
      guard run.begin(LessonRun.lesson(path: path, bytes: bytes)) else { return send(Message(.mismatch, version)) }
      if let transcript = run.run(
        willRun: { [unowned self] in report($0, $1, $2) }, willProve: { [unowned self] in report(formulaLimit: $0) },
        didRun: { [unowned self] in keepCopy(after: $0) })
      {
        return show(transcript)
      }
    }
  }

  private func send(_ message: Message) {
    if !message.send(to: channels[generation]) { _exit(0) }
  }

  private func report(_ cell: Int, _ count: Int, _ limit: Double) {
    let numbers = [cell, count, Int(limit * 1000)].map { Message.bytes(of: UInt32(clamping: $0)) }
    send(Message(.cell, version, numbers.flatMap(\.self)))
  }

  private func report(formulaLimit limit: Double) {
    send(Message(.formula, version, Message.bytes(of: UInt32(clamping: Int(limit * 1000)))))
  }

  private func show(_ transcript: Transcript) {
    let page = HTMLPage(transcript, preview: "/.watch.js?v=\(version)")
    let font = page.mathCharacters.isEmpty ? nil : GlyphSubset.font(for: page.mathCharacters)
    for message in Message.page(version, page.utf8(font: font)) { send(message) }
  }

  // MARK: Copies

  /// Returns in a new process after enough of running; `false` where another version is to be run.
  private func keepCopy(after seconds: Double) -> Bool {
    secondsSinceCopy += seconds
    guard secondsSinceCopy > Self.patience, generation + 1 < channels.count else { return true }
    let child = fork()
    if child == 0 {
      becomeCopy()
      send(Message(.hello, version))
      return true
    }
    if child > 0 { wait() }
    return child < 0
  }

  /// Waits for versions and runs each in a new process, where it returns.
  private func wait() {
    send(Message(.waits, version))
    while true {
      guard case .message(let message) = Message.receive(from: channels[generation]) else { _exit(0) }
      if message.kind == .run && fork() == 0 {
        version = message.version
        return becomeCopy()
      }
    }
  }

  private func becomeCopy() {
    generation += 1
    secondsSinceCopy = 0
    WorkerSignals.shared.channel.pointee = channels[generation]
  }

  // MARK: Signals

  private func catchSignals() {
    let shared = WorkerSignals.shared
    shared.channel.pointee = channels[generation]
    shared.run.pointee = Unmanaged.passRetained(run)
    var action = sigaction()
    action.sa_flags = Int32(SA_ONSTACK)
    action.__sigaction_handler.sa_handler = { number in
      var head: (UInt8, UInt8, UInt8, UInt8, UInt32, Int32, Int32) = (
        Message.Kind.crashed.rawValue, 0, 0, 0, WorkerSignals.shared.version.pointee, getpid(), number
      )
      _ = withUnsafeBytes(of: &head) {
        Glibc.send(WorkerSignals.shared.channel.pointee, $0.baseAddress, $0.count, sendFlags)
      }
      _exit(1)
    }
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE] { sigaction(number, &action, nil) }
    action.sa_flags = Int32(SA_ONSTACK) | SA_RESTART
    action.__sigaction_handler.sa_handler = { _ in
      WorkerSignals.shared.run.pointee?._withUnsafeGuaranteedRef { $0.stop() }
    }
    sigaction(SIGUSR1, &action, nil)
    // Copies that end are nobody's concern.
    signal(SIGCHLD, SIG_IGN)
  }
}

/// What signal handlers may touch: plain memory that lives for ever.
private struct WorkerSignals: @unchecked Sendable {
  static let shared = WorkerSignals()

  let channel = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
  let version = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
  let run = UnsafeMutablePointer<Unmanaged<LiveRun>?>.allocate(capacity: 1)

  private init() {
    channel.initialize(to: -1)
    version.initialize(to: 0)
    run.initialize(to: nil)
  }
}
