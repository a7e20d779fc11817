/// A replacement of a part of a lesson's text.
public struct TextEdit: Hashable, Sendable {
  /// Offsets in the text's UTF-8.
  public var range: SourceRange
  public var text: String

  public init(_ range: SourceRange, _ text: String) {
    self.range = range
    self.text = text
  }
}
