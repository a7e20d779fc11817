import Diagnostics
import Elementary

extension CompiledFunction {
  /// The values at many points: a column for each symbol, with its value at every point.
  ///
  /// The program runs instruction by instruction over blocks of points, so that each is decoded once a block and the
  /// arithmetic uses vector instructions. Stops for a wrong number of columns, or columns of unequal length.
  public func values(at columns: [[Double]]) -> [Double] {
    trapping { () throws(Fault) in try values(atColumns: columns) }
  }

  package func values(atColumns columns: [[Double]]) throws(Fault) -> [Double] {
    guard columns.count == inputCount else {
      throw Fault(.invalidArgument, "the compiled function takes \(inputCount) columns, not \(columns.count)")
    }
    let count = columns.first?.count ?? 1
    if let odd = columns.first(where: { $0.count != count }) {
      throw Fault(.shape, "a column has \(odd.count) values, the first one \(count)")
    }
    return [Double](unsafeUninitializedCapacity: count) { values, initialized in
      fill(values, columns)
      initialized = count
    }
  }

  /// Points of a block: few enough for the registers to stay in the cache, and a bound on memory for long programs.
  private var blockLength: Int { max(8, min(512, (1 << 20) / max(inputCount + instructions.count, 1))) }

  private func fill(_ values: UnsafeMutableBufferPointer<Double>, _ columns: [[Double]]) {
    let length = blockLength
    let registers = max(inputCount + instructions.count, 1)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: registers * length) { bank in
      var block = Block(bank: bank, length: length, count: length)
      for start in stride(from: 0, to: values.count, by: length) {
        block.count = min(length, values.count - start)
        for (index, column) in columns.enumerated() { block.load(column, from: start, into: index) }
        for (index, instruction) in instructions.enumerated() { block.run(instruction, into: inputCount + index) }
        block.store(result, into: values, at: start)
      }
    }
  }
}

/// Registers that hold a value for each point of a block.
private struct Block {
  let bank: UnsafeMutableBufferPointer<Double>
  let length: Int
  var count: Int

  private func register(_ index: Int) -> UnsafeMutablePointer<Double> {
    // The bank is never empty: it has a register for every instruction and input, and one at least.
    guard let base = bank.baseAddress else { preconditionFailure("a block without registers") }
    return base + index * length
  }

  func load(_ column: [Double], from start: Int, into index: Int) {
    let target = register(index)
    column.withUnsafeBufferPointer { source in
      for i in 0..<count { target[i] = source[start + i] }
    }
  }

  func store(_ index: Int, into values: UnsafeMutableBufferPointer<Double>, at start: Int) {
    let source = register(index)
    for i in 0..<count { values.initializeElement(at: start + i, to: source[i]) }
  }

  func run(_ instruction: Instruction, into index: Int) {
    let target = register(index)
    switch instruction {
    case .constant(let value): for i in 0..<count { target[i] = value }
    case .add(let a, let b): combine(a, b, target) { $0 + $1 }
    case .subtract(let a, let b): combine(a, b, target) { $0 - $1 }
    case .multiply(let a, let b): combine(a, b, target) { $0 * $1 }
    case .divide(let a, let b): combine(a, b, target) { $0 / $1 }
    case .negate(let a): combine(a, a, target) { x, _ in -x }
    case .power(let a, let b): combine(a, b, target) { $0 ** $1 }
    case .maximum(let a, let b): combine(a, b, target) { Swift.max($0, $1) }
    case .minimum(let a, let b): combine(a, b, target) { Swift.min($0, $1) }
    case .choose(let margin, let a, let b):
      let (margins, l, r) = (register(Int(margin)), register(Int(a)), register(Int(b)))
      for i in 0..<count { target[i] = margins[i].isNaN ? .nan : margins[i] > 0 ? l[i] : r[i] }
    case .call(let f, let a):
      let (function, x) = (f.function, register(Int(a)))
      for i in 0..<count { target[i] = function(x[i]) }
    }
  }

  @inline(__always)
  private func combine(
    _ a: UInt32, _ b: UInt32, _ target: UnsafeMutablePointer<Double>, _ operation: (Double, Double) -> Double
  ) {
    let (l, r) = (register(Int(a)), register(Int(b)))
    for i in 0..<count { target[i] = operation(l[i], r[i]) }
  }
}
