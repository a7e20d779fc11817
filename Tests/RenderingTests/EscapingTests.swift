import Diagnostics
import Figures
import LessonText
import Running
import Tangent
import Testing
import Typesetting

@testable import Rendering

struct EscapingTests {
  static let markup = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>&amp;"
  static let control = "\u{1B}]0;owned\u{7}\u{1B}[31m\u{9B}2J\u{8}\r\u{202E}"

  @Test(arguments: [
    ("https://a.b/c", "https://a.b/c"), ("HTTP://a", "HTTP://a"), ("mailto:a@b", "mailto:a@b"), ("#x", "#x"),
    ("a/b.md", "a/b.md"),
    ("./a:b", "./a:b"), ("?q=a:b", "?q=a:b"), (" https://a", "https://a"), ("", ""), ("javascript:alert(1)", nil),
    (" JaVaScRiPt:alert(1)", nil), ("java\tscript:alert(1)", nil), ("java\nscript:alert(1)", nil),
    ("\u{1}javascript:alert(1)", nil),
    ("data:text/html,x", nil), ("vbscript:x", nil), ("file:///etc/passwd", nil),
    ("javascript&colon;x", "javascript&colon;x"),
  ])
  func links(destination: String, expected: String?) {
    #expect(Escaping.link(destination) == expected)
  }

  @Test(arguments: [("de", "de"), ("zh-Hant", "zh-Hant"), ("\" onload=\"x", "en"), ("", "en"), (nil, "en")])
  func languages(tag: String?, expected: String) {
    #expect(Escaping.languageTag(tag) == expected)
  }

  /// A transcript with a hostile string in every place that takes one.
  private func hostile(_ text: String) -> Transcript {
    let range = SourceRange(0, 3)
    let words = [Inline(.text(text), at: range)]
    var lesson = LessonReader.read(
      path: text, bytes: Array("x $a$ [l](u \"t\") ![i](j.png) `{swift} v` [^f]\n\n```swift\nf()\n```\n\n[^f]: n".utf8))
    lesson.metadata.title = text
    lesson.metadata.author = [text]
    lesson.metadata.date = text
    lesson.metadata.description = text
    lesson.metadata.lang = text
    lesson.cells[0].code.text = "let a = \"\(text)\" // \(text)"
    lesson.cells[0].options.label = text
    lesson.cells[0].options.figureCaption = text
    lesson.cells[0].caption = [Inline(.text(text), at: SourceRange(0, 0))]
    lesson.cells[0].options.figureAlt = text
    let formula = Formula(
      tex: text, layout: .row([.text(text), .source(text), .identifier(text, .italic)]), label: text)
    lesson.blocks += [
      Block(.heading(level: 2, words, identifier: text), at: range), Block(.html(text), at: range),
      Block(.code(language: text, text), at: range), Block(.formula(formula), at: range),
      Block(.paragraph([Inline(.link(destination: "javascript:" + text, title: text, words), at: range)]), at: range),
      Block(.paragraph([Inline(.link(destination: "https://" + text, title: text, words), at: range)]), at: range),
      Block(
        .paragraph([
          Inline(.html(text), at: range), Inline(.code(text), at: range), Inline(.reference(text), at: range),
        ]), at: range),
    ]
    let output = FormulaOutput(text: text, layout: .text(text))
    let outputs: [Output] = [
      .text(text), .formula(output), .tensor(TensorOutput(text: text, shape: [1], cells: [[text]])),
      .table(TableOutput(columns: [.init(name: text, cells: [text], isNumeric: false)], text: text)),
      .figure(
        FigureOutput(
          scene: Scene(width: 9, height: 9, elements: [.text(Scene.Text(text, at: Scene.Point(0, 0)))]), text: text)),
      .derivation(
        DerivationOutput(
          steps: [.init(rule: text, sentence: text, before: output, after: output, condition: text)], text: text)),
    ]
    let error = Diagnostic(
      .error, .syntax, text, at: range, notes: [text], fixIts: [.init(text, range: range, text: text)])
    let values = [InlineResult(output: nil, diagnostics: [error])]
    let result = CellResult(status: .failed, outputs: outputs, diagnostics: [error])
    return Transcript(lesson: lesson, cells: [result], inlineValues: values, diagnostics: [error])
  }

  @Test func noMarkupReachesThePage() {
    let page = HTMLRenderer().render(hostile(Self.markup))
    // Its own, which a hash lets run.
    #expect(page.ranges(of: "<script").count == 1 && page.contains("</main>\n<script>const"))
    #expect(!page.contains("<img"))
    #expect(!page.contains("\"'>"))
    #expect(!page.contains("javascript:"))
    #expect(page.ranges(of: "&lt;script&gt;").count > 30)
    let body = page[(page.range(of: "</style>")?.upperBound ?? page.startIndex)...]
    #expect(attributeNames(in: body).isDisjoint(with: ["onerror", "onload", "src"]))
  }

  /// The names of all attributes, read as a browser does: what stands in quotes is a value.
  private func attributeNames(in html: Substring) -> Set<String> {
    var names: Set<String> = []
    for tag in html.split(separator: "<").compactMap({
      $0.split(separator: ">", omittingEmptySubsequences: false).first
    }) {
      let outside = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter {
        $0.offset % 2 == 0
      }
      for word in outside.map(\.element).joined(separator: " ").split(separator: " ").dropFirst() {
        names.insert(String(word.prefix { $0 != "=" }))
      }
    }
    return names
  }

  /// Markdown is read back as a forge reads it: no tag of the lesson's, no address but a safe one.
  @Test func nothingInMarkdownIsMarkup() {
    let text = MarkdownRenderer().render(hostile(Self.markup))
    let lesson = LessonReader.read(path: "a.md", bytes: Array(text.utf8))
    let tree = lesson.dump()
    for line in tree.split(separator: "\n") where line.drop(while: { $0 == " " }).hasPrefix("html ") {
      let own = ["<details>", "</details>", "<summary>", "<!-- -->"]
      #expect(own.contains { line.contains($0) } && !line.contains("<script") && !line.contains("<img"), "\(line)")
    }
    for line in tree.split(separator: "\n") where line.drop(while: { $0 == " " }).hasPrefix("link ") {
      #expect(!line.contains("javascript:"), "\(line)")
    }
    let notebook = NotebookRenderer().render(hostile(Self.markup))
    #expect(!notebook.contains("javascript:"))
  }

  @Test func noControlCharacterReachesMarkdown() {
    let bad = MarkdownRenderer().render(hostile(Self.control)).unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(bad.isEmpty)
  }

  @Test func noControlCharacterReachesThePage() {
    let page = HTMLRenderer().render(hostile(Self.control))
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" })
  }

  @Test(arguments: [true, false])
  func noEscapeSequenceReachesTheTerminal(isPlain: Bool) {
    // Figures draw themselves and have their own test.
    var transcript = hostile(Self.control)
    transcript.cells[0].outputs.removeAll(where: \.isDrawing)
    let text = TerminalRenderer(columns: 60, color: false, isPlain: isPlain).render(transcript)
    let bad = text.unicodeScalars.filter {
      $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}")
    }
    #expect(bad.isEmpty)
    #expect(text.contains("␛]0;owned␇"))
  }

  @Test func everyByteOfAttributesIsSafe() {
    var out = OutputBuffer()
    out.attribute("a\"b'c<d>e&f\ng\u{0}h")
    #expect(out.text == "a&quot;b&#39;c&lt;d&gt;e&amp;f&#10;g\u{FFFD}h")
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64(text: String, expected: String) {
    var out = OutputBuffer()
    out.base64(Array(text.utf8))
    #expect(out.text == expected)
  }
}
