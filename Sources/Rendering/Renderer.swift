import Running

/// Makes a document of one format out of a transcript.
///
/// To add a format, conform one value to it; everything that a lesson or a cell wrote goes through `Escaping.swift`.
public protocol Renderer: Sendable {
  /// The whole document; it ends with a line feed.
  func render(_ transcript: Transcript) -> String
}
