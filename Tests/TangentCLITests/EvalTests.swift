import Foundation
import Testing

@Suite struct EvalTests {
  /// A cell and what it shows.
  @Test(arguments: [
    ("diff(sin(x ** 2), x)", "2 * x * cos(x ** 2)\n"), ("1 + 1", "2\n"), ("let a = 2.0; a * a", "4.0\n"),
    ("let a = 2.0\nprint(a)\ndisplay(a + 1)\nprint(\"b\"); a + 2", "2.0\n3.0\nb\n4.0\n"), ("", ""), ("let a = 1", ""),
    ("\"\\u{1B}[31mred\"", "␛[31mred\n"), ("x + y + x", "2 * x + y\n"),
    // The first thing that the process does with expressions is to show one that it did not make.
    ("Expr.pi", ".pi\n"), ("diff(x ** 3)", "3 * x ** 2\n"),
  ]) func values(_ cell: String, _ shown: String) throws {
    let outcome = try tangent("eval", cell)
    #expect(outcome.status == 0 && outcome.output == shown && outcome.error == "", "\(outcome)")
  }

  /// A cell, what it shows all the same, and what is said about it.
  @Test(arguments: [
    (
      "print(1)\nlet zero = 0\n1 / zero", "1\n",
      """
      eval:3:1: error: division by zero [division-by-zero]
          3 | 1 / zero
            | ^~~~~~~~

      """
    ),
    (
      "let n: Int = \"a\"", "",
      """
      eval:1:14: error: this is String, where Int is needed [type-mismatch]
          1 | let n: Int = "a"
            |              ^~~

      """
    ),
    (
      "diff(x,", "",
      """
      eval:1:8: error: expected value in function call [syntax]
          1 | diff(x,
            |        ^

      """
    ),
  ]) func errors(_ cell: String, _ shown: String, _ message: String) throws {
    let outcome = try tangent("eval", cell)
    #expect(outcome.status == 1 && outcome.output == shown)
    #expect(outcome.error == message + "\n", "\(outcome.error)")
  }

  @Test func endlessLoop() throws {
    let folder = try Folder()
    defer { folder.remove() }
    let loop = "for i in 0..<9_000_000_000_000 { if i < 0 { print(i) } }"
    let lesson = try folder.write("```swift\n//| time-limit: 0.1\n\(loop)\n```\n")
    let outcome = try tangent("run", lesson, "--to", "json", in: folder.url)
    #expect(try outcome.json().cells.first?.diagnostics.map(\.code) == ["time-limit"])
  }

  @Test func json() throws {
    let document = try tangent("eval", "print(1)\nx ** 2", "--to", "json", "--no-times").json()
    #expect(document.lesson == "eval" && document.status == .ok)
    #expect(document.cells.first?.outputs.map(\.kind) == [.text, .formula])
    #expect(document.cells.first?.outputs.last?.tex == "x^{2}" || document.cells.first?.outputs.last?.tex == "x^2")
    let failed = try tangent("eval", "nope(1)", "--to", "json")
    #expect(failed.status == 1 && failed.error == "")
    #expect(try failed.json().cells.first?.diagnostics.map(\.code) == ["undefined-name"])
  }

  @Test func html() throws {
    #expect(try tangent("eval", "x ** 2", "--to", "html").output.contains("<math"))
  }
}
