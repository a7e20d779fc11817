import Testing
import Typesetting

@testable import Algebra

@Suite struct FormulaProofTests {
  private func findings(_ tex: String) -> [FormulaFinding] {
    let (layout, problems) = TeXReader.read(tex)
    #expect(problems == [])
    return layout.equationFindings()
  }

  @Test(arguments: [
    // Arithmetic and algebra.
    #"(a+b)^2 = a^2 + 2ab + b^2"#, #"\frac{1}{2} + \frac13 = \frac{5}{6}"#, #"x^2 - 1 = (x-1)(x+1)"#,
    #"\frac{x^2-1}{x-1} = x + 1"#, #"0.5x = \frac{x}{2}"#, #"2^{10} = 1024"#, #"\sqrt{x^2} = |x|"#,
    #"1 + 2 + 3 = \frac{3 \cdot 4}{2}"#, #"5! = 120"#, #"\binom{n}{2} = \frac{n(n-1)}{2}"#, #"-x^2 = -(x^2)"#,
    #"a/b = \frac{a}{b}"#, #"x^{-1} = \frac1x"#, #"\left(\frac{a}{b}\right)^2 = \frac{a^2}{b^2}"#,
    #"x = 2y, \quad x^2 = 4y^2"#, #"y = x^2 + 2x + 1 = (x+1)^2"#, #"0.8^{10} \cdot 4 = 0.4294967296"#,
    #"\theta - \eta \cdot 2\theta = (1 - 2\eta)\,\theta"#, #"\lvert -3 \rvert = 3"#, #"\lfloor 2.5 \rfloor = 2"#,
    // Functions.
    #"\sin^2 x + \cos^2 x = 1"#, #"\sin 2x = 2 \sin x \cos x"#, #"\tan x = \frac{\sin x}{\cos x}"#,
    #"\ln e^x = x"#, #"e^{x+y} = e^x e^y"#, #"\exp(x) = e^x"#, #"\log_2 8 = 3"#, #"\sigma(x) = \frac{1}{1+e^{-x}}"#,
    #"\cosh^2 x - \sinh^2 x = 1"#, #"\sec x = \frac{1}{\cos x}"#, #"\sin^{-1} x = \arcsin x"#,
    #"\operatorname{softplus}(x) = \ln(1 + e^x)"#, #"\mathrm{relu}(x) = \max(0, x)"#, #"\cos\pi = -1"#,
    #"\max\{a, b\} + \min\{a, b\} = a + b"#, #"\log(ab) = \log a + \log b, \quad a > 0,\ b > 0"#,
    // Derivatives.
    #"\frac{d}{dx} x^3 = 3x^2"#, #"\frac{d}{dx} \sin(x^2) = 2x\cos(x^2)"#, #"\frac{d^2}{dx^2} x^3 = 6x"#,
    #"\frac{d}{dx}\, f(g(x)) = f'(g(x)) \cdot g'(x)"#, #"(f \circ g)'(x) = f'(g(x)) \cdot g'(x)"#,
    #"(uv)' = u'v + uv'"#, #"\left(\frac{u}{v}\right)' = \frac{u'v - uv'}{v^2}"#,
    #"\frac{d}{dx}[f(x)g(x)] = f'(x)\,g(x) + f(x)\,g'(x)"#, #"\frac{dy}{dx} = \frac{dy}{du}\,\frac{du}{dx}"#,
    #"\frac{dz}{dx} = \frac{dz}{dy} \cdot \frac{dy}{dx}."#, #"dy/dx = dy/du \cdot du/dx"#,
    #"f(x) = x^2, \quad f'(x) = 2x, \quad f''(x) = 2"#,
    #"u = x^2 + 1, \quad y = u^5, \quad \frac{dy}{dx} = 10x(x^2+1)^4"#,
    #"L = (\hat y - y)^2, \quad \hat y = wx, \quad \frac{dL}{dw} = \frac{dL}{d\hat y} \cdot \frac{d\hat y}{dw} = 2(\hat y - y) \cdot x"#,
    #"\frac{\partial}{\partial x} (x^2 y + \sin y) = 2xy"#,
    #"f(x,y) = x^2 y^3, \ \frac{\partial^2 f}{\partial x \partial y} = 6xy^2"#,
    #"\frac{\partial y}{\partial x} = \frac{\partial y}{\partial u}\frac{\partial u}{\partial x} + \frac{\partial y}{\partial v}\frac{\partial v}{\partial x}"#,
    #"f(x) = x^3 \quad\text{so}\quad \left.\frac{df}{dx}\right|_{x=2} = 12"#, #"\sigma'(x) = \sigma(x)(1 - \sigma(x))"#,
    #"f^{(4)}(x) = \frac{d^4}{dx^4} f(x)"#, #"\partial_x (x^2 y) = 2xy"#, #"h'(x) = 6x, \quad h(x) = 3x^2"#,
    #"\frac{\mathrm{d}}{\mathrm{d}x} \ln x = \frac{1}{x}"#, #"\tanh' x = 1 - \tanh^2 x"#,
    // Gradients and matrices.
    #"f(x,y) = x^2 + y^2, \quad \nabla f = (2x, 2y)"#,
    #"\nabla f(x,y) = \begin{pmatrix} 2x \\ 2y \end{pmatrix}, \quad f(x, y) := x^2 + y^2"#,
    #"\nabla^2 (x^2 + y^2) = 4"#, #"\det\begin{pmatrix} a & b \\ c & d \end{pmatrix} = ad - bc"#,
    #"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc"#,
    #"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}\begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} x + 2y \\ 3x + 4y \end{pmatrix}"#,
    #"A = \begin{bmatrix} 2 & 1 \\ 1 & 1 \end{bmatrix}, \quad A^{-1} = \begin{bmatrix} 1 & -1 \\ -1 & 2 \end{bmatrix}"#,
    #"\begin{pmatrix} 1 & 2 \end{pmatrix}^\top = \begin{pmatrix} 1 \\ 2 \end{pmatrix}"#,
    // Sums, products, integrals, limits.
    #"\sum_{i=1}^{4} i^2 = 30"#, #"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}"#, #"\sum_{k=0}^{n} 2^k = 2^{n+1} - 1"#,
    #"\sum_{i=1}^n i^3 = \left(\sum_{i=1}^n i\right)^2"#, #"\prod_{k=1}^{4} k = 24"#,
    #"\sum_{i=1}^{3} x_i = x_1 + x_2 + x_3"#,
    #"\frac{\partial}{\partial x_2} \sum_{i=1}^{3} x_i^2 = 2x_2"#, #"\sum_{i=1}^{2} x_i x_{i+1} = x_1 x_2 + x_2 x_3"#,
    #"\int_0^1 x^2 \,dx = \frac13"#, #"\int 2x \, dx = x^2 + C"#, #"\int \frac{dx}{x} = \ln x + C"#,
    #"\int_0^\pi \sin x \,\mathrm{d}x = 2"#, #"\int_0^1\int_0^1 xy \,dx\,dy = \frac14"#, #"\int_0^x 2t\,dt = x^2"#,
    #"\frac{d}{dx}\int_0^x f(t)\,dt = f(x)"#, #"\int u\,v'\,dx = uv - \int u'v\,dx"#, #"\Bigl[ x^2 \Bigr]_1^2 = 3"#,
    #"\lim_{x \to 0} \frac{\sin x}{x} = 1"#, #"\lim_{h \to 0} \frac{(x+h)^2 - x^2}{h} = 2x"#,
    #"\lim_{x\to\infty} \frac{1}{x} = 0"#,
    // Forms.
    #"\begin{aligned} (x+1)^2 &= (x+1)(x+1) \\ &= x^2 + 2x + 1 \end{aligned}"#,
    #"\begin{align} a + a &= 2a \\ b \cdot b &= b^2 \end{align}"#, #"\boxed{x + x = 2x}"#,
    #"\underbrace{x + x}_{2x} = 2x"#,
    #"|x| = \begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}"#, #"{\color{red} x} + x = 2x"#,
    #"\sqrt{x}^2 = x, \qquad x \ge 0"#, #"x + y = y + x \quad\text{and}\quad xy = yx."#,
  ])
  func proves(tex: String) {
    #expect(findings(tex).map { "\($0.message) \($0.notes)" } == [])
  }

  @Test(arguments: [
    (
      #"\frac{d}{dx} \sin(x^2) = \cos(x^2)"#, "this equation does not hold: at x = 0.",
      "read as 2 * x * cos(x ** 2) and cos(x ** 2)"
    ),
    (#"(a+b)^2 = a^2 + b^2"#, "this equation does not hold: at a = 0.", "read as (a + b) ** 2 and a ** 2 + b ** 2"),
    (#"1 + 1 = 3"#, "this equation does not hold: 2.0 against 3.0", "read as 2 and 3"),
    (#"\sum_{i=1}^{n} i = \frac{n^2}{2}"#, "this equation does not hold: at n = 1.0: 1.0 against 0.5", ""),
    (#"f(x,y) = x^2 + y^2, \quad \nabla f = (2x, y)"#, "this equation does not hold in entry 2: at y = 0.", ""),
    (#"\frac{d}{dx} f(g(x)) = f'(x)\, g'(x)"#, "the engine could not decide whether this equation holds", ""),
    (#"\int 2x\,dx = x^2 + x"#, "this equation does not hold: at x = 0.", ""),
  ])
  func refutes(tex: String, message: String, note: String) {
    let findings = findings(tex)
    #expect(findings.count == 1)
    #expect(findings.first?.message.hasPrefix(message) == true, "\(findings)")
    if !note.isEmpty { #expect(findings.first?.notes == [note]) }
  }

  @Test(arguments: [
    (#"x = 2"#, "there is nothing to prove: 'x' gets its meaning here, and nothing uses it"),
    (#"x + 1"#, "'x + 1' is no equation"),
    (String(repeating: "x", count: 3000), "'\(String(repeating: "x", count: 40))…' is no equation"),
    (#"\mathbf{x} + x = 2x"#, "'𝐱' has no meaning here that could be checked"),
    (
      #"x + \dots = 2x"#,
      "'⋯' has no meaning here that could be checked: the terms that it stands for must be written out"
    ),
    (#"\int x = 1"#, "'∫' has no meaning here that could be checked: its 'dx' is missing"),
    (#"f(x) = x^2, \quad f(x, y) = 3"#, "f is defined with 1 and used with 2 arguments"),
    (#"\sum_{k=0}^{\infty} x^k = \frac{1}{1-x}"#, "sums and products without an end are not computed"),
    (#"\frac{1}{0} = x + 1"#, "this equation cannot be checked: "),
    (#"x \pm 1 = x + 1"#, "'±' has no meaning here that could be checked"),
  ])
  func says(tex: String, message: String) {
    #expect(findings(tex).first?.message.hasPrefix(message) == true, "\(findings(tex))")
  }

  @Test func namesTheRow() {
    let tex = #"\begin{aligned} (x+1)^2 &= x^2 + 2x + 1 \\ &= x^2 + 3x + 1 \end{aligned}"#
    #expect(findings(tex).map(\.row) == [1])
    let rows = TeXReader.rows(of: tex)
    #expect(
      rows.map { String(decoding: Array(tex.utf8)[$0.lower..<$0.upper], as: UTF8.self) }.first
        == "(x+1)^2 &= x^2 + 2x + 1")
    #expect(rows.count == 2)
  }

  /// What the engine prints reads back as what it printed.
  @Test func readsWhatTheEngineSets() throws {
    var generator = ExpressionGenerator(seed: 7)
    var count = 0
    for round in 0..<300 {
      guard let e = try? generator.expression(depth: 1 + round % 4) else { continue }
      let layout = TeXReader.read(e.layout.tex).layout
      let context = FormulaContext(FormulaSurvey([FormulaStatement(rows: [0], sides: [layout.formulaItems])]))
      let value = try FormulaReader.value(of: layout, in: context).scalar("an expression")
      let outcome = value.compared(to: e)
      if case .different = outcome { Issue.record("\(e): \(e.layout.tex) is read as \(value)") }
      if outcome == .equal { count += 1 }
    }
    #expect(count > 200)
  }

  @Test(arguments: [
    String(repeating: "(", count: 3000) + "x" + String(repeating: ")", count: 3000) + " = x",
    String(repeating: #"\sin "#, count: 3000) + "x = x", String(repeating: "x+", count: 20000) + "x = x",
    #"\sum_{i=1}^{999999999} i = 1"#,
    #"f(f(f(x))) = f(x), f(x) = f(x)"#,
    #"a = b, \quad b = a, \quad a = c"#, #"x^{x^{x^{x^{9}}}} = 9^{9^{9^{9^9}}}"#, "=", "==", "= x", "x =", ", = ,",
    #"\frac{d}{dx} = 1"#, #"\nabla = 1"#, #"\int = \int"#, #"\sum = 1"#, #"\lim x = 1"#, #"| = |"#, #"() = ()"#,
  ])
  func survives(tex: String) {
    #expect(!TeXReader.read(tex).layout.equationFindings().isEmpty)
  }
}
