import Synchronization

/// One line on standard error that says how far a long run is, while it runs; only on a terminal.
final class ProgressLine: Sendable {
  /// Runs shorter than this pass without a word.
  private static let patience = Duration.seconds(1)

  private struct State {
    var text = ""
    var isOver = false
  }

  private let start = ContinuousClock.now
  private let isWanted = Terminal.error.isTerminal
  private let state = Mutex(State())

  func show(cell: Int, of count: Int) { show("running cell \(cell) of \(count)") }

  func show(_ text: String) {
    guard isWanted, ContinuousClock.now - start > Self.patience else { return }
    state.withLock { state in
      if state.isOver || state.text == text { return }
      state.text = text
      _ = Terminal.error.write("\r\u{1B}[K\(text)")
    }
  }

  /// Takes the line away for good, before anything else is written.
  func clear() {
    state.withLock { state in
      if !state.text.isEmpty { _ = Terminal.error.write("\r\u{1B}[K") }
      state = State(isOver: true)
    }
  }
}
