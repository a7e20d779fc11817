let xs = [3, 1, 2]
print(xs.map { $0 * 2 }, xs.filter { $0 > 1 }, xs.reduce(0) { $0 + $1 })  // [6, 2, 4] [3, 2] 6
print(xs.reduce(0, +), xs.map { Double($0) / 2 })  // 6 [1.5, 0.5, 1.0]
print(xs.map { x in x + 1 }, xs.map { (x: Int) -> Double in Double(x) })  // [4, 2, 3] [3.0, 1.0, 2.0]
print(xs.map { "\($0)" })  // ["3", "1", "2"]
