import Figures
import Running

/// What a report will need, made ready while its lesson is still being read.
public enum Preparation {
  /// Starts on a thread of its own, which nobody waits for: whoever comes first does the work.
  ///
  /// - Parameter lesson: the Markdown; only one that draws a graph needs the layout library.
  public static func start(forHTML isHTML: Bool, lesson: [UInt8]) {
    let hasCells = contains(lesson, "```")
    let hasFormulas = hasCells || contains(lesson, "$")
    let drawsGraph = contains(lesson, "graph(")
    guard hasFormulas else { return }
    BackgroundThread.start {
      if hasCells { LessonRun.prepare() }
      if isHTML { GlyphSubset.prepare() }
      // Without the library, the cell that draws says so.
      if drawsGraph { try? ComputationGraph.prepare() }
    }
  }

  private static func contains(_ lesson: [UInt8], _ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      lesson.withUnsafeBufferPointer { lesson in
        lesson.indices.contains { lesson[$0] == word[0] && lesson[$0...].starts(with: word) }
      }
    }
  }
}
