import Diagnostics
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output or standard error, as people and pipes see them.
struct Terminal: Sendable {
  static let output = Terminal(descriptor: 1)
  static let error = Terminal(descriptor: 2)

  let descriptor: Int32

  var isTerminal: Bool { isatty(descriptor) == 1 && Self.environment("TERM") != "dumb" }

  /// https://no-color.org: any value, if not empty, means no colour.
  var hasColor: Bool { isTerminal && (Self.environment("NO_COLOR") ?? "").isEmpty }

  var columns: Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
    return Self.environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  /// Writes all of `text`; `false` when the other side takes no more.
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return true
    }
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// The system's own, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

// MARK: - What the command says

extension Terminal {
  static func write(_ text: String) throws(Fault) { try write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) throws(Fault) {
    if output.write(bytes) { return }
    throw Fault(.cannotWrite, "cannot write to standard output: \(String(cString: strerror(errno)))")
  }

  /// A message of the command about itself; nobody is left to hear of it if it cannot be written.
  static func complain(_ message: String) {
    _ = error.write("tangent: \(message.visible())\n")
  }

  /// What an author should look at, with carets.
  static func complain(_ transcript: Transcript) {
    for finding in transcript.findings { _ = error.write(text(of: finding, in: transcript.lesson.file)) }
  }

  /// A finding as standard error shows it.
  static func text(of finding: Diagnostic, in file: SourceFile) -> String {
    CaretPrinter(columns: error.columns, color: error.hasColor).text(of: finding, in: file) + "\n"
  }

  /// What became of a report: what is wrong, and one line to end with.
  static func report(_ transcript: Transcript, path: String) {
    complain(transcript)
    let cells = transcript.cells
    let counts = [CellResult.Status.failed, .skipped].compactMap { status -> String? in
      let count = cells.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }
    let summary = ([cells.count == 1 ? "1 cell" : "\(cells.count) cells"] + counts).joined(separator: ", ")
    _ = error.write("wrote \(path.visible()) (\(summary))\n")
  }
}
