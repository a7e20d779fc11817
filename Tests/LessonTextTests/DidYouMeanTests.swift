import Diagnostics
import Testing

@Suite struct DidYouMeanTests {
  private static let names = ["label", "echo", "eval", "fig-cap", "fig-alt", "time-limit", "sin", "sinh", "cos"]

  @Test(
    arguments: [
      ("labl", "label"), ("lable", "label"), ("Echo", "echo"), ("figcap", "fig-cap"), ("fig-cpa", "fig-cap"),
      ("timelimit", "time-limit"),
      ("sni", "sin"), ("SIN", "sin"), ("color", nil), ("x", nil), ("", nil), ("zz", nil), ("unrelated", nil),
    ] as [(String, String?)])
  func findsTheNearestName(_ test: (word: String, name: String?)) {
    #expect(closestMatch(to: test.word, in: Self.names) == test.name)
  }
}
