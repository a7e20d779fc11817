var n = 1
func next() -> Int {
  n += 1
  return n
}
print(n + next())  // 3
print(n * 10 + next() * n)  // 29
print([n, next(), n])  // [3, 4, 4]
var xs = [0, 0, 0, 0, 0, 0, 0]
func index() -> Int {
  n += 1
  return n
}
xs[n] = index()
print(xs)  // [0, 0, 0, 0, 5, 0, 0]
