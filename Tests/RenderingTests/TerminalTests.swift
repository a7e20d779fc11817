import Diagnostics
import LessonText
import Rendering
import Running
import Tangent
import Testing

struct TerminalTests {
  private func text(_ transcript: Transcript, columns: Int = 40, color: Bool = false, plain: Bool = false) -> String {
    TerminalRenderer(columns: columns, color: color, isPlain: plain, showsTimes: false).render(transcript)
  }

  @Test func aWholeLesson() {
    let lesson = """
      # Slopes

      A *line* of prose that is long enough to wrap twice at forty columns, with `code` and $x^2$.

      1. one
      2. two
         - inner

      > quoted words

      ```swift
      //| label: a
      let x = symbol("x")
      diff(x ** 2, x)
      ```

      | n | word |
      |--:|------|
      | 1 | a |

      > [!NOTE] Mind
      > the gap[^f]

      [^f]: A note.
      """
    #expect(
      text(transcript(lesson, [cell(.formula(formula("2 * x", "2x")))])) == """
        Slopes
        ━━━━━━

        A line of prose that is long enough to
        wrap twice at forty columns, with `code`
        and x².

         1. one
         2. two
             • inner

        > quoted words

          │ let x = symbol("x")
          │ diff(x ** 2, x)
          → 2x

         n │ word
        ───┼──────
         1 │ a

        ┃ Note: Mind
        ┃ the gap[1]

        ────────────
        [1] A note.

        1 cell: 1 ok

        """)
  }

  @Test(arguments: [
    (Output.text("a\n\tb\n"), "  → a\n        b\n", "  → a\n        b\n"),
    (.tensor(TensorOutput(text: "[1, 2]", shape: [2], cells: [["1", "2"]])), "  → [ 1  2 ]\n", "  → [1, 2]\n"),
    (
      .tensor(TensorOutput(text: "[[1], [20]]", shape: [2, 1], cells: [["1"], ["20"]])),
      "  → ⎡  1 ⎤\n    ⎣ 20 ⎦  2 × 1\n", "  → [[1], [20]]\n"
    ),
    (.table(table(rows: 1)), "  →  step │ name\n    ──────┼───────\n        0 │ row 0\n", "  → step name\n"),
    (
      .derivation(derivation),
      "  → 1. a = b\n         power rule: The exponent comes down. (for x ≠\n         0)\n"
        + "    2. = c\n         order: Sorted.\n",
      "  → a = b = c\n"
    ),
  ])
  func outputs(output: Output, rich: String, plain: String) {
    let transcript = transcript("```swift\nf()\n```", [cell(output)])
    #expect(text(transcript, columns: 54) == "lesson\n━━━━━━\n\n  │ f()\n\(rich)\n1 cell: 1 ok\n")
    #expect(text(transcript, columns: 54, plain: true) == "lesson\n━━━━━━\n\n  │ f()\n\(plain)\n1 cell: 1 ok\n")
  }

  @Test func everyLineFitsItsTerminal() {
    let words = "Ein langer Absatz mit 漢字 und einem sehr-langen-zusammengesetzten-Wort-das-nicht-passt. "
    let lesson = "\(words)\n\n> - \(words)\n\n| a | b |\n|---|---|\n| \(words) | \(words) |\n"
    for columns in [20, 33, 80] {
      for line in text(transcript(lesson), columns: columns).split(separator: "\n") {
        #expect(String(line).displayWidth <= columns)
      }
    }
  }

  @Test func colourOnlyWhenAsked() {
    let lesson = transcript("# T\n\n**b** `c`\n\n```swift\nlet a = 1\n```", [cell()])
    #expect(!text(lesson).contains("\u{1B}"))
    let colored = text(lesson, color: true)
    #expect(colored.contains("\u{1B}[1mb\u{1B}[0m") && colored.contains("\u{1B}[38;5;134mlet\u{1B}[0m"))
  }

  @Test func failuresAndCounts() {
    let error = Diagnostic(.error, .overflow, "too large", at: SourceRange(9, 12))
    let results = [
      CellResult(status: .failed, diagnostics: [error]), CellResult(status: .skipped), CellResult(status: .unevaluated),
    ]
    let lesson = transcript("```swift\nf()\n```\n\n```swift\ng()\n```\n\n```swift\nh()\n```", results)
    #expect(
      text(lesson).hasPrefix(
        """
        lesson
        ━━━━━━

          │ f()
        lesson.md:2:1: error: too large [overflow]
            2 | f()
              | ^~~

        """))
    #expect(text(lesson).hasSuffix("\n2 cells: 1 failed, 1 skipped\n"))
  }

  @Test func equationsStandWithTheirNumber() {
    let lines = text(transcript("$$a=b$$ {#eq-a}\n\nsee @eq-a")).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("    a = b") && $0.hasSuffix("(1)") })
    #expect(lines.contains("see Equation (1)"))
  }
}
