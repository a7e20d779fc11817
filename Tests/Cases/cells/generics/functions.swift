func largest<T: Comparable>(_ values: [T]) -> T? {
  var best: T? = nil
  for v in values {
    if let b = best { if v > b { best = v } } else { best = v }
  }
  return best
}
print(largest([3, 1, 2])!, largest([0.5, 2.5])!, largest(["b", "c", "a"])!)  // 3 2.5 c
func pair<A, B>(_ a: A, _ b: B) -> (B, A) { (b, a) }
print(pair(1, "x"))  // ("x", 1)
func twice<T>(_ x: T, _ f: (T) -> T) -> T { f(f(x)) }
print(twice(3) { $0 * $0 }, twice("a") { $0 + "b" })  // 81 abb
func same<T: Equatable>(_ a: T, _ b: T) -> Bool { a == b }
print(same(1, 1), same("a", "b"))  // true false
