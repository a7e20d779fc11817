let xs = [10, 20, 30, 40]
print(xs[1..<3], xs[1...2], xs.prefix(2), xs.suffix(1), xs.dropFirst(), xs.dropLast(3))  // [20, 30] [20, 30] [10, 20] [40] [20, 30, 40] [10]
let part = xs[1..<3]
print(part.count, part[1], part.startIndex, part.endIndex)  // 2 20 1 3
print(part.map { $0 + 1 }, part.reduce(0, +), Array(part))  // [21, 31] 50 [20, 30]
for x in xs[2...3] { print(x) }  // 30 | 40
print(xs.prefix(while: { $0 < 25 }), xs.drop(while: { $0 < 25 }), xs.prefix(9).count)  // [10, 20] [30, 40] 4
print(part[0])  // fault: index-out-of-range: index 0 is outside the slice 1..<3
