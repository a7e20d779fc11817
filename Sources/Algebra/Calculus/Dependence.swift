/// Which expressions depend on a symbol; each is asked once, so that a whole derivative takes linear time.
struct Dependence {
  let symbol: Handle
  private let mask: SymbolMask
  private var known: [Handle: Bool]

  init(on symbol: Handle) {
    self.symbol = symbol
    mask = symbol.node.symbols
    known = [symbol: true]
  }

  /// The mask alone answers for a symbol that has a bit of its own.
  mutating func holds(for x: Handle) -> Bool {
    if !x.node.symbols.isSuperset(of: mask) { return false }
    return !mask.contains(.others) || walk(x)
  }

  private mutating func walk(_ root: Handle) -> Bool {
    var stack = [root]
    while let next = stack.last {
      if known[next] != nil {
        stack.removeLast()
        continue
      }
      let parts = next.parts.filter { $0.node.symbols.isSuperset(of: mask) }
      let open = parts.filter { known[$0] == nil }
      if open.isEmpty {
        known[next] = parts.contains { known[$0] == true }
        stack.removeLast()
      } else {
        stack += open
      }
    }
    return known[root] ?? false
  }
}
