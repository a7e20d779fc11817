import CellLanguage
import Diagnostics
import LessonText
import Prelude

/// A lesson from its text to its transcript, safe from whatever the lesson may do.
///
/// The work is done on the ``Airbag``'s thread, and so is what the caller does with the result.
public struct LessonRun: Sendable {
  /// Where the lesson's text comes from.
  public enum Source: Sendable {
    case file(path: String, bytes: [UInt8])
    /// One cell, as `tangent eval` has it.
    case cell(String)

    var path: String {
      switch self {
      case .file(let path, _): path
      case .cell: "eval"
      }
    }
  }

  public var source: Source
  public var options: Runner.Options
  /// Gets the lesson once it has been read, before its cells run.
  public var didRead: @Sendable (Lesson) -> Void = { _ in }
  /// Called every now and then while cells run, on the thread that waits.
  public var progress: @Sendable (_ cell: Int, _ count: Int) -> Void = { _, _ in }

  public init(_ source: Source, options: Runner.Options = Runner.Options()) {
    self.source = source
    self.options = options
  }

  /// Makes what the first cell of any lesson needs; for a thread that has nothing to do.
  public static func prepare() {
    Prelude.prepare()
    Session.prepare()
  }

  /// Reads, checks and runs; returns what `finish` makes of the transcript.
  ///
  /// - Parameter salvage: gets the transcript so far if the run crashed or is stuck; the process then exits with
  ///   status 1.
  /// - Throws: ``DiagnosticCode/invalidParameter``, before any cell has run.
  public func run<R: Sendable>(
    finish: @escaping @Sendable (Transcript, Runner) -> R, salvage: (Transcript) -> Void
  ) throws(Fault) -> R {
    let outcome = inAirbag(salvage) { (lesson, readAhead, journal, watchdog) -> Result<R, Fault> in
      didRead(lesson)
      let runner = Runner(lesson, readAhead, options: options, journal: journal, watchdog: watchdog)
      do throws(Fault) {
        return .success(finish(released(try runner.run()), runner))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Reads and checks, and runs nothing; returns what `finish` makes of what was found.
  public func check<R: Sendable>(
    finish: @escaping @Sendable (Checkup) -> R, salvage: (Transcript) -> Void
  ) throws(Fault) -> R {
    let folder = LessonFolder(of: source.path)
    let outcome = inAirbag(salvage) { (lesson, readAhead, journal, watchdog) -> Result<R, Fault> in
      let runner = Runner(lesson, readAhead, options: options, journal: journal, watchdog: watchdog)
      do throws(Fault) {
        let checkup = try runner.checkup(hasFile: folder.contains)
        watchdog.stop()
        return .success(finish(checkup))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Reads and runs nothing; returns what `finish` makes of the lesson.
  public func read<R: Sendable>(finish: @escaping @Sendable (Lesson) -> R, salvage: (Transcript) -> Void) -> R {
    inAirbag(salvage) { lesson, _, _, watchdog in
      watchdog.stop()
      return finish(lesson)
    }
  }

  private func inAirbag<R: Sendable>(
    _ salvage: (Transcript) -> Void, _ work: @escaping @Sendable (Lesson, ReadAhead, Journal, Watchdog) -> R
  ) -> R {
    let journal = Journal(path: source.path)
    let watchdog = Watchdog()
    let (source, release) = (source, options.release)
    return Airbag.run(
      {
        watchdog.startReading()
        let (lesson, readAhead) = Self.lesson(source, for: release)
        return work(lesson, readAhead, journal, watchdog)
      },
      poll: {
        if let (cell, count) = journal.progress { progress(cell, count) }
        return watchdog.poll()
      },
      report: { salvage(released(journal.cutOff($0))) })
  }

  private func released(_ transcript: Transcript) -> Transcript {
    var result: Transcript
    switch options.release {
    case .student: result = transcript.concealingChecks()
    case .solution: result = transcript.showingSolutions()
    case nil: result = transcript
    }
    result.release = options.release
    return result
  }

  /// The lesson alone, with the images of its folder.
  package static func lesson(path: String, bytes: [UInt8]) -> Lesson {
    LessonReader.read(path: path, bytes: bytes, loadImage: LessonFolder(of: path).loadImage)
  }

  /// The lesson, and its cells, which another thread reads while this one reads the prose.
  private static func lesson(_ source: Source, for release: Release?) -> (Lesson, ReadAhead) {
    var readAhead = ReadAhead([])
    switch source {
    case .file(let path, let bytes):
      let lesson = LessonReader.read(
        path: path, bytes: release == .student ? LessonBytes(bytes).withoutSolutions() : bytes,
        loadImage: LessonFolder(of: path).loadImage,
        foundCells: { cells in
          let cells = ReadAhead(cells)
          readAhead = cells
          if !cells.isEmpty { BackgroundThread.start { cells.run() } }
        })
      return (lesson, readAhead)
    case .cell(let text): return (LessonReader.read(cell: text, path: source.path), readAhead)
    }
  }
}
