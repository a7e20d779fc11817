var seen: [Int] = []
let xs = [3, 2, 1, 0]
let qs = xs.map { x in
  6 / x  // fault: division-by-zero: division by zero
}
// ---
print([1, 2].map { $0 + 1 })  // [2, 3]
