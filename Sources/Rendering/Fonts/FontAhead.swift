import LessonText
import Running
import Synchronization

/// The mathematical font of a page, cut on another thread while the lesson's cells run.
///
/// It has the characters of the prose and those that outputs of cells commonly add; a page that needs others gets a
/// font of its own.
public final class FontAhead: Sendable {
  private enum State {
    case idle
    case lesson(Lesson)
    case cut(characters: MathCharacters, font: WebFont?)
  }

  /// What derivatives, numbers and elementary functions are printed with.
  private static let common = MathCharacters(
    Set("0123456789+−=()[],.·′acdegilnopstx".unicodeScalars), inScripts: Set("012345′".unicodeScalars),
    stretched: ["(", ")"])

  private let state = Mutex(State.idle)

  public init() {}

  /// Starts to cut the font for a lesson whose cells are about to run.
  public func begin(_ lesson: Lesson) {
    state.withLock { $0 = .lesson(lesson) }
    BackgroundThread.start { self.cut() }
  }

  /// The font for a page with formulas; the one that was cut ahead, if it has all of their characters.
  public func font(for page: HTMLPage) -> WebFont? {
    if page.mathCharacters.isEmpty { return nil }
    cut()
    return state.withLock { state in
      if case .cut(let characters, let font) = state, characters.isSuperset(of: page.mathCharacters) { return font }
      return GlyphSubset.font(for: page.mathCharacters)
    }
  }

  /// Whoever comes first does the work; who comes second waits.
  private func cut() {
    state.withLock { state in
      guard case .lesson(let lesson) = state else { return }
      let characters = HTMLPage(Transcript(lesson: lesson.withoutCells, cells: [])).mathCharacters
      var all = characters
      all.formUnion(Self.common)
      state = .cut(characters: all, font: characters.isEmpty ? nil : GlyphSubset.font(for: all))
    }
  }
}

extension Lesson {
  /// The prose alone.
  fileprivate var withoutCells: Lesson {
    var lesson = self
    for index in lesson.cells.indices { lesson.cells[index].options.include = false }
    return lesson
  }
}
