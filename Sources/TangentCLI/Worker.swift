import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs lessons each in a process of its own: one that crashes or uses up the memory costs nobody else anything.
enum Worker {
  /// What a worker does; what it emits reaches the one who asked for it.
  typealias Work = (_ emit: @escaping @Sendable (String) -> Void) -> ExitStatus
  typealias Outcome = (status: ExitStatus, emitted: String)

  /// The status of `work` on `lesson`, and everything that it emitted before it ended, however it ended.
  ///
  /// Call it before any thread is started: only the calling one goes on in the new process. Where there is no new process
  /// to be had, `work` is done in this one.
  static func run(_ lesson: String, _ work: Work) -> Outcome {
    runAll([lesson], atOnce: 1) { _, emit in work(emit) }[0]
  }

  /// The same for several lessons, as many at a time as there are processors; the results are in the order of the lessons.
  ///
  /// - Parameter finished: called with the number of lessons that are done.
  static func runAll(
    _ lessons: [String], atOnce limit: Int = processorCount, finished: (Int) -> Void = { _ in },
    _ work: (_ index: Int, _ emit: @escaping @Sendable (String) -> Void) -> ExitStatus
  ) -> [Outcome] {
    var outcomes = lessons.map { _ in Outcome(.failed, "") }
    var running: [Running] = []
    var (next, done) = (0, 0)
    while done < lessons.count {
      while next < lessons.count && running.count < limit {
        if let started = Running.start(next, { emit in work(next, emit) }) {
          running.append(started)
        } else {
          outcomes[next] = inThisProcess { emit in work(next, emit) }
          done += 1
        }
        next += 1
      }
      Running.readSome(of: &running)
      for worker in running where worker.hasEnded {
        outcomes[worker.index] = (worker.status(lessons[worker.index]), worker.emitted)
        done += 1
        finished(done)
      }
      running.removeAll(where: \.hasEnded)
    }
    return outcomes
  }

  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private final class Emitted: Sendable { let text = Mutex("") }

  private static func inThisProcess(_ work: Work) -> Outcome {
    let emitted = Emitted()
    let status = work { text in emitted.text.withLock { $0 += text } }
    return (status, emitted.text.withLock { $0 })
  }
}

/// A worker that was started and has not been waited for.
private struct Running {
  let index: Int
  private let process: pid_t
  private let reader: Int32
  private var bytes: [UInt8] = []
  private(set) var hasEnded = false

  var emitted: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts `work` in a new process; `nil` where there is none to be had.
  static func start(_ index: Int, _ work: Worker.Work) -> Running? {
    #if canImport(Glibc)
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      let (reader, writer) = (ends[0], ends[1])
      let child = fork()
      if child == 0 {
        close(reader)
        let pipe = Terminal(descriptor: writer)
        _exit(work { _ = pipe.write($0) }.rawValue)
      }
      close(writer)
      if child > 0 { return Running(index: index, process: child, reader: reader) }
      close(reader)
    #endif
    return nil
  }

  /// Waits until one of them has emitted something or has ended.
  static func readSome(of workers: inout [Running]) {
    guard !workers.isEmpty else { return }
    var ends = workers.map { pollfd(fd: $0.reader, events: Int16(POLLIN), revents: 0) }
    guard poll(&ends, nfds_t(ends.count), -1) > 0 else { return }
    for (index, end) in ends.enumerated() where end.revents != 0 { workers[index].read() }
  }

  private mutating func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = systemRead(reader, &buffer, buffer.count)
    if count < 0 && errno == EINTR { return }
    if count > 0 { return bytes += buffer[..<count] }
    close(reader)
    hasEnded = true
  }

  /// Waits for the process itself.
  func status(_ lesson: String) -> ExitStatus {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if status & 0x7F == 0 { return ExitStatus(rawValue: status >> 8 & 0xFF) ?? .failed }
    Terminal.complain("the run of '\(lesson)' was ended by signal \(status & 0x7F)")
    return .failed
  }
}

/// The system's own, which the method of that name hides.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
