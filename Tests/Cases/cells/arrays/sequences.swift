let sizes = [2, 4, 1]
print(zip(sizes, sizes.dropFirst()).map { $0 * $1 }, zip(0..<2, ["a", "b"]).map { "\($0)\($1)" })  // [8, 4] ["0a", "1b"]
let groups = Dictionary(grouping: 0..<5, by: { $0 % 2 })
print(groups[0]!, groups[1]!)  // [0, 2, 4] [1, 3]
