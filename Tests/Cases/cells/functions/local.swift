func outer(_ n: Int) -> Int {
  var total = 0
  func add(_ k: Int) { total += k }
  func twice(_ k: Int) {
    add(k)
    add(k)
  }
  for k in 1...n { twice(k) }
  return total
}
print(outer(4))  // 20
