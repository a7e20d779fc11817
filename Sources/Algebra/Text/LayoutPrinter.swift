import Elementary
import Typesetting

extension Expr {
  /// The expression set as textbooks set it; what is too deep or too large is cut with an ellipsis.
  public var layout: MathLayout {
    var printer = LayoutPrinter()
    return printer.layout(of: handle)
  }
}

extension Equation {
  public var layout: MathLayout { .row([left.layout, .symbol("=", .relation), right.layout]) }
}

extension Matrix {
  public var layout: MathLayout {
    .fenced(open: "(", content: .table(MathLayout.Table(rows: rows.map { $0.map(\.layout) })), close: ")")
  }
}

/// Turns expressions into formulas. Counts its depth and its boxes.
struct LayoutPrinter {
  private static let depthLimit = 48
  private static let boxLimit = 20_000

  private var depth = 0
  private var boxes = 0

  mutating func layout(of x: Handle) -> MathLayout {
    boxes += 1
    guard depth < Self.depthLimit, boxes < Self.boxLimit else { return .symbol("…", .ordinary) }
    depth += 1
    defer { depth -= 1 }
    switch x.form {
    case .number(let value): return Self.number(value)
    case .constant(let constant): return Self.constant(constant)
    case .symbol(let record): return Self.name(record.name)
    case .scaled, .product: return term(WrittenTerm(x))
    case .sum(let terms): return sum(PrintOrder.terms(terms))
    case .power(let base, let exponent): return power(x, base, exponent)
    case .function(let f, let argument): return application(of: f, argument)
    case .maximum(let l, let r): return call(.identifier("max", .upright), pair(l, r))
    case .minimum(let l, let r): return call(.identifier("min", .upright), pair(l, r))
    case .choice: return cases(x)
    case .applied(let head, let arguments): return application(of: head, arguments)
    case .derivative(let body, let variable): return derivative(body, by: variable)
    }
  }

  /// The pieces below each other, each with its condition.
  private mutating func cases(_ x: Handle) -> MathLayout {
    var rows: [[MathLayout]] = []
    var rest = x
    while case .choice(let choice) = rest.form, rows.count < 32 {
      rows.append([layout(of: choice.value), condition(WrittenCondition(margin: choice.margin))])
      rest = choice.otherwise
    }
    rows.append([layout(of: rest), .text("otherwise")])
    return .fenced(open: "{", content: .table(MathLayout.Table(rows: rows, alignments: [.left])), close: "")
  }

  private mutating func condition(_ condition: WrittenCondition) -> MathLayout {
    let relation = MathLayout.symbol(condition.relation.sign, .relation)
    return .row([sum(ofMagnitudes: condition.left), relation, sum(ofMagnitudes: condition.right)])
  }

  private mutating func sum(ofMagnitudes terms: [Handle]) -> MathLayout {
    var row: [MathLayout] = []
    for next in terms {
      if !row.isEmpty { row.append(.symbol("+", .binary)) }
      var written = WrittenTerm(next)
      written.isNegative = false
      row.append(term(written))
    }
    return row.isEmpty ? .number("0") : .row(row)
  }

  private func pair(_ l: Handle, _ r: Handle) -> [Handle] {
    let (first, second) = PrintOrder.pair(l, r)
    return [first, second]
  }

  mutating func fenced(_ x: Handle) -> MathLayout {
    .parenthesized(layout(of: x))
  }
}

// MARK: - Numbers and names

extension LayoutPrinter {
  static let minus = MathLayout.symbol("−", .ordinary)

  static func number(_ value: Numeric) -> MathLayout {
    let magnitude = value.magnitude
    let body: MathLayout
    if let rational = magnitude.rational, !rational.isInteger {
      body = .fraction(
        numerator: .number("\(rational.numerator)"), denominator: .number("\(rational.denominator)"), line: true)
    } else {
      body = scientific(magnitude.description)
    }
    return value.isNegative ? .row([minus, body]) : body
  }

  /// `1e-07` as a power of ten.
  private static func scientific(_ text: String) -> MathLayout {
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return .number(text) }
    let power = MathLayout.scripts(
      base: .number("10"), sub: nil,
      sup: exponent < 0 ? .row([minus, .number("\(-exponent)")]) : .number("\(exponent)"))
    return .row([.number(String(parts[0])), .symbol("⋅", .binary), power])
  }

  static func constant(_ constant: Constant) -> MathLayout {
    switch constant {
    case .pi: .identifier("π", .italic)
    case .e: .identifier("e", .upright)
    case .i: .identifier("i", .upright)
    case .infinity: .symbol("∞", .ordinary)
    }
  }

  /// `theta_1` and `x1` get their subscripts, Greek names their letters.
  static func name(_ name: String) -> MathLayout {
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    if parts.count == 2 { return .scripts(base: word(parts[0]), sub: Self.name(parts[1]), sup: nil) }
    let stem = name.prefix { !("0"..."9").contains($0) }
    let digits = name.dropFirst(stem.count)
    if !stem.isEmpty, !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) {
      return .scripts(base: word(String(stem)), sub: .number(String(digits)), sup: nil)
    }
    return word(name)
  }

  private static func word(_ name: String) -> MathLayout {
    if let letter = greek[name] { return .identifier(letter, name.first?.isUppercase ?? false ? .upright : .italic) }
    if name.allSatisfy({ ("0"..."9").contains($0) }) { return .number(name) }
    return .identifier(name, name.count == 1 ? .italic : .upright)
  }

  static let greek = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω",
  ]
}

// MARK: - Sums and products

extension LayoutPrinter {
  mutating func sum(_ terms: [Handle]) -> MathLayout {
    var row = [layout(of: terms[0])]
    for next in terms.dropFirst() {
      var written = WrittenTerm(next)
      row.append(.symbol(written.isNegative ? "−" : "+", .binary))
      written.isNegative = false
      row.append(next.number == nil && next.split.rest == next ? layout(of: next) : term(written))
    }
    return .row(row)
  }

  mutating func term(_ term: WrittenTerm) -> MathLayout {
    let number = term.writesCoefficient ? Self.number(term.coefficient) : nil
    let above = factors(term.above, number: number, needsParentheses: term.isNegative && !term.isFraction)
    let body: MathLayout
    if term.isFraction {
      let divisor = term.divisor == .one ? nil : MathLayout.number("\(term.divisor)")
      body = .fraction(numerator: above, denominator: factors(term.below, number: divisor), line: true)
    } else {
      body = above
    }
    return term.isNegative ? .row([Self.minus, body]) : body
  }

  /// Factors side by side, with a thin space next to functions and a dot before a digit.
  private mutating func factors(
    _ list: [WrittenFactor], number: MathLayout?, needsParentheses: Bool = false
  ) -> MathLayout {
    let isAlone = list.count == 1 && number == nil && !needsParentheses
    var row = number.map { [$0] } ?? []
    var previous: Handle?
    for next in list {
      if !row.isEmpty, next.base.startsWithDigit {
        row.append(.symbol("⋅", .binary))
      } else if !row.isEmpty, next.base.isSetWide || (previous?.isSetWide ?? false) {
        row.append(.space(3))
      }
      row.append(factor(next, isAlone: isAlone))
      previous = next.base
    }
    return row.count == 1 ? row[0] : .row(row)
  }

  private mutating func factor(_ factor: WrittenFactor, isAlone: Bool) -> MathLayout {
    if let exponent = factor.exponent { return power(factor.base, to: exponent) }
    return factor.base.node.op == .sum && !isAlone ? fenced(factor.base) : layout(of: factor.base)
  }
}

extension Handle {
  var startsWithDigit: Bool { basePower.base.number != nil && basePower.exponent != .half }

  /// Whether the factor is a function or a derivative, which a thin space sets apart.
  var isSetWide: Bool {
    switch basePower.base.node.op {
    case .function, .applied, .derivative, .maximum, .minimum: true
    default: false
    }
  }
}
