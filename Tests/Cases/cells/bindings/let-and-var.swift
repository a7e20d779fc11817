let a = 3
var b = a + 1
b = b * 2
let c: Double = 3
print(a, b, c)  // 3 8 3.0
