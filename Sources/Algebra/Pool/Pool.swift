import Diagnostics
import Elementary
import Synchronization

/// The one writer of ``storage``: every expression is here once, so that equality is equality of handles.
///
/// Each public operation takes the pool once and does all its work on it.
struct Pool: ~Copyable {
  private(set) var nodeCount = 0
  private var operandCount = 0
  private var numberCount = 0
  private var symbolCount = 0
  private var headCount = 0
  private var symbolIndices: [SymbolRecord: UInt32] = [:]
  private var headIndices: [FunctionHead: UInt32] = [:]
  /// Open addressing: node numbers plus one, 0 where free.
  private var table = [UInt32](repeating: 0, count: 1 << 11)

  /// What simplifying looks for, once it has been read.
  private var book: IdentityBook?

  var nodeLimit = 1 << 24
  var operandLimit = 1 << 26

  init() {
    // The handles that ``Handle`` names; nothing here can reach a limit.
    for value in [0, 1, -1, 2] { _ = try? integer(value) }
    _ = try? number(.exact(.half))
    for constant in [Constant.e, .pi, .i, .infinity] { _ = try? self.constant(constant) }
  }
}

extension Handle {
  static let zero = Handle(index: 0)
  static let one = Handle(index: 1)
  static let minusOne = Handle(index: 2)
  static let two = Handle(index: 3)
  static let half = Handle(index: 4)
  static let e = Handle(index: 5)
  static let pi = Handle(index: 6)
  static let i = Handle(index: 7)
  static let infinity = Handle(index: 8)
}

private let pool = Mutex(Pool())

/// Runs `body` on the process's pool. Not reentrant.
func withPool<R: Sendable>(_ body: (inout Pool) throws(Fault) -> R) throws(Fault) -> R {
  try pool.withLock { (pool: inout Pool) throws(Fault) -> R in try body(&pool) }
}

extension Pool {
  mutating func identityBook() throws(Fault) -> IdentityBook {
    if let book { return book }
    let made = try IdentityBook(&self)
    book = made
    return made
  }
}

// MARK: - Interning

extension Pool {
  /// The handle of a node without an operand list.
  mutating func intern(_ node: Node) throws(Fault) -> Handle {
    let mask = table.count - 1
    var slot = Int(node.hash) & mask
    while table[slot] != 0 {
      let candidate = storage.nodes[table[slot] - 1]
      if candidate.hash == node.hash && candidate.op == node.op && candidate.a == node.a && candidate.b == node.b
        && candidate.detail == node.detail
      {
        return Handle(index: table[slot] - 1)
      }
      slot = (slot + 1) & mask
    }
    return try insert(node, at: slot)
  }

  /// The handle of a node whose operands are `list`.
  mutating func intern(_ op: Node.Op, list: [Handle], symbols: SymbolMask, hash: UInt32) throws(Fault) -> Handle {
    let mask = table.count - 1
    var slot = Int(hash) & mask
    while table[slot] != 0 {
      let handle = Handle(index: table[slot] - 1)
      let candidate = handle.node
      if candidate.hash == hash && candidate.op == op && Int(candidate.b) == list.count
        && handle.operands.elementsEqual(list)
      {
        return handle
      }
      slot = (slot + 1) & mask
    }
    let start = try append(list)
    return try insert(
      Node(op: op, symbols: symbols, a: UInt32(start), b: UInt32(list.count), hash: hash), at: slot)
  }

  private mutating func append(_ list: [Handle]) throws(Fault) -> Int {
    let start = storage.operands.start(ofRun: list.count, from: operandCount)
    guard start + list.count <= operandLimit else { throw Self.full }
    for (offset, operand) in list.enumerated() { storage.operands.store(operand, at: start + offset) }
    operandCount = start + list.count
    return start
  }

  private mutating func insert(_ node: Node, at slot: Int) throws(Fault) -> Handle {
    guard nodeCount < nodeLimit else { throw Self.full }
    storage.nodes.store(node, at: nodeCount)
    nodeCount += 1
    table[slot] = UInt32(nodeCount)
    if nodeCount * 2 > table.count { growTable() }
    let handle = Handle(index: UInt32(nodeCount - 1))
    assert(checkInvariants(handle))
    return handle
  }

  private mutating func growTable() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    let mask = table.count - 1
    for index in 0..<nodeCount {
      var slot = Int(storage.nodes[UInt32(index)].hash) & mask
      while table[slot] != 0 { slot = (slot + 1) & mask }
      table[slot] = UInt32(index + 1)
    }
  }

  private static var full: Fault { Fault(.limit, "the expressions are too large: the memory for them is full") }
}

// MARK: - Side tables

extension Pool {
  /// The handle of a number that no node has room for.
  mutating func large(_ value: Rational) throws(Fault) -> Handle {
    let hash = Hash.mix(.large, Hash.of(value.numerator), Hash.of(value.denominator))
    var slot = Int(hash) & (table.count - 1)
    while table[slot] != 0 {
      let candidate = storage.nodes[table[slot] - 1]
      if candidate.op == .large && candidate.hash == hash && storage.numbers[candidate.a] == value {
        return Handle(index: table[slot] - 1)
      }
      slot = (slot + 1) & (table.count - 1)
    }
    storage.numbers.store(value, at: numberCount)
    numberCount += 1
    return try insert(Node(op: .large, a: UInt32(numberCount - 1), b: 0, hash: hash), at: slot)
  }

  mutating func index(of record: SymbolRecord) -> UInt32 {
    if let index = symbolIndices[record] { return index }
    storage.symbols.store(record, at: symbolCount)
    symbolIndices[record] = UInt32(symbolCount)
    symbolCount += 1
    return UInt32(symbolCount - 1)
  }

  mutating func index(of head: FunctionHead) -> UInt32 {
    if let index = headIndices[head] { return index }
    storage.heads.store(head, at: headCount)
    headIndices[head] = UInt32(headCount)
    headCount += 1
    return UInt32(headCount - 1)
  }
}
