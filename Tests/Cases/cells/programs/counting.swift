var counts: [String: Int] = [:]
for word in ["b", "a", "b", "c", "b"] { counts[word, default: 0] += 1 }
counts["a"]! += 10
counts["c"] = nil
for key in counts.keys.sorted() { print(key, counts[key] ?? 0) }  // a 11 | b 3
var groups: [Int: [String]] = [:]
for word in ["one", "two", "three"] { groups[word.count, default: []].append(word) }
print(groups[3] ?? [], groups[5]?.first ?? "none")  // ["one", "two"] three
