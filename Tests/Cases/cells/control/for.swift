var total = 0
for k in 1...4 { total += k }
for k in 0..<3 { total += k * 100 }
for _ in 0..<2 { total += 1000 }
print(total)  // 2310
for k in stride(from: 10, to: 0, by: -4) { print(k) }  // 10 | 6 | 2
for x in stride(from: 0.0, through: 1.0, by: 0.5) { print(x) }  // 0.0 | 0.5 | 1.0
for (k, name) in ["a", "b"].enumerated() { print(k, name) }  // 0 a | 1 b
for (a, b) in zip([1, 2], [3, 4]) { print(a * b) }  // 3 | 8
for k in 0..<0 { print(k) }
for row in [[1, 2], [3]] { for x in row { print(x) } }  // 1 | 2 | 3
