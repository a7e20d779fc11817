func isEven(_ n: Int) -> Bool { n == 0 ? true : isOdd(n - 1) }
func isOdd(_ n: Int) -> Bool { n == 0 ? false : isEven(n - 1) }
func area(_ r: Double) -> Double { factor * r * r }
let factor = 3.0
print(isEven(10), isOdd(4), area(2))  // true false 12.0
func outer(_ n: Int) -> Int {
  func up(_ k: Int) -> Int { k >= n ? k : down(k + 2) }
  func down(_ k: Int) -> Int { up(k - 1) }
  return up(0)
}
print(outer(5))  // 5
