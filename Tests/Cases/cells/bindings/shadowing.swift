let x = 1
func f() -> Int {
  let x = 10
  if x > 5 {
    let x = x + 100
    print(x)
  }
  return x
}
let y = f()  // 110
print(x, y)  // 1 10
