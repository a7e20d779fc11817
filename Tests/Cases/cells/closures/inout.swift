print([1, 2, 3].reduce(into: 10) { $0 += $1 })  // 16
let counts = ["a", "b", "a"].reduce(into: [String: Int]()) { counts, word in counts[word, default: 0] += 1 }
print(counts["a"]!, counts["b"]!)  // 2 1
struct Sum { var x = 0.0, n = 0 }
let s = [1.5, 2.5].reduce(into: Sum()) { sum, x in
  sum.x += x
  sum.n += 1
}
print(s.x, s.n)  // 4.0 2
func change(_ x: inout Int, by f: (inout Int) -> Void) { f(&x) }
var n = 3
change(&n) { $0 *= 2 }
print(n)  // 6
let double: (inout [Int]) -> Void = { $0 += $0 }
var list = [1]
double(&list)
print(list)  // [1, 1]
