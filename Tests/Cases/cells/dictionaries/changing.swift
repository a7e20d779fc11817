var counts: [String: Int] = [:]
for word in ["a", "b", "a", "c", "a"] { counts[word, default: 0] += 1 }
print(counts["a"]!, counts["b"]!, counts.count)  // 3 1 3
counts["a"]! += 10
counts["b"] = nil
print(counts["a"]!, counts["b"] == nil, counts.removeValue(forKey: "c")!, counts)  // 13 true 1 ["a": 13]
var groups: [Bool: [Int]] = [:]
for n in 1...5 { groups[n % 2 == 0, default: []].append(n) }
print(groups[true]!, groups[false]!)  // [2, 4] [1, 3, 5]
print(counts["z", default: 7], counts.updateValue(1, forKey: "a")!)  // 7 13
var nested = ["x": [1, 2]]
nested["x"]![0] = 5
let copy = nested
nested["x"]!.append(9)
print(nested, copy)  // ["x": [5, 2, 9]] ["x": [5, 2]]
