import Diagnostics
import LessonText
import Testing

/// Every finding of the reader, with the place where it must land between `⟦` and `⟧`.
@Suite struct DiagnosticTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var code: DiagnosticCode
    var marked: String
    var fix: String?
    var testDescription: String { "\(code.rawValue): \(marked.debugDescription)" }

    init(_ code: DiagnosticCode, _ marked: String, fix: String? = nil) {
      self.code = code
      self.marked = marked
      self.fix = fix
    }
  }

  static let cases = [
    Case(.unclosedFence, "text\n\n⟦```⟧swift\nlet x = 1\n"),
    Case(.unclosedFence, "> ⟦~~~~⟧\n> code\n\n```\nclosed\n```\n"),
    Case(.unclosedFence, "> ⟦```⟧\n> code\n```\nnew\n```\n"),
    Case(.unclosedFence, "- ⟦```⟧\n  code\n- next\n"),
    Case(.unclosedFormula, "⟦$$⟧\nx\n\nfor ever\n"),
    Case(.unclosedFormula, "- ⟦\\[⟧ x\n- next\n"),
    Case(.unclosedFormula, "a\n\n⟦\\begin{align}⟧\nx\n"),
    Case(.unknownCommand, "Inline $a ⟦!⟧$\n"),
    Case(.unknownCommand, "> - $a\n>   ⟦!⟧b$\n"),
    Case(.unknownCommand, "> - $$\n>   a\n>\n>      ⟦!⟧b\n>   $$\n"),
    Case(.unknownCommand, "| a |\n|---|\n| $x \\| ⟦!⟧$ |\n"),
    Case(.unknownCommand, "- ```math\n  é⟦!⟧\n  ```\n"),
    Case(.unknownOption, "```swift\n//| echo: true\n//| ⟦labl⟧: fig-a\n```\n", fix: "did you mean 'label'?"),
    Case(.invalidOption, "- é\n\n  ```swift\n  //| echo:  ⟦maybe⟧\n  ```\n"),
    Case(.invalidOption, "```swift\n//| fig-width: ⟦3⟧\n```\n"),
    Case(.duplicateLabel, "```swift\n//| label: a\n```\n\n```swift\n//| label: ⟦a⟧\n```\n"),
    Case(.duplicateLabel, "# A {#sec-a}\n\n⟦# B {#sec-a}⟧\n"),
    Case(.unknownReference, "# A {#sec-one}\n\n*é &amp; \\* see ⟦@sec-ons⟧*.\n", fix: "did you mean 'sec-one'?"),
    Case(.unknownReference, "a [b](c\n'd\ne') ⟦@fig-x⟧ y\n"),
    Case(.unknownReference, "para\n   of <b> `code\n  span` lines ⟦@eq-x⟧\n"),
    Case(.unknownCallout, "> ⟦[!NOTES]⟧ x\n", fix: "did you mean 'NOTE'?"),
    Case(.image, "a ⟦![alt](../up.png)⟧ b\n"),
    Case(.image, "⟦![alt](a/../../up.png)⟧\n"),
    Case(.image, "⟦![alt](/etc/x.png)⟧\n"),
    Case(.image, "⟦![alt](https://example.org/x.png)⟧\n"),
    Case(.image, "⟦![alt](//example.org/x.png)⟧\n"),
    Case(.image, "⟦![alt](%2e%2e/x.png)⟧\n"),
    Case(.image, "⟦![alt](missing.png)⟧\n"),
    Case(.missingAlternativeText, "> a ⟦![](ok.png)⟧\n"),
    Case(.strayOutput, "⟦```output⟧\n1\n```\n"),
    Case(.frontMatter, "---\ntitle: ok\nseed: ⟦é⟧\n---\n"),
    Case(.frontMatter, "⟦---⟧\ntitle: never closed\n"),
    Case(.frontMatter, "---\nparams: ⟦3⟧\n---\n"),
    Case(.unknownKey, "---\n⟦titel⟧: x\n---\n", fix: "did you mean 'title'?"),
  ]

  @Test(arguments: cases)
  func landsAtItsPlace(_ test: Case) throws {
    let marked = MarkedText(test.marked)
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let diagnostics = lesson(marked.text, images: ["ok.png": png]).diagnostics
    let found = try #require(diagnostics.first, "nothing was found")
    #expect(diagnostics.count == 1)
    #expect(found.code == test.code)
    #expect(found.range == marked.ranges.first)
    if let fix = test.fix { #expect(found.fixIts.map(\.message) == [fix]) }
  }

  @Test(arguments: cases)
  func landsInCRLFFilesAsWell(_ test: Case) {
    let marked = MarkedText(test.marked)
    let windows = MarkedText(
      test.marked.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
    let usual = lesson(marked.text, images: ["ok.png": Array("GIF89a".utf8)]).diagnostics
    let found = lesson(windows.text, images: ["ok.png": Array("GIF89a".utf8)]).diagnostics
    #expect(found.map(\.code) == usual.map(\.code))
    #expect(found.first?.range == windows.ranges.first)
  }

  @Test func brokenYAMLIsReportedAtItsLineAndTheMarkdownIsRead() {
    let lesson = lesson("---\ntitle: a\nlang: [en\n---\n# Text\n")
    #expect(lesson.diagnostics.map(\.code) == [.frontMatter])
    #expect(lesson.diagnostics.first.map { lesson.file.position(at: $0.range.lower).line } == 3)
    #expect(lesson.title == "Text")
  }

  @Test func goodTextHasNoFindings() {
    let text = "# A\n\nMe@fig-x.org `@fig-x` \\@ [x](http://a.b/@fig-x) $5 and $6 \\$ > [!NOTE]\n\n> [!Tip]\n> x\n"
    #expect(lesson(text).diagnostics.isEmpty)
  }
}
