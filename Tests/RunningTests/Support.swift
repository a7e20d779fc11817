import Diagnostics
import Foundation
import LessonText
import Synchronization
import Tangent

@testable import Running

/// Runs a lesson on this thread, while another one watches the time.
func run(_ markdown: String, options: Runner.Options = Runner.Options()) throws(Fault) -> Transcript {
  try run(Array(markdown.utf8), options: options)
}

func run(_ bytes: [UInt8], options: Runner.Options = Runner.Options()) throws(Fault) -> Transcript {
  let lesson = LessonReader.read(path: "lesson.md", bytes: bytes)
  let watchdog = Watchdog()
  let clock = Clock(watchdog)
  defer { clock.stop() }
  return try Runner(lesson, options: options, journal: Journal(path: "lesson.md"), watchdog: watchdog).run()
}

/// A thread that does what ``Airbag`` does while it waits.
private final class Clock: Sendable {
  private let isOver = Mutex(false)

  init(_ watchdog: Watchdog) {
    Thread.detachNewThread { [self] in
      while !isOver.withLock({ $0 }) {
        _ = watchdog.poll()
        usleep(5_000)
      }
    }
  }

  func stop() { isOver.withLock { $0 = true } }
}

/// A lesson of cells alone.
func cells(_ cells: String...) -> String {
  cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
}

extension Transcript {
  var statuses: [CellResult.Status] { cells.map(\.status) }
  var texts: [[String]] { cells.map { $0.outputs.map(\.text) } }
  /// `line:column code` of everything that was found.
  var places: [String] { findings.map { place(of: $0) } }

  func place(of diagnostic: Diagnostic) -> String {
    let position = lesson.file.position(at: diagnostic.range.lower)
    return "\(position.line):\(position.column) \(diagnostic.code.rawValue)"
  }
}
