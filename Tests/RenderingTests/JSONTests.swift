import Diagnostics
import Figures
import Foundation
import LessonText
import Rendering
import Running
import Tangent
import Testing

struct JSONTests {
  private func json(_ transcript: Transcript, times: Bool = false) -> String {
    JSONRenderer(showsTimes: times).render(transcript)
  }

  @Test func theSchema() {
    let lesson = "é `{swift} v`\n\n```swift\n//| label: a\nf(\"q\")\n```\n"
    let warning = Diagnostic(.warning, .unusedResult, "unused", at: SourceRange(38, 39))
    let result = CellResult(status: .ok, outputs: [.text("a\tb\n")], diagnostics: [warning], seconds: 0.0004)
    let whole = transcript(lesson, [result], values: [InlineResult(output: .text("4"))])
    let head = "{\"schema\":1,\"lesson\":\"lesson.md\",\"status\":\"ok\",\"diagnostics\":[],"
    let inline = "\"inline\":[{\"line\":1,\"column\":3,\"text\":\"4\"}],"
    let cell =
      "\"cells\":[{\"index\":1,\"label\":\"a\",\"line\":3,\"status\":\"ok\","
      + "\"source\":\"//| label: a\\nf(\\\"q\\\")\\n\","
    let rest =
      "\"outputs\":[{\"kind\":\"text\",\"text\":\"a\\tb\\n\"}],\"diagnostics\":["
      + "{\"severity\":\"warning\",\"code\":\"unused-result\","
      + "\"message\":\"unused\",\"line\":5,\"column\":1}]}]}\n"
    #expect(json(whole) == head + inline + cell + rest)
    #expect(json(whole, times: true) == head + inline + cell + "\"seconds\":0.0004," + rest)
  }

  @Test func everyKindOfOutputParses() throws {
    let figure = FigureOutput(scene: Scene(width: 9, height: 9, elements: []), text: "a curve")
    let tensor = TensorOutput(text: "[1]", shape: [1], cells: [["1"]])
    let outputs: [Output] = [
      .text("t"), .formula(formula("x ** 2", "x^2")), .tensor(tensor), .table(table(rows: 2)), .figure(figure),
      .graph(figure),
      .derivation(derivation),
    ]
    let text = json(transcript("```swift\nf()\n```", [CellResult(status: .ok, outputs: outputs)]))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let cells = try #require(root["cells"] as? [[String: Any]])
    #expect(cells[0]["label"] is NSNull)
    let found = try #require(cells[0]["outputs"] as? [[String: Any]])
    #expect(
      found.map { $0["kind"] as? String } == ["text", "formula", "tensor", "table", "figure", "graph", "derivation"])
    #expect(found.allSatisfy { $0["text"] is String })
    #expect(found[1]["tex"] as? String == "x^{2}")
    #expect((found[1]["mathml"] as? String)?.hasPrefix("<math") == true)
    #expect((found[4]["svg"] as? String)?.hasPrefix("<svg") == true && found[4]["alt"] as? String == "a curve")
    let steps = try #require(found[6]["steps"] as? [[String: Any]])
    #expect(steps.map { $0["rule"] as? String } == ["power rule", "order"])
    #expect(steps[0]["condition"] as? String == "x ≠ 0" && steps[1]["condition"] is NSNull)
  }

  @Test func failedAndUnevaluatedCells() {
    let results = [CellResult(status: .failed), CellResult(status: .unevaluated)]
    let text = json(transcript("```swift\nf()\n```\n\n```swift\n//| eval: false\ng()\n```", results))
    #expect(text.contains("\"status\":\"failed\",\"diagnostics\""))
    #expect(text.contains("\"status\":\"unevaluated\""))
  }

  @Test func everyControlCharacterSurvives() throws {
    let hostile =
      String(String.UnicodeScalarView((1..<0xA0).compactMap { Unicode.Scalar($0) })) + "\u{2028}\"\\</script>😀"
    let text = json(transcript("```swift\nf()\n```", [cell(.text(hostile))]))
    #expect(text.utf8.filter { $0 < 0x20 } == [0x0A])
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let outputs = (root["cells"] as? [[String: Any]])?.first?["outputs"] as? [[String: Any]]
    #expect(outputs?.first?["text"] as? String == hostile)
  }
}
