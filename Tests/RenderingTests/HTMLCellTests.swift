import Diagnostics
import LessonText
import Rendering
import Running
import Tangent
import Testing

struct HTMLCellTests {
  private func html(_ result: CellResult, options: String = "") -> String {
    mainHTML(transcript("```swift\n\(options)let n = 1 // one\n```\n", [result]))
  }

  @Test func codeIsColouredAndTiedToItsOutputs() {
    #expect(
      html(cell(.text("out\n")), options: "//| label: here\n") == """
        <div class="cell ok" role="group" aria-label="Cell 1" id="here">
        <pre class="code"><code><b>let</b> n = <i class=n>1</i> \
        <i>// one</i></code></pre>
        <div class="outputs">
        <pre class="out">out</pre>
        </div>
        </div>

        """)
  }

  @Test(arguments: [
    ("echo: false", false, true), ("output: false", true, false), ("include: false", false, false),
    ("eval: true", true, true),
  ])
  func optionsHide(option: String, code: Bool, output: Bool) {
    let found = html(cell(.text("shown")), options: "//| \(option)\n")
    #expect(found.contains("class=\"code\"") == code)
    #expect(found.contains("shown") == output)
  }

  @Test func foldedCodeOpensOnDemand() {
    #expect(
      html(cell(), options: "//| code-fold: true\n").contains(
        "<details class=\"fold\"><summary>Code</summary>\n<pre class=\"code\""))
  }

  @Test func exercisesSayHowTheyStand() {
    var result = cell()
    result.answer = .incorrect
    let check = html(result, options: "//| check: a\n")
    #expect(check.contains("<details class=\"fold\"><summary>Code</summary>"))
    #expect(check.contains("</details>\n<p class=\"verdict incorrect\">✗ Not yet.</p>"))
    result.answer = .unfinished
    let place = mainHTML(transcript("```swift\n//| exercise: a\nlet n = <#one & two#>\n```\n", [result]))
    #expect(place.contains("aria-label=\"Cell 1\" id=\"a\">\n<p class=\"exercise-number\">Exercise 1</p>"))
    #expect(
      place.contains("<i class=p>&lt;#one &amp; two#&gt;</i></code></pre>\n<p class=\"verdict unfinished\">"))
  }

  @Test func aCellBelowItsExerciseHasNoNumberOfItsOwn() {
    let lesson = "> [!EXERCISE] A {#exr-a}\n\n```swift\n//| exercise: a\n1\n```\n\n```swift\n//| exercise: b\n2\n```\n"
    let html = mainHTML(transcript(lesson, [cell(), cell()]))
    #expect(html.split(separator: "class=\"exercise-number\">").count == 2 && html.contains(">Exercise 2</p>"))
  }

  @Test func tensorsAreTables() {
    let tensor = TensorOutput(text: "[[1, 2]]", shape: [1, 9], cells: [["1", nil]])
    let found = html(cell(.tensor(tensor)))
    #expect(found.contains("aria-label=\"Tensor of shape 1 × 9\""))
    #expect(found.contains("<table class=\"tensor\">\n<tr><td>1<td>…\n</table>"))
    #expect(found.contains("<span class=\"shape\">1 × 9</span>"))
    let tinted = TensorOutput(text: "[1, 0, -2]", shape: [3], cells: [["1", "0", "-2"]], heat: [[2, 0, -4]])
    let row = "<td class=w2>1<td>0<td class=c4>-2"
    #expect(html(cell(.tensor(tinted))).contains(row))
    let scalar = html(cell(.tensor(TensorOutput(text: "2.5", shape: [], cells: []))))
    #expect(scalar.contains("<pre class=\"out\">2.5</pre>"))
  }

  @Test func longTablesFold() {
    let short = html(cell(.table(table(rows: 18))))
    #expect(short.ranges(of: "<table").count == 1)
    #expect(short.contains("<th scope=\"col\" class=\"right\">step</th><th scope=\"col\">name</th>"))
    let long = html(cell(.table(table(rows: 40))))
    #expect(long.ranges(of: "<table").count == 2)
    #expect(long.contains("<summary>All 40 rows</summary>"))
    #expect(
      long.contains(
        "<td>row 11</td></tr>\n<tr class=\"gap\"><td colspan=\"2\">⋮</td></tr>\n<tr><td class=\"right\">37</td>"))
  }

  @Test func derivationsNameTheirRules() {
    let found = html(cell(.derivation(derivation)))
    #expect(
      found.contains(
        "<p class=\"why\"><b>power rule</b> The exponent comes down. <span class=\"condition\">(for x ≠ 0)</span></p>"))
    #expect(found.contains("<li><div class=\"before\"></div><div class=\"relation\">=</div><div class=\"after\""))
    #expect(found.ranges(of: "<li>").count == 2)
  }

  @Test func failuresShowTheirCaret() {
    let place = SourceRange(13, 14)
    let error = Diagnostic(
      .error, .undefinedName, "no name 'n' is known here", at: place,
      fixIts: [.init("did you mean 'm'?", range: place, text: "m")])
    let found = html(CellResult(status: .failed, diagnostics: [error]))
    #expect(
      found.contains(
        """
        <div class="diagnostic error">
        <p><strong>Error:</strong> no name 'n' is known here <code>undefined-name</code></p>
        <pre><span class="place">lesson.md:2:5</span>
        <span class="place">   2 |</span> let n = 1 // one
        <span class="place">     |</span> <span class="marks">    ^</span></pre>
        <p class="note">did you mean 'm'?</p>
        </div>
        """))
    #expect(found.contains("<div class=\"cell failed\""))
  }

  @Test func errorsOfHiddenCellsStaySeen() {
    let error = Diagnostic(.error, .overflow, "too large", at: SourceRange(9, 10))
    #expect(
      html(CellResult(status: .failed, diagnostics: [error]), options: "//| include: false\n").contains("too large"))
  }

  @Test func skippedCellsSayWhy() {
    let note = Diagnostic(.note, .dependsOnFailed, "not run: it needs 'z'", at: SourceRange(9, 10))
    let found = html(CellResult(status: .skipped, diagnostics: [note]))
    #expect(found.contains("<div class=\"cell skipped\"") && found.contains("not run: it needs 'z'"))
  }

  @Test func problemsOfTheProseComeFirst() {
    let found = mainHTML(transcript("See @fig-nowhere."))
    #expect(found.hasPrefix("<details class=\"problems\" open><summary>One problem in this lesson</summary>"))
    #expect(found.contains("lesson.md:1:5"))
  }
}
