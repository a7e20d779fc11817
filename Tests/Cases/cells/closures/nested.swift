func curry(_ a: Int) -> (Int) -> (Int) -> Int {
  { b in { c in a * 100 + b * 10 + c } }
}
print(curry(1)(2)(3))  // 123
let addAll = { (x: Int) in { (y: Int) in { (z: Int) in x + y + z } } }
print(addAll(1)(2)(3))  // 6
