print((1...3).count, (1..<3).contains(3), (0.0...1.0).contains(0.5), (2..<2).isEmpty)  // 3 false true true
print((1...4).reduce(0, +), (1...4).filter { $0 % 2 == 0 }, (0..<3).reversed().map { $0 })  // 10 [2, 4] [2, 1, 0]
for x in stride(from: 0.0, to: 1.0, by: 0.5) { print(x) }  // 0.0 | 0.5
for x in stride(from: 5, through: 1, by: -2) { print(x) }  // 5 | 3 | 1
var last = 0
for i in (Int.max - 1)...Int.max { last = i }
print(last == Int.max)  // true
for i in 0...Int.max {
  if i == 3 { break }
}
print((0...Int.max).count)  // fault: overflow: too many numbers
