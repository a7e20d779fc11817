import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import Running

/// Each crash happens in a process of its own, whose report is what it writes to standard error.
@Suite struct AirbagTests {
  @Test func result() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let first = Airbag.run({ 3 }, poll: { nil }, report: { _ in })
      let second = Airbag.run({ first + 4 }, poll: { nil }, report: { _ in })
      exit(Int32(second))
    }
  }

  @Test func indexTrap() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      reporting { print([1, 2, 3][CommandLine.argc > 0 ? 5 : 0]) }
    }
    expectReport(result, "crashed: Tangent crashed here (")
  }

  @Test func abortion() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      reporting { abort() }
    }
    expectReport(result, "crashed: Tangent crashed here (Aborted)")
  }

  @Test func stackOverflow() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      reporting { _ = depth(below: 1) }
    }
    expectReport(result, "crashed: Tangent crashed here (Segmentation fault)")
  }

  @Test func endlessLoop() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      let polls = Atomic(0)
      reporting({ while true { usleep(1000) } }) {
        polls.add(1, ordering: .relaxed).newValue > 2 ? Fault(.timeLimit, "stuck") : nil
      }
    }
    expectReport(result, "time-limit: stuck")
  }

  @Test func crashOfTheReport() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      Airbag.run({ () -> Void in abort() }, poll: { nil }, report: { _ in abort() })
    }
    expectReport(result, "tangent: the run crashed, and so did its report")
  }

  @Test func hangOfTheReport() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      Airbag.run({ () -> Void in abort() }, poll: { nil }, report: { _ in while true { usleep(1000) } })
    }
    expectReport(result, "tangent: the run crashed, and so did its report")
  }

  @Test func signalsAreGivenBack() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      Airbag.run({}, poll: { nil }, report: { _ in })
      abort()
    }
  }

  @Test func interruptedWaitGoesOn() async {
    await #expect(processExitsWith: .exitCode(5)) {
      signal(SIGUSR1) { _ in }
      let waiting = pthread_self()
      let value = Airbag.run(
        {
          for _ in 0..<20 { pthread_kill(waiting, SIGUSR1) }
          return Int32(5)
        }, poll: { nil }, report: { _ in })
      exit(value)
    }
  }

  /// The whole pipeline: what had happened when the page crashed is in the report.
  @Test func lessonIsReported() async throws {
    let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
      let run = LessonRun(.cell("print(\"shown\")\n6 * 7"))
      let _: Int? = try? run.run(
        finish: { _, _ in abort() },
        salvage: { transcript in
          let texts = transcript.cells.flatMap(\.outputs).map(\.text).joined(separator: " ")
          complain("\(texts) \(transcript.findings.map(\.code)) \(transcript.hasFailed)")
        })
    }
    expectReport(result, "shown 42 [Diagnostics.DiagnosticCode.crashed] true")
  }

  private func expectReport(
    _ result: ExitTest.Result?, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let written = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(written.contains(text), "\(written)", sourceLocation: sourceLocation)
  }
}

/// Runs `work`, which does not come back, and reports to standard error.
private func reporting(_ work: @escaping @Sendable () -> Void, poll: () -> Fault? = { nil }) {
  Airbag.run(work, poll: poll) { complain("\($0.code.rawValue): \($0.message)") }
}

private func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

private func depth(below level: Int) -> Int { level == 0 ? 0 : 1 + depth(below: level + 1) }
