import Elementary

/// What a trace can record: the closed list of operations on numbers, each with its value and its derivative rule.
enum TraceOperation: Hashable {
  case input
  case add, subtract, multiply, divide, power
  case negate
  case elementary(ElementaryFunction)

  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .input: x
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: x ** y
    case .negate: -x
    case .elementary(let f): f.value(at: x)
    }
  }

  /// What the adjoint `g` of the result `v` adds to those of the operands.
  func adjoints<T: Number>(_ g: T, _ x: T, _ y: T, _ v: T) -> (x: T, y: T) {
    switch self {
    case .input: (g, 0)
    case .add: (g, g)
    case .subtract: (g, -g)
    case .multiply: (g * y, g * x)
    case .divide: (g / y, -(g * v / y))
    case .power: (g * powerDerivative(x, y), g * v * .apply(.log, to: x))
    case .negate: (-g, 0)
    case .elementary(let f): (g * f.derivative(at: x, value: v), 0)
    }
  }

  /// y * x ** (y - 1), and 0 rather than 0 * ∞ at the exponent 0.
  private func powerDerivative<T: Number>(_ x: T, _ y: T) -> T { y == 0 ? 0 : y * x ** (y - 1) }
}
