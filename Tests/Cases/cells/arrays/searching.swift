let xs = [3, 1, 4, 1, 5]
print(xs.firstIndex(of: 1)!, xs.lastIndex(of: 1)!, xs.firstIndex(of: 9) == nil)  // 1 3 true
print(xs.first(where: { $0 > 3 })!, xs.last(where: { $0 < 4 })!, xs.firstIndex(where: { $0 > 4 })!)  // 4 1 4
print(xs.contains(where: { $0 > 4 }), xs.allSatisfy { $0 > 0 }, xs.contains(7))  // true true false
print(xs.min()!, xs.max()!, xs.min(by: >)!, xs.max(by: { $0 % 3 < $1 % 3 })!)  // 1 5 5 5
print([Double]().max() == nil, ["b", "a"].min()!)  // true a
print(xs.sorted(by: >), xs.sorted { $0 % 3 < $1 % 3 })  // [5, 4, 3, 1, 1] [3, 1, 4, 1, 5]
