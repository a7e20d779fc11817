final class Node {
  let id: Int
  var children: [Node] = []
  init(_ id: Int) { self.id = id }
  func ordered() -> [Int] {
    var seen = Set<Int>()
    var order: [Int] = []
    func visit(_ node: Node) {
      guard seen.insert(node.id).inserted else { return }
      for child in node.children { visit(child) }
      order.append(node.id)
    }
    visit(self)
    return order
  }
}
let (a, b) = (Node(1), Node(2))
a.children = [b, b]
print(a.ordered())  // [2, 1]
// ---
var stack = ["a", "b"]
func pop() -> String { stack.removeLast() }
print(pop(), pop(), stack)  // b a []
struct Box { var items: [[String]] = [["x", "y"]] }
var box = Box()
func take() -> String { box.items[0].removeLast() }
func keep() { box.items[0].removeAll { $0 == "x" } }
print(take(), box.items)  // y [["x"]]
keep()
print(box.items)  // [[]]
