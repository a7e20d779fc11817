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
    let hash = Data(SHA256.digest(of: Array(driver.utf8))).base64EncodedString()
    let html = page.replacingOccurrences(of: "script-src ", with: "script-src 'sha256-\(hash)' ")
      .replacingOccurrences(of: "</body>", with: "<script>\(driver)</script></body>")
    let log = try Browser.body(of: html)
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

/// A headless Chromium, where one is installed.
private enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The text that the page's body holds after its scripts have run.
  static func body(of html: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tangent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try Data(html.utf8).write(to: file)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = path.map { URL(fileURLWithPath: $0) }
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile", "--dump-dom",
      "file://\(file.path)",
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let start = text.range(of: "<body>"), let end = text.range(of: "</body>") else { return text }
    return String(text[start.upperBound..<end.lowerBound]).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// FIPS 180-4, to check a constant of ours by other means than the ones that made it.
private enum SHA256 {
  static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
    var padded = message + [0x80]
    while padded.count % 64 != 56 { padded.append(0) }
    padded += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
    for start in stride(from: 0, to: padded.count, by: 64) { compress(padded[start..<start + 64], into: &state) }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  private static let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
  private static let constants = primes.prefix(64).map { fraction(cbrt(Double($0))) }

  private static func fraction(_ x: Double) -> UInt32 { UInt32((x - x.rounded(.down)) * 4_294_967_296) }

  private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

  private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    let bytes = Array(block)
    var w = (0..<16).map { i in (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[4 * i + $1]) } }
    for i in 16..<64 {
      let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3
      let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10
      w.append(w[i - 16] &+ s0 &+ w[i - 7] &+ s1)
    }
    var v = state
    for i in 0..<64 {
      let s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)
      let choice = v[4] & v[5] ^ ~v[4] & v[6]
      let first = v[7] &+ s1 &+ choice &+ constants[i] &+ w[i]
      let s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)
      let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
      v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for i in 0..<8 { state[i] &+= v[i] }
  }
}
