import Diagnostics
import Figures
import LessonText
import Rendering
import Running
import Tangent
import Testing

struct HTMLTests {
  @Test(arguments: [
    (
      "Some *soft*, **loud**, ~~gone~~ `code`.",
      "<p>Some <em>soft</em>, <strong>loud</strong>, <del>gone</del> <code>code</code>.</p>\n"
    ),
    ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
    ("[x](https://a.b/?c=1&d=2 \"t\")", "<p><a href=\"https://a.b/?c=1&amp;d=2\" title=\"t\">x</a></p>\n"),
    ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n"),
    ("- a\n- b", "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>\n"),
    ("3. a\n4. b", "<ol start=\"3\">\n<li>a\n</li>\n<li>b\n</li>\n</ol>\n"),
    (
      "- [x] a\n- [ ] b",
      "<ul class=\"tasks\">\n<li><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a\n</li>\n"
        + "<li><input type=\"checkbox\" disabled aria-label=\"To do\"> b\n</li>\n</ul>\n"
    ),
    ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
    ("```c\nif (a < b);\n```", "<pre class=\"code\">if (a &lt; b);</pre>\n"),
    ("> [!TIP]\n> x", "<div class=\"callout tip\" role=\"note\"><p class=\"title\">Tip</p>\n<p>x</p>\n</div>\n"),
    (
      "> [!HINT] Look\n> x",
      "<details class=\"callout hint\"><summary class=\"title\">Hint<span class=\"own\">Look</span></summary>\n"
        + "<p>x</p>\n</details>\n"
    ),
    ("<div>x</div>\n", "<pre class=\"html\">&lt;div&gt;x&lt;/div&gt;</pre>\n"),
    ("a <b>x</b>", "<p>a &lt;b&gt;x&lt;/b&gt;</p>\n"),
  ])
  func prose(markdown: String, html: String) {
    #expect(mainHTML(transcript(markdown)) == html)
  }

  @Test func tablesKeepTheirAlignment() {
    let html = mainHTML(transcript("| a | b |\n|:-:|--:|\n| 1 | 2 |"))
    #expect(html.contains("<th scope=\"col\" class=\"center\">a</th><th scope=\"col\" class=\"right\">b</th>"))
    #expect(html.contains("<tr><td class=\"center\">1</td><td class=\"right\">2</td></tr>"))
  }

  @Test func theTitleIsTheOnlyFirstHeading() {
    let page = HTMLRenderer().render(transcript("# One\n\n## Two\n\ntext"))
    #expect(page.contains("<h1 id=\"one\">One</h1>"))
    #expect(page.contains("<h2 id=\"two\">Two<a class=\"anchor\" href=\"#two\""))
    #expect(page.ranges(of: "<h1").count == 1)
    #expect(!page.contains("<nav"))
    let shifted = HTMLRenderer().render(transcript("---\ntitle: T\n---\n# One\n\n## Two\n\n## Three\n"))
    #expect(
      shifted.contains("<h1>T</h1>") && shifted.contains("<h2 id=\"one\">") && shifted.contains("<h3 id=\"two\">"))
    #expect(shifted.ranges(of: "<nav").count == 1)
  }

  @Test func metadataReachesTheHead() {
    let page = HTMLRenderer().render(
      transcript("---\ntitle: \"A & B\"\nauthor: [C, D]\ndate: 2026-01-02\ndescription: \"Q\\\"R\"\nlang: de\n---\nx"))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"de\">\n"))
    #expect(page.contains("<title>A &amp; B</title>"))
    #expect(page.contains("<meta name=\"author\" content=\"C, D\">"))
    #expect(page.contains("<meta name=\"description\" content=\"Q&quot;R\">"))
    #expect(page.contains("<p class=\"byline\">C, D · 2026-01-02</p>"))
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"))
  }

  @Test func footnotesLinkBothWays() {
    let html = mainHTML(transcript("a[^n] b[^n]\n\n[^n]: note"))
    #expect(html.contains("<a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a>"))
    #expect(html.contains("<a id=\"fnref:1:2\" href=\"#fn:1\""))
    #expect(html.contains("<li id=\"fn:1\">\n<p>note</p>"))
    #expect(html.contains("<a href=\"#fnref:1\" role=\"doc-backlink\"") && html.contains("<a href=\"#fnref:1:2\""))
  }

  @Test func referencesAreNumbered() {
    let lesson = """
      ## Start {#sec-start}

      $$a$$ {#eq-a}

      $$b$$ {#eq-b}

      > [!EXERCISE] Try {#exr-try}
      > x

      ```swift
      //| label: fig-p
      //| fig-cap: A curve.
      plot(f)
      ```

      @eq-b, @sec-start, @exr-try, @fig-p
      """
    let figure = Output.figure(FigureOutput(scene: Scene(width: 10, height: 10, elements: []), text: "words"))
    let html = mainHTML(transcript(lesson, [cell(figure)]))
    #expect(html.contains("<div class=\"equation\" id=\"eq-b\">"))
    #expect(html.contains("<span class=\"number\">(2)</span>"))
    #expect(
      html.contains("<div class=\"callout exercise\" role=\"note\" id=\"exr-try\"><p class=\"title\">Exercise 1<span"))
    #expect(html.contains("<a href=\"#eq-b\">Equation (2)</a>, <a href=\"#sec-start\">Start</a>, "))
    #expect(html.contains("<a href=\"#exr-try\">Exercise 1</a>, <a href=\"#fig-p\">Figure 1</a>"))
    #expect(html.contains("<div class=\"cell ok\" role=\"group\" aria-label=\"Cell 1\" id=\"fig-p\">"))
    #expect(html.contains("<figcaption><b>Figure 1.</b> A curve.</figcaption>"))
    #expect(html.contains("<svg") && html.contains("words"))
  }

  @Test func inlineValuesAreSetAsMathematics() {
    let values = [InlineResult(output: .formula(formula("x ** 2", "x^2"))), InlineResult(output: .text("4.5"))]
    let html = mainHTML(transcript("It is `{swift} h` or `{swift} v`.", values: values))
    #expect(html.contains("It is <math") && html.contains("or <span class=\"keep\">4.5.</span></p>"))
    let failed = mainHTML(transcript("`{swift} h`", values: [InlineResult(output: nil)]))
    #expect(failed.contains("<code class=\"failed\">h</code>"))
  }

  @Test func missingImagesShowTheirWords() {
    #expect(mainHTML(transcript("![a cat](cat.png)")).contains("<span class=\"missing-image\">a cat</span>"))
  }

  @Test func imagesAreEmbedded() {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let lesson = LessonReader.read(path: "l.md", bytes: Array("![a \"cat\"](cat.png)".utf8)) { _ in .success(png) }
    let html = mainHTML(Transcript(lesson: lesson, cells: []))
    #expect(html.contains("<img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"a &quot;cat&quot;\">"))
  }

  @Test func pagesWithoutFormulasHaveNoFont() {
    #expect(!HTMLRenderer().render(transcript("x")).contains("@font-face"))
    let page = HTMLRenderer().render(transcript("$x$"))
    #expect(page.contains("@font-face") == GlyphSubset.isAvailable)
  }
}
