import Algebra
import Diagnostics
import Elementary

/// Cases of symbolic algebra against SymEngine and SymPy, one thread each: the same expressions, each tool in a process of
/// its own, the least of several runs. A peer that Python cannot import has no figure.
struct Symbolic {
  let python: String

  private struct Case {
    var name: String
    /// In Python, with `cas` for the module, `x`, `y`, `z` and `xs` for symbols.
    var script: String
    /// SymEngine has no simplifying of its own; SymPy's time for a deep composition grows without measure.
    var inSymEngine = true
    var inSymPy = true
    var body: () throws -> Void
  }

  func run() throws {
    let cases = Symbolic.cases
    let (engine, sympy) = (peer("symengine", cases.filter(\.inSymEngine)), peer("sympy", cases.filter(\.inSymPy)))
    var logarithms: [Double] = []
    for item in cases {
      let ours = try leastTime(item.body)
      let ratios = [engine[item.name], sympy[item.name]].map { $0.map { $0 / ours } }
      if let ratio = ratios[0] { logarithms.append(logarithm(ratio)) }
      let text = ratios.map { $0.map { formatted($0, significantDigits: 3) } ?? "-" }.joined(separator: ", ")
      let isMet = ratios == [nil, nil] ? nil : (ratios[0] ?? 1) >= 1 && (ratios[1] ?? 30) >= 30
      Row(
        name: "\(item.name): SymEngine, SymPy / ours", figure: "\(text)  (\(milliseconds(ours)))",
        target: "at least 1, 30", isMet: isMet
      ).print()
    }
    guard !logarithms.isEmpty else { return }
    let mean = exponential(logarithms.reduce(0, +) / Double(logarithms.count))
    Row(
      name: "geometric mean, SymEngine / ours", figure: formatted(mean, significantDigits: 3), target: "at least 3",
      isMet: mean >= 3
    ).print()
  }

  private func logarithm(_ x: Double) -> Double { ElementaryFunction.log.value(at: x) }
  private func exponential(_ x: Double) -> Double { ElementaryFunction.exp.value(at: x) }

  /// Seconds of the fastest of at least three runs, and of as many as fit into a fifth of a second.
  private func leastTime(_ body: () throws -> Void) throws -> Double {
    let clock = ContinuousClock()
    var (least, total, runs) = (Double.infinity, 0.0, 0)
    while runs < 3 || total < 0.2 {
      let duration = try clock.measure(body)
      let seconds = Double(duration.components.attoseconds) * 1e-18 + Double(duration.components.seconds)
      (least, total, runs) = (min(least, seconds), total + seconds, runs + 1)
    }
    return least
  }

  // MARK: Peers

  private func peer(_ module: String, _ cases: [Case]) -> [String: Double] {
    let bodies = cases.map { "def case():\n  \($0.script)\nmeasure('\($0.name)', case)" }.joined(separator: "\n")
    let command = Command(python, "-c", Symbolic.prelude.replacing("MODULE", with: module) + bodies)
    guard let output = try? command.run().output else { return [:] }
    let pairs = output.split(separator: "\n").compactMap { line -> (String, Double)? in
      let words = line.split(separator: " ")
      guard words.count == 2, let seconds = Double(words[1]) else { return nil }
      return (String(words[0]), seconds)
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static let prelude = """
    import sys, time
    import MODULE as cas
    sys.setrecursionlimit(100000)
    x, y, z = cas.symbols("x y z")
    xs = cas.symbols("x0:200")
    try:
        from sympy.core.cache import clear_cache as clear
    except ImportError:
        def clear(): pass
    def measure(name, body):
        least, total, runs = 1e9, 0.0, 0
        while runs < 3 or total < 0.2:
            clear()
            start = time.perf_counter()
            body()
            seconds = time.perf_counter() - start
            least, total, runs = min(least, seconds), total + seconds, runs + 1
            if total > 20: break
        print(name, least, flush=True)
    def nested():
        e = cas.sin(cas.exp(x**2)) * cas.log(1 + x**2)
        for _ in range(10): e = e.diff(x)
        return e
    def fateman(n):
        f = cas.expand((1 + x + y + z)**n)
        return cas.expand(f * (f + 1))
    rosenbrock = sum(100 * (xs[i + 1] - xs[i]**2)**2 + (1 - xs[i])**2 for i in range(199))
    composed = x
    for _ in range(300 if cas.__name__ == "symengine" else 1): composed = cas.sin(composed + x * composed)
    slope5 = ((3 * x**2 + 2)**5).diff(x)

    """

  // MARK: Cases

  private static var cases: [Case] {
    let (x, y, z) = symbols("x", "y", "z")
    let xs = (0..<200).map { symbol("x\($0)") }
    var rosenbrock: Expr = 0
    for i in 0..<199 { rosenbrock += 100 * (xs[i + 1] - xs[i] ** 2) ** 2 + (1 - xs[i]) ** 2 }
    var composed = x
    for _ in 0..<300 { composed = sin(composed + x * composed) }
    let slope = diff((3 * x ** 2 + 2) ** 5, x)
    let expanded = expand(slope)
    let rationals: [(String, Expr)] = [
      ("ratio", (x ** 2 - 1) / (x - 1)), ("pythagoras", sin(x) ** 2 + cos(x) ** 2), ("deriv-pow5", slope),
      ("sigmoid-deriv", diff(1 / (1 + exp(-x)), x)), ("cubic-ratio", (x ** 3 + 3 * x ** 2 + 3 * x + 1) / (x + 1)),
      ("chain-sin", diff(sin(x ** 2 + 1), x)),
    ]
    let scripts = [
      "(x**2 - 1) / (x - 1)", "cas.sin(x)**2 + cas.cos(x)**2", "slope5", "(1 / (1 + cas.exp(-x))).diff(x)",
      "(x**3 + 3*x**2 + 3*x + 1) / (x + 1)", "cas.sin(x**2 + 1).diff(x)",
    ]
    let fateman = [5, 10, 15].map { n in
      Case(name: "fateman-\(n)", script: "fateman(\(n))") {
        let f = expand((1 + x + y + z) ** Expr(n))
        _ = expand(f * (f + 1))
      }
    }
    let simplified = zip(rationals, scripts).map { item, script in
      Case(name: "simplify-\(item.0)", script: "cas.simplify(\(script))", inSymEngine: false) { _ = simplify(item.1) }
    }
    return fateman + [
      Case(name: "nested-diff-10", script: "nested()") {
        var e = sin(exp(x ** 2)) * log(1 + x ** 2)
        for _ in 0..<10 { e = diff(e, x) }
      },
      Case(name: "rosenbrock-grad-200", script: "[rosenbrock.diff(v) for v in xs]") { _ = gradient(rosenbrock, xs) },
      Case(name: "compose-300-diff", script: "composed.diff(x)", inSymPy: false) { _ = diff(composed, x) },
    ] + simplified + [
      Case(name: "factor-deriv-pow5", script: "cas.factor(cas.expand(slope5))", inSymEngine: false) {
        _ = factor(expanded)
      },
      Case(name: "cancel-ratio", script: "cas.cancel((x**2 - 1) / (x - 1))", inSymEngine: false) {
        _ = cancel((x ** 2 - 1) / (x - 1))
      },
      Case(name: "factor-x40-1", script: "cas.factor(x**40 - 1)", inSymEngine: false) { _ = factor(x ** 40 - 1) },
    ]
  }
}
