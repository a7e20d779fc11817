import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs another program to its end, with what it writes in files, which cannot fill up as pipes can.
struct Subprocess {
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    case notFound
  }

  var arguments: [String]
  var environment: [String: String] = [:]
  var output: String
  var error: String
  /// Seconds after which it is ended.
  var timeLimit: Double

  private static let pollInterval: UInt32 = 5_000

  func run() -> Ending {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // A group of its own, so that what it starts ends with it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = merged().map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var child = pid_t()
    guard posix_spawnp(&child, arguments[0], &actions, &attributes, &words, &variables) == 0 else { return .notFound }
    return wait(for: child)
  }

  private func merged() -> [String] {
    var result = environment.map { "\($0)=\($1)" }.sorted()
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if !environment.keys.contains(String(text.prefix { $0 != "=" })) { result.append(text) }
      next += 1
    }
    return result
  }

  private func wait(for child: pid_t) -> Ending {
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { break }
      if ended < 0 && errno != EINTR { return .notFound }
      if .now > deadline {
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return .timedOut
      }
      usleep(Self.pollInterval)
    }
    return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signalled(status & 0x7F)
  }
}
