func build(_ n: Int) -> [Int] {
  var xs: [Int] = []
  for k in 0..<n { xs.append(k * k) }
  return xs
}
print(build(20000).count, build(5))  // 20000 [0, 1, 4, 9, 16]
var top: [[Int]] = []
for k in 0..<2000 { top.append([k]) }
print(top.count, top[1999])  // 2000 [1999]
