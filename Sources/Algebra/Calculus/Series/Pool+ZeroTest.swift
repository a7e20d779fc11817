import Diagnostics

extension Pool {
  /// Whether an expression vanishes identically: by algebra, else by its values at sample points.
  mutating func vanishes(_ x: Handle) -> Bool {
    if let value = x.number { return value.isZero }
    if x.isSymbol || x.node.op == .constant { return false }
    if x.isNonzero() { return false }
    let terms = x.node.op == .sum ? Array(x.operands) : [x]
    let leaves = x.reachable().filter { $0.isSymbol || $0.node.op == .applied }
    guard let probes = try? terms.map({ try CompiledFunction($0, inputs: leaves) }) else { return false }
    var random = ProbeGenerator()
    var zeros = 0
    for round in 0..<(leaves.isEmpty ? 1 : 24) {
      let point = leaves.map { random.value(for: $0, round: round) }
      let values = probes.map { (try? $0.value(at: point)) ?? .nan }
      let (total, size) = (values.reduce(0, +), values.reduce(0) { $0 + abs($1) })
      guard total.isFinite, size.isFinite else { continue }
      if abs(total) > 1e-10 * (values.count > 1 ? size : 1e-200) { return false }
      zeros += 1
    }
    return zeros >= (leaves.isEmpty ? 1 : 4)
  }
}
