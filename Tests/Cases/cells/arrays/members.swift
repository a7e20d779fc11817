let xs = [3, 1, 2]
print(xs.first!, xs.last!, xs.reversed(), xs.sorted(), xs.contains(2))  // 3 2 [2, 1, 3] [1, 2, 3] true
print(xs.max()!, xs.min()!, xs.indices, xs.enumerated().map { $0.offset * $0.element })  // 3 1 0..<3 [0, 1, 4]
print([1.5, 2.5].reduce(0, +), sum([1.0, 2.0]), zip([1, 2], ["a", "b"]).map { "\($0.0)\($0.1)" })  // 4.0 3.0 ["1a", "2b"]
print(["b", "a"].sorted(), ["a", "b"].joined(separator: "+"), [1] + [2, 3])  // ["a", "b"] a+b [1, 2, 3]
var ys = [1, 2, 3]
let last = ys.removeLast()
ys.append(contentsOf: [7, 8])
print(last, ys)  // 3 [1, 2, 7, 8]
print([Int](repeating: 0, count: 3), [Double](repeating: 1, count: 2))  // [0, 0, 0] [1.0, 1.0]
print(Array(repeating: "x", count: 2))  // ["x", "x"]
