let n = 4
let size: String
if n > 3 { size = "large" } else { size = "small" }
var total: Int
switch n { case 4: total = 1 default: total = 2 }
total += 1
print(size, total)  // large 2
func half(_ x: Int) -> Double {
  let result: Double
  guard x > 0 else { return 0 }
  result = Double(x) / 2
  return result
}
print(half(3), half(-1))  // 1.5 0.0
