struct Stack<Element> {
  var items: [Element] = []
  var isEmpty: Bool { items.isEmpty }
  mutating func push(_ e: Element) { items.append(e) }
  func top() -> Element? { items.last }
  func mapped<R>(_ f: (Element) -> R) -> Stack<R> {
    var result = Stack<R>()
    for e in items { result.push(f(e)) }
    return result
  }
}
var s = Stack<Int>()
s.push(3)
s.push(4)
print(s.top() ?? 0, s.isEmpty, s.mapped { "\($0)!" }.items)  // 4 false ["3!", "4!"]
let t = Stack(items: ["a", "b"])
print(t.top() ?? "none", t.items.count)  // b 2
struct Pair<A, B> { let first: A, second: B; func swapped() -> Pair<B, A> { Pair<B, A>(first: second, second: first) } }
print(Pair(first: 1, second: "x").swapped().first)  // x
