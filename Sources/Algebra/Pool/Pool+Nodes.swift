import Diagnostics
import Elementary

// MARK: - Leaves

extension Pool {
  mutating func number(_ value: Numeric) throws(Fault) -> Handle {
    switch try value.checked() {
    case .decimal(let value): return try word(.decimal, value == 0 ? 0 : value.bitPattern)
    case .exact(let value):
      if let integer = value.word { return try word(.integer, UInt64(bitPattern: Int64(integer))) }
      if let n = value.numerator.word.flatMap(Int32.init(exactly:)),
        let d = value.denominator.word.flatMap(UInt32.init(exactly:))
      {
        let (a, b) = (UInt32(bitPattern: n), d)
        return try intern(Node(op: .fraction, a: a, b: b, hash: Hash.mix(.fraction, a, b)))
      }
      return try large(value)
    }
  }

  mutating func integer(_ value: Int) throws(Fault) -> Handle { try number(.exact(Rational(value))) }

  private mutating func word(_ op: Node.Op, _ bits: UInt64) throws(Fault) -> Handle {
    let (a, b) = (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
    return try intern(Node(op: op, a: a, b: b, hash: Hash.mix(op, a, b)))
  }

  mutating func constant(_ constant: Constant) throws(Fault) -> Handle {
    let symbols = constant == .i ? SymbolMask.imaginary : .none
    let hash = Hash.mix(.constant, UInt32(constant.rawValue), 0)
    return try intern(Node(op: .constant, detail: constant.rawValue, symbols: symbols, a: 0, b: 0, hash: hash))
  }

  mutating func symbol(_ record: SymbolRecord) throws(Fault) -> Handle {
    let index = index(of: record)
    let hash = Hash.mix(.symbol, Hash.of(record.name), UInt32(record.assumptions.rawValue))
    return try intern(Node(op: .symbol, symbols: .symbol(Int(index)), a: index, b: 0, hash: hash))
  }

  /// An unknown function, or its derivative, of arguments.
  mutating func apply(_ head: FunctionHead, _ arguments: [Handle]) throws(Fault) -> Handle {
    let head = head.orders.allSatisfy { $0 == 0 } ? FunctionHead(name: head.name) : head
    // What a derivative is of comes first, so that replacing it finds the derivative above it.
    if !head.orders.isEmpty { _ = try apply(FunctionHead(name: head.name), arguments) }
    let index = index(of: head)
    let seed = head.orders.reduce(Hash.of(head.name)) { Hash.mix(.applied, $0, UInt32(truncatingIfNeeded: $1)) }
    let hash = arguments.reduce(seed) { Hash.mix(.applied, $0, $1.node.hash) }
    let symbols = arguments.reduce(into: SymbolMask.none) { $0.formUnion($1.node.symbols) }
    return try intern(.applied, list: [Handle(index: index)] + arguments, symbols: symbols, hash: hash)
  }
}

// MARK: - Inner nodes, as they stand

extension Pool {
  /// A node of two operands. The caller has brought them into canonical form.
  mutating func binary(_ op: Node.Op, _ l: Handle, _ r: Handle) throws(Fault) -> Handle {
    let (a, b) = (l.node, r.node)
    let hash = Hash.mix(op, a.hash, b.hash)
    return try intern(Node(op: op, symbols: a.symbols.union(b.symbols), a: l.index, b: r.index, hash: hash))
  }

  mutating func unary(_ f: ElementaryFunction, _ x: Handle) throws(Fault) -> Handle {
    let node = x.node
    let hash = Hash.mix(.function, UInt32(f.code), node.hash)
    return try intern(Node(op: .function, detail: f.code, symbols: node.symbols, a: x.index, b: 0, hash: hash))
  }

  /// A sum or product of operands in canonical form: sorted by handle, which makes the hash a commutative one.
  mutating func nary(_ op: Node.Op, _ list: [Handle]) throws(Fault) -> Handle {
    var symbols = SymbolMask.none
    var total: UInt32 = 0
    for operand in list {
      let node = operand.node
      symbols.formUnion(node.symbols)
      total &+= Hash.mix(op, node.hash, 1)
    }
    return try intern(op, list: list, symbols: symbols, hash: Hash.mix(op, total, UInt32(list.count)))
  }
}
