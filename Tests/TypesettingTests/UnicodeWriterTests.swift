import Testing

@testable import Typesetting

@Suite struct UnicodeWriterTests {
  @Test(arguments: [
    (#"x^2 + \frac12"#, "x² + 1/2"), (#"\frac{\partial f}{\partial x}"#, "∂f/∂x"), (#"\sqrt{x+1}"#, "√(x + 1)"),
    (#"\frac{x+1}{2y}"#, "(x + 1)/(2y)"), (#"-x + (-y)"#, "−x + (−y)"), (#"\sin 2x \cdot \log x"#, "sin 2x ⋅ log x"),
    (#"e^{-x^2}"#, "e^(−x²)"), (#"x^{n+1} + a_{ij}"#, "xⁿ⁺¹ + aᵢⱼ"), (#"x_{\max}"#, "x_max"),
    (#"\sum_{i=1}^n i"#, "∑ᵢ₌₁ⁿ i"), (#"\mathbb{R}^n \to \mathbf{x}"#, "ℝⁿ → 𝐱"), (#"\hat{\theta}"#, "θ̂"),
    (#"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#, "(a, b; c, d)"), (#"\binom{n}{k}"#, "(n choose k)"),
    (#"f(x), \quad g'(x) := 2"#, "f(x),  g′(x) := 2"), (#"\lim_{x \to 0} \frac{1}{x}"#, "lim_(x → 0) 1/x"),
    (#"x^{2^{2}}"#, "x^(2²)"), (#"-\sum_i a_i"#, "−∑ᵢ aᵢ"), ("a\u{1B}[31mb", "a\u{241B}[31mb"),
  ])
  func plainText(tex: String, text: String) {
    #expect(TeXReader.read(tex).layout.plainText == text)
  }

  @Test(arguments: [
    (#"\frac{\partial f}{\partial x} = 2"#, "∂f\n── = 2\n∂x"),
    (#"\sum_{i=1}^{n} i^2"#, " n\n ∑  i²\ni=1"),
    (#"\left( \frac{a}{b} \right)^2"#, "⎛a⎞2\n⎜─⎟\n⎝b⎠"),
    (#"f = \begin{cases} 1 & x \\ 2 & y \end{cases}"#, "    ⎰1  x\nf = ⎱2  y"),
    (#"\begin{bmatrix} 1 & 0 \\ 0 & 10 \end{bmatrix}"#, "⎡1  0 ⎤\n⎣0  10⎦"),
    (#"\begin{aligned} a + b &= c \\ &= d \end{aligned}"#, "a + b = c\n      = d"),
    (#"\sqrt{x+1}"#, " _____\n√x + 1"), (#"\sqrt{\frac12}"#, "┌─\n│1\n│─\n⎷2"), (#"e^{i\pi}"#, " iπ\ne"),
    (#"x_{i_j}"#, "x\n iⱼ"), (#"\frac{1}{1+\frac{1}{x}}"#, "   1\n───────\n     1\n 1 + ─\n     x"),
    (#"\boxed{x}"#, "┌───┐\n│ x │\n└───┘"), (#"\underbrace{a+b}_{n}"#, "a + b\n╰─┬─╯\n  n"),
    (#"x \xrightarrow{f} y"#, "   f\nx ──→ y"), (#"\left( \frac{a}{b} \middle| c \right)"#, "⎛a │ ⎞\n⎜─ │c⎟\n⎝b │ ⎠"),
    (#"\overline{xyz}"#, "___\nxyz"), (#"日本 + x"#, "日本 + x"), (#"E = m \tag{2}"#, "E = m    (2)"),
  ])
  func twoDimensional(tex: String, text: String) {
    #expect(TeXReader.read(tex).layout.unicode(width: 80).text == text)
  }

  @Test func breaksBeforeRelationsThenSums() {
    let layout = TeXReader.read("aaaa + bbbb = cccc + dddd = eeee").layout
    #expect(layout.unicode(width: 26).text == "aaaa + bbbb = cccc + dddd\n    = eeee")
    #expect(layout.unicode(width: 16).text == "aaaa + bbbb\n    = cccc\n    + dddd\n    = eeee")
    #expect(layout.unicode(width: 80).height == 1)
  }

  @Test(arguments: Formulas.all) func linesFitTheWidth(tex: String) {
    let box = TeXReader.read(tex).layout.unicode(width: 1000)
    #expect(box.lines.allSatisfy { $0.displayWidth <= box.width })
  }
}

@Suite struct TextBoxTests {
  @Test func alignsBaselines() {
    let tall = TextBox(lines: ["a", "─", "b"], baseline: 1)
    let box = TextBox.hconcat([tall, TextBox(" + "), TextBox(lines: ["2", "x"], baseline: 1)])
    #expect(box.text == "a   2\n─ + x\nb")
    #expect((box.width, box.height, box.baseline) == (5, 3, 1))
  }

  @Test func stacksWideCharacters() {
    let box = TextBox.vstack([TextBox("日本"), TextBox("x")], baselineOf: 1)
    #expect(box.text == "日本\n x")
    #expect((box.width, box.baseline) == (4, 1))
  }
}
