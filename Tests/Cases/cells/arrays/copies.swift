var a = [[1, 2], [3]]
var b = a
b[0][1] = 9
b[1].append(4)
b[0] += [5]
print(a, b)  // [[1, 2], [3]] [[1, 9, 5], [3, 4]]
func changed(_ values: [Int]) -> [Int] {
  var values = values
  values[0] += 10
  return values
}
let c = [1, 2]
print(changed(c), c)  // [11, 2] [1, 2]
var calls = 0
func next() -> Int {
  calls += 1
  return 0
}
var d = [5]
d[next()] += 1
print(d, calls)  // [6] 1
