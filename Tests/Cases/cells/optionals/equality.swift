let a: Int? = 3
print(a == 3, a != 4, 3 == a)  // true true true
let b: Int? = nil
print(a == b, b == nil)  // false true
