extension Array where Element == Double {
  func mean() -> Double { isEmpty ? 0 : sum(self) / Double(count) }
}
extension Array {
  func second() -> Element? { count > 1 ? self[1] : nil }
  mutating func addTwice(_ e: Element) { append(e); append(e) }
}
print([1.0, 2, 6].mean(), [3, 4].second() ?? 0, ["a"].second() ?? "none")  // 3.0 4 none
var xs = ["a"]
xs.addTwice("b")
print(xs)  // ["a", "b", "b"]
