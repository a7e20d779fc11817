import Diagnostics
import Elementary

/// One step of a program over double registers: each writes the register after the last.
enum Instruction: Sendable {
  case constant(Double)
  case add(UInt32, UInt32)
  case subtract(UInt32, UInt32)
  case multiply(UInt32, UInt32)
  case divide(UInt32, UInt32)
  case negate(UInt32)
  case power(UInt32, UInt32)
  case maximum(UInt32, UInt32)
  case minimum(UInt32, UInt32)
  /// The second where the first is above 0, the third elsewhere; not a number where the first is none.
  case choose(UInt32, UInt32, UInt32)
  case call(ElementaryFunction, UInt32)
}

/// Translates an expression, each part once, in the order in which it prints: rounding does not depend on what was
/// computed before.
struct ProgramBuilder {
  private(set) var instructions: [Instruction] = []
  private var registers: [Handle: UInt32]
  private let inputCount: Int

  init(inputs: [Handle]) {
    inputCount = inputs.count
    registers = Dictionary(zip(inputs, 0..<UInt32(inputs.count))) { first, _ in first }
  }

  /// The register that will hold `root`; a fault for what has no numeric value.
  mutating func translate(_ root: Handle) throws(Fault) -> UInt32 {
    var stack = [root]
    while let next = stack.last {
      if registers[next] != nil {
        stack.removeLast()
        continue
      }
      let open = needs(of: next).filter { registers[$0] == nil }
      if open.isEmpty {
        registers[next] = try emit(next)
        stack.removeLast()
      } else {
        stack += open.reversed()
      }
    }
    return register(root)
  }

  private func register(_ x: Handle) -> UInt32 { registers[x] ?? 0 }

  private mutating func append(_ instruction: Instruction) -> UInt32 {
    instructions.append(instruction)
    return UInt32(inputCount + instructions.count - 1)
  }

  private func needs(of x: Handle) -> [Handle] {
    switch x.form {
    case .scaled, .product:
      let term = WrittenTerm(x)
      return (term.above + term.below).map(\.base)
    case .power(let base, let exponent): return exponent.number == nil ? [base, exponent] : [base]
    case .sum(let terms): return PrintOrder.terms(terms)
    case .number, .constant, .symbol, .function, .maximum, .minimum, .choice, .applied, .derivative:
      return x.parts
    }
  }

  private mutating func emit(_ x: Handle) throws(Fault) -> UInt32 {
    switch x.form {
    case .number(let value): return append(.constant(value.double))
    case .constant(let constant): return append(.constant(try constant.double))
    case .symbol(let record): throw Fault(.noValue, "\(record.name) has no value")
    case .applied, .derivative: throw Fault(.noValue, "\(excerpt(x)) has no value")
    case .scaled, .product: return emit(WrittenTerm(x))
    case .sum(let terms): return emit(sum: PrintOrder.terms(terms))
    case .power(let base, let exponent):
      guard let value = exponent.number else { return append(.power(register(base), register(exponent))) }
      return emit(base, to: value)
    case .function(let f, let argument): return append(.call(f, register(argument)))
    case .maximum(let l, let r): return append(.maximum(register(l), register(r)))
    case .minimum(let l, let r): return append(.minimum(register(l), register(r)))
    case .choice(let choice):
      return append(.choose(register(choice.margin), register(choice.value), register(choice.otherwise)))
    }
  }

  private mutating func emit(sum terms: [Handle]) -> UInt32 {
    terms.dropFirst().reduce(register(terms[0])) { append(.add($0, register($1))) }
  }

  private mutating func emit(_ term: WrittenTerm) -> UInt32 {
    var above = term.above.map { emit($0) }
    if term.coefficient != .one || above.isEmpty { above.insert(append(.constant(term.coefficient.double)), at: 0) }
    var below = term.below.map { emit($0) }
    if term.divisor != .one { below.insert(append(.constant(Rational(term.divisor).double)), at: 0) }
    var result = above.dropFirst().reduce(above[0]) { append(.multiply($0, $1)) }
    if let first = below.first {
      result = append(.divide(result, below.dropFirst().reduce(first) { append(.multiply($0, $1)) }))
    }
    return term.isNegative ? append(.negate(result)) : result
  }

  private mutating func emit(_ factor: WrittenFactor) -> UInt32 {
    factor.exponent.map { emit(factor.base, to: $0) } ?? register(factor.base)
  }

  private mutating func emit(_ base: Handle, to exponent: Numeric) -> UInt32 {
    let register = register(base)
    if exponent == .exact(Rational(2)) { return append(.multiply(register, register)) }
    if exponent == .exact(.half) { return append(.call(.sqrt, register)) }
    if exponent == .minusOne { return append(.divide(append(.constant(1)), register)) }
    return append(.power(register, append(.constant(exponent.double))))
  }
}

extension Constant {
  fileprivate var double: Double {
    get throws(Fault) {
      switch self {
      case .pi: .pi
      case .e: ElementaryFunction.exp.value(at: 1)
      case .infinity: .infinity
      case .i: throw Fault(.domain, "the expression has no real value: it contains the imaginary unit")
      }
    }
  }
}
