import Diagnostics
import LessonText
import Running
import Typesetting

/// Writes the body of a page, block by block.
struct HTMLWriter {
  let transcript: Transcript
  let references: CrossReferences
  /// `nil` for a report that stands alone.
  let place: SitePlace?
  var links: Set<String> = []
  var images: Set<String> = []
  /// How far headings move down so that only the title is `h1`.
  private let headingShift: Int
  /// The heading that is the title, by where it starts.
  private let titleStart: Int?
  var out = OutputBuffer()
  var characters = MathCharacters()
  /// How often each footnote was referred to so far.
  var footnoteUses: [Int]
  /// Grows as they are written.
  var parts: PageParts
  /// The path of the script that the server of a preview adds.
  let preview: String?
  /// Within a link or the contents list, where a link must not stand.
  var isWithinLink = false

  init(_ transcript: Transcript, place: SitePlace? = nil, preview: String? = nil) {
    self.transcript = transcript
    self.place = place
    self.preview = preview
    // The next version of the lesson may be the first with a graph.
    parts = preview == nil ? [] : .stepping
    references = CrossReferences(transcript.lesson)
    footnoteUses = Array(repeating: 0, count: transcript.lesson.footnotes.count)
    let headings = references.headings
    titleStart = headings.first { $0.level == 1 && $0.content.plainText == transcript.lesson.title }?.start
    headingShift = headings.contains { [titleStart] in $0.level == 1 && $0.start != titleStart } ? 1 : 0
  }

  var lesson: Lesson { transcript.lesson }
  var metadata: Metadata { lesson.metadata }

  mutating func body() {
    let sections = references.headings.filter { $0.start != titleStart }
    let hasContents = sections.count >= 3
    out.raw(hasContents ? "<body class=\"has-contents\">\n" : "<body>\n")
    if hasContents { out.raw("<a class=\"skip\" href=\"#page:text\">Skip to the text</a>\n") }
    out.raw("<main>\n")
    wayHome()
    titleBlock()
    if hasContents {
      out.raw("<nav class=\"contents\" aria-label=\"Contents\"><details><summary>Contents</summary>\n")
      contents(sections)
      out.raw("</details></nav>\n<div id=\"page:text\" tabindex=\"-1\">\n")
    }
    problems()
    blocks(lesson.blocks)
    courseContents()
    footnotes()
    turn()
    out.raw(hasContents ? "</div>\n</main>\n" : "</main>\n")
    if let preview { out.raw("<script src=\"\(preview)\"></script>\n") }
    for script in parts.scripts {
      out.raw("<script>")
      out.raw(script.text)
      out.raw("</script>\n")
    }
    out.raw("</body>\n</html>\n")
  }

  private mutating func titleBlock() {
    out.raw("<header>\n<h1")
    let heading = references.headings.first { $0.start == titleStart }
    if let heading {
      out.raw(" id=\"")
      out.attribute(heading.identifier)
      out.raw("\"")
    }
    out.raw(">")
    if let heading { inlines(heading.content) } else { out.text(lesson.title) }
    out.raw("</h1>\n")
    byline()
    if let description = metadata.description {
      out.raw("<p class=\"description\">")
      out.text(description)
      out.raw("</p>\n")
    }
    out.raw("</header>\n")
  }

  private mutating func byline() {
    let parts = [metadata.author.joined(separator: ", "), metadata.date ?? ""].filter { !$0.isEmpty }
    guard !parts.isEmpty else { return }
    out.raw("<p class=\"byline\">")
    out.text(parts.joined(separator: " · "))
    out.raw("</p>\n")
  }

  private mutating func contents(_ sections: [CrossReferences.Heading]) {
    let top = sections.map(\.level).min() ?? 1
    out.raw("<ul>\n")
    isWithinLink = true
    for section in sections where section.level <= top + 1 {
      out.raw(section.level == top ? "<li>" : "<li class=\"sub\">")
      out.raw("<a href=\"#")
      out.attribute(section.identifier)
      out.raw("\">")
      inlines(section.content)
      out.raw("</a></li>\n")
    }
    isWithinLink = false
    out.raw("</ul>\n")
  }

  mutating func heading(_ level: Int, _ content: [Inline], _ identifier: String, at range: SourceRange) {
    if range.lower == titleStart { return }
    let tag = "h\(min(max(level + headingShift, 2), 6))"
    out.raw("<\(tag) id=\"")
    out.attribute(identifier)
    out.raw("\">")
    inlines(content)
    out.raw("<a class=\"anchor\" href=\"#")
    out.attribute(identifier)
    out.raw("\" aria-label=\"Link to this section\">#</a></\(tag)>\n")
  }

  private mutating func footnotes() {
    guard !lesson.footnotes.isEmpty else { return }
    parts.insert(.footnotes)
    out.raw("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n")
    for (index, footnote) in lesson.footnotes.enumerated() {
      out.raw("<li id=\"fn:\(index + 1)\">\n")
      blocks(footnote.blocks)
      out.raw("<p class=\"back\">")
      for use in 0..<max(1, footnoteUses[index]) {
        out.raw("<a href=\"#\(Self.footnoteReference(index, use: use))\" role=\"doc-backlink\"")
        out.raw(" aria-label=\"Back to the text\">↩\u{FE0E}</a> ")
      }
      out.raw("</p></li>\n")
    }
    out.raw("</ol>\n</section>\n")
  }

  static func footnoteReference(_ index: Int, use: Int) -> String {
    use == 0 ? "fnref:\(index + 1)" : "fnref:\(index + 1):\(use + 1)"
  }

  /// Appends a formula and notes which characters it draws.
  mutating func formula(_ layout: MathLayout, display: Bool, tex: String? = nil) {
    let mathML = layout.mathML(display: display, tex: tex)
    if characters.collect(from: mathML) { parts.insert(.builtFormulas) }
    out.raw(mathML)
  }
}
