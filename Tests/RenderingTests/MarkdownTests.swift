import Diagnostics
import Figures
import LessonText
import Rendering
import Running
import Tangent
import Testing

struct MarkdownTests {
  private func markdown(_ text: String, _ results: [CellResult] = []) -> String {
    MarkdownRenderer().render(transcript(text, results))
  }

  @Test func aWholeLesson() {
    let lesson = """
      ---
      title: Slopes
      author: A. Writer
      ---
      # First

      A *line* with **words**, `code`, $x^2$ and [a link](https://example.org "t").
      1. one
      2. two
         - [x] done

      ```swift
      //| label: fig-a
      //| fig-cap: The $x$.
      let x = symbol("x")
      ```

      See @fig-a and @eq-b[^n].

      $$
      a = b

      $$ {#eq-b}

      > [!HINT] Look
      > here

      | a | $\\|x\\|$ |
      |:-:|--:|
      | 1 | 2 \\| 3 |

      [^n]: Note.
      """
    let figure = FigureOutput(scene: Scene(width: 40, height: 30, elements: []), text: "A curve.")
    let results = [cell(.text("4\n"), .formula(formula("2 * x", "2x")), .figure(figure))]
    let text = markdown(lesson, results)
    let drawing = figure.scene.terminal(columns: 72, color: false).joined(separator: "\n")
    #expect(
      text == """
        # Slopes

        A. Writer

        ## First

        A *line* with **words**, `code`, $x^2$ and [a link](https://example.org "t").

        1. one
        2. two
           - [x] done

        ```swift
        let x = symbol("x")
        ```

        ```text
        4
        ```

        $$
        2x
        $$

        ```text
        \(drawing)
        ```

        *A curve.*

        **Figure 1.** The $x$.

        See Figure 1 and Equation (1)[^1].

        $$
        a = b
        \\tag{1}
        $$

        <details>
        <summary>Hint: Look</summary>

        here

        </details>

        | a | $\\vert x\\vert $ |
        | :-: | --: |
        | 1 | 2 \\| 3 |

        [^1]: Note.

        """)
  }

  @Test(arguments: [
    ("1\\. no list", "1\\. no list"), ("\\# no heading", "\\# no heading"), ("\\- no list", "\\- no list"),
    ("a \\*b\\* \\_c\\_ snake_case", "a \\*b\\* \\_c\\_ snake_case"), ("\\$5 &amp; &lt;b&gt;", "\\$5 & \\<b\\>"),
    ("x \\[a\\](b) \\| c", "x \\[a\\](b) \\| c"), ("``a`b``", "``a`b``"), ("a  \nb", "a\\\nb"),
    ("- a\n\n\n* b", "- a\n\n<!-- -->\n\n- b"), ("~~~\n```\n~~~", "````\n```\n````"),
    ("<div>", "```html\n<div>\n```"), ("![an image](gone.png)", "![an image](gone.png)"),
    ("[x](javascript:alert(1))", "x"), ("[x](<a b(c>)", "[x](a%20b%28c)"),
    ("> [!TIP] Mind\n> x", "> [!TIP]\n> **Mind**\n>\n> x"),
    ("> [!EXERCISE] Try\n> x", "> **Exercise 1** Try\n>\n> x"),
  ])
  func prose(source: String, expected: String) {
    let text = markdown(source)
    let body = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init)
    // A missing image is a problem at the head of the document.
    #expect(body?.hasSuffix(expected + "\n") == true, "\(text)")
  }

  /// What is written reads back as what was read.
  @Test(arguments: [
    "a *b* **c** `d` ~~e~~ [f](g) \\*h\\* 1\\. i &amp; \\<j\\>", "> quote\n>\n> - a\n> - b", "1. a\n\n   b\n2. c",
    "| a | b |\n|---|:-:|\n| `x\\|y` | z |", "# H\n\n## I `c`\n\n---\n\ntext", "a\\\nb\nc", "$a_1 * b_2$ and $$c$$",
  ])
  func readsBack(source: String) {
    let first = markdown(source)
    #expect(markdown(first) == first)
  }

  @Test func errorsAreCallouts() {
    let error = Diagnostic(.error, .overflow, "too large", at: SourceRange(9, 12))
    let text = markdown("```swift\nf()\n```", [CellResult(status: .failed, diagnostics: [error])])
    #expect(text.contains("> [!CAUTION]\n> ```text\n> lesson.md:2:1: error: too large [overflow]\n>     2 | f()\n"))
  }

  @Test func derivationsAreNumberedSteps() {
    let text = markdown("```swift\nf()\n```", [cell(.derivation(derivation))])
    #expect(text.contains("1. $a = b$\\\n   **power rule**: The exponent comes down. (for x ≠ 0)\n2. $= c$\\\n"))
    let long = markdown("```swift\nf()\n```", [cell(.table(table(rows: 40)))])
    #expect(long.contains("| step | name |\n| --: | --- |\n| 0 | row 0 |") && long.contains("| ⋮ | ⋮ |\n| 37 |"))
  }
}
