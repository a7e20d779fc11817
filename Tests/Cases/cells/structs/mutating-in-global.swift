struct Counter {
  var n = 0
  var seen: [Int] = []
  mutating func add(_ k: Int) -> Int {
    n += k
    seen.append(n)
    return n
  }
}
var c = Counter()
print(c.add(2), c.add(3), c)  // 2 5 Counter(n: 5, seen: [2, 5])
func bump() { _ = c.add(10) }
bump()
print(c.n)  // 15
