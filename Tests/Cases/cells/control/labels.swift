var found: [Int] = []
outer: for i in 2..<20 {
  for k in 2..<i where i % k == 0 { continue outer }
  found.append(i)
  if found.count == 5 { break outer }
}
print(found)  // [2, 3, 5, 7, 11]
var n = 0
count: while true {
  repeat {
    n += 1
    if n == 7 { break count }
  } while n % 3 != 0
}
print(n)  // 7
