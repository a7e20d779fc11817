import Testing

@testable import Running

/// Limits below zero are over before they begin, so that no test waits.
@Suite struct WatchdogTests {
  @Test func idle() { #expect(Watchdog().poll() == nil) }

  @Test func cellHasTimeToNotice() {
    let watchdog = Watchdog()
    watchdog.start(cellLimit: -1)
    #expect(watchdog.poll() == nil)
    #expect(watchdog.stopFlag.fault.message.hasPrefix("this cell ran longer than -1 s"), "the machine is told to stop")
    watchdog.start(cellLimit: -60)
    #expect(watchdog.poll()?.code == .timeLimit, "a cell that does not stop is stuck")
    watchdog.stop()
    #expect(watchdog.poll() == nil)
  }

  @Test func runningCellIsLeftAlone() {
    let watchdog = Watchdog()
    watchdog.start(cellLimit: 3600)
    #expect(watchdog.poll() == nil && watchdog.stopFlag.fault.message == "this cell was stopped")
  }
}
