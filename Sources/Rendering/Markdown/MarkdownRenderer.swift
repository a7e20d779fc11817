import Diagnostics
import LessonText
import Running

/// The transcript in GitHub-flavoured Markdown that reads well on a forge: what cells show stands below them as
/// formulas, tables and text, drawings are made of characters, and nothing lies outside of the file.
public struct MarkdownRenderer: Renderer {
  public init() {}

  public func render(_ transcript: Transcript) -> String {
    let writer = MarkdownWriter(transcript)
    return writer.document().joined(separator: "\n") + "\n"
  }
}

/// Turns blocks into lines.
struct MarkdownWriter {
  let transcript: Transcript
  let references: CrossReferences
  /// The file without the folders that it lies in.
  let shownFile: SourceFile
  /// The heading that is the title, by where it starts, and how far others move down so that it is the only first one.
  let titleStart: Int?
  let headingShift: Int

  init(_ transcript: Transcript) {
    self.transcript = transcript
    shownFile = SourceFile(path: transcript.lesson.file.name, utf8: transcript.lesson.file.utf8)
    references = CrossReferences(transcript.lesson)
    let first = references.headings.filter { $0.level == 1 }
    let start = first.first { $0.content.plainText == transcript.lesson.title }?.start
    titleStart = start
    headingShift = first.contains { $0.start != start } ? 1 : 0
  }

  var lesson: Lesson { transcript.lesson }

  func document() -> [String] {
    Self.separated([titleBlock(), problems(), blocks(lesson.blocks), footnotes()])
  }

  /// The parts that are not empty, with a blank line between them.
  static func separated(_ parts: [[String]]) -> [String] {
    Array(parts.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// What the front matter says; the title only if no heading does.
  func titleBlock() -> [String] {
    let metadata = lesson.metadata
    let byline = [metadata.author.joined(separator: ", "), metadata.date ?? ""].filter { !$0.isEmpty }
    return Self.separated([
      titleStart != nil ? [] : ["# " + Escaping.markdown(lesson.title)],
      byline.isEmpty ? [] : [Escaping.markdown(byline.joined(separator: " · "))],
      metadata.description.map { ["*" + Escaping.markdown($0) + "*"] } ?? [],
    ])
  }

  func problems() -> [String] {
    let found = transcript.diagnostics + transcript.inlineValues.flatMap(\.diagnostics)
    return Self.separated(found.filter { $0.severity > .note }.map(diagnostic))
  }

  func footnotes() -> [String] {
    Self.separated(
      lesson.footnotes.enumerated().map { index, footnote in
        let mark = "[^\(index + 1)]: "
        return blocks(footnote.blocks).prefixed(first: mark, rest: "    ")
      })
  }
}

extension [String] {
  /// Every line behind `rest`, the first behind `first`; blank lines stay without blanks at their end.
  func prefixed(first: String, rest: String) -> [String] {
    enumerated().map { index, line in
      let prefix = index == 0 ? first : rest
      guard line.isEmpty else { return prefix + line }
      return String(prefix.reversed().drop { $0 == " " }.reversed())
    }
  }
}
