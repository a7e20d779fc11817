import Foundation
import Testing

@testable import Typesetting

@Suite struct MathMLWriterTests {
  /// What stands within `<math>`.
  private func inner(_ tex: String, display: Bool = true) -> String {
    let markup = TeXReader.read(tex).layout.mathML(display: display, tex: "t")
    let head = display ? "<math display=\"block\" alttext=\"t\">" : "<math alttext=\"t\">"
    return markup.hasPrefix(head) ? String(markup.dropFirst(head.count).dropLast("</math>".count)) : markup
  }

  @Test(arguments: [
    ("x", "<mi>x</mi>"), ("12.5", "<mn>12.5</mn>"), ("a+b", "<mi>a</mi><mo>+</mo><mi>b</mi>"),
    ("-a", "<mo form=\"prefix\">−</mo><mi>a</mi>"),
    ("a=-b", "<mi>a</mi><mo>=</mo><mo form=\"prefix\">−</mo><mi>b</mi>"),
    (#"a \cdot b"#, "<mi>a</mi><mo lspace=\"0.2222em\" rspace=\"0.2222em\">⋅</mo><mi>b</mi>"),
    ("f(x,y)", "<mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo stretchy=\"false\">)</mo>"),
    ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"), ("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
    (#"x^{a+b}"#, "<msup><mi>x</mi><mrow><mi>a</mi><mo lspace=\"0\" rspace=\"0\">+</mo><mi>b</mi></mrow></msup>"),
    ("f'", "<mrow><mi>f</mi><mo lspace=\"0\" rspace=\"0\">′</mo></mrow>"),
    (#"\frac12"#, "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    (#"\tfrac12"#, "<mstyle displaystyle=\"false\" scriptlevel=\"0\"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"),
    (#"\sqrt{ab}"#, "<msqrt><mi>a</mi><mi>b</mi></msqrt>"), (#"\sqrt[3]{x}"#, "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (#"\sin x"#, "<mi>sin</mi><mspace width=\"0.1667em\"/><mi>x</mi>"),
    (#"\sin(x)"#, "<mi>sin</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>"),
    (#"\mathrm{d}x"#, "<mi mathvariant=\"normal\">d</mi><mi>x</mi>"), (#"\Gamma"#, "<mi mathvariant=\"normal\">Γ</mi>"),
    (#"\mathbf{x}\mathbb{R}\mathcal{L}"#, "<mi>𝐱</mi><mi>ℝ</mi><mi>ℒ</mi>"), (#"\mathit{ab}"#, "<mi>𝑎𝑏</mi>"),
    (#"\mathrm{Var}"#, "<mi>Var</mi>"), (#"\boldsymbol{\theta}"#, "<mi>𝜽</mi>"), (#"\mathbf{1}"#, "<mn>𝟏</mn>"),
    (#"\infty"#, "<mi>∞</mi>"), (#"\nabla"#, "<mi mathvariant=\"normal\">∇</mi>"),
    (#"\text{if }x"#, "<mtext>if\u{A0}</mtext><mi>x</mi>"),
    (#"\sum_i"#, "<munder><mo lspace=\"0\" rspace=\"0\">∑</mo><mi>i</mi></munder>"),
    (#"\int_0^1"#, "<msubsup><mo lspace=\"0\" rspace=\"0\">∫</mo><mn>0</mn><mn>1</mn></msubsup>"),
    (#"\hat x"#, "<mover><mi>x</mi><mo stretchy=\"false\">ˆ</mo></mover>"),
    (
      #"\left(x\right]"#,
      "<mrow><mo form=\"prefix\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">(</mo><mi>x</mi>"
        + "<mo form=\"postfix\" stretchy=\"true\" lspace=\"0\" rspace=\"0\">]</mo></mrow>"
    ),
    (#"a\quad b"#, "<mi>a</mi><mspace width=\"1em\"/><mi>b</mi>"),
    (#"\color{red}x"#, "<mstyle mathcolor=\"red\"><mi>x</mi></mstyle>"),
    (#"\begin{matrix}a&b\end{matrix}"#, "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>"),
    (
      #"\begin{aligned}a&=b\end{aligned}"#,
      "<mtable class=\"math-joined\" displaystyle=\"true\"><mtr><mtd class=\"math-right\"><mi>a</mi></mtd>"
        + "<mtd class=\"math-left\"><mo>=</mo><mi>b</mi></mtd></mtr></mtable>"
    ),
    (#"\phantom{x}"#, "<mphantom><mi>x</mi></mphantom>"), (#"\nope"#, "<mtext class=\"math-source\">\\nope</mtext>"),
  ])
  func display(tex: String, markup: String) {
    #expect(inner(tex) == markup)
  }

  @Test(arguments: [
    (#"\lim_x"#, "<munder><mo lspace=\"0\" rspace=\"0\" movablelimits=\"true\">lim</mo><mi>x</mi></munder>"),
    (#"\sum\limits_i"#, "<munder><mo lspace=\"0\" rspace=\"0\" movablelimits=\"false\">∑</mo><mi>i</mi></munder>"),
    (#"\underset{x}{\min}"#, "<munder><mi>min</mi><mi>x</mi></munder>"),
  ])
  func inline(tex: String, markup: String) {
    #expect(inner(tex, display: false) == markup)
  }

  @Test func tagsStandInAColumnOfTheirOwn() {
    let markup = inner(#"\begin{align}a&=b\tag{1}\end{align}"#)
    #expect(
      markup.hasPrefix(
        "<mtable class=\"math-joined math-tagged\" displaystyle=\"true\"><mtr><mtd class=\"math-filler\">"))
    #expect(markup.hasSuffix("<mtd class=\"math-tag\"><mtext>(1)</mtext></mtd></mtr></mtable>"))
  }

  @Test(arguments: [
    #"\text{<script>alert("1")</script>}"#, #"<img src=x onerror='a'>"#, #"\color{red" onclick="a}x"#, #"\a<b>&"'"#,
    "\u{0}\u{1F}x", #"\operatorname{<b>}"#, #"\begin{<b>}"#, #"\tag{<i>"'}"#,
  ])
  func nothingEscapes(tex: String) throws {
    let markup = TeXReader.read(tex).layout.mathML(display: true, tex: tex)
    #expect(try XMLNames.elements(of: markup).isSubset(of: XMLNames.core))
  }

  @Test(arguments: Formulas.all) func isWellFormedCore(tex: String) throws {
    for display in [true, false] {
      let markup = TeXReader.read(tex).layout.mathML(display: display)
      #expect(try XMLNames.elements(of: markup).isSubset(of: XMLNames.core))
    }
  }
}

/// The element names of a well-formed text.
private enum XMLNames {
  static let core: Set<String> = [
    "math", "mi", "mn", "mo", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder",
    "mover",
    "munderover", "mtable", "mtr", "mtd", "mstyle", "mrow", "mphantom", "mpadded",
  ]

  struct Malformed: Error { var markup: String }

  static func elements(of markup: String) throws -> Set<String> {
    var open: [Substring] = []
    var names: Set<String> = []
    for part in markup.split(separator: "<", omittingEmptySubsequences: true) {
      guard let end = part.firstIndex(of: ">"), part[part.index(after: end)...].allSatisfy({ $0 != ">" }) else {
        throw Malformed(markup: markup)
      }
      let tag = part[..<end]
      guard tag.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw Malformed(markup: markup) }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { throw Malformed(markup: markup) }
        continue
      }
      let name = tag.prefix { $0.isLetter }
      names.insert(String(name))
      if !tag.hasSuffix("/") { open.append(name) }
    }
    guard open.isEmpty else { throw Malformed(markup: markup) }
    return names
  }
}
