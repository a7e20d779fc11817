import Arrays
import Diagnostics

/// The record of one graph: its nodes in the order of evaluation, in one flat array.
///
/// Nodes name their operands by position, so freeing a long chain is freeing an array. Two graphs that meet in an
/// operation become one tape. Nodes that no tensor and no later node needs are dropped: at once at the end of the
/// array, now and then elsewhere.
final class Tape {
  struct Node {
    /// `nil` for leaves and constants.
    // The short fields stand together: a node takes 56 bytes.
    var operation: Operation?
    var isConstant = false
    var isConsumed = false
    var first: Int32 = -1
    var second: Int32 = -1
    var value: NDArray
    /// The tensor whose gradient this node's adjoint adds to.
    var leaf: TensorStorage?
    /// The storage that stands for this node, while it lives: it clears this when it goes.
    var owner: Unmanaged<TensorStorage>?
  }

  @exclusivity(unchecked) var nodes: [Node] = []
  /// The adjoints of the last `backward()`, for those nodes that it visited.
  @exclusivity(unchecked) var adjoints: [NDArray?] = []
  /// Labels of nodes whose tensors are gone.
  @exclusivity(unchecked) var labels: [Int: String] = [:]
  /// While a sweep computes with positions, no node may move.
  @exclusivity(unchecked) var isSweeping = false
  @exclusivity(unchecked) private var compactionThreshold = 1024

  init() { nodes.reserveCapacity(8) }
}

// MARK: - Recording

extension Tape {
  /// Records that `operation` on `x` (and `y`) gave `value`.
  static func record(_ operation: Operation, _ x: TensorStorage, _ y: TensorStorage?, value: NDArray) -> TensorStorage {
    let tape = joined(x.tape, y?.tape)
    if tape.nodes.count >= tape.compactionThreshold && !tape.isSweeping { tape.compact() }
    let first = tape.place(x)
    let second = y.map { tape.place($0) } ?? -1
    let result = TensorStorage(value, tape: tape, index: tape.nodes.count)
    tape.nodes.append(
      Node(operation: operation, first: first, second: second, value: value, owner: .passUnretained(result)))
    return result
  }

  /// The same with a number on the right, or on the left, that no tensor holds.
  static func record(
    _ operation: Operation, _ x: TensorStorage, number: NDArray, isFirst: Bool, value: NDArray
  ) -> TensorStorage {
    let tape = x.tape ?? Tape()
    if tape.nodes.count >= tape.compactionThreshold && !tape.isSweeping { tape.compact() }
    let place = tape.place(x)
    let constant = Int32(truncatingIfNeeded: tape.nodes.count)
    tape.nodes.append(Node(isConstant: true, value: number))
    let result = TensorStorage(value, tape: tape, index: tape.nodes.count)
    tape.nodes.append(
      Node(
        operation: operation, first: isFirst ? constant : place, second: isFirst ? place : constant, value: value,
        owner: .passUnretained(result)))
    return result
  }

  /// The position of an operand, which is put on the tape if it is not there.
  private func place(_ storage: TensorStorage) -> Int32 {
    if storage.tape != nil { return Int32(truncatingIfNeeded: storage.index) }
    if storage.requiresGrad { return Int32(truncatingIfNeeded: placeLeaf(storage)) }
    nodes.append(Node(isConstant: true, value: storage.value))
    if let label = storage.label { labels[nodes.count - 1] = label }
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  func placeLeaf(_ storage: TensorStorage) -> Int {
    let known = storage.index
    if storage.lastTape == ObjectIdentifier(self) && known < nodes.count && nodes[known].leaf === storage {
      return known
    }
    storage.lastTape = ObjectIdentifier(self)
    storage.index = nodes.count
    nodes.append(Node(value: storage.value, leaf: storage))
    return storage.index
  }

  /// A tensor that stands for node `index`.
  func tensor(at index: Int) -> Tensor {
    if let owner = nodes[index].owner { return Tensor(owner.takeUnretainedValue()) }
    if nodes[index].isConstant { return Tensor(nodes[index].value) }
    let storage = TensorStorage(nodes[index].value, tape: self, index: index)
    nodes[index].owner = .passUnretained(storage)
    return Tensor(storage)
  }
}

// MARK: - Tapes that meet, nodes that go

extension Tape {
  /// One tape that holds the nodes of both; a new one where there is none.
  static func joined(_ a: Tape?, _ b: Tape?) -> Tape {
    guard let a else { return b ?? Tape() }
    guard let b, a !== b else { return a }
    // The shorter is appended to the longer: over many meetings each node moves O(log n) times.
    if a.nodes.count >= b.nodes.count {
      a.append(b)
      return a
    }
    b.append(a)
    return b
  }

  private func append(_ other: Tape) {
    let offset = nodes.count
    for var node in other.nodes {
      node.shift { $0 + offset }
      nodes.append(node)
    }
    if !other.adjoints.isEmpty {
      adjoints += [NDArray?](repeating: nil, count: offset - adjoints.count) + other.adjoints
    }
    for (index, label) in other.labels { labels[index + offset] = label }
    for index in offset..<nodes.count {
      guard let owner = nodes[index].owner?.takeUnretainedValue() else { continue }
      owner.index = index
      owner.tape = self
    }
    other.nodes = []
  }

  /// The storage of node `index` is gone; drops what nothing can reach any more from the end of the tape.
  func release(_ index: Int) {
    nodes[index].owner = nil
    if isSweeping { return }
    while !nodes.isEmpty && nodes[nodes.count - 1].owner == nil {
      if adjoints.count == nodes.count { adjoints.removeLast() }
      if !labels.isEmpty { labels[nodes.count - 1] = nil }
      nodes.removeLast()
    }
  }

  /// Moves the nodes that some tensor can reach together. O(nodes), and rare enough to be O(1) for each recorded node.
  private func compact() {
    let isReachable = reachable { nodes[$0].owner != nil }
    var positions = [Int](repeating: -1, count: nodes.count)
    var count = 0
    for index in nodes.indices where isReachable[index] {
      positions[index] = count
      nodes[index].shift { positions[$0] }
      nodes[index].owner?.takeUnretainedValue().index = count
      if index != count { nodes.swapAt(index, count) }
      if index < adjoints.count { adjoints.swapAt(index, count) }
      count += 1
    }
    nodes.removeLast(nodes.count - count)
    if adjoints.count > count { adjoints.removeLast(adjoints.count - count) }
    labels = labels.reduce(into: [:]) { if positions[$1.key] >= 0 { $0[positions[$1.key]] = $1.value } }
    compactionThreshold = max(1024, 2 * count)
  }

  /// For each node, whether it is a root or an operand, near or far, of one.
  func reachable(from isRoot: (Int) -> Bool) -> [Bool] {
    var result = [Bool](repeating: false, count: nodes.count)
    for index in nodes.indices.reversed() where result[index] || isRoot(index) {
      result[index] = true
      let (first, second) = (Int(nodes[index].first), Int(nodes[index].second))
      if first >= 0 { result[first] = true }
      if second >= 0 { result[second] = true }
    }
    return result
  }

  /// Whether node `index` stands for `storage`.
  func node(_ index: Int, standsFor storage: TensorStorage) -> Bool {
    nodes[index].leaf === storage || nodes[index].owner?.toOpaque() == Unmanaged.passUnretained(storage).toOpaque()
  }
}

extension Tape.Node {
  fileprivate mutating func shift(_ move: (Int) -> Int) {
    if first >= 0 { first = Int32(truncatingIfNeeded: move(Int(first))) }
    if second >= 0 { second = Int32(truncatingIfNeeded: move(Int(second))) }
  }
}
