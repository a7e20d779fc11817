var a = [1, 2, 3]
var b = a
b[0] = 10
b.append(4)
print(a, b, a.count, b.count)  // [1, 2, 3] [10, 2, 3, 4] 3 4
func changed(_ xs: [Int]) -> [Int] {
  var ys = xs
  ys[1] = 99
  return ys
}
print(changed(a), a)  // [1, 99, 3] [1, 2, 3]
print(a.isEmpty, [Int]().isEmpty)  // false true
let empty: [Double] = []
print(empty, empty.count)  // [] 0
