var n = 1
let kept = { [n] in n + 1 }
let summed = { [total = n * 10] (x: Int) in total + x }
n = 5
print(kept(), summed(1))  // 2 11
final class Counter {
  var count = 0
  func maker() -> () -> Int {
    { [self] in
      count += 1
      return count
    }
  }
}
let next = Counter().maker()
print(next(), next())  // 1 2
