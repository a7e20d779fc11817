final class Node {
  static var made = 0
  let id: Int
  init() { id = Node.made; Node.made += 1 }
}
let nodes = (0..<3).map { _ in Node() }
print(nodes.map { $0.id }, Node.made)  // [0, 1, 2] 3
