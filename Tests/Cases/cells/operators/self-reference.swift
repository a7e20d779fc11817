func f() -> Int {
  var x = 5
  x = x * 2 + x
  x = x - (x - 1) * 2
  return x
}
print(f())  // -13
func g() -> Bool {
  var flag = true
  let other = false
  flag = other || flag
  flag = !other && flag
  return flag
}
print(g())  // true
func h() -> Bool {
  var flag = false
  let other = true
  flag = other && flag
  return flag
}
print(h())  // false
