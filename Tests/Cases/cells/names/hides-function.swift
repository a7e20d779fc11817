let max = 3
print(max)  // 3
func f() -> Int {
  let sin = 2
  return sin + max
}
print(f(), sin(0))  // 5 0.0
