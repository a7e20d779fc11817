final class Node {
  var value: Int
  var next: Node?
  init(_ value: Int, next: Node? = nil) { self.value = value; self.next = next }
  func twice() -> Int { 2 * value }
}
let list = Node(1, next: Node(2))
print(list.next?.value ?? 0, list.next?.next?.value ?? 0, list.next?.twice() ?? 0)  // 2 0 4
list.next?.value = 7
list.next?.next?.value = 8
list.next?.next = Node(9)
var sum = 0
var node: Node? = list
while let n = node {
  sum += n.value
  node = n.next
}
print(sum, list.next!.next!.value)  // 17 9
