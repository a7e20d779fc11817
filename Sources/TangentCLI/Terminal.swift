import Diagnostics
import Rendering
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output and standard error as people and pipes see them.
enum Terminal {
  static var isTerminal: Bool { isatty(1) == 1 && !isDumb }

  private static var isDumb: Bool { environment("TERM") == "dumb" }

  /// https://no-color.org: any value, if not empty, means no colour.
  static var hasColor: Bool { isTerminal && (environment("NO_COLOR") ?? "").isEmpty }

  static var columns: Int {
    var size = winsize()
    if isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  static func write(_ text: String) {
    var text = text
    if !text.hasSuffix("\n") { text += "\n" }
    write(text, to: 1)
  }

  static func complain(_ message: String) { write("tangent: \(message)\n", to: 2) }

  static func write(_ text: String, to file: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, rest.count > 0 {
        let count = Glibc.write(file, start, rest.count)
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// All findings of a run, with carets.
  static func complain(_ transcript: Transcript) {
    let printer = CaretPrinter(columns: columns, color: isatty(2) == 1 && hasColor)
    let findings =
      transcript.diagnostics + transcript.cells.flatMap(\.diagnostics) + transcript.inlineValues.flatMap(\.diagnostics)
    for finding in findings { write(printer.text(of: finding, in: transcript.lesson.file) + "\n", to: 2) }
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
    write("wrote \(path) (\(summary))\n", to: 2)
  }
}

/// The reader's browser.
enum Browser {
  static func open(_ path: String) {
    var child = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(path), nil]
    defer { for argument in arguments { free(argument) } }
    if posix_spawnp(&child, "xdg-open", nil, nil, arguments, environ) != 0 {
      Terminal.complain("no browser could be opened; the report is in \(path)")
    }
  }
}
