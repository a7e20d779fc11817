func count(_ n: Int) -> Int {
  var steps = 0
  func down(_ k: Int) {
    steps += 1
    if k > 0 { up(k - 1) }
  }
  func up(_ k: Int) {
    steps += 10
    if k > 0 { down(k - 1) }
  }
  down(n)
  return steps
}
print(count(4))  // 23
