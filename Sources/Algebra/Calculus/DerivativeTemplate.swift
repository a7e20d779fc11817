import Diagnostics
import Elementary

/// The derivative of an elementary function before its argument is known: a `Number`, so that the one table of
/// derivatives can write itself down without touching the pool.
indirect enum DerivativeTemplate: Number, Sendable {
  case argument, value, pi
  case integer(StaticBigInt)
  case decimal(Double)
  case sum(Self, Self)
  case product(Self, Self)
  case quotient(Self, Self)
  case power(Self, Self)
  case negative(Self)
  case function(ElementaryFunction, Self)

  static let zero = Self.integer(0)

  init(integerLiteral value: StaticBigInt) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .decimal(value) }

  static func + (l: Self, r: Self) -> Self { .sum(l, r) }
  static func - (l: Self, r: Self) -> Self { .sum(l, .negative(r)) }
  static func * (l: Self, r: Self) -> Self { .product(l, r) }
  static func / (l: Self, r: Self) -> Self { .quotient(l, r) }
  static func ** (l: Self, r: Self) -> Self { .power(l, r) }
  static prefix func - (x: Self) -> Self { .negative(x) }
  static func apply(_ f: ElementaryFunction, to x: Self) -> Self { .function(f, x) }
  /// Templates are never compared; the protocol asks for it.
  static func == (l: Self, r: Self) -> Bool { false }
}

extension Pool {
  /// The derivative of `f` at `x`, where `y` is `f(x)`.
  mutating func derivative(of f: ElementaryFunction, at x: Handle, value y: Handle) throws(Fault) -> Handle {
    try fill(f.derivative(at: DerivativeTemplate.argument, value: .value), x, y)
  }

  private mutating func fill(_ template: DerivativeTemplate, _ x: Handle, _ y: Handle) throws(Fault) -> Handle {
    switch template {
    case .argument: x
    case .value: y
    case .pi: .pi
    case .integer(let value): try number(.exact(Rational(Integer(value))))
    case .decimal(let value): try number(.decimal(value))
    case .sum(let l, let r): try sum(try fill(l, x, y), try fill(r, x, y))
    case .product(let l, let r): try product(try fill(l, x, y), try fill(r, x, y))
    case .quotient(let l, let r): try quotient(try fill(l, x, y), try fill(r, x, y))
    case .power(let l, let r): try power(try fill(l, x, y), try fill(r, x, y))
    case .negative(let inner): try negative(try fill(inner, x, y))
    case .function(let f, let inner): try apply(f, try fill(inner, x, y))
    }
  }
}
