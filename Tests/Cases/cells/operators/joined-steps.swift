func f() -> Double {
  var sum = 1.0
  var q = 0.0
  let a = 1.0, b = 4.0
  q = a / b
  sum = sum + q
  q = a * b
  sum += q
  return sum + q
}
print(f())  // 9.25
func g(_ n: Int) -> Double {
  var k = 0
  var sum = 0.0
  k = n + 1
  sum = Double(k)
  let d = Double(k)
  let p = d * d
  sum = sum + p
  return sum + d + Double(k)
}
print(g(2))  // 18.0
