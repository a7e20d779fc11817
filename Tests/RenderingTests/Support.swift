import Diagnostics
import LessonText
import Rendering
import Running
import Tangent
import Typesetting

/// The transcript of a lesson whose cells gave `results`, and whose inline values gave `values`.
func transcript(_ markdown: String, _ results: [CellResult] = [], values: [InlineResult] = []) -> Transcript {
  let lesson = LessonReader.read(path: "lesson.md", bytes: Array(markdown.utf8))
  return Transcript(lesson: lesson, cells: results, inlineValues: values, diagnostics: lesson.diagnostics)
}

func cell(_ outputs: Output...) -> CellResult { CellResult(status: .ok, outputs: outputs, seconds: 0.0004) }

func formula(_ text: String, _ tex: String) -> FormulaOutput {
  FormulaOutput(text: text, layout: TeXReader.read(tex).layout)
}

func table(rows: Int) -> TableOutput {
  let steps = TableOutput.Column(name: "step", cells: (0..<rows).map(String.init), isNumeric: true)
  let names = TableOutput.Column(name: "name", cells: (0..<rows).map { "row \($0)" }, isNumeric: false)
  return TableOutput(columns: [steps, names], text: "step name")
}

let derivation = DerivationOutput(
  steps: [
    .init(
      rule: "power rule", sentence: "The exponent comes down.", before: formula("a", "a"), after: formula("b", "b"),
      condition: "x ≠ 0"),
    .init(rule: "order", sentence: "Sorted.", before: formula("b", "b"), after: formula("c", "c")),
  ], text: "a = b = c")

/// The page's `main` element without the title block.
func mainHTML(_ transcript: Transcript) -> String {
  let page = HTMLRenderer().render(transcript)
  guard let start = page.range(of: "</header>\n"), let end = page.range(of: "</main>") else { return page }
  return String(page[start.upperBound..<end.lowerBound])
}

extension String {
  /// The first place of `text`; a plain search, so that the tests need no other library for it.
  func range(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
