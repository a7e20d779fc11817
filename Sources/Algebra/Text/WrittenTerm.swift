/// A power as it is written: with a positive exponent, above or below a fraction line.
struct WrittenFactor {
  let base: Handle
  /// `nil` where the factor is written as it stands.
  let exponent: Numeric?

  init(_ factor: Handle) {
    base = factor
    exponent = nil
  }

  init(base: Handle, exponent: Numeric) {
    self.base = base
    self.exponent = exponent == .one ? nil : exponent
  }
}

/// A product as people write it: a sign, and a fraction whose factors are in order.
struct WrittenTerm {
  var isNegative = false
  /// The number in front, never negative; 1 is not written where factors follow.
  var coefficient = Numeric.one
  var divisor = Integer.one
  var above: [WrittenFactor] = []
  var below: [WrittenFactor] = []

  init(_ term: Handle) {
    let (number, rest) = (term.split.coefficient, term.split.rest)
    isNegative = number.isNegative
    switch number.magnitude {
    case .exact(let value):
      coefficient = .exact(Rational(value.numerator))
      divisor = value.denominator
    case .decimal: coefficient = number.magnitude
    }
    guard case .product(let factors) = rest.form else {
      if rest != .one { place(rest) }
      return
    }
    for factor in PrintOrder.factors(factors) { place(factor) }
  }

  private mutating func place(_ factor: Handle) {
    if case .power(let base, let exponent) = factor.form, let value = exponent.number, value.isNegative {
      below.append(WrittenFactor(base: base, exponent: -value))
    } else {
      above.append(WrittenFactor(factor))
    }
  }

  var isFraction: Bool { divisor != .one || !below.isEmpty }
  var writesCoefficient: Bool { coefficient != .one || above.isEmpty }
}

/// How the derivative of an unknown function is written.
enum WrittenDerivative {
  /// By these variables, each so often: `diff(f(x, y), x, 2, y)`.
  case by([(variable: Handle, order: Int)])
  /// By the arguments' positions, where no variable says which is meant: `f.derivative(0)(x, x)`.
  case byPosition([Int])

  init(_ head: FunctionHead, _ arguments: Operands) {
    let slots = zip(arguments, head.orders).filter { $0.1 > 0 }
    if slots.allSatisfy({ Self.names($0.0, among: arguments) }) {
      self = .by(slots.map { (variable: $0.0, order: $0.1) })
    } else {
      self = .byPosition(head.orders.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) })
    }
  }

  /// Whether differentiating by `argument` can only mean by its own place.
  private static func names(_ argument: Handle, among arguments: Operands) -> Bool {
    if argument.node.symbols.isEmpty { return false }
    if arguments.count(where: { $0 == argument }) > 1 { return false }
    guard argument.isSymbol || argument.node.op == .applied else { return true }
    return arguments.allSatisfy { $0 == argument || !$0.contains(argument) }
  }
}
