import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs lessons each in a process of its own: one that crashes or uses up the memory costs nobody else anything.
enum Worker {
  /// The status of `work` on `lesson`, and everything that it emitted before it ended, however it ended.
  ///
  /// Call it before any thread is started: only the calling one goes on in the new process. Where there is no new process
  /// to be had, `work` is done in this one.
  static func run(
    _ lesson: String, _ work: (_ emit: @escaping @Sendable (String) -> Void) -> ExitStatus
  ) -> (status: ExitStatus, emitted: String) {
    #if canImport(Glibc)
      var ends: [Int32] = [-1, -1]
      if pipe(&ends) == 0 {
        let (reader, writer) = (ends[0], ends[1])
        let child = fork()
        if child == 0 {
          close(reader)
          let pipe = Terminal(descriptor: writer)
          _exit(work { _ = pipe.write($0) }.rawValue)
        }
        close(writer)
        defer { close(reader) }
        if child > 0 {
          let emitted = text(from: reader)
          return (status(of: child, lesson), emitted)
        }
      }
    #endif
    return inThisProcess(work)
  }

  #if canImport(Glibc)
    private static func text(from descriptor: Int32) -> String {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<count]
      }
    }

    private static func status(of child: pid_t, _ lesson: String) -> ExitStatus {
      var status: Int32 = 0
      while waitpid(child, &status, 0) < 0 && errno == EINTR {}
      if status & 0x7F == 0 { return ExitStatus(rawValue: status >> 8 & 0xFF) ?? .failed }
      Terminal.complain("the run of '\(lesson)' was ended by signal \(status & 0x7F)")
      return .failed
    }
  #endif

  private final class Emitted: Sendable { let text = Mutex("") }

  private static func inThisProcess(
    _ work: (_ emit: @escaping @Sendable (String) -> Void) -> ExitStatus
  ) -> (ExitStatus, String) {
    let emitted = Emitted()
    let status = work { text in emitted.text.withLock { $0 += text } }
    return (status, emitted.text.withLock { $0 })
  }
}
