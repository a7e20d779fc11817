import Arrays
import Elementary

/// The `Number` in which elementary derivatives are computed: a constant, or an array of a ``TensorAlgebra``.
enum Factor<Array: TensorAlgebra>: Number {
  case constant(Double)
  case array(Array)

  init(integerLiteral value: Int) { self = .constant(Double(value)) }
  init(floatLiteral value: Double) { self = .constant(value) }

  static var zero: Self { .constant(0) }
  static var pi: Self { .constant(.pi) }

  /// This factor as an array; a constant has no axes and broadcasts.
  var operand: Array {
    switch self {
    case .constant(let value): Array(NDArray(value))
    case .array(let array): array
    }
  }

  static func + (l: Self, r: Self) -> Self { combine(.add, l, r) { $0 + $1 } }
  static func - (l: Self, r: Self) -> Self { combine(.subtract, l, r) { $0 - $1 } }
  static func * (l: Self, r: Self) -> Self { combine(.multiply, l, r) { $0 * $1 } }
  static func / (l: Self, r: Self) -> Self { combine(.divide, l, r) { $0 / $1 } }

  static func ** (l: Self, r: Self) -> Self {
    if case .array(let base) = l, case .constant(let exponent) = r {
      return .array(.apply(.powered(by: exponent), base))
    }
    return combine(.power, l, r) { $0 ** $1 }
  }

  static prefix func - (x: Self) -> Self {
    switch x {
    case .constant(let value): .constant(-value)
    case .array(let array): .array(.apply(.negate, array))
    }
  }

  static func apply(_ f: ElementaryFunction, to x: Self) -> Self {
    switch x {
    case .constant(let value): .constant(f.value(at: value))
    case .array(let array): .array(.apply(.elementary(f), array))
    }
  }

  static func == (l: Self, r: Self) -> Bool { l.operand.value == r.operand.value }

  @inline(__always)
  private static func combine(_ operation: Operation, _ l: Self, _ r: Self, _ f: (Double, Double) -> Double) -> Self {
    if case .constant(let x) = l, case .constant(let y) = r { return .constant(f(x, y)) }
    return .array(.apply(operation, l.operand, r.operand))
  }
}
