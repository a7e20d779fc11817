import Algebra
import Foundation
import Tangent
import Testing

@testable import Rendering

/// The stepping computation graph: its table without script, and its script in a real browser.
struct SteppingTests {
  private var page: String {
    let x = symbol("x")
    let graph = Tangent.graph(sin(x ** 2), at: [x: 2.0])
    guard let output = try? graph.output() else { return "" }
    return HTMLRenderer().render(transcript("# G\n\n```swift\ngraph(e)\n```\n", [cell(output)]))
  }

  @Test func theTableSaysEveryStepWithoutScript() {
    let html = page
    #expect(html.contains("<figure class=\"stepping\">"))
    #expect(html.contains("<summary>Forward and backward in 6 steps</summary>"))
    #expect(
      html.contains(
        "<tr class=\"backward\" data-step=\"0 0\"><th>6<td>←"
          + "<td>∂y/∂x = ∂y/∂u · ∂u/∂x = <b>(−0.6536)</b> · 4 = <b>−2.615</b></table>"
      ))
  }

  private func formulas(_ graph: Graph) throws -> [String] {
    guard case .graph(let figure) = try graph.output() else { return [] }
    return figure.steps.filter { $0.pass == .backward }.map { $0.formula.map(\.text).joined() }
  }

  @Test func unknownFunctionsShowTheirComposition() throws {
    let (f, g, x) = (function("f"), function("g"), symbol("x"))
    #expect(
      try formulas(graph(f(g(x)))) == [
        "∂y/∂y = 1", "∂y/∂u = 1 · f′(g(x)) = f′(g(x))", "∂y/∂x = ∂y/∂u · ∂u/∂x = f′(g(x)) · g′(x)",
      ])
    #expect(graph(f(g(x))).description.contains("3 nodes with 2 operations from x to f(g(x))"))
  }

  @Test func tensorsShowWhatEachOperationPassesBack() throws {
    let w = Tensor([1.0, 2.0], requiresGrad: true)
    let y = (w * w).sum()
    y.backward()
    #expect(
      try formulas(graph(y)) == [
        "∂y/∂y = 1", "∂y/∂v₂ = 1 · [1, …] = [1, …]", "∂y/∂v₂ · ∂v₂/∂tensor = [1, …] · [1, 2] = [1, 2]",
        "∂y/∂v₂ · ∂v₂/∂tensor = [1, …] · [1, 2] = [1, 2]; together ∂y/∂tensor = [2, 4]",
      ])
  }

  @Test func theSecurityPolicyKnowsTheScripts() throws {
    for (html, scripts) in [
      (page, [PageScript.page, .stepping]), (HTMLRenderer().render(transcript("text")), [.page]),
    ] {
      let written = html.components(separatedBy: "<script>").dropFirst().map {
        $0.components(separatedBy: "</script>")[0]
      }
      #expect(written == scripts.map(\.text))
      for script in scripts {
        #expect(script.hash == Data(SHA256.digest(of: Array(script.text.utf8))).base64EncodedString())
      }
      #expect(html.contains("; script-src" + scripts.map { " 'sha256-\($0.hash)'" }.joined() + "\">"))
    }
  }

  @Test(.enabled(if: Browser.path != nil, "no Chromium is installed here"))
  func aBrowserStepsForwardAndBackward() throws {
    let driver = """
      const press = (key) => document.querySelector(".stepper button").dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
      const list = (query) => [...document.querySelectorAll(query)].map((part) => part.textContent).join("|")
      const seen = () => [list(".stepper output"), list(".node.now"), list(".edge.now"), list(".met .backward")].join(" # ")
      const log = []
      press("ArrowRight"); log.push(seen())
      document.querySelectorAll(".stepper button")[2].click(); log.push(seen())
      press("ArrowLeft"); log.push(seen())
      for (let i = 0; i < 4; i++) press("ArrowRight")
      log.push(seen()); press("ArrowRight"); log.push(seen()); press("ArrowRight"); log.push(seen())
      press("Home"); log.push(seen())
      document.body.replaceChildren(log.join("\\n"))
      """
    let log = try Browser.body(of: page, after: driver)
    #expect(
      log.split(separator: "\n").map(String.init) == [
        "1 of 6: x = 2 # x2−2.615 #  # ",
        "2 of 6: u = 2² = 4 # u = ** 24−0.6536 # 4 # ",
        "1 of 6: x = 2 # x2−2.615 #  # ",
        "5 of 6: ∂y/∂u = 1 · (−0.6536) = −0.6536 # u = ** 24−0.6536 # −0.6536 # −0.6536|1",
        "6 of 6: ∂y/∂x = ∂y/∂u · ∂u/∂x = (−0.6536) · 4 = −2.615 # x2−2.615 # 4 # −2.615|−0.6536|1",
        "Step through it with the buttons or the arrow keys. #  #  # −2.615|−0.6536|1",
        "Nothing is computed yet. #  #  #",
      ])
  }
}
