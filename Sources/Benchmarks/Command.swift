#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one run of a command took, by the operating system's own account.
struct Measurement {
  var seconds: Double
  var peakMegabytes: Double
  var output: String
}

struct CommandFailure: Error, CustomStringConvertible {
  var description: String
}

/// A command that is run to its end and measured.
struct Command {
  var path: String
  var arguments: [String]

  init(_ path: String, _ arguments: String...) {
    self.path = path
    self.arguments = arguments
  }

  func run() throws -> Measurement {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw CommandFailure(description: "no pipe") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }

    let words = [path] + arguments
    let pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    guard posix_spawn(&child, path, &actions, nil, pointers, environ) == 0 else {
      throw CommandFailure(description: "cannot run \(path)")
    }
    close(ends[1])
    let output = readAll(ends[0])
    var status: Int32 = 0
    var usage = rusage()
    wait4(child, &status, 0, &usage)
    let duration = clock.now - start
    guard status == 0 else {
      throw CommandFailure(description: "\(words.joined(separator: " ")): status \(status >> 8)")
    }
    return Measurement(
      seconds: Double(duration.components.attoseconds) * 1e-18 + Double(duration.components.seconds),
      peakMegabytes: Double(usage.ru_maxrss) / 1024, output: output)
  }

  private func readAll(_ file: Int32) -> String {
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

enum Tool {
  /// An executable in the folder of this one.
  static func beside(_ name: String) throws -> String {
    guard let own = realpath("/proc/self/exe", nil) else { throw CommandFailure(description: "no /proc") }
    defer { free(own) }
    let path = String(cString: own)
    let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
    return "\(folder)/\(name)"
  }
}

extension Tool {
  /// A peer, where the system has it.
  static func installed(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }
}

/// Runs two commands in turn, so that both see the machine in the same moods.
struct Duel {
  var first: [Measurement] = []
  var second: [Measurement] = []

  init(_ a: Command, _ b: Command, rounds: Int) throws {
    _ = try (a.run(), b.run())
    for _ in 0..<rounds {
      first.append(try a.run())
      second.append(try b.run())
    }
  }

  /// The median of the ratios pair by pair.
  var ratio: Double { median(zip(first, second).map { $0.seconds / $1.seconds }) }
}

func median(_ values: [Double]) -> Double {
  values.isEmpty ? .nan : values.sorted()[values.count / 2]
}
