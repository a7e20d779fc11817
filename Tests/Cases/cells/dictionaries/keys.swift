var grid: [[Int]: String] = [[0, 1]: "a"]
grid[[1, 0]] = "b"
print(grid[[0, 1]]!, grid[[1, 0]]!, grid[[1, 1]] == nil)  // a b true
let truth = [true: 1, false: 0]
print(truth[true]!, [0.5: "half"][0.5]!)  // 1 half
