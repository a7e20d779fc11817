import Figures

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens the libraries that a report will need while its cells still run.
public enum Preparation {
  /// Starts opening them on a thread of its own, which nobody waits for: whoever comes first opens them.
  ///
  /// - Parameter lesson: the Markdown; only one that draws a graph needs the layout library.
  public static func start(forHTML isHTML: Bool, lesson: [UInt8]) {
    let drawsGraph = contains(lesson, "graph(")
    let needsFont = isHTML && (contains(lesson, "$") || contains(lesson, "```"))
    guard needsFont || drawsGraph else { return }
    start {
      if needsFont { GlyphSubset.prepare() }
      // Without the library, the cell that draws says so.
      if drawsGraph { try? ComputationGraph.prepare() }
    }
  }

  private static func contains(_ lesson: [UInt8], _ word: String) -> Bool {
    let word = Array(word.utf8)
    return lesson.indices.contains { start in
      lesson[start] == word[0] && lesson[start...].starts(with: word)
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    if status == 0 { pthread_detach(thread) } else { work.release() }
  }
}
