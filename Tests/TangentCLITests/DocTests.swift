import Foundation
import Testing

@Suite struct DocTests {
  private static let lesson = CaseTests.cases.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Lessons/reference.md")

  /// The last part of the reference lesson is what the catalog makes of itself today, with what each example shows.
  @Test func referenceIsUpToDate() throws {
    let outcome = try tangent("doc", "--lesson")
    #expect(outcome.status == 0 && outcome.error == "")
    let text = try String(contentsOf: Self.lesson, encoding: .utf8)
    let heading = try #require(outcome.output.split(separator: "\n").first)
    let start = try #require(text.range(of: "\n\(heading)\n")?.lowerBound)
    let generated = String(text[...start]) + outcome.output
    // What the examples show may differ in a last digit; `tangent test` compares that.
    if Self.withoutOutputs(generated) == Self.withoutOutputs(text) { return }
    try expectGolden(generated, Self.lesson)
  }

  private static func withoutOutputs(_ text: String) -> [Substring] {
    var isOutput = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("```") { isOutput = line == "```output" }
      return !isOutput
    }
  }

  /// A name with its overloads, sentences, examples and what they show.
  @Test func name() throws {
    let outcome = try tangent("doc", "diff")
    #expect(
      outcome.output == """
        diff
        ━━━━

            /// The derivative by each of the symbols in turn.
            func diff(_ e: Expr, _ xs: Expr...) -> Expr

          │ diff(sin(x ** 2), x)
          → 2 * x * cos(x ** 2)

            /// The derivative of a given order.
            func diff(_ e: Expr, _ x: Expr, _ order: Int) -> Expr

          │ diff(x ** 3, x, 2)
          → 6 * x

        """)
    #expect(outcome.status == 0 && outcome.error == "")
  }

  /// A word, and a part of what is said about it.
  @Test(arguments: [
    ("diff(_:_:)", "func diff(_ e: Expr, _ xs: Expr...)"), ("Tensor.grad", "var grad"), ("PLOT", "func plot("),
    ("Tensor", "Tensor: An array of numbers"), ("Array", "Array.map"), ("learning", "Learning\n\n  "),
    ("ln", "'ln' is not a name here: the natural logarithm is log(x)"), ("velocity", "Momentum.init"),
    ("**", "func ** (l: Int, r: Int) -> Int"), (".==", "x ** 2 .== 2"), ("'", "names with '''"),
  ]) func finds(_ word: String, _ part: String) throws {
    let outcome = try tangent("doc", word)
    #expect(outcome.status == 0 && outcome.output.contains(part), "\(outcome)")
  }

  @Test(arguments: [("simplfy", "did you mean 'simplify'?"), ("qqqqqq", "'tangent doc' lists all areas")])
  func doesNotFind(_ word: String, _ part: String) throws {
    let outcome = try tangent("doc", word)
    #expect(outcome.status == 1 && outcome.output == "" && outcome.error.contains(part))
  }

  /// Every name is listed under its area, and no line is too wide.
  @Test func areas() throws {
    let outcome = try tangent("doc")
    #expect(["\nCalculus\n  diff ", "\nTensors\n", "tangent doc NAME"].allSatisfy(outcome.output.contains))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func json() throws {
    struct Document: Decodable {
      struct Entry: Decodable {
        var name, area, declaration, sentence: String
        var owner, example: String?
      }
      var schema: Int
      var entries: [Entry]
    }
    func document(_ words: String...) throws -> Document {
      try JSONDecoder().decode(Document.self, from: Data(tangent(["doc", "--json"] + words).output.utf8))
    }
    let diff = try document("diff").entries
    #expect(diff.map(\.area) == ["Calculus", "Calculus"] && diff[0].owner == nil)
    #expect(diff[0].example == "diff(sin(x ** 2), x)")
    let all = try document().entries
    #expect(all.count > 400 && all.allSatisfy { !$0.name.isEmpty && !$0.sentence.isEmpty })
    #expect(try tangent("doc", "--json", "qqqqqq").status == 1)
  }
}
