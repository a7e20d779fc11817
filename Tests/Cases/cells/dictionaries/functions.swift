let d = ["b": 2, "a": 1, "c": 3]
print(d.keys.sorted(), d.values.sorted(), d.isEmpty)  // ["a", "b", "c"] [1, 2, 3] false
print(d.mapValues { $0 * 10 }["c"]!, d.filter { $0.value > 1 }.count)  // 30 2
for (key, value) in d.sorted(by: { $0.key < $1.key }) { print(key, value) }  // a 1 | b 2 | c 3
print(d.merging(["a": 5, "z": 9]) { $0 + $1 }["a"]!, d.max(by: { $0.value < $1.value })!.key)  // 6 c
print(Dictionary(uniqueKeysWithValues: zip(["x", "y"], [1, 2]))["y"]!)  // 2
print(Dictionary(grouping: [1, 2, 3, 4], by: { $0 % 2 })[0]!)  // [2, 4]
print(d == ["a": 1, "b": 2, "c": 3], d.map { $0.value }.reduce(0, +))  // true 6
