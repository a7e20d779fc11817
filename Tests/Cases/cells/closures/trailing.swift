func twice(_ x: Double, _ f: (Double) -> Double) -> Double { f(f(x)) }
print(twice(3) { $0 * $0 })  // 81.0
func run(_ body: () -> Int) -> Int { body() }
print(run { 7 })  // 7
print(run {
  let a = 1
  return a + 1
})  // 2
