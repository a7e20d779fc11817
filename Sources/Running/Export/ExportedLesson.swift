import Diagnostics
import LessonText

/// The cells of a lesson as one Swift file.
public struct ExportedLesson: Sendable {
  /// A piece of the lesson's code, and what became of it.
  struct Part: Sendable {
    var subject: Subject
    var treatment: Treatment
  }

  enum Treatment: Hashable, Sendable {
    case written
    /// It stops where it runs, so it runs in a process of its own.
    case attempted
    /// It shows nothing that could be compared, and why.
    case leftOut(String)
    /// It does not run in the lesson either.
    case absent
  }

  /// `main.swift`.
  public internal(set) var source = ""
  /// The lesson's title and file.
  public let lesson: Lesson
  var parts: [Part] = []
  /// For each line of ``source``, the part that it is of and the place in the lesson file that it stands for.
  var places: [(part: Int, range: SourceRange)?] = []
  /// Names that had to be changed, with what the lesson calls them.
  var renamed: [String: String] = [:]

  init(_ lesson: Lesson) { self.lesson = lesson }

  /// Appends lines that stand for nothing in the lesson.
  mutating func write(_ lines: String...) {
    for line in lines { write(line, at: nil) }
  }

  mutating func write(_ line: String, at place: (part: Int, range: SourceRange)?) {
    source += line + "\n"
    places.append(place)
  }
}
