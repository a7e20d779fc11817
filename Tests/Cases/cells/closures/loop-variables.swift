var fs: [() -> Int] = []
for i in 0..<3 { fs.append({ i * i }) }
print(fs.map { $0() })  // [0, 1, 4]
var gs: [() -> Int] = []
for i in 0..<3 {
  var k = i
  gs.append({
    k += 10
    return k
  })
}
print(gs[0](), gs[0](), gs[1](), gs[2]())  // 10 20 11 12
