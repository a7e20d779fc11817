import Foundation
import Testing

@testable import Typesetting

/// Formulas as teachers write them, one to a line, each with its MathML in display style indented below it: a file for
/// every area. With `RECORD_GOLDEN=1` in the environment the MathML is written, and the test still fails.
@Suite struct GoldenMathMLTests {
  static let areas = [
    "algebra", "limits-and-series", "derivatives", "integrals", "vectors-and-matrices", "probability",
    "machine-learning", "differential-equations", "logic-sets-and-geometry", "optimisation-and-numerics", "structures",
    "mistakes",
  ]

  private static func file(_ area: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(area).txt")
  }

  static func formulas(_ area: String) throws -> [(tex: String, markup: String)] {
    let text = try String(contentsOf: file(area), encoding: .utf8)
    return text.split(separator: "\n").reduce(into: []) { formulas, line in
      if line.hasPrefix("  ") {
        formulas[formulas.count - 1].markup = String(line.dropFirst(2))
      } else {
        formulas.append((String(line), ""))
      }
    }
  }

  private func inner(_ tex: String) -> String {
    let markup = TeXReader.read(tex).layout.mathML(display: true, tex: "")
    return String(markup.dropFirst("<math display=\"block\" alttext=\"\">".count).dropLast("</math>".count))
  }

  @Test(arguments: areas) func isAsRecorded(area: String) throws {
    let formulas = try Self.formulas(area)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      let text = formulas.map { "\($0.tex)\n  \(inner($0.tex))\n" }.joined()
      try Data(text.utf8).write(to: Self.file(area))
      Issue.record("recorded \(area)")
      return
    }
    for (tex, markup) in formulas { #expect(inner(tex) == markup, "\(tex)") }
  }

  @Test(arguments: areas) func isMathMLCore(area: String) throws {
    for (tex, _) in try Self.formulas(area) {
      for display in [true, false] {
        let markup = TeXReader.read(tex).layout.mathML(display: display, tex: tex)
        #expect(MathMLCore.fault(in: markup) == nil, "\(tex): \(markup)")
      }
    }
  }

  /// Only the formulas that are meant to be wrong have problems, and all of them do.
  @Test(arguments: areas) func problems(area: String) throws {
    for (tex, _) in try Self.formulas(area) {
      let problems = TeXReader.read(tex).problems
      if area == "mistakes" {
        #expect(!problems.isEmpty, "\(tex)")
      } else {
        #expect(problems == [], "\(tex)")
      }
    }
  }

  @Test(arguments: areas.filter { $0 != "mistakes" }) func readsBack(area: String) throws {
    for (tex, _) in try Self.formulas(area) {
      let layout = TeXReader.read(tex).layout
      let again = TeXReader.read(layout.tex)
      #expect(again.problems == [], "\(tex) became \(layout.tex)")
      #expect(again.layout == layout, "\(tex) became \(layout.tex)")
    }
  }

  @Test(arguments: areas) func linesFitTheirBox(area: String) throws {
    for (tex, _) in try Self.formulas(area) {
      let box = TeXReader.read(tex).layout.unicode(width: 60)
      #expect(box.lines.allSatisfy { $0.displayWidth <= box.width }, "\(tex)")
    }
  }

  @Test func thereAreManyAndNoneTwice() throws {
    let all = try Self.areas.flatMap { try Self.formulas($0).map(\.tex) }
    #expect(all.count >= 1000)
    #expect(Set(all).count == all.count)
  }
}
