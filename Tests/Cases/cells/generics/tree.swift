indirect enum Tree<T> {
  case leaf
  case node(Tree<T>, T, Tree<T>)
  func inserting(_ x: T, _ less: (T, T) -> Bool) -> Tree<T> {
    switch self {
    case .leaf: return .node(.leaf, x, .leaf)
    case .node(let l, let v, let r):
      return less(x, v) ? .node(l.inserting(x, less), v, r) : .node(l, v, r.inserting(x, less))
    }
  }
  func list() -> [T] {
    switch self {
    case .leaf: []
    case .node(let l, let v, let r): l.list() + [v] + r.list()
    }
  }
}
var tree = Tree<Int>.leaf
for n in [3, 1, 2] { tree = tree.inserting(n, <) }
print(tree.list())  // [1, 2, 3]
final class Node<T> { var value: T; var next: Node<T>?; init(_ v: T) { value = v } }
let a = Node(1), b = Node(2)
a.next = b
print(a.next?.value ?? 0)  // 2
