import Diagnostics
import LessonText

/// A lesson in which everything is mended that can be without thinking (``Checkup/mechanicalFindings``).
public struct MendedLesson: Sendable {
  public var bytes: [UInt8]
  /// What is left to be said about ``bytes``.
  public var checkup: Checkup
  /// How many findings were mended.
  public var mendedCount = 0
}

extension LessonRun {
  /// One edit may uncover the next finding, as a name does whose declaration was broken.
  private static var roundLimit: Int { 8 }

  /// Checks the lesson, makes the edits, and checks again until there are none; an edit that makes it worse is taken back.
  public func mended(salvage: (Transcript) -> Void) throws(Fault) -> MendedLesson {
    guard case .file(let path, let bytes) = source else {
      return MendedLesson(bytes: [], checkup: try checkup(salvage: salvage))
    }
    var lesson = MendedLesson(bytes: bytes, checkup: try checkup(salvage: salvage))
    for _ in 0..<Self.roundLimit {
      let findings = lesson.checkup.mechanicalFindings
      if findings.isEmpty { break }
      var next = self
      let edits = findings.flatMap { finding in finding.fixIts.map { TextEdit($0.range, $0.text) } }
      let bytes = LessonBytes(lesson.bytes).applying(edits)
      next.source = .file(path: path, bytes: bytes)
      let checkup = try next.checkup(salvage: salvage)
      if checkup.errorCount > lesson.checkup.errorCount { break }
      lesson = MendedLesson(bytes: bytes, checkup: checkup, mendedCount: lesson.mendedCount + findings.count)
    }
    return lesson
  }

  private func checkup(salvage: (Transcript) -> Void) throws(Fault) -> Checkup {
    try check(finish: { $0 }, salvage: salvage)
  }
}

extension Checkup {
  fileprivate var errorCount: Int { findings.count { $0.severity == .error } }
}
