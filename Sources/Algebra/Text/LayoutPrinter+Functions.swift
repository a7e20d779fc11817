import Elementary
import Typesetting

extension LayoutPrinter {
  mutating func power(_ x: Handle, _ base: Handle, _ exponent: Handle) -> MathLayout {
    guard let value = exponent.number else {
      return .scripts(base: scriptBase(base), sub: nil, sup: layout(of: exponent))
    }
    return value.isNegative ? term(WrittenTerm(x)) : power(base, to: value)
  }

  mutating func power(_ base: Handle, to exponent: Numeric) -> MathLayout {
    if let root = exponent.rational, root.numerator == .one, !root.isInteger {
      let index = root.denominator == .small(2) ? nil : MathLayout.number("\(root.denominator)")
      return .root(radicand: layout(of: base), index: index)
    }
    if case .function(let f, let argument) = base.form, f.takesExponent, exponent.integer != nil {
      let name = MathLayout.scripts(base: Self.name(of: f), sub: nil, sup: Self.number(exponent))
      return .application(of: name, to: layout(of: argument))
    }
    return .scripts(base: scriptBase(base), sub: nil, sup: exponent == .one ? nil : Self.number(exponent))
  }

  private mutating func scriptBase(_ base: Handle) -> MathLayout {
    let isPlain = base.isSymbol || base.node.op == .constant
    let isNumber = base.number.map { !$0.isNegative && ($0.isDecimal || $0.integer != nil) } ?? false
    return isPlain || isNumber ? layout(of: base) : fenced(base)
  }

  mutating func application(of f: ElementaryFunction, _ argument: Handle) -> MathLayout {
    switch f {
    case .sqrt: .root(radicand: layout(of: argument), index: nil)
    case .cbrt: .root(radicand: layout(of: argument), index: .number("3"))
    case .abs: .fenced(open: "|", content: layout(of: argument), close: "|")
    case .floor: .fenced(open: "⌊", content: layout(of: argument), close: "⌋")
    case .exp: .scripts(base: .identifier("e", .upright), sub: nil, sup: layout(of: argument))
    default: .application(of: Self.name(of: f), to: layout(of: argument))
    }
  }

  private static func name(of f: ElementaryFunction) -> MathLayout {
    let alphabet = f == .sigmoid || f == .heaviside ? MathLayout.Alphabet.italic : .upright
    let name = MathLayout.identifier(f.displayName, alphabet)
    return f.displaySubscript.map { .scripts(base: name, sub: .number($0), sup: nil) } ?? name
  }

  mutating func call(_ name: MathLayout, _ arguments: [Handle]) -> MathLayout {
    var row: [MathLayout] = []
    for argument in arguments {
      if !row.isEmpty { row.append(.symbol(",", .punctuation)) }
      row.append(layout(of: argument))
    }
    return .application(of: name, to: .row(row))
  }
}

extension ElementaryFunction {
  /// Whether an exponent stands behind the name, as in cos²(x).
  fileprivate var takesExponent: Bool {
    switch self {
    case .sqrt, .cbrt, .abs, .floor, .exp, .log2, .log10: false
    default: true
    }
  }
}

// MARK: - Unknown functions and derivatives

extension LayoutPrinter {
  mutating func application(of head: FunctionHead, _ arguments: Operands) -> MathLayout {
    if let statement = Statement(head) { return layout(of: statement, Array(arguments)) }
    let name = Self.name(head.name)
    if head.orders.isEmpty { return call(name, Array(arguments)) }
    switch WrittenDerivative(head, arguments) {
    case .by(let variables):
      let sign = arguments.count > 1 ? "∂" : "d"
      return .row([operatorFraction(sign, variables), .space(3), call(name, Array(arguments))])
    case .byPosition(let positions):
      return call(Self.differentiated(name, positions, of: arguments.count), Array(arguments))
    }
  }

  /// `f″` for a function of one argument, `∂₁f` for more.
  private static func differentiated(_ name: MathLayout, _ positions: [Int], of count: Int) -> MathLayout {
    if count == 1 {
      let primes = String(repeating: "′", count: min(positions.count, 4))
      let mark = positions.count < 5 ? MathLayout.symbol(primes, .ordinary) : .number("(\(positions.count))")
      return .scripts(base: name, sub: nil, sup: mark)
    }
    let signs = positions.map {
      MathLayout.scripts(base: .symbol("∂", .ordinary), sub: .number("\($0 + 1)"), sup: nil)
    }
    return .row(signs + [name])
  }

  private mutating func operatorFraction(_ sign: String, _ variables: [(variable: Handle, order: Int)]) -> MathLayout {
    let mark = sign == "d" ? MathLayout.identifier("d", .upright) : .symbol(sign, .ordinary)
    let total = variables.reduce(0) { $0 + $1.order }
    var below: [MathLayout] = []
    for (variable, order) in variables {
      let isPlain = variable.isSymbol || variable.node.op == .applied
      let body = isPlain ? layout(of: variable) : fenced(variable)
      below += [mark, Self.raised(body, order)]
    }
    return .fraction(numerator: Self.raised(mark, total), denominator: .row(below), line: true)
  }

  private static func raised(_ base: MathLayout, _ order: Int) -> MathLayout {
    order == 1 ? base : .scripts(base: base, sub: nil, sup: .number("\(order)"))
  }

  mutating func derivative(_ body: Handle, by variable: Handle) -> MathLayout {
    let symbols = body.reachable().count { $0.isSymbol }
    let sign = operatorFraction(symbols > 1 ? "∂" : "d", [(variable, 1)])
    return .row([sign, .space(3), body.isSymbol || body.node.op == .function ? layout(of: body) : fenced(body)])
  }
}
