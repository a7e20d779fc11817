let r = 2...5
print(r, r.lowerBound, r.upperBound)  // 2...5 2 5
var s = 0
for k in r { s += k }
print(s, (0..<4).map { $0 * $0 })  // 14 [0, 1, 4, 9]
for k in (1...3).reversed() { print(k) }  // 3 | 2 | 1
