func minMax(_ xs: [Int]) -> (min: Int, max: Int) {
  var low = xs[0], high = xs[0]
  for x in xs {
    if x < low { low = x }
    if x > high { high = x }
  }
  return (low, high)
}
let r = minMax([3, 1, 4, 1, 5])
print(r.min, r.max, r)  // 1 5 (min: 1, max: 5)
let (a, b) = minMax([2])
print(a, b)  // 2 2
