import Diagnostics
import Elementary

/// An expression as a fast function of doubles: a flat program in which common parts are computed once.
public struct CompiledFunction: Sendable {
  let inputCount: Int
  let instructions: [Instruction]
  let result: Int

  init(_ body: Handle, inputs: [Handle]) throws(Fault) {
    var builder = ProgramBuilder(inputs: inputs)
    result = Int(try builder.translate(body))
    instructions = builder.instructions
    inputCount = inputs.count
  }

  /// The value at a point. Stops for a wrong number of values.
  public func callAsFunction(_ xs: Double...) -> Double { self(xs) }

  public func callAsFunction(_ xs: [Double]) -> Double { trapping { () throws(Fault) in try value(at: xs) } }

  package func value(at xs: [Double]) throws(Fault) -> Double {
    guard xs.count == inputCount else {
      throw Fault(.invalidArgument, "the compiled function takes \(inputCount) values, not \(xs.count)")
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: max(inputCount + instructions.count, 1)) { bank in
      for (index, x) in xs.enumerated() { bank[index] = x }
      for (index, instruction) in instructions.enumerated() {
        bank[inputCount + index] = Self.value(of: instruction, bank)
      }
      return bank[result]
    }
  }

  @inline(__always)
  private static func value(of instruction: Instruction, _ bank: UnsafeMutableBufferPointer<Double>) -> Double {
    switch instruction {
    case .constant(let value): value
    case .add(let a, let b): bank[Int(a)] + bank[Int(b)]
    case .subtract(let a, let b): bank[Int(a)] - bank[Int(b)]
    case .multiply(let a, let b): bank[Int(a)] * bank[Int(b)]
    case .divide(let a, let b): bank[Int(a)] / bank[Int(b)]
    case .negate(let a): -bank[Int(a)]
    case .power(let a, let b): bank[Int(a)] ** bank[Int(b)]
    case .maximum(let a, let b): Swift.max(bank[Int(a)], bank[Int(b)])
    case .minimum(let a, let b): Swift.min(bank[Int(a)], bank[Int(b)])
    case .choose(let margin, let a, let b):
      bank[Int(margin)].isNaN ? .nan : bank[Int(bank[Int(margin)] > 0 ? a : b)]
    case .call(let f, let a): f.value(at: bank[Int(a)])
    }
  }
}

// MARK: - Values of expressions

extension Expr {
  /// The expression as a function of `xs`; a fault that names a symbol which is not among them.
  package func compiledFunction(of xs: [Expr]) throws(Fault) -> CompiledFunction {
    try CompiledFunction(try withDerivativesCarriedOut().handle, inputs: xs.map(\.handle))
  }

  /// The value at a point; a fault that names a symbol without a value.
  package func value(at point: [Expr: Double]) throws(Fault) -> Double {
    let inputs = point.sorted { $0.key.handle < $1.key.handle }
    return try compiledFunction(of: inputs.map(\.key)).value(at: inputs.map(\.value))
  }

  func withDerivativesCarriedOut() throws(Fault) -> Expr {
    guard let derivative = handle.reachable().first(where: { $0.node.op == .derivative }) else { return self }
    guard case .derivative(let body, let variable) = derivative.form else { return self }
    return try .make { pool throws(Fault) in
      try pool.substitute([derivative: try pool.derivative(of: body, by: variable)], in: handle)
    }
  }

  /// The value at a point, NaN outside the real domain. Stops for a symbol without a value.
  public func evaluated(at point: [Expr: Double]) -> Double { trapping { () throws(Fault) in try value(at: point) } }

  @_disfavoredOverload public func evaluated(at point: [Expr: Int]) -> Double {
    evaluated(at: point.mapValues { Double($0) })
  }

  /// The expression as a fast function of `xs`, in that order. Stops for a symbol that is not among them.
  public func compiled(_ xs: [Expr]) -> CompiledFunction {
    trapping { () throws(Fault) in try compiledFunction(of: xs) }
  }
}
