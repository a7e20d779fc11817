import Synchronization

/// The syntax of cells that one thread can read while another still reads the prose around them.
///
/// Each cell is read once, by whoever comes to it first; who comes second waits for the first.
public final class ReadAhead: Sendable {
  private final class Reading: Sendable {
    private let text: String
    private let result = Mutex<SyntaxTree?>(nil)

    init(_ text: String) { self.text = text }

    func tree() -> SyntaxTree {
      result.withLock { result in
        let tree = result ?? SyntaxReader.read(text)
        result = tree
        return tree
      }
    }
  }

  private let readings: [Reading]
  private let indices: [String: Int]

  /// - Parameter texts: the cells in the order in which they will be asked for.
  public init(_ texts: [String]) {
    readings = texts.map(Reading.init)
    indices = Dictionary(texts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var isEmpty: Bool { readings.isEmpty }

  /// Reads all cells.
  public func run() {
    for reading in readings { _ = reading.tree() }
  }

  /// The syntax of a cell, read ahead or now.
  func tree(of text: String) -> SyntaxTree {
    indices[text].map { readings[$0].tree() } ?? SyntaxReader.read(text)
  }
}
