indirect enum Tree {
  case leaf(Int), pair(Tree, Tree), scaled(Tree, Int)
  func sum() -> Int? {
    switch self {
    case .leaf(let n): return n
    case .pair(let a, let b):
      guard let p = a.sum(), let q = b.sum() else { return nil }
      return p + q
    case .scaled(let t, let n): return t.sum().map { $0 * n }
    }
  }
}
print(Tree.scaled(.pair(.leaf(1), .leaf(2)), 5).sum() ?? 0)  // 15
