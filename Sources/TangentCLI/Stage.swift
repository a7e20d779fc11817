import Diagnostics
import LessonText
import Running

/// The stages between a lesson's text and its transcript that `--dump` prints.
enum Stage: String, CaseIterable, Sendable {
  case lesson, syntax, types, bytecode

  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  init(_ name: String) throws(Misuse) {
    guard let stage = Stage(rawValue: name) else {
      throw Misuse("The value '\(name)' is invalid for '--dump <stage>': it is one of \(Stage.list)")
    }
    self = stage
  }

  /// Prints the stage to standard output, and what is wrong with the lesson to standard error.
  func print(_ run: LessonRun) throws(Fault) -> ExitStatus {
    switch self {
    case .lesson:
      return run.read(
        finish: { lesson in
          Stage.print(lesson.dump(), Transcript(lesson: lesson, cells: [], diagnostics: lesson.diagnostics))
        }, salvage: Terminal.complain)
    case .syntax:
      return run.read(
        finish: { lesson in
          Stage.print(
            lesson.syntaxListing, Transcript(lesson: lesson, cells: [], diagnostics: lesson.diagnostics))
        }, salvage: Terminal.complain)
    case .types:
      return try run.run(finish: { Stage.print($1.typesListing, $0) }, salvage: Terminal.complain)
    case .bytecode:
      return try run.run(finish: { Stage.print($1.listing, $0) }, salvage: Terminal.complain)
    }
  }

  private static func print(_ text: String, _ transcript: Transcript) -> ExitStatus {
    ExitStatus { () throws(Fault) in
      try Terminal.write(text)
      Terminal.complain(transcript)
      return ExitStatus(of: transcript)
    }
  }
}
