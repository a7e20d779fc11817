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
    let drawsGraph = lesson.contains(Array("graph(".utf8))
    guard isHTML || drawsGraph else { return }
    start {
      if isHTML { GlyphSubset.prepare() }
      // Without the library, the cell that draws says so.
      if drawsGraph { try? ComputationGraph.prepare() }
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
