import Diagnostics
import Testing

@testable import Typesetting

@Suite struct TeXReaderTests {
  @Test(arguments: Formulas.all) func readsWithoutProblemsAndBack(tex: String) {
    let (layout, problems) = TeXReader.read(tex)
    #expect(problems == [])
    let (again, problemsAgain) = TeXReader.read(layout.tex)
    #expect(problemsAgain == [], "\(layout.tex)")
    #expect(again == layout, "\(layout.tex)")
  }

  @Test func buildsTheTree() {
    #expect(
      TeXReader.read("-3.5x^{2}").layout
        == .row([
          .symbol("−", .binary), .number("3.5"), .scripts(base: .variable("x"), sub: nil, sup: .number("2")),
        ]))
    #expect(
      TeXReader.read(#"\mathrm{Var}\sin"#).layout == .row([.identifier("Var", .upright), .function("sin")]))
  }

  @Test(arguments: [
    (#"\sum_i"#, #"\sum\limits_i"#), (#"\lim_x"#, #"\lim\nolimits_x"#), (#"{+}"#, "+"), (#"\mathrm{ab}"#, "ab"),
  ])
  func keepsApart(a: String, b: String) {
    #expect(TeXReader.read(a).layout != TeXReader.read(b).layout)
  }

  @Test(arguments: [
    (#"x²"#, #"x^2"#), (#"α ≤ β"#, #"\alpha \le \beta"#), (#"x % comment"#, "x"), (#"\bf x"#, #"\mathbf{x}"#),
    (#"a \over b"#, #"\frac{a}{b}"#), (#"\left<x\right>"#, #"\left\langle x \right\rangle"#),
    (#"\def\f#1#2{#1^{#2}} \f x{10}"#, "x^{10}"), (#"\newcommand{\p}[2][q]{#1#2} \p r \p[s]t"#, "qrst"),
    (#"\DeclareMathOperator{\Var}{Var} \Var X"#, #"\operatorname{Var} X"#), (#"\let\a=\alpha \a"#, #"\alpha"#),
    (#"\pmod n"#, #"\pmod{n}"#), (#"\begin{align*}a&=b\\\end{align*}"#, #"\begin{aligned}a&=b\end{aligned}"#),
    (#"\frac12"#, #"\frac{1}{2}"#), (#"x\label{a}\nonumber"#, "x"), (#"\def\x{\sin}\x a"#, #"\sin a"#),
  ])
  func readsAlike(a: String, b: String) {
    #expect(TeXReader.read(a).layout == TeXReader.read(b).layout)
    #expect(TeXReader.read(a).problems == [])
  }
}

@Suite struct TeXProblemTests {
  /// The source, what is found, the marked part, and the formula as it is then shown.
  @Test(arguments: [
    (#"a + \fraq{1}{2}"#, "unknown command `\\fraq`; did you mean `\\frac`?", #"\fraq"#, "a + \\fraq12"),
    (#"é \qqqqqqq + b"#, "unknown command `\\qqqqqqq`", #"\qqqqqqq"#, "é\\qqqqqqq + b"),
    (
      #"\begin{alined}a&b\end{alined}"#, "unknown environment `alined`; did you mean `aligned`?", #"\begin{alined}"#,
      "\\begin{alined}a&b\\end{alined}"
    ),
    ("x^{2", "this `{` is never closed", "{", "x²"),
    ("x}+1", "unexpected `}`: no group is open here", "}", "x} + 1"),
    ("x^", "`^` needs an argument", "", "x"),
    (#"\frac{1}"#, "`\\frac` needs an argument", "", "1/()"),
    ("x^2^3", "double superscript: group one of them in braces", "^", "x²³"),
    (#"\left( x"#, "this `\\left` has no `\\right`", #"\left"#, "(x"),
    (#"x \right)"#, "unexpected `\\right`", #"\right"#, "x\\right)"),
    (#"\left x \right)"#, "`\\left` needs a delimiter such as `(`, `|` or `.`", "x", "x)"),
    ("a & b", "`&` separates columns only inside an environment such as `aligned`", "&", "a&b"),
    (#"\begin{matrix} a"#, "`\\begin{matrix}` has no `\\end{matrix}`", #"\begin{matrix}"#, "a"),
    (#"\begin{matrix} a \end{array}"#, "`\\end{array}` closes `\\begin{matrix}`", #"\end{array}"#, "a"),
    (#"\color{<b>} x"#, "a colour is a name or `#rrggbb`", #"\color"#, "x"),
    (#"a # b"#, "`#` has a meaning of its own in TeX: write `\\#`", "#", "a#b"),
    (#"\hspace{x}"#, "`\\hspace` needs a length such as `1em`", #"\hspace"#, ""),
    (#"\text{abc"#, "this `{` is never closed", "{", "abc"),
    (#"\newcommand{x}{y}"#, "this definition cannot be read", #"\newcommand"#, "xy"),
  ])
  func problem(tex: String, message: String, marked: String, shown: String) {
    let (layout, problems) = TeXReader.read(tex)
    #expect(problems.first?.message == message)
    #expect(problems.count == 1)
    if let range = problems.first?.range {
      #expect(String(decoding: Array(tex.utf8)[range.lower..<range.upper], as: UTF8.self) == marked)
    }
    #expect(layout.plainText == shown)
  }

  @Test func unknownCommandsAreReportedOnce() {
    let problems = TeXReader.read(#"\vect a + \vect b + \other"#).problems
    #expect(problems.map(\.code) == [.unknownCommand, .unknownCommand])
  }

  @Test(arguments: [
    String(repeating: "{", count: 5000), String(repeating: "}", count: 5000), String(repeating: "x^{", count: 5000),
    String(repeating: #"\frac{"#, count: 3000), String(repeating: #"\left("#, count: 3000),
    String(repeating: #"\sqrt["#, count: 3000), String(repeating: #"\text{$"#, count: 3000),
    String(repeating: #"\hat"#, count: 3000), String(repeating: #"\displaystyle "#, count: 3000),
    String(repeating: #"\begin{matrix}"#, count: 3000), String(repeating: "x^", count: 5000), "\\", "\\begin",
    "\\begin{",
    String(repeating: "a^b", count: 5000), String(repeating: #"\label{"#, count: 20000),
    String(repeating: "^a", count: 20000), String(repeating: #"a \over "#, count: 3000), "\\left", "^", "_", "&",
    "\u{0}",
    String(repeating: #"\\["#, count: 20000), #"\def\a{\a\a}\a"#, #"\def\a{\a}\a"#, #"\def\a#1{\a{#1#1}}\a x"#,
    #"\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c\c}\d\d\d\d\d\d\d"#,
    String(repeating: #"\left(\middle|"#, count: 3000), String(repeating: "x\u{302}", count: 5000),
  ])
  func survives(tex: String) {
    let (layout, problems) = TeXReader.read(tex)
    #expect(problems.count <= TeXParser.problemLimit)
    #expect(!layout.mathML(display: true).isEmpty)
    #expect(layout.unicode(width: 80).height > 0)
    _ = layout.tex
  }

  @Test func aMegabyteIsRead() {
    let tex = String(repeating: #"\alpha_1 + \frac{x}{y} "#, count: 50_000)
    let (layout, problems) = TeXReader.read(tex)
    #expect(problems == [])
    #expect(layout.items.count == 200_000 - 50_000)
    #expect(layout.mathML(display: true).hasSuffix("</math>"))
  }

  @Test func theRestOfADeepFormulaIsShown() {
    let (layout, problems) = TeXReader.read(String(repeating: "{", count: 300) + "x")
    #expect(problems.map(\.message) == ["a formula can nest 200 levels deep, not more"])
    #expect(layout.plainText.hasSuffix("{{x"))
  }
}
