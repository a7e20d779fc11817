import Typesetting

/// Short formulas from TeX to MathML, as a lesson's prose has them.
struct FormulaSpeed {
  private static let formulas = [
    #"x"#, #"f(x) = x^2"#, #"\frac{dy}{dx}"#, #"\sqrt{a^2 + b^2}"#, #"\hat y = w x + b"#, #"\theta - \eta\,\nabla J"#,
    #"\sum_{i=1}^n x_i"#, #"x \in \mathbb{R}^n"#, #"f'(g(x)) \cdot g'(x)"#, #"\frac{\partial L}{\partial w_{ij}}"#,
    #"e^{-x^2/2}"#, #"u_1 = x_1 x_2"#, #"\lim_{h \to 0} f(h)"#, #"0.01"#, #"\sigma(z) = \frac{1}{1+e^{-z}}"#,
    #"A^\top A"#, #"n \ge 1"#, #"\left(\frac ab\right)^2"#, #"P(A \mid B)"#, #"\int_0^1 x^2\,dx"#,
  ]

  func run() {
    let rounds = 1000
    var bytes = 0
    let clock = ContinuousClock()
    let times = (0..<5).map { _ in
      let start = clock.now
      for _ in 0..<rounds {
        for tex in Self.formulas {
          bytes += TeXReader.read(tex).layout.mathML(display: false, tex: tex).utf8.count
        }
      }
      return clock.now - start
    }
    let seconds = (times.min() ?? .seconds(1)) / .seconds(1)
    let perSecond = Double(rounds * Self.formulas.count) / seconds
    Row(
      name: "Short formulas to MathML", figure: "\(Int(perSecond)) a second", target: "at least 100,000",
      isMet: perSecond >= 100_000 && bytes > 0
    ).print()
  }
}
