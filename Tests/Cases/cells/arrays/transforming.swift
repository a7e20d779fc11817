print(["1", "x", "3"].compactMap { Int($0) }, [1, 2].flatMap { [$0, $0 * 10] })  // [1, 3] [1, 10, 2, 20]
print(Array([[1], [2, 3]].joined()), [1, 2, 3].reduce(1) { $0 * $1 })  // [1, 2, 3] 6
for (i, x) in [5, 6].enumerated() { print(i, x) }  // 0 5 | 1 6
for (x, y) in zip([1, 2, 3], ["a", "b"]) { print(x, y) }  // 1 a | 2 b
print([1.5, 2.5].map { $0 * 2 }.filter { $0 > 3 }, [3, 4].reduce(0.5) { $0 + Double($1) })  // [5.0] 7.5
[1, 2].forEach { print($0) }  // 1 | 2
