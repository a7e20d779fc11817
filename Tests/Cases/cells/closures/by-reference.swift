var n = 1
let read = { n * 10 }
n = 5
print(read())  // 50
func test() -> [Int] {
  var k = 1
  let show = { k }
  k = 2
  let before = show()
  k = 3
  return [before, show()]
}
print(test())  // [2, 3]
